package kz.negiz.broker.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.broker.Surroundings.Fault;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("What an officer keeps at hand")
class DeskTest extends BrokerUnderTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String UNFINISHED = "/api/questions/unfinished";
    private static final String TEMPLATES = "/api/questions/templates";
    private static final String REMEMBERED = "/api/questions/remembered";
    private static final String INSPECTION_RIGHT = "STATE_REVENUE_FIELD_INSPECTION";
    private static final String SUBJECT = "990101500006";
    private static final String PURPOSE = "To compare declared vehicles of the inspected one";
    private static final String CASE = "267500031000077";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DeskItems items;

    private Caller.User head;

    @BeforeEach
    void clear() throws SQLException {
        owner("delete from desk_item");
        head = api.head();
    }

    @Nested
    @DisplayName("unfinished questions")
    class UnfinishedQuestions {

        @Test
        @DisplayName("come back as they were typed, right or wrong, in whatever session their author is")
        void comeBack() {
            UUID id = UUID.randomUUID();
            ObjectNode typed = typed();
            typed.put("subject", "99134, 001AAA");
            typed.putArray("others").addObject().put("label", "NAME").put("text", "Мырзабеков Айдар 31.02");

            assertThat(api.put(UNFINISHED + "/" + id, head, typed).status()).isEqualTo(204);

            JsonNode kept =
                    api.get(UNFINISHED, BrokerApi.inAnotherSession(head)).body().at("/unfinished/0");
            assertThat(kept.path("id").asString("")).isEqualTo(id.toString());
            assertThat(kept.path("typed")).isEqualTo(typed);
            assertThat(Instant.parse(kept.path("until").asString()))
                    .isEqualTo(Instant.parse(kept.path("touched").asString()).plus(Duration.ofDays(30)));
        }

        @Test
        @DisplayName("are changed in their place, kept no longer once emptied, and thrown away at a word")
        void changed() {
            String one = UNFINISHED + "/" + UUID.randomUUID();
            api.put(one, head, typed());
            api.put(one, head, typed().put("purpose", "Another purpose altogether"));

            assertThat(api.get(UNFINISHED, head).body().path("unfinished")).hasSize(1);
            assertThat(api.get(one, head).body().at("/typed/purpose").asString(""))
                    .isEqualTo("Another purpose altogether");

            api.put(one, head, empty());
            assertThat(api.get(one, head).status()).isEqualTo(404);
            api.put(one, head, typed());
            assertThat(api.delete(one, head).status()).isEqualTo(204);
            assertThat(api.delete(one, head).status()).isEqualTo(404);
            assertThat(api.get(UNFINISHED, head).body().path("unfinished")).isEmpty();
        }

        @Test
        @DisplayName(
                "end by themselves when nobody touches them for thirty days, to the eye at once and then in the store")
        void end() throws SQLException {
            String ended = UNFINISHED + "/" + UUID.randomUUID();
            api.put(ended, head, typed());
            owner("update desk_item set touched_at = touched_at - interval '30 days'");
            String kept = UNFINISHED + "/" + UUID.randomUUID();
            api.put(kept, head, typed());
            owner(
                    "update desk_item set touched_at = touched_at - interval '29 days' where touched_at > now() - interval '1 day'");

            assertThat(api.get(ended, head).status()).isEqualTo(404);
            assertThat(api.get(UNFINISHED, head).body().path("unfinished")).hasSize(1);
            assertThat(rows()).isEqualTo(2);

            items.removeEnded();

            assertThat(rows()).isEqualTo(1);
            assertThat(api.get(kept, head).status()).isEqualTo(200);
        }

        @Test
        @DisplayName("are twenty at most: the one that was not touched for longest gives way, of this account alone")
        void bounded() {
            Caller.User colleague = colleague();
            api.put(UNFINISHED + "/" + UUID.randomUUID(), colleague, typed());
            List<String> all = IntStream.range(0, 21)
                    .mapToObj(i -> UNFINISHED + "/" + UUID.randomUUID())
                    .toList();
            all.forEach(one -> api.put(one, head, typed()));

            assertThat(api.get(UNFINISHED, head).body().path("unfinished")).hasSize(20);
            assertThat(api.get(all.getFirst(), head).status()).isEqualTo(404);
            assertThat(api.get(all.getLast(), head).status()).isEqualTo(200);
            assertThat(api.get(UNFINISHED, colleague).body().path("unfinished")).hasSize(1);
        }

        @Test
        @DisplayName("are bounded in size, and what is too long or no question is told by its field")
        void tooLong() {
            String one = UNFINISHED + "/" + UUID.randomUUID();

            assertThat(api.put(one, head, typed().put("subject", "9".repeat(2_001)))
                            .refusal())
                    .isEqualTo("400 invalid-input -");
            ObjectNode many = typed();
            IntStream.range(0, 52)
                    .forEach(i -> many.withArray("others")
                            .addObject()
                            .put("label", "NAME")
                            .put("text", "a"));
            assertThat(api.put(one, head, many).status()).isEqualTo(400);
            ObjectNode nothing = typed();
            nothing.withArray("services").addNull();
            assertThat(api.put(one, head, nothing).status()).isEqualTo(400);
            assertThat(api.put(UNFINISHED + "/1", head, typed()).status()).isEqualTo(400);
            assertThat(rows()).isZero();
        }
    }

    @Nested
    @DisplayName("is nobody else's:")
    class NobodyElses {

        @Test
        @DisplayName("a colleague of the same department finds, changes and removes nothing of it")
        void colleagues() {
            String unfinished = UNFINISHED + "/" + UUID.randomUUID();
            api.put(unfinished, head, typed());
            String template = TEMPLATES + "/"
                    + api.post(TEMPLATES, head, template("Property")).id();
            Caller.User colleague = colleague();

            assertThat(api.get(UNFINISHED, colleague).body().path("unfinished")).isEmpty();
            assertThat(api.get(unfinished, colleague).status()).isEqualTo(404);
            assertThat(api.put(unfinished, colleague, typed().put("purpose", "Smuggled into another’s desk"))
                            .status())
                    .isEqualTo(404);
            assertThat(api.delete(unfinished, colleague).status()).isEqualTo(404);
            assertThat(api.get(TEMPLATES, colleague).body().path("templates")).isEmpty();
            assertThat(api.delete(template, colleague).status()).isEqualTo(404);

            assertThat(api.get(unfinished, head).body().at("/typed/purpose").asString(""))
                    .isEqualTo(PURPOSE);
            assertThat(api.get(TEMPLATES, head).body().path("templates")).hasSize(1);
        }

        @Test
        @DisplayName("an official of the whole body, an operator, a prosecutor and a system are refused")
        void otherRoles() {
            String unfinished = UNFINISHED + "/" + UUID.randomUUID();
            api.put(unfinished, head, typed());

            for (Caller.User other : List.of(
                    other("official", AccessRole.OFFICIAL),
                    other("operator", AccessRole.OPERATOR),
                    other("prosecutor", AccessRole.PROSECUTOR),
                    api.system("MIA_ADQ"))) {
                for (String path : List.of(UNFINISHED, unfinished, TEMPLATES)) {
                    assertThat(api.get(path, other).refusal()).isEqualTo("403 forbidden -");
                }
                assertThat(api.put(unfinished, other, typed()).refusal()).isEqualTo("403 forbidden -");
                assertThat(api.delete(unfinished, other).refusal()).isEqualTo("403 forbidden -");
                assertThat(api.post(TEMPLATES, other, template("Mine")).refusal())
                        .isEqualTo("403 forbidden -");
                assertThat(api.post(REMEMBERED, other, basis("INSPECTION_NUMBER", "T-1"))
                                .refusal())
                        .isEqualTo("403 forbidden -");
            }
        }

        @Test
        @DisplayName("an official who is an officer too sees the own desk alone")
        void officialAndOfficer() {
            api.put(UNFINISHED + "/" + UUID.randomUUID(), head, typed());
            Caller.User both = api.registered(
                    "other-head",
                    BrokerApi.BODY,
                    "STATE_REVENUE",
                    "STATE_REVENUE_UNIT_HEAD",
                    "ORDER_41",
                    AccessRole.OFFICER,
                    AccessRole.OFFICIAL);

            assertThat(api.get(UNFINISHED, both).body().path("unfinished")).isEmpty();
        }

        @Test
        @DisplayName("a blocked officer gets nothing of it, nor when the registry does not say (R41-32a)")
        void blocked() {
            String unfinished = UNFINISHED + "/" + UUID.randomUUID();
            api.put(unfinished, head, typed());
            api.blocked("head", head);

            for (String path : List.of(UNFINISHED, unfinished, TEMPLATES)) {
                assertThat(api.get(path, head).refusal()).isEqualTo("403 no-standing R41-2a");
            }
            assertThat(api.post(REMEMBERED, head, basis("INSPECTION_NUMBER", "T-1"))
                            .refusal())
                    .isEqualTo("403 no-standing R41-2a");
            AROUND.faults.put("registry", Fault.DOWN);
            assertThat(api.get(UNFINISHED, head).refusal()).isEqualTo("403 no-standing R41-2a");
        }

        @Test
        @DisplayName(
                "nothing of it stands in clear in the database, and a row that is given to another account opens for nobody")
        void sealed() throws SQLException {
            api.put(UNFINISHED + "/" + UUID.randomUUID(), head, typed());
            api.post(TEMPLATES, head, template("Property of the inspected"));

            assertThat(jdbc.sql("select string_agg(d::text, '') from desk_item d")
                            .query(String.class)
                            .single())
                    .doesNotContain(SUBJECT, hex(SUBJECT), hex("To compare"), hex("Property"));

            Caller.User colleague = colleague();
            owner("update desk_item set account = '" + colleague.account() + "'");
            assertThat(api.get(UNFINISHED, colleague).status()).isEqualTo(500);
            assertThat(api.get(UNFINISHED, head).body().path("unfinished")).isEmpty();
        }

        @Test
        @DisplayName("no event tells of it: what was not asked is no question")
        void noEvents() {
            long before = events();
            String unfinished = UNFINISHED + "/" + UUID.randomUUID();
            api.put(unfinished, head, typed());
            api.get(UNFINISHED, head);
            api.post(TEMPLATES, head, template("Property"));
            api.get(TEMPLATES, head);
            api.delete(unfinished, head);

            assertThat(events()).isEqualTo(before);
        }
    }

    @Nested
    @DisplayName("templates")
    class NamedTemplates {

        @Test
        @DisplayName("hold the right, its kind of basis, the purpose and the services, and come back by name")
        void made() {
            api.post(TEMPLATES, head, template("Vehicles"));
            BrokerApi.Answer made = api.post(TEMPLATES, head, template("  Property   and more "));

            assertThat(made.status()).isEqualTo(200);
            JsonNode found = api.get(TEMPLATES, head).body().path("templates");
            assertThat(found.valueStream().map(one -> one.path("name").asString()))
                    .containsExactly("Property and more", "Vehicles");
            assertThat(found.path(0)).isEqualTo(made.body());
            assertThat(made.body().path("basisKind").asString()).isEqualTo("INSPECTION_NUMBER");
            assertThat(made.body().path("purpose").asString()).isEqualTo(PURPOSE);
            assertThat(made.body().path("services").path(0).asString()).isEqualTo("VEHICLES");
            assertThat(made.body().path("leftOut")).isEmpty();
        }

        @Test
        @DisplayName("are made of a question that one asked oneself, without its subject and number")
        void ofAQuestion() {
            api.openInspection("T-9");
            UUID question = api.ask(head, "head", BrokerApi.underInspection("T-9", "VEHICLES", "COURT_BODIES"))
                    .id();
            String path = "/api/questions/" + question + "/template";

            BrokerApi.Answer made = api.post(path, head, JSON.createObjectNode().put("name", "As with T-9"));

            assertThat(made.body().path("services")).hasSize(2);
            assertThat(made.body().path("purpose").asString()).isEqualTo("To compare what was declared");
            assertThat(made.body().toString()).doesNotContain(BrokerApi.INSPECTED);
            assertThat(api.post(path, colleague(), JSON.createObjectNode().put("name", "Not mine"))
                            .status())
                    .isEqualTo(404);
        }

        @Test
        @DisplayName("open nothing: what is not open at the moment is left out and named (R41-8)")
        void widenNothing() {
            Caller.User operative = api.operative();
            ObjectNode wanted = template("Search").put("profile", "OPERATIONAL_SEARCH");
            wanted.putArray("services").add("VEHICLES").add("PERSONS_REGISTER");
            assertThat(api.post(TEMPLATES, operative, wanted).status()).isEqualTo(200);

            JsonNode of = api.get(TEMPLATES, withRole(operative, "STATE_REVENUE", "STATE_REVENUE_UNIT_HEAD"))
                    .body()
                    .at("/templates/0");

            assertThat(of.path("services")).isEmpty();
            assertThat(of.path("leftOut")).hasSize(2);
            assertThat(of.has("basisKind")).isFalse();
        }

        @Test
        @DisplayName("are not made of services or rights that are not open")
        void notOpen() {
            assertThat(api.post(TEMPLATES, head, template("Other").put("profile", "OPERATIONAL_SEARCH"))
                            .refusal())
                    .isEqualTo("400 invalid-input -");
            ObjectNode closed = template("Closed");
            closed.putArray("services").add("TAX_DEBT");
            assertThat(api.post(TEMPLATES, head, closed).refusal()).isEqualTo("400 invalid-input -");
            closed.withArray("services").add("VEHICLES");
            assertThat(api.post(TEMPLATES, head, closed).body().path("services"))
                    .hasSize(1);
        }

        @Test
        @DisplayName("have a name of their own, and are fifty at most")
        void namedAndBounded() {
            assertThat(api.post(TEMPLATES, head, template(" ")).refusal()).isEqualTo("400 invalid-input -");
            assertThat(api.post(TEMPLATES, head, template("n".repeat(81))).refusal())
                    .isEqualTo("400 invalid-input -");
            IntStream.range(0, 50).forEach(i -> api.post(TEMPLATES, head, template("No " + i)));

            assertThat(api.post(TEMPLATES, head, template("no  7")).refusal()).isEqualTo("409 template-name-taken -");
            assertThat(api.post(TEMPLATES, head, template("One more")).refusal())
                    .isEqualTo("409 too-many-templates -");
            assertThat(api.get(TEMPLATES, head).body().path("templates")).hasSize(50);
        }
    }

    @Nested
    @DisplayName("what was asked under a basis before")
    class Remembered {

        private Caller.User operative;

        @BeforeEach
        void ask() {
            operative = api.operative();
            api.criminalCase(CASE, false, api.key("operative").iin(), "217", "2");
        }

        @Test
        @DisplayName(
                "is offered again, the latest subject first, while the case is open and in the officer's charge (R150-19)")
        void offered() {
            asked("123ABC02", "VEHICLES");
            ObjectNode second = BrokerApi.underCase("COVERT_INVESTIGATION", CASE, "VEHICLES", "COUNTERPARTIES");
            assertThat(api.ask(operative, "operative", second).status()).isEqualTo(200);
            waitFor(() -> offered(CASE, operative).path("services").size() == 2);

            JsonNode offered = offered(CASE, operative);

            assertThat(offered.path("subjects")
                            .valueStream()
                            .map(one -> one.path("value").asString()))
                    .containsExactly(BrokerApi.INSPECTED, "123ABC02");
            assertThat(offered.path("purpose").asString()).isEqualTo("To compare what was declared");
            assertThat(offered.path("profile").asString()).isEqualTo("COVERT_INVESTIGATION");
        }

        @Test
        @DisplayName("is not offered once the register says otherwise, or says nothing")
        void notConfirmed() {
            asked("123ABC02", "VEHICLES");

            api.criminalCase(CASE, true, api.key("operative").iin(), "217", "2");
            assertThat(offered(CASE, operative).path("subjects")).isEmpty();
            api.criminalCase(CASE, false, "990101500006", "217", "2");
            assertThat(offered(CASE, operative)).isEqualTo(nothing());
            AROUND.cases.remove(CASE);
            assertThat(offered(CASE, operative)).isEqualTo(nothing());
            api.criminalCase(CASE, false, api.key("operative").iin(), "217", "2");
            AROUND.faults.put("register", Fault.DOWN);
            assertThat(offered(CASE, operative)).isEqualTo(nothing());
            AROUND.faults.clear();
            assertThat(offered(CASE, operative).path("subjects")).hasSize(1);
        }

        @Test
        @DisplayName("is not offered under another case, nor to a colleague, and the register is not asked for it then")
        void ofOthers() {
            asked("123ABC02", "VEHICLES");
            Caller.User colleague = api.registered(
                    "other-head",
                    "police-almaty",
                    "INTERNAL_AFFAIRS",
                    "POLICE_OPERATIVE",
                    "ORDER_150",
                    AccessRole.OFFICER);
            long before = events();

            assertThat(offered(CASE, colleague)).isEqualTo(nothing());
            assertThat(offered("267500031000078", operative)).isEqualTo(nothing());
            assertThat(events()).isEqualTo(before);
            offered(CASE, operative);
            assertThat(events()).isEqualTo(before + 1);
        }

        @Test
        @DisplayName("of an inspection are services and purpose, while it is open and of the officer's body (R41-22)")
        void ofAnInspection() {
            api.openInspection("T-77");
            api.ask(head, "head", BrokerApi.underInspection("T-77", "VEHICLES"));
            waitForRows(1);

            assertThat(remembered("INSPECTION_NUMBER", "T-77", head)
                            .path("services")
                            .path(0)
                            .asString())
                    .isEqualTo("VEHICLES");
            api.inspection("T-77", true, BrokerApi.BODY, BrokerApi.INSPECTED, "2026-03-01");
            assertThat(remembered("INSPECTION_NUMBER", "T-77", head)).isEqualTo(nothing());
        }

        @Test
        @DisplayName("is forgotten when nobody asks under it for ninety days")
        void forgotten() throws SQLException {
            asked("123ABC02", "VEHICLES");
            owner("update desk_item set touched_at = touched_at - interval '90 days'");

            assertThat(offered(CASE, operative)).isEqualTo(nothing());
            items.removeEnded();
            assertThat(rows()).isZero();
        }

        @Test
        @DisplayName("is not what a question asked of which nothing was permitted")
        void refused() {
            api.criminalCase(CASE, true, api.key("operative").iin(), "217", "2");
            ObjectNode question = BrokerApi.underCase("COVERT_INVESTIGATION", CASE, "VEHICLES");
            assertThat(api.ask(operative, "operative", question).status()).isEqualTo(403);

            api.criminalCase(CASE, false, api.key("operative").iin(), "217", "2");
            assertThat(offered(CASE, operative)).isEqualTo(nothing());
        }

        private void asked(String plate, String... services) {
            ObjectNode question = BrokerApi.underCase("COVERT_INVESTIGATION", CASE, services);
            question.putArray("subjects").addObject().put("kind", "PLATE").put("value", plate);
            BrokerApi.Answer answer = api.ask(operative, "operative", question);
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            waitFor(() -> offered(CASE, operative).toString().contains(plate));
        }

        private JsonNode offered(String number, Caller.User officer) {
            return remembered("CRIMINAL_CASE_NUMBER", number, officer);
        }

        private JsonNode remembered(String kind, String number, Caller.User officer) {
            BrokerApi.Answer answer = api.post(REMEMBERED, officer, basis(kind, number));
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            return answer.body();
        }

        private static JsonNode nothing() {
            ObjectNode nothing = JSON.createObjectNode();
            nothing.putArray("subjects");
            nothing.putArray("services");
            return nothing;
        }
    }

    private static ObjectNode typed() {
        ObjectNode typed = empty().put("number", "T-9").put("subject", SUBJECT).put("purpose", PURPOSE);
        typed.withArray("services").add("VEHICLES");
        return typed;
    }

    private static ObjectNode empty() {
        ObjectNode empty = JSON.createObjectNode().put("profile", INSPECTION_RIGHT);
        empty.putArray("services");
        empty.putArray("others");
        return empty;
    }

    private static ObjectNode template(String name) {
        ObjectNode template = JSON.createObjectNode()
                .put("name", name)
                .put("profile", INSPECTION_RIGHT)
                .put("purpose", PURPOSE);
        template.putArray("services").add("VEHICLES");
        return template;
    }

    private static ObjectNode basis(String kind, String number) {
        return JSON.createObjectNode().put("kind", kind).put("number", number);
    }

    private Caller.User colleague() {
        return api.registered(
                "other-head",
                BrokerApi.BODY,
                "STATE_REVENUE",
                "STATE_REVENUE_UNIT_HEAD",
                "ORDER_41",
                AccessRole.OFFICER);
    }

    /** Somebody of the whole of the head's body. */
    private Caller.User other(String session, AccessRole role) {
        return new Caller.User(
                UUID.randomUUID(),
                head.kind(),
                Set.of(role),
                head.body(),
                head.bodyKind(),
                "/",
                "",
                true,
                "session-" + session,
                "en");
    }

    private static Caller.User withRole(Caller.User user, String bodyKind, String roleCode) {
        return new Caller.User(
                user.account(),
                user.kind(),
                user.roles(),
                user.body(),
                bodyKind,
                user.department(),
                roleCode,
                user.agreementSigned(),
                user.session(),
                user.language());
    }

    private int rows() {
        return jdbc.sql("select count(*) from desk_item").query(Integer.class).single();
    }

    private long events() {
        return jdbc.sql("select count(*) from audit_outbox").query(Long.class).single();
    }

    private void waitForRows(int wanted) {
        waitFor(() -> rows() == wanted);
    }

    private static void waitFor(BooleanSupplier there) {
        Instant deadline = Instant.now().plusSeconds(30);
        while (!there.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static void owner(String sql) throws SQLException {
        try (Connection connection = DATABASE.connectAsOwner();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }
}
