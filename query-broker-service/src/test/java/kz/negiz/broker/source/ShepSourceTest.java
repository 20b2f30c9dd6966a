package kz.negiz.broker.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.demo.shep.Shape;
import kz.negiz.demo.shep.ShepFault;
import kz.negiz.rules.BasisKind;
import kz.negiz.rules.DocumentKind;
import kz.negiz.rules.Service;
import kz.negiz.rules.ShippedEdition;
import kz.negiz.rules.Subject;
import org.apache.wss4j.dom.WSConstants;
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
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The connector of the national gateway")
@ExtendWith(OutputCaptureExtension.class)
class ShepSourceTest extends BrokerUnderTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final RunningGateway GATEWAY = new RunningGateway(PKI);
    private static final AnotherHand WSS4J = new AnotherHand(PKI);

    /** Each test has services of its own, since a service that failed a lot is left alone for a while. */
    private static final List<String> SERVICES = ShippedEdition.all().getLast().rules().edition().services().stream()
            .map(Service::code)
            .toList();

    private static final String ASYNCHRONOUS = "POSTAL_ITEMS";

    /** Another service of that channel, whose owner is late. */
    private static final String ASYNCHRONOUS_AND_LATE = "SEA_VESSELS";

    private static final long SEED = Long.getLong("negiz.fuzz.seed", 20261122);
    private static final int ROUNDS = Boolean.getBoolean("negiz.test.long") ? 10_000 : 80;

    private static final Set<ShepFault> UNRELIABLE = EnumSet.of(
            ShepFault.OWNER_NO_XML,
            ShepFault.NOT_SIGNED,
            ShepFault.ALTERED,
            ShepFault.WRAPPED,
            ShepFault.WRONG_BODY_ID,
            ShepFault.DOUBLE_ID,
            ShepFault.SECOND_SIGNATURE,
            ShepFault.EXPIRED_CERTIFICATE,
            ShepFault.OTHER_SIGNER,
            ShepFault.OLD);

    @Autowired
    private Sources sources;

    @DynamicPropertySource
    static void gateway(DynamicPropertyRegistry registry) {
        registry.add("negiz.sources.default-connector", () -> "shep");
        GATEWAY.register(registry, "shep", "SHEP_SYNC");
        GATEWAY.register(registry, "async", "SHEP_ASYNC");
        for (String name : List.of("shep", "async")) {
            // On a busy machine nobody is taken for silent who is not; those who are late have a time of their own.
            registry.add("negiz.sources.connectors." + name + ".timeout", () -> "60s");
        }
        int i = 0;
        for (String code : SERVICES) {
            String service = "negiz.sources.services[" + i++ + "].";
            registry.add(service + "code", () -> code);
            if (code.equals(of(ShepFault.LATE)) || code.equals(ASYNCHRONOUS_AND_LATE)) {
                registry.add(service + "timeout", () -> "2s");
            }
            if (code.equals(ASYNCHRONOUS) || code.equals(ASYNCHRONOUS_AND_LATE)) {
                registry.add(service + "connector", () -> "async");
            } else if (!code.equals("TAX_DEBT")) {
                registry.add(service + "nothing", () -> "SCSE001");
            }
            if (code.equals("DISABILITY")) {
                registry.add(service + "data-shape", () -> "TEXT");
            }
            if (code.equals("LABOUR_MARKET")) {
                registry.add(service + "data-shape", () -> "NAMESPACED");
            }
        }
    }

    @BeforeEach
    void forget() {
        GATEWAY.forget();
    }

    /** The service that has a fault. */
    private static String of(ShepFault fault) {
        return SERVICES.get(20 + List.of(ShepFault.values()).indexOf(fault));
    }

    private Outcome ask(String service) {
        return sources.ask(question(service));
    }

    private static SourceQuestion question(String service) {
        return new SourceQuestion(
                UUID.randomUUID(),
                service,
                Subject.of(Subject.Kind.BIN, BrokerApi.INSPECTED),
                "STATE_REVENUE_FIELD_INSPECTION",
                BasisKind.INSPECTION_NUMBER,
                "T-2026-0001");
    }

    @Test
    @DisplayName("a subject of any kind goes out with the fields of its kind, and an answer about it comes back")
    void otherSubjects() {
        Subject person =
                new Subject.PersonName("Мырзабеков", "Айдар", Optional.of("Нұрланұлы"), LocalDate.of(2099, 1, 31));
        for (Subject subject : List.of(
                person,
                new Subject.Plate("123ABC02"),
                new Subject.Document(DocumentKind.PASSPORT, "N12345678"),
                new Subject.Address("Абай даңғылы, 10 <&>", Optional.of("0201300080265846")))) {
            GATEWAY.data.put("VEHICLES", "<total>1</total>");

            Outcome outcome = sources.ask(new SourceQuestion(
                    UUID.randomUUID(), "VEHICLES", subject, "OPERATIONAL_SEARCH", BasisKind.OPTIONAL_TEXT, ""));

            assertThat(outcome).as(subject.toString()).isInstanceOf(Outcome.Answered.class);
        }
        assertThat(GATEWAY.received.getFirst())
                .contains("<subject><kind>NAME</kind><surname>Мырзабеков</surname><name>Айдар</name>"
                        + "<patronymic>Нұрланұлы</patronymic><birthDate>2099-01-31</birthDate></subject>");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "when the owner answers in any of the four shapes, then its XML becomes the JSON that REST would bring")
    void fourShapes(Shape shape) {
        GATEWAY.shapes.put("VEHICLES", shape);
        GATEWAY.data.put(
                "VEHICLES",
                "<owner><kind>BIN</kind><number>991340000017</number></owner>"
                        + "<vehicles><plate>001AAA02</plate><year>2019</year></vehicles><total>1</total><note>Ә &amp; B</note>");

        assertThat(ask("VEHICLES")).isInstanceOfSatisfying(Outcome.Answered.class, answered -> {
            assertThat(JSON.readTree(answered.answer().data().toString())).isEqualTo(JSON.readTree("""
                    {"owner":{"kind":"BIN","number":"991340000017"},
                     "vehicles":[{"plate":"001AAA02","year":2019}],"total":1,"note":"Ә & B"}"""));
            assertThat(answered.answer().retrievedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("when something is wrong, then its kind is kept apart to the end")
    void faults(ShepFault fault, CapturedOutput log) {
        String service = of(fault);
        GATEWAY.data.put(service, "<x>SECRET-OF-THE-ANSWER</x>");
        GATEWAY.faults.put(service, fault);

        Outcome outcome = ask(service);

        switch (fault) {
            case OWNER_NOTHING ->
                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Outcome.Answered.class,
                                answered -> assertThat(answered.answer().data().isEmpty())
                                        .isTrue());
            case OWNER_BAD_DATA, FAULT_FORMAT ->
                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class,
                                refused -> assertThat(refused.ground()).isEqualTo(Outcome.Ground.QUESTION));
            case FAULT_NOT_SIGNED, FAULT_BUSINESS_SIGNATURE ->
                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class,
                                refused -> assertThat(refused.ground()).isEqualTo(Outcome.Ground.RIGHTS));
            case OWNER_EXCEPTION, OWNER_UNKNOWN_CODE, OWNER_NO_DATA, FAULT_OWNER ->
                assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            case FAULT_SWITCHED_OFF, FAULT_ESCAPED, EMPTY, LATE, PROXY_PAGE ->
                assertThat(outcome).isInstanceOf(Outcome.Silent.class);
            default -> {
                assertThat(UNRELIABLE).contains(fault);
                assertThat(outcome).isInstanceOf(Outcome.Invalid.class);
            }
        }
        int attempts = switch (outcome) {
            case Outcome.Silent silent when fault == ShepFault.LATE -> 1;
            case Outcome.Silent silent -> 3;
            case Outcome.Failed failed -> 3;
            default -> 1;
        };
        assertThat(GATEWAY.received).as("attempts").hasSize(attempts);
        assertThat(log.getAll()).doesNotContain("SECRET-OF-THE-ANSWER", BrokerApi.INSPECTED, RunningGateway.PASSWORD);
    }

    @Test
    @DisplayName("when a status code is not named for the service, then it never means that there is no record")
    void nothingIsNamed() {
        GATEWAY.faults.put("TAX_DEBT", ShepFault.OWNER_NOTHING);

        assertThat(ask("TAX_DEBT")).isEqualTo(new Outcome.Failed("status code SCSE001"));
    }

    @Test
    @DisplayName("when a question is repeated, then each attempt is a message of its own in the same chain")
    void attempts() {
        GATEWAY.faults.put("VAT_PAYERS", ShepFault.FAULT_OWNER);
        SourceQuestion question = question("VAT_PAYERS");

        sources.ask(question);

        assertThat(GATEWAY.received).hasSize(3);
        assertThat(GATEWAY.received.stream().map(each -> RunningGateway.value(each, "messageId")))
                .doesNotHaveDuplicates()
                .doesNotContain("");
        assertThat(GATEWAY.received.stream().map(each -> RunningGateway.value(each, "ds:SignatureValue")))
                .doesNotHaveDuplicates()
                .doesNotContain("");
        assertThat(GATEWAY.received.stream().map(each -> RunningGateway.value(each, "correlationId")))
                .containsOnly(question.requestId().toString());
    }

    @Test
    @DisplayName(
            "when an owner tells two outcomes of an encumbrance, then that is not the same as never having heard of it")
    void twoOutcomes() {
        SourceAction action = new SourceAction(
                question("REAL_ESTATE_BAN"),
                "IMPOSE",
                Optional.of("20:315:040:001"),
                "17/2026",
                LocalDate.of(2026, 11, 2),
                "Specialised court of Almaty",
                Instant.now());
        String id = action.question().requestId().toString();
        String outcome =
                "<outcome><requestId>" + id + "</requestId><action>IMPOSE</action><object>20:315:040:001</object>"
                        + "<groundNumber>17/2026</groundNumber><state>DONE</state><registrationNumber>AU-1</registrationNumber></outcome>";

        assertThat(sources.becameOf(action)).isEqualTo(new ActionOutcome.Unheard(Instant.EPOCH));
        GATEWAY.outcomes.put(id, outcome);
        assertThat(sources.becameOf(action)).isEqualTo(new ActionOutcome.Done("AU-1"));
        GATEWAY.outcomes.put(id, outcome + outcome.replace("DONE", "REJECTED_LATER"));
        assertThat(sources.becameOf(action)).isEqualTo(new ActionOutcome.Unknown("more than one outcome"));
        GATEWAY.outcome = said -> "<knownSince>" + Instant.now() + "</knownSince>" + said;
        GATEWAY.outcomes.remove(id);
        assertThat(sources.becameOf(action)).isInstanceOf(ActionOutcome.Unknown.class);
    }

    @Test
    @DisplayName("when an answer is about somebody else or not as the schema has it, then nothing of it is shown")
    void foreignAndMalformed() {
        GATEWAY.foreign = java.util.Optional.of("991240000003");
        assertThat(ask("VEHICLES")).isEqualTo(new Outcome.Invalid("another subject"));

        GATEWAY.foreign = java.util.Optional.empty();
        GATEWAY.data.put("VEHICLES", "<total>many</total>");
        assertThat(ask("VEHICLES")).isEqualTo(new Outcome.Invalid("not as the schema of the service has it"));
        GATEWAY.data.put("VEHICLES", "<vehicles>none</vehicles>");
        assertThat(ask("VEHICLES")).isEqualTo(new Outcome.Invalid("not as the schema of the service has it"));
    }

    @ParameterizedTest
    @MethodSource
    @DisplayName(
            "when WSS4J verifies a request, then exactly the Body is signed, and without token or time stamp beside it")
    void requestsStand(String service) {
        ask(service);

        String request = GATEWAY.received.getFirst();
        assertThat(WSS4J.signedElements(request)).containsExactly("Body");
        assertThat(request)
                .doesNotContain("BinarySecurityToken", "Timestamp", "&#13;", "\n")
                .contains("mustUnderstand=\"1\"", "#X509v3\"");
    }

    static Stream<String> requestsStand() {
        return Stream.of("VEHICLES", "DISABILITY", "LABOUR_MARKET", ASYNCHRONOUS);
    }

    @ParameterizedTest
    @MethodSource
    @DisplayName(
            "when WSS4J signs an answer in any manner that names the certificate, then it is accepted, and not once altered")
    void answersOfAnotherHand(AnotherHand.Manner manner) {
        // One failure to two answers: the service is not left alone.
        GATEWAY.data.put("VEHICLES", "<total>1</total>");
        GATEWAY.onTheWay = bytes -> WSS4J.signed(bytes, PKI.key("shep-gateway"), manner);
        assertThat(ask("VEHICLES")).isInstanceOf(Outcome.Answered.class);

        GATEWAY.onTheWay =
                bytes -> new String(WSS4J.signed(bytes, PKI.key("shep-gateway"), manner), StandardCharsets.UTF_8)
                        .replace("<total>1<", "<total>2<")
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(ask("VEHICLES")).isEqualTo(new Outcome.Invalid("signature refused: SIGNATURE_WRONG"));

        GATEWAY.onTheWay = bytes -> bytes;
        assertThat(ask("VEHICLES")).isInstanceOf(Outcome.Answered.class);
        GATEWAY.onTheWay = bytes -> WSS4J.signed(bytes, PKI.key("system"), manner);
        assertThat(ask("VEHICLES")).isEqualTo(new Outcome.Invalid("signed by another one than the gateway"));
    }

    static List<AnotherHand.Manner> answersOfAnotherHand() {
        List<AnotherHand.Manner> manners = new ArrayList<>();
        for (int identifier : List.of(WSConstants.X509_KEY_IDENTIFIER, WSConstants.BST_DIRECT_REFERENCE)) {
            for (boolean timestamp : List.of(false, true)) {
                for (boolean prefixes : List.of(false, true)) {
                    manners.add(new AnotherHand.Manner(identifier, timestamp, prefixes));
                }
            }
        }
        return manners;
    }

    @Test
    @DisplayName(
            "when an answer is changed in any way, then it is an outcome, never an exception, and never another answer")
    void anyChange() {
        RandomGenerator random =
                RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(SEED);
        GATEWAY.data.put("VEHICLES", "<total>1</total>");
        for (int round = 0; round < ROUNDS; round++) {
            // The very gateway, so that the circuit breaker does not end the test.
            GATEWAY.onTheWay = bytes -> changed(bytes, random);
            Outcome outcome = ask("VEHICLES");
            if (outcome instanceof Outcome.Answered answered) {
                assertThat(answered.answer().data()).hasToString("{\"total\":1,\"vehicles\":[]}");
            }
            GATEWAY.onTheWay = bytes -> bytes;
            assertThat(ask("VEHICLES")).as("round %d", round).isInstanceOf(Outcome.Answered.class);
        }
    }

    private static byte[] changed(byte[] bytes, RandomGenerator random) {
        byte[] copy = bytes.clone();
        int at = random.nextInt(copy.length);
        switch (random.nextInt(5)) {
            case 0 -> copy[at] = (byte) random.nextInt(256);
            case 1 -> {
                return java.util.Arrays.copyOf(copy, at);
            }
            case 2 -> {
                int length = Math.min(random.nextInt(1, 40), copy.length - at);
                int from = random.nextInt(copy.length - length);
                System.arraycopy(bytes, from, copy, at, length);
            }
            case 3 -> {
                String text = new String(bytes, StandardCharsets.UTF_8);
                List<String> tags = text.lines().toList();
                return (text + tags.getFirst()).getBytes(StandardCharsets.UTF_8);
            }
            default -> {
                String text = new String(bytes, StandardCharsets.UTF_8);
                int open = text.indexOf('<', random.nextInt(text.length()));
                String inserted = List.of(
                                "<!DOCTYPE a [<!ENTITY b \"c\">]>",
                                "<a>",
                                "</a>",
                                "<!--c-->",
                                "<?p q?>",
                                "&b;",
                                "\u0000",
                                "]]>")
                        .get(random.nextInt(8));
                return open < 0
                        ? copy
                        : (text.substring(0, open) + inserted + text.substring(open)).getBytes(StandardCharsets.UTF_8);
            }
        }
        return copy;
    }

    @Test
    @DisplayName("when an answer is endless, then no more of it is read than allowed")
    void huge() {
        GATEWAY.data.put("VEHICLES", "<note>" + "x".repeat(2_000_000) + "</note>");

        assertThat(ask("VEHICLES")).isEqualTo(new Outcome.Invalid("too large"));
    }

    @Test
    @DisplayName(
            "when a question goes by the asynchronous channel, then its answer is fetched, and its arrival told once it is on record")
    void asynchronous() {
        GATEWAY.data.put(ASYNCHRONOUS, "<items><trackNumber>RR1</trackNumber></items>");

        Outcome outcome = ask(ASYNCHRONOUS);
        int told = GATEWAY.notifications().size();

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Answered.class, answered -> {
            assertThat(answered.answer().data()).hasToString("{\"items\":[{\"trackNumber\":\"RR1\"}]}");
            answered.answer().onRecord().run();
        });
        assertThat(GATEWAY.notifications()).hasSize(told + 1).containsValue("MESSAGE_ACCEPTED");
        assertThat(GATEWAY.received).hasSize(3);
    }

    @Test
    @DisplayName(
            "when no answer comes on the asynchronous channel in time, then the source is silent and nothing was sent twice")
    void asynchronousAndLate() {
        GATEWAY.faults.put(ASYNCHRONOUS_AND_LATE, ShepFault.LATE);

        assertThat(ask(ASYNCHRONOUS_AND_LATE)).isInstanceOf(Outcome.Silent.class);
        assertThat(GATEWAY.received.stream().filter(each -> each.contains(":sendMessage ")))
                .hasSize(1);
    }

    @Test
    @DisplayName("when the owner refuses a question, then that is on record and said, and it is not called silence")
    void refusedOnRecord() {
        GATEWAY.faults.put("VEHICLES", ShepFault.FAULT_BUSINESS_SIGNATURE);
        GATEWAY.faults.put("LAND_PLOTS", ShepFault.OWNER_NOTHING);
        api.openInspection("T-2026-0002");

        BrokerApi.Answer answer =
                api.ask(api.head(), "head", BrokerApi.underInspection("T-2026-0002", "VEHICLES", "LAND_PLOTS"));

        assertThat(answer.service("VEHICLES").path("state").asString()).isEqualTo("SOURCE_REFUSED");
        assertThat(answer.service("LAND_PLOTS").path("state").asString()).isEqualTo("ANSWERED");
        assertThat(answer.service("LAND_PLOTS").path("content").isEmpty()).isTrue();
    }

    @Test
    @DisplayName("when a service keeps failing, then it is left alone, and the others behind the same gateway are not")
    void breaker() {
        GATEWAY.faults.put("REGISTERED_WEAPONS", ShepFault.FAULT_OWNER);
        for (int i = 0; i < 10; i++) {
            assertThat(ask("REGISTERED_WEAPONS")).isInstanceOf(Outcome.Failed.class);
        }
        int before = GATEWAY.received.size();

        assertThat(ask("REGISTERED_WEAPONS")).isEqualTo(new Outcome.Silent("left alone after many failures", true));
        assertThat(GATEWAY.received).hasSize(before);
        assertThat(sources.stateOf("REGISTERED_WEAPONS")).isEqualTo(SourceState.LEFT_ALONE);
        assertThat(sources.stateOfConnector("shep")).isEqualTo(SourceState.OPEN_TO_QUESTIONS);
        assertThat(ask("COURT_CARDS")).isInstanceOf(Outcome.Answered.class);
    }
}
