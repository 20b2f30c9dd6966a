package kz.negiz.broker.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.broker.intake.Sha256;
import kz.negiz.broker.notice.Notice;
import kz.negiz.broker.notice.Notices;
import kz.negiz.demo.pki.DemoKey;
import kz.negiz.demo.shep.Shape;
import kz.negiz.eds.EdsPolicy;
import kz.negiz.eds.Evidence;
import kz.negiz.eds.Fingerprint;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.SealedContainer;
import kz.negiz.eds.SignatureVerdict;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.TrustBundle;
import kz.negiz.eds.XmlVerdict;
import kz.negiz.log.event.AuditEvent;
import kz.negiz.rules.BasisKind;
import kz.negiz.rules.Subject;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("The signature of a database's owner inside its answer")
@ExtendWith(OutputCaptureExtension.class)
class OwnerSignatureTest extends BrokerUnderTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final RunningGateway GATEWAY = new RunningGateway(PKI);
    private static final DemoKey OWNER = PKI.key("source-owner");
    private static final UnaryOperator<String> SIGNED = GATEWAY.signedBy("source-owner");
    private static final String INSPECTION = "T-2026-0096";

    /** Their owner must sign: one is shown in full, one in part, and one is asked by the other channel. */
    private static final String FULL = "VEHICLES";

    private static final String REDUCED = "PENSION_CONTRIBUTIONS";
    private static final String ASYNCHRONOUS = "POSTAL_ITEMS";

    /** Its owner may sign. */
    private static final String ACCEPTED = "LAND_PLOTS";

    /** Its owner signs with one certificate, and with no other of the same organisation. */
    private static final String PINNED = "COURT_CARDS";

    private static final String PINNED_TO_ANOTHER = "DISABILITY";

    @Autowired
    private Sources sources;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Notices notices;

    /** What owners sent, as they signed it. */
    private final List<String> sent = new CopyOnWriteArrayList<>();

    @DynamicPropertySource
    static void gateway(DynamicPropertyRegistry registry) {
        GATEWAY.register(registry, "shep", "SHEP_SYNC");
        GATEWAY.register(registry, "async", "SHEP_ASYNC");
        int i = 0;
        for (String code : List.of(FULL, REDUCED, ASYNCHRONOUS, ACCEPTED, PINNED, PINNED_TO_ANOTHER)) {
            String service = "negiz.sources.services[" + i++ + "].";
            registry.add(service + "code", () -> code);
            registry.add(service + "connector", () -> code.equals(ASYNCHRONOUS) ? "async" : "shep");
            registry.add(service + "timeout", () -> "60s");
            registry.add(service + "owner.bin", OWNER::bin);
            if (code.equals(ACCEPTED)) {
                registry.add(service + "owner.required", () -> "false");
            }
            if (code.equals(PINNED)) {
                registry.add(service + "owner.certificates", () -> Fingerprint.of(OWNER.certificate()));
            }
            if (code.equals(PINNED_TO_ANOTHER)) {
                registry.add(
                        service + "owner.certificates",
                        () -> Fingerprint.of(PKI.key("system").certificate()));
            }
        }
    }

    @BeforeEach
    void owners() {
        GATEWAY.forget();
        for (String service : List.of(FULL, REDUCED, ASYNCHRONOUS, ACCEPTED, PINNED, PINNED_TO_ANOTHER)) {
            signs(service, SIGNED);
        }
        GATEWAY.data.put(FULL, "<vehicles><plate>001AAA02</plate></vehicles><total>1</total>");
        api.openInspection(INSPECTION);
    }

    private void signs(String service, UnaryOperator<String> owner) {
        GATEWAY.owners.put(service, answer -> {
            String signed = owner.apply(answer);
            sent.add(signed);
            return signed;
        });
    }

    private Outcome ask(String service) {
        return sources.ask(new SourceQuestion(
                UUID.randomUUID(),
                service,
                Subject.of(Subject.Kind.BIN, BrokerApi.INSPECTED),
                "STATE_REVENUE_FIELD_INSPECTION",
                BasisKind.INSPECTION_NUMBER,
                INSPECTION));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "stands in whichever shape the document lies in the message, and is kept as a document of its own, with declarations that nobody uses")
    void shapes(Shape shape) {
        GATEWAY.shapes.put(FULL, shape);
        signs(FULL, answer -> SIGNED.apply(answer.replace("<answer>", "<answer xmlns:unused=\"urn:unused\">")));

        assertThat(ask(FULL)).isInstanceOfSatisfying(Outcome.Answered.class, answered -> {
            assertThat(answered.answer().data()).hasToString("{\"vehicles\":[{\"plate\":\"001AAA02\"}],\"total\":1}");
            assertThat(answered.answer().signature()).hasValueSatisfying(signature -> {
                assertThat(signature.message()).asString(StandardCharsets.UTF_8).isEqualTo(sent.getLast());
                assertThat(AnotherHand.stands(signature.message(), OWNER.certificate()))
                        .isTrue();
                assertThat(signature.evidence().signer().certificate()).isEqualTo(OWNER.certificate());
                assertThat(signature.toString()).doesNotContain("001AAA02");
            });
        });
    }

    @Test
    @DisplayName("may be over the element around the answer, and may be made by another hand")
    void otherRoots() {
        List<UnaryOperator<String>> owners = List.of(
                answer -> SIGNED.apply("<data xmlns:x=\"urn:x\" x:y=\"z\">" + answer + "</data>"),
                answer -> AnotherHand.enveloped(answer, OWNER),
                answer -> AnotherHand.enveloped("<data>" + answer + "</data>", OWNER));
        for (UnaryOperator<String> owner : owners) {
            signs(FULL, owner);

            assertThat(ask(FULL))
                    .isInstanceOfSatisfying(
                            Outcome.Answered.class,
                            answered -> assertThat(answered.answer().signature())
                                    .hasValueSatisfying(signature -> assertThat(signature.message())
                                            .asString(StandardCharsets.UTF_8)
                                            .isEqualTo(sent.getLast())));
        }
    }

    @Test
    @DisplayName("is looked for on the asynchronous channel too")
    void asynchronous() {
        assertThat(ask(ASYNCHRONOUS))
                .isInstanceOfSatisfying(
                        Outcome.Answered.class,
                        answered -> assertThat(answered.answer().signature()).isPresent());

        signs(ASYNCHRONOUS, UnaryOperator.identity());
        assertThat(ask(ASYNCHRONOUS)).isEqualTo(new Outcome.Unproved("the owner's signature is refused: NO_SIGNER"));
        assertThat(GATEWAY.notifications()).containsValue("MESSAGE_NOT_ACCTEPTED");
    }

    @Test
    @DisplayName("may be missing where it is accepted and not required, but not be wrong")
    void accepted() {
        assertThat(ask(ACCEPTED))
                .isInstanceOfSatisfying(
                        Outcome.Answered.class,
                        answered -> assertThat(answered.answer().signature()).isPresent());

        signs(ACCEPTED, UnaryOperator.identity());
        assertThat(ask(ACCEPTED))
                .isInstanceOfSatisfying(
                        Outcome.Answered.class,
                        answered -> assertThat(answered.answer().signature()).isEmpty());

        signs(ACCEPTED, GATEWAY.signedBy("system"));
        assertThat(ask(ACCEPTED)).isEqualTo(new Outcome.Unproved("signed inside by another one than the owner"));
    }

    @Test
    @DisplayName("is the owner's by the certificates that configuration names, where it names any")
    void pinned() {
        assertThat(ask(PINNED)).isInstanceOf(Outcome.Answered.class);
        assertThat(ask(PINNED_TO_ANOTHER))
                .isEqualTo(new Outcome.Unproved("signed inside by another one than the owner"));
    }

    /** A way to cheat. */
    record Cheat(String name, UnaryOperator<String> owner) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource
    @DisplayName("that is missing, wrong, moved or somebody else's lets nothing of the answer through, in any shape")
    void cheats(Cheat cheat, CapturedOutput log) {
        GATEWAY.data.put(FULL, "<note>SECRET-OF-THE-ANSWER</note><total>1</total>");
        for (Shape shape : List.of(Shape.INLINE, Shape.CDATA)) {
            GATEWAY.shapes.put(FULL, shape);
            signs(FULL, cheat.owner());
            assertThat(ask(FULL)).as(shape.name()).isInstanceOf(Outcome.Unproved.class);
            // Else the service would be left alone for its failures.
            signs(FULL, SIGNED);
            for (int i = 0; i < 3; i++) {
                assertThat(ask(FULL)).isInstanceOf(Outcome.Answered.class);
            }
        }
        assertThat(log.getAll()).doesNotContain("SECRET-OF-THE-ANSWER", BrokerApi.INSPECTED);
    }

    static Stream<Cheat> cheats() {
        UnaryOperator<String> forged = answer -> answer.replace("<total>1<", "<total>2<");
        return Stream.of(
                new Cheat("missing", UnaryOperator.identity()),
                new Cheat("altered", answer -> forged.apply(SIGNED.apply(answer))),
                new Cheat("another organisation's", GATEWAY.signedBy("system")),
                new Cheat("the gateway's", GATEWAY.signedBy("shep-gateway")),
                new Cheat("a person's", GATEWAY.signedBy("head")),
                new Cheat("by an expired key", GATEWAY.signedBy("expired")),
                new Cheat("by a revoked key", GATEWAY.signedBy("revoked")),
                new Cheat("by a look-alike authority", GATEWAY.signedBy("foreign")),
                new Cheat(
                        "of a document inside a forged one",
                        answer -> inside(forged.apply(answer), SIGNED.apply(answer))),
                new Cheat(
                        "moved into a forged document",
                        answer -> inside(forged.apply(answer), signature(SIGNED.apply(answer)))),
                new Cheat(
                        "with the genuine document inside it",
                        answer -> inside(
                                forged.apply(answer),
                                signature(SIGNED.apply(answer))
                                        .replace(
                                                "</ds:Signature>",
                                                "<ds:Object>" + answer + "</ds:Object></ds:Signature>"))),
                new Cheat(
                        "beside a forged document",
                        answer -> "<data>" + forged.apply(answer) + signature(SIGNED.apply(answer)) + "</data>"),
                new Cheat(
                        "beside a forged document that the genuine one stands around",
                        answer -> "<data>" + forged.apply(answer)
                                + signature(SIGNED.apply("<data>" + answer + "</data>")) + "</data>"),
                new Cheat("twice", answer -> SIGNED.apply(SIGNED.apply(answer))),
                new Cheat(
                        "without its certificate",
                        answer -> SIGNED.apply(answer).replaceAll("<ds:KeyInfo>.*</ds:KeyInfo>", "")),
                new Cheat(
                        "with words that nobody signed",
                        answer -> SIGNED.apply(answer).replace("<answer>", "<answer><!-- so is this -->")));
    }

    private static String inside(String document, String element) {
        return document.replace("</answer>", element + "</answer>");
    }

    private static String signature(String signed) {
        return signed.substring(signed.indexOf("<ds:Signature"), signed.indexOf("</ds:Signature>") + 15);
    }

    @Test
    @DisplayName(
            "of a document about another subject, of another service or of another time makes it no answer to this question")
    void otherAnswers() {
        Map<String, UnaryOperator<String>> others = new LinkedHashMap<>();
        others.put("another subject", answer -> answer.replace(BrokerApi.INSPECTED, "991340000027"));
        others.put("another service", answer -> answer.replace(FULL, "LAND_PLOTS"));
        others.put(
                "of another time",
                answer -> answer.replaceAll("<retrievedAt>.*</r", "<retrievedAt>2026-01-01T00:00:00Z</r"));
        others.forEach((fault, other) -> {
            signs(FULL, answer -> SIGNED.apply(other.apply(answer)));
            assertThat(ask(FULL)).isEqualTo(new Outcome.Invalid(fault));
            signs(FULL, SIGNED);
            assertThat(ask(FULL)).isInstanceOf(Outcome.Answered.class);
        });
    }

    @Test
    @DisplayName(
            "that does not stand is told in words, on record, and asked for again; nothing of the answer is stored (R41-25)")
    void refusedOnRecord() {
        GATEWAY.data.put(FULL, "<note>SECRET-OF-THE-ANSWER</note>");
        signs(FULL, GATEWAY.signedBy("system"));

        UUID id = asked(FULL);

        JsonNode shown = api.get("/api/questions/" + id, api.head()).service(FULL);
        assertThat(shown.path("state").asString()).isEqualTo("OWNER_UNPROVED");
        assertThat(shown.has("content")).isFalse();
        assertThat(shown.has("owner")).isFalse();
        assertThat(eventsOf(id).stream().map(AuditEvent::outcome)).contains("OWNER_UNPROVED");
        assertThat(disclosed(id).at("/answers/0").toString())
                .contains("OWNER_UNPROVED", "\"content\":\"\"", "\"ownerMessage\":\"\"");
        notices.read(Notice.EDITION, "en", Notices.Way.CONFIRMED, id, api.head());
        assertThat(new String(api.download("/questions/" + id, api.head()), StandardCharsets.UTF_8))
                .contains("owner signature not proved", "is missing or does not stand")
                .doesNotContain("SECRET-OF-THE-ANSWER");

        signs(FULL, SIGNED);
        assertThat(api.post("/api/questions/" + id + "/again", api.head(), BrokerApi.signed(new byte[0], new byte[0]))
                        .service(FULL)
                        .path("state")
                        .asString())
                .isEqualTo("ANSWERED");
    }

    @Test
    @DisplayName(
            "is told with an answer in full; what was signed is kept byte for byte, and a copy has it under the seal (R41-21, R41-25)")
    void full() throws Exception {
        UUID id = asked(FULL);
        byte[] message = sent.getLast().getBytes(StandardCharsets.UTF_8);

        JsonNode owner =
                api.get("/api/questions/" + id, api.head()).service(FULL).path("owner");
        assertThat(owner.path("organisation").asString()).isEqualTo("\"Демо орган\" ММ");
        assertThat(owner.path("bin").asString()).isEqualTo(OWNER.bin());
        assertThat(owner.path("messageSha256").asString())
                .isEqualTo(Sha256.of(message).hex());
        assertThat(Instant.parse(owner.path("verifiedAt").asString()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        notices.read(Notice.EDITION, "en", Notices.Way.CONFIRMED, id, api.head());
        assertThat(new String(api.download("/questions/" + id, api.head()), StandardCharsets.UTF_8))
                .contains("Signed by the database owner", OWNER.bin());

        SealedContainer container = copied(id);
        assertThat(container.verify(verifier(), Instant.now())).isInstanceOf(SignatureVerdict.Valid.class);
        JsonNode signed = index(container).at("/answers/0/owner");
        byte[] file = container.content(signed.path("file").asString()).orElseThrow();
        assertThat(file).isEqualTo(message);
        assertThat(AnotherHand.stands(file, OWNER.certificate())).isTrue();
        Evidence evidence = Evidence.fromBytes(
                container.content(signed.path("evidence").asString()).orElseThrow());
        assertThat(verifier().verifyPastXml(file, Purpose.SIGNING, evidence.validatedAt(), Instant.now()))
                .isInstanceOf(XmlVerdict.Valid.class);
        assertThat(signed.path("certificateSha256").asString()).isEqualTo(Fingerprint.of(OWNER.certificate()));
        assertThat(paper(container)).contains(OWNER.bin());
        JsonNode handedOver = disclosed(id).at("/answers/0");
        assertThat(Base64.getDecoder().decode(handedOver.path("ownerMessage").asString()))
                .isEqualTo(message);
        assertThat(storedBytes(id)).doesNotContain("001AAA02");
    }

    @Test
    @DisplayName(
            "of a reduced answer is kept as digest, certificate and verdict; no value that redaction left out is anywhere (R41-A2b)")
    void reduced(CapturedOutput log) throws Exception {
        Random random = new Random(96);
        for (Shape shape : Shape.values()) {
            List<String> secrets = new ArrayList<>();
            StringBuilder data = new StringBuilder();
            for (int i = 1; i <= 3; i++) {
                data.append("<contributions ")
                        .append(attribute(random, secrets))
                        .append('>');
                data.append("<month>2026-0").append(i).append("</month>");
                scatter(data, random, secrets, 0);
                data.append("</contributions>");
            }
            scatter(data, random, secrets, 0);
            GATEWAY.data.put(REDUCED, data.toString());
            GATEWAY.shapes.put(REDUCED, shape);
            StringBuilder beside = new StringBuilder();
            scatter(beside, random, secrets, 0);
            signs(REDUCED, answer -> SIGNED.apply(answer.replace("</answer>", beside + "</answer>")));

            UUID id = asked(REDUCED);

            JsonNode shown = api.get("/api/questions/" + id, api.head()).body();
            assertThat(shown.at("/services/0/level").asString()).isEqualTo("REDUCED");
            assertThat(shown.at("/services/0/content").toString()).contains("2026-01");
            byte[] message = sent.getLast().getBytes(StandardCharsets.UTF_8);
            assertThat(shown.at("/services/0/owner/messageSha256").asString())
                    .isEqualTo(Sha256.of(message).hex());
            SealedContainer container = copied(id);
            JsonNode signed = index(container).at("/answers/0/owner");
            assertThat(signed.has("file")).isFalse();
            assertThat(Evidence.fromBytes(container
                                    .content(signed.path("evidence").asString())
                                    .orElseThrow())
                            .signer()
                            .certificate())
                    .isEqualTo(OWNER.certificate());
            JsonNode handedOver = disclosed(id);
            assertThat(handedOver.at("/answers/0/ownerMessage").asString()).isEmpty();
            assertThat(handedOver.at("/answers/0/ownerMessageSha256").asString())
                    .isEqualTo(Sha256.of(message).hex());
            StringBuilder everything = new StringBuilder()
                    .append(shown)
                    .append(paper(container))
                    .append(decoded(handedOver))
                    .append(storedBytes(id))
                    .append(log.getAll());
            container
                    .files()
                    .forEach(file -> everything.append(new String(file.content(), StandardCharsets.ISO_8859_1)));
            jdbc.sql("select event from audit_outbox")
                    .query((row, number) -> row.getBytes("event"))
                    .list()
                    .forEach(event -> everything.append(new String(event, StandardCharsets.ISO_8859_1)));
            assertThat(secrets).hasSizeGreaterThan(10).allSatisfy(secret -> {
                assertThat(sent.getLast()).contains(secret);
                assertThat(everything.indexOf(secret)).isEqualTo(-1);
            });
        }
    }

    /** Elements that no rule names, at any depth, each with values that occur nowhere else. */
    private static void scatter(StringBuilder to, Random random, List<String> secrets, int depth) {
        for (int i = 0; i < 3; i++) {
            String name = i == 0 ? "amount" : "f" + random.nextInt(1000);
            to.append('<')
                    .append(name)
                    .append(' ')
                    .append(attribute(random, secrets))
                    .append('>');
            if (i == 0) {
                // By the schema of the service it is a number.
                secrets.add(String.valueOf(1_000_000_000L + random.nextInt(1_000_000_000)));
                to.append(secrets.getLast());
            } else if (depth < 3 && random.nextBoolean()) {
                scatter(to, random, secrets, depth + 1);
            } else {
                to.append(secret(random, secrets));
            }
            to.append("</").append(name).append('>');
        }
    }

    private static String attribute(Random random, List<String> secrets) {
        return "a='" + secret(random, secrets) + "'";
    }

    private static String secret(Random random, List<String> secrets) {
        secrets.add("zq" + Long.toString(random.nextLong(1L << 60), 36));
        return secrets.getLast();
    }

    private UUID asked(String... services) {
        BrokerApi.Answer answer = api.ask(api.head(), "head", BrokerApi.underInspection(INSPECTION, services));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.id();
    }

    private SealedContainer copied(UUID id) throws SealedContainer.Refused {
        return SealedContainer.read(api.postForFile(
                        "/api/questions/" + id + "/copies",
                        api.head(),
                        JSON.createObjectNode().put("form", "ASIC_E").put("noticeRead", true))
                .body());
    }

    private static JsonNode index(SealedContainer container) {
        JsonNode index = JSON.readTree(container.content("record.json").orElseThrow());
        assertThat(index.path("version").asInt()).isEqualTo(2);
        return index;
    }

    private static String paper(SealedContainer container) throws Exception {
        try (PDDocument document =
                Loader.loadPDF(container.content("record.pdf").orElseThrow())) {
            return new PDFTextStripper().getText(document).replaceAll("\\s", "");
        }
    }

    /** The record whole, as it is handed over for a prosecutor's export. */
    private JsonNode disclosed(UUID id) {
        ObjectNode order = JSON.createObjectNode()
                .put("disclosureOrderId", UUID.randomUUID().toString());
        order.putArray("questionIds").add(id.toString());
        return api.postAs("audit-log-service", "/internal/disclosures", order)
                .body()
                .at("/questions/0");
    }

    private static String decoded(JsonNode record) {
        StringBuilder all = new StringBuilder(record.toString());
        Stream.of("/answers/0/content", "/answers/0/ownerEvidence", "/document")
                .map(field -> Base64.getDecoder().decode(record.at(field).asString()))
                .forEach(bytes -> all.append(new String(bytes, StandardCharsets.ISO_8859_1)));
        return all.toString();
    }

    /** The row of the answer as it lies in the database. */
    private String storedBytes(UUID id) {
        return jdbc
                .sql("select row_to_json(answer)::text from answer where question = :id")
                .param("id", id)
                .query(String.class)
                .list()
                .stream()
                .map(OwnerSignatureTest::unescaped)
                .reduce("", String::concat);
    }

    /** Bytes stand in it as hex digits. */
    private static String unescaped(String row) {
        StringBuilder all = new StringBuilder(row);
        for (String hex : row.split("[^0-9a-f]+", -1)) {
            if (hex.length() > 16 && hex.length() % 2 == 0) {
                all.append(new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private static SignatureVerifier verifier() throws Exception {
        return new SignatureVerifier(
                TrustBundle.read(PKI.anchorsDir(), PKI.intermediatesDir(), PKI.crlsDir(), 1, Instant.now()),
                EdsPolicy.national());
    }
}
