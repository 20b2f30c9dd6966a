package kz.negiz.broker.edition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.EditionsUnderTest;
import kz.negiz.kit.http.PlatformProperties;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.time.DatabaseClock;
import kz.negiz.log.event.AuditEvent;
import kz.negiz.rules.EditionFiles;
import kz.negiz.rules.ShippedEdition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@DisplayName("A change of the rules")
class EditionChangeTest extends EditionsUnderTest {

    private static final String INSPECTION = "T-2026-0077";

    @Autowired
    private EditionStore store;

    @Autowired
    private Editions editions;

    @Autowired
    private RulesProperties properties;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private AuditOutbox audit;

    @Autowired
    private DatabaseClock clock;

    @Autowired
    private PlatformProperties platform;

    @Nested
    @DisplayName("by two operators")
    class TwoOperators {

        @Test
        @DisplayName("takes effect when both have signed and its moment has come, and no sooner; decisions name it")
        void takesEffect() {
            Caller.User head = api.head();
            api.openInspection(INSPECTION);
            int before = last();
            awaitInForce(before);
            Instant from = soon(Duration.ofSeconds(4));

            JsonNode proposed = one.propose(zip(changed()), from);
            assertThat(proposed.path("words").toString()).contains("Order 1 of a test, paragraph 2");
            assertThat(one.proposal(proposed).path("document").isMissingNode()).isTrue();
            assertThat(two.proposal(proposed).path("document").asString("")).isNotEmpty();
            assertThat(last()).isEqualTo(before);
            assertThat(one.sign(proposed).refusal()).isEqualTo("409 edition-signed-before -");

            assertThat(two.sign(proposed).body().path("confirmed").asBoolean(false))
                    .isTrue();

            assertThat(last()).isEqualTo(before + 1);
            assertThat(editions.current().edition().number()).isEqualTo(before);
            BrokerApi.Answer old = api.ask(head, "head", BrokerApi.underInspection(INSPECTION, "LAND_PLOTS"));
            assertThat(old.body().path("edition").asInt()).isEqualTo(before);
            awaitInForce(before + 1);
            BrokerApi.Answer now = api.ask(head, "head", BrokerApi.underInspection(INSPECTION, "LAND_PLOTS"));
            assertThat(now.body().path("edition").asInt()).isEqualTo(before + 1);
            assertThat(api.get("/api/questions/" + old.id(), head)
                            .body()
                            .path("edition")
                            .asInt())
                    .isEqualTo(before);
            assertThat(events(id(proposed)))
                    .containsExactly(
                            "RULES_CHANGED PREPARED " + (before + 1) + " [R41-2d]",
                            "RULES_CHANGED PROPOSED " + (before + 1) + " [R41-2d]",
                            "RULES_CHANGED REFUSED " + (before + 1) + " []",
                            "RULES_CHANGED CONFIRMED " + (before + 1) + " [R41-2d]");
        }

        @Test
        @DisplayName("is refused to one person with two accounts, and to whoever has not prepared it as the first")
        void onePerson() {
            BrokerApi.Answer prepared = one.prepare(zip(changed()), soon(Duration.ofMinutes(5)), "Order 3");
            byte[] document = document(prepared.body());

            assertThat(two.sign(prepared.body(), document, "administrator2").refusal())
                    .isEqualTo("403 edition-first-by-another -");
            assertThat(one.sign(prepared.body()).status()).isEqualTo(200);
            Caller.User again = new Caller.User(
                    UUID.randomUUID(),
                    AccountKind.PERSON,
                    Set.of(AccessRole.OPERATOR),
                    "committee",
                    "COMMITTEE",
                    "/almaty/inspections",
                    "",
                    true,
                    "session-again",
                    "en");
            api.stands("administrator", again, "ORDER_150", true);
            assertThat(api.post(
                                    "/api/rules/proposals/" + id(prepared.body()) + "/confirmations",
                                    again,
                                    signed(document, "administrator"))
                            .refusal())
                    .isEqualTo("409 edition-signed-before -");
            withdrawAll();
        }

        @Test
        @DisplayName("takes the very document of the proposal, by the operator's own key")
        void veryDocument() {
            JsonNode proposed = one.propose(zip(changed()), soon(Duration.ofMinutes(5)));
            byte[] document = document(proposed);
            String text = new String(document, StandardCharsets.UTF_8);

            assertThat(two.sign(proposed, (text + ' ').getBytes(StandardCharsets.UTF_8), "administrator2")
                            .refusal())
                    .isEqualTo("409 edition-other-document -");
            assertThat(two.sign(
                                    proposed,
                                    text.replace("paragraph 2", "paragraph 3").getBytes(StandardCharsets.UTF_8),
                                    "administrator2")
                            .refusal())
                    .isEqualTo("409 edition-other-document -");
            assertThat(two.sign(proposed, document, "administrator").refusal())
                    .isEqualTo("403 edition-signer-is-another -");
            assertThat(two.sign(proposed, document, "head-auth").refusal()).startsWith("403 signature-refused");
            assertThat(api.post(
                                    "/api/rules/proposals/" + id(proposed) + "/confirmations",
                                    two.user(),
                                    JSON.createObjectNode().put("document", "*").put("signature", "x"))
                            .status())
                    .isEqualTo(409);
            assertThat(text).contains("\"type\":\"kz.negiz.edition\"", "\"kk\":[", "\"ru\":[", "\"en\":[");
            withdrawAll();
        }

        @Test
        @DisplayName("of two at once on the same base: the first confirmed counts, the other is built on an old base")
        void concurrent() {
            Instant from = soon(Duration.ofSeconds(5));
            JsonNode first = one.propose(zip(changed()), from);
            JsonNode second = two.propose(zip(changed()), from.plusSeconds(1));

            assertThat(one.sign(second).status()).isEqualTo(200);
            assertThat(two.sign(first).refusal()).isEqualTo("409 edition-other-base -");
            assertThat(two.proposal(first).path("proposal").path("state").asString(""))
                    .isEqualTo("OVERTAKEN");
        }

        @Test
        @DisplayName("confirmed twice at the same moment, or beside another one: exactly one of them counts")
        void race() throws Exception {
            Instant from = soon(Duration.ofSeconds(5));
            JsonNode first = one.propose(zip(changed()), from);
            JsonNode second = one.propose(zip(changed()), from);
            Operator third = third();
            int before = last();
            List<Callable<BrokerApi.Answer>> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                all.add(() -> two.sign(first));
                all.add(() -> two.sign(second));
                all.add(() -> third.sign(first, document(first), "head"));
            }

            List<String> answers = new ArrayList<>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<BrokerApi.Answer> each : threads.invokeAll(all)) {
                    answers.add(each.get().refusal());
                }
            }

            assertThat(answers).filteredOn(answer -> answer.startsWith("200")).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> !answer.startsWith("200"))
                    .allMatch(answer -> answer.equals("409 edition-decided -")
                            || answer.equals("409 edition-other-base -")
                            || answer.equals("409 edition-signed-before -"));
            assertThat(last()).isEqualTo(before + 1);
        }

        @Test
        @DisplayName("is refused when its moment is too near, and when it was withdrawn")
        void tooLate() {
            Instant from = soon(Duration.ofSeconds(2));
            JsonNode near = one.propose(zip(changed()), from);
            pause(from);
            assertThat(two.sign(near).refusal()).isEqualTo("409 edition-too-soon -");
            assertThat(two.proposal(near).path("proposal").path("state").asString(""))
                    .isEqualTo("LATE");

            JsonNode withdrawn = one.propose(zip(changed()), soon(Duration.ofMinutes(5)));
            assertThat(two.withdraw(withdrawn).body().path("state").asString(""))
                    .isEqualTo("WITHDRAWN");
            assertThat(two.sign(withdrawn).refusal()).isEqualTo("409 edition-decided -");
            assertThat(one.withdraw(withdrawn).refusal()).isEqualTo("409 edition-decided -");
            assertThat(events(id(withdrawn))).contains("RULES_CHANGED WITHDRAWN " + (last() + 1) + " []");
        }

        private Operator third() {
            return operatorWith("head");
        }
    }

    @Nested
    @DisplayName("is not prepared from")
    class Refused {

        @ParameterizedTest(name = "{0}")
        @MethodSource("kz.negiz.broker.edition.EditionChangeTest#archives")
        @DisplayName("what is no edition")
        void archives(String name, Archive archive, String refusal) throws IOException {
            BrokerApi.Answer answer = one.prepare(
                    archive.of(EditionChangeTest.this.files(last())), soon(Duration.ofMinutes(5)), "Order 4");

            assertThat(answer.refusal()).as(answer.body().toString()).isEqualTo(refusal + " -");
        }

        @Test
        @DisplayName("a moment that is past, before the last edition, or not a whole second, and no source at all")
        void heads() {
            byte[] archive = zip(changed());

            assertThat(one.prepare(archive, Instant.now().plusMillis(500).truncatedTo(ChronoUnit.SECONDS), "Order 4")
                            .refusal())
                    .isIn("409 edition-too-soon -", "409 edition-before-the-last -");
            assertThat(one.prepare(archive, Instant.parse("2001-01-01T00:00:00Z"), "Order 4")
                            .refusal())
                    .isEqualTo("409 edition-before-the-last -");
            assertThat(one.prepare(archive, soon(Duration.ofMinutes(5)).plusMillis(1), "Order 4")
                            .refusal())
                    .isEqualTo("422 edition-contradicts-itself -");
            assertThat(one.prepare(archive, Instant.parse("2999-01-01T00:00:00Z"), "Order 4")
                            .refusal())
                    .isEqualTo("422 edition-contradicts-itself -");
            Map<String, byte[]> headless = new TreeMap<>(changed());
            headless.remove("edition");
            assertThat(one.prepare(zip(headless), soon(Duration.ofMinutes(5)), " ")
                            .refusal())
                    .isEqualTo("422 edition-contradicts-itself -");
            assertThat(one.prepare(zip(headless), soon(Duration.ofMinutes(5)), "Order 4")
                            .status())
                    .isEqualTo(200);
        }

        @Test
        @DisplayName("files that say another number than the next, when no moment is given with them")
        void ownHead() {
            Map<String, byte[]> changed = new TreeMap<>(changed());
            changed.put("edition", head(last() + 2, soon(Duration.ofMinutes(5))));
            assertThat(prepareAsItIs(changed).refusal()).isEqualTo("409 edition-not-the-next -");
            changed.put("edition", head(last() + 1, soon(Duration.ofMinutes(5))));
            BrokerApi.Answer prepared = prepareAsItIs(changed);
            assertThat(prepared.status()).isEqualTo(200);
            assertThat(unzip(api.download("/api/rules/proposals/" + id(prepared.body()) + "/files", one.user())))
                    .hasSize(EditionFiles.NAMES.size())
                    .allSatisfy((name, content) -> assertThat(content).as(name).isEqualTo(changed.get(name)));
        }

        @Test
        @DisplayName("any more than twenty at once")
        void many() {
            List<JsonNode> prepared = new ArrayList<>();
            BrokerApi.Answer answer;
            do {
                answer = one.prepare(zip(changed()), soon(Duration.ofMinutes(5)), "Order 5");
                if (answer.status() == 200) {
                    prepared.add(answer.body());
                }
            } while (answer.status() == 200 && prepared.size() < 25);
            assertThat(answer.refusal()).isEqualTo("409 edition-too-many-proposals -");
            prepared.forEach(one::withdraw);
        }

        private BrokerApi.Answer prepareAsItIs(Map<String, byte[]> files) {
            return api.post(
                    "/api/rules/proposals",
                    one.user(),
                    JSON.createObjectNode().put("archive", Base64.getEncoder().encodeToString(zip(files))));
        }
    }

    /** What is made of an edition's files. */
    interface Archive {
        byte[] of(Map<String, byte[]> files) throws IOException;
    }

    static Stream<Arguments> archives() {
        String archive = "400 edition-archive-refused";
        String contradicts = "422 edition-contradicts-itself";
        return Stream.of(
                a("no zip", files -> "no zip at all".getBytes(StandardCharsets.UTF_8), archive),
                a("nothing", files -> new byte[0], archive),
                a("a zip cut off", files -> Arrays.copyOf(zip(files), 9_000), archive),
                a("a zip bomb", files -> bomb(), archive),
                a("many files", files -> entries(40, i -> "x" + i + "/edition.csv"), archive),
                a("another file", files -> entries(1, i -> "run.sh"), archive),
                a("a file twice", files -> entries(2, i -> i + "/edition.csv"), archive),
                a("a table missing", files -> zip(without(files, "roles")), contradicts),
                a("the same tables", EditionsUnderTest::zip, "422 edition-nothing-changed"),
                a("no UTF-8", files -> zip(put(files, "articles", new byte[] {(byte) 0xff, 10})), contradicts),
                a(
                        "other columns",
                        files -> zip(put(files, "articles", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8))),
                        contradicts),
                a(
                        "an unknown service",
                        files -> zip(with(files, "services", "\n2,LEGAL_ENTITIES_REGISTER,", "\n2,LEGAL_ENTITIES,")),
                        contradicts),
                a(
                        "a rule's id that no log takes",
                        files -> zip(with(
                                files,
                                "body_profiles",
                                "STATE_REVENUE_FIELD_INSPECTION,R41-2d,",
                                "STATE_REVENUE_FIELD_INSPECTION,§ 2,")),
                        contradicts),
                a("an article twice", files -> zip(with(files, "articles", "\n2,214,2,", "\n2,214,1,")), contradicts),
                a(
                        "nothing kept in full",
                        files -> zip(
                                with(files, "redactions", "*,*,FULL,R150-A1,KEEP,**,,", "*,*,ALL,R150-A1,KEEP,**,,")),
                        contradicts),
                a(
                        "a condition that nobody looks at",
                        files -> zip(with(files, "redactions", "ONLY_WHERE,cases[].chapter,", "ONLY_WHERE,chapter,")),
                        contradicts));
    }

    @Test
    @DisplayName("what is kept of it is what was signed: rows, files, digest; and it is read again after a restart")
    void kept() {
        int before = last();
        JsonNode proposed = one.propose(zip(changed()), soon(Duration.ofSeconds(3)));
        two.sign(proposed);
        int number = before + 1;

        StoredEdition stored = store.find(number).orElseThrow();
        Map<String, byte[]> downloaded = unzip(api.download("/api/rules/editions/" + number + "/files", one.user()));
        ShippedEdition again = EditionFiles.of(downloaded).read();
        assertThat(again.sha256())
                .isEqualTo(stored.sha256())
                .isEqualTo(proposed.path("proposal").path("sha256").asString(""));
        assertThat(again.tables()).isEqualTo(store.tables(number));
        assertThat(again.number()).isEqualTo(number);
        assertThat(again.validFrom()).isEqualTo(stored.validFrom());
        assertThat(again.source()).isEqualTo(stored.source());

        Editions restarted = new Editions(store, new ShippedEditions());
        assertThat(restarted.current().edition().number())
                .isEqualTo(editions.current().edition().number());
        assertThat(EditionChanges.between(
                                restarted.of(number).edition(),
                                editions.of(number).edition())
                        .changes())
                .isEmpty();
        // What took effect long ago is the files it came as.
        assertThat(store.files(store.find(1).orElseThrow().sha256()).read().tables())
                .isEqualTo(store.tables(1));
    }

    @Test
    @DisplayName("the signatures are sealed, and nothing of it is changed or removed (R41-25)")
    void sealed() {
        one.propose(zip(changed()), soon(Duration.ofMinutes(5)));
        String iin = api.key("administrator").iin();
        List<String> rows = jdbc.sql("""
                        select encode(sealed_signature, 'escape') || encode(sealed_evidence, 'escape') from edition_signature
                        union all select encode(document, 'escape') from edition_proposal
                        union all select encode(event, 'escape') from audit_outbox
                        """).query(String.class).list();
        assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(iin));
        assertThatThrownBy(() -> jdbc.sql("delete from edition_signature").update())
                .hasStackTraceContaining("permission denied");
        withdrawAll();
    }

    @Test
    @DisplayName("an edition that comes with the program is offered, and no law before two operators have signed")
    void shipped() {
        ShippedEdition first = ShippedEdition.all().getFirst();
        Map<String, byte[]> next = cell(files(1), "STATE_REVENUE_FIELD_INSPECTION", "TAX_DEBT", "FULL");
        ShippedEdition second = EditionFiles.of(next)
                .under(2, Instant.parse("2024-01-01T00:00:00Z"), "Order 9")
                .read();
        EditionProposals offering = new EditionProposals(
                store,
                editions,
                new ShippedEditions(List.of(first, second)),
                properties,
                jdbc,
                transactions,
                audit,
                clock,
                platform);
        int before = last();
        new Editions(store, new ShippedEditions(List.of(first, second)));
        assertThat(last()).isEqualTo(before);
        assertThat(offering.offered()).containsExactly(second);

        EditionProposal prepared = offering.prepareShipped(one.user(), 2, soon(Duration.ofSeconds(3)));
        JsonNode seen = one.get("/api/rules/proposals/" + prepared.id());
        assertThat(offering.offered()).containsExactly(second);
        assertThat(one.sign(seen).status()).isEqualTo(200);
        assertThat(two.sign(two.proposal(seen)).status()).isEqualTo(200);

        assertThat(offering.offered()).isEmpty();
        assertThat(last()).isEqualTo(before + 1);
        assertThat(store.find(before + 1).orElseThrow().source()).isEqualTo("Order 9");
    }

    @Test
    @DisplayName("switches exactly at its moment by the database's clock, with questions in flight")
    void switchesInFlight() throws Exception {
        Caller.User head = api.head();
        api.openInspection(INSPECTION);
        int before = last();
        awaitInForce(before);
        Instant from = soon(Duration.ofSeconds(4));
        JsonNode proposed = one.propose(zip(changed()), from);
        assertThat(two.sign(proposed).status()).isEqualTo(200);
        List<Callable<List<BrokerApi.Answer>>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(() -> {
                List<BrokerApi.Answer> answers = new ArrayList<>();
                while (clock.now().isBefore(from.plusMillis(700))) {
                    answers.add(api.ask(head, "head", BrokerApi.underInspection(INSPECTION, "LAND_PLOTS")));
                }
                return answers;
            });
        }

        List<String> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<BrokerApi.Answer>> each : threads.invokeAll(all)) {
                each.get().forEach(answer -> answers.add(answer.refusal()));
            }
        }

        // A document that was drawn up before and sent after is refused with words; nothing else goes wrong.
        assertThat(answers).allMatch(answer -> answer.startsWith("200") || answer.startsWith("409 edition-differs"));
        record Stored(int edition, Instant at) {}
        List<Stored> stored = jdbc.sql("select edition, received_at from question where received_at > :since")
                .param("since", from.minusSeconds(10).atOffset(ZoneOffset.UTC))
                .query((row, index) -> new Stored(
                        row.getInt(1), row.getObject(2, OffsetDateTime.class).toInstant()))
                .list();
        assertThat(stored).extracting(Stored::edition).contains(before, before + 1);
        assertThat(stored)
                .filteredOn(each -> each.edition() == before + 1)
                .allMatch(each -> !each.at().isBefore(from));
        // The edition is looked up before the row is written, in the same transaction.
        assertThat(stored)
                .filteredOn(each -> each.edition() == before)
                .allMatch(each -> each.at().isBefore(from.plusMillis(500)));
    }

    @Test
    @DisplayName("decide, who-can and diff answer from the editions on record, and stand in the log with their rules")
    void asked() {
        JsonNode decided =
                post("/api/rules/editions/1/decide", decision("217(2)")).body();
        assertThat(decided.path("level").asString("")).isEqualTo("FULL");
        assertThat(decided.path("rule").asString("")).isEqualTo("R150-9");
        assertThat(decided.path("findings").size()).isEqualTo(2);
        assertThat(post("/api/rules/editions/1/decide", decision("x")).refusal())
                .startsWith("400 invalid-input");
        assertThat(post("/api/rules/editions/999/decide", decision("")).status())
                .isEqualTo(404);
        JsonNode whoCan = one.get("/api/rules/editions/1/who-can/TAX_DEBT");
        assertThat(whoCan.path("profiles").toString())
                .contains("\"profile\":\"STATE_REVENUE_FIELD_INSPECTION\",\"level\":\"NONE\"");
        assertThat(api.get("/api/rules/editions/1/who-can/NONE", one.user()).status())
                .isEqualTo(400);
        assertThat(one.get("/api/rules/editions/1/diff/1").path("changes").size())
                .isZero();
        assertThat(jdbc.sql("select event from audit_outbox order by number")
                        .query((row, index) -> AuditEvent.parse(row.getBytes("event")))
                        .list())
                .filteredOn(event -> event.action().equals("RULES_ASKED"))
                .extracting(event -> event.outcome() + " " + event.rules())
                .contains("DECIDED [R150-9]");
    }

    @ParameterizedTest
    @EnumSource(value = AccessRole.class, names = "OPERATOR", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("is nobody's but operators': every address refuses all others")
    void operatorsOnly(AccessRole role) {
        Caller.User other = new Caller.User(
                UUID.randomUUID(), AccountKind.PERSON, Set.of(role), "b", "STATE_REVENUE", "/x", "", true, "s", "en");
        Caller.User before = new Caller.User(
                UUID.randomUUID(),
                AccountKind.PERSON,
                Set.of(AccessRole.OPERATOR),
                "b",
                "COMMITTEE",
                "/x",
                "",
                false,
                "s",
                "en");
        String proposal = "/proposals/" + UUID.randomUUID();
        for (Caller.User user : List.of(other, before)) {
            for (String path : List.of(
                    "/api/rules",
                    "/api/rules/editions/1",
                    "/api/rules/editions/1/files",
                    "/api/rules/editions/1/diff/1",
                    "/api/rules/editions/1/who-can/TAX_DEBT",
                    "/api/rules/editions/1/replay",
                    "/api/rules" + proposal,
                    "/api/rules" + proposal + "/files",
                    "/api/rules" + proposal + "/diff",
                    "/api/rules" + proposal + "/replay",
                    "/rules",
                    "/rules/editions/1",
                    "/rules" + proposal,
                    "/rules" + proposal + "/replay")) {
                assertThat(api.get(path, user).status()).as(path).isEqualTo(403);
            }
            for (String path : List.of(
                    "/api/rules/proposals",
                    "/api/rules/editions/1/decide",
                    "/api/rules" + proposal + "/confirmations",
                    "/api/rules" + proposal + "/withdrawal",
                    "/rules",
                    "/rules" + proposal + "/confirmations",
                    "/rules" + proposal + "/withdrawal")) {
                assertThat(api.post(path, user, empty()).status()).as(path).isEqualTo(403);
            }
        }
        assertThat(api.postAs("audit-log-service", "/api/rules/proposals", empty())
                        .status())
                .isEqualTo(403);
    }

    private void withdrawAll() {
        for (JsonNode each : one.get("/api/rules").path("proposals")) {
            if (Set.of("WAITS", "PREPARED").contains(each.path("state").asString(""))) {
                api.post("/api/rules/proposals/" + each.path("id").asString("") + "/withdrawal", one.user(), empty());
            }
        }
    }

    private BrokerApi.Answer post(String path, JsonNode body) {
        return api.post(path, one.user(), body);
    }

    private static JsonNode decision(String article) {
        return JSON.createObjectNode()
                .put("profile", "COVERT_INVESTIGATION")
                .put("service", "COUNTERPARTIES")
                .put("article", article);
    }

    private JsonNode signed(byte[] document, String key) {
        return JSON.createObjectNode()
                .put("document", Base64.getEncoder().encodeToString(document))
                .put("signature", Base64.getEncoder().encodeToString(api.sign(key, document)));
    }

    private List<String> events(String proposal) {
        return jdbc
                .sql("select event from audit_outbox order by number")
                .query((row, index) -> AuditEvent.parse(row.getBytes("event")))
                .list()
                .stream()
                .filter(event -> event.reference()
                        .filter(UUID.fromString(proposal)::equals)
                        .isPresent())
                .map(event -> event.action() + " " + event.outcome() + " "
                        + event.edition().orElse(0) + " " + event.rules())
                .toList();
    }

    private void pause(Instant until) {
        jdbc.sql("select pg_sleep_until(:until)")
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, index) -> true)
                .single();
    }

    private static byte[] head(int number, Instant from) {
        return ("number,valid_from,source\n" + number + "," + from + ",Order 6\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Arguments a(String name, Archive archive, String refusal) {
        return Arguments.of(name, archive, refusal);
    }

    private static Map<String, byte[]> without(Map<String, byte[]> files, String table) {
        Map<String, byte[]> changed = new TreeMap<>(files);
        changed.remove(table);
        return changed;
    }

    private static Map<String, byte[]> put(Map<String, byte[]> files, String table, byte[] content) {
        Map<String, byte[]> changed = new TreeMap<>(files);
        changed.put(table, content);
        return changed;
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry("services.csv"));
            byte[] nothing = new byte[1 << 16];
            for (int i = 0; i < 4_096; i++) {
                zip.write(nothing);
            }
        }
        assertThat(packed.size()).isLessThan(1 << 20);
        return packed.toByteArray();
    }

    private static byte[] entries(int many, IntFunction<String> name) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (int i = 0; i < many; i++) {
                zip.putNextEntry(new ZipEntry(name.apply(i)));
                zip.write('x');
            }
        }
        return packed.toByteArray();
    }
}
