package kz.negiz.broker.encumbrance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.broker.source.RunningGateway;
import kz.negiz.demo.pki.SyntheticNumbers;
import kz.negiz.demo.shep.Shape;
import kz.negiz.demo.shep.ShepFault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("An encumbrance through the national gateway (services 57-59, R150-5)")
@ExtendWith(OutputCaptureExtension.class)
class ShepEncumbranceTest extends BrokerUnderTest {

    private static final RunningGateway GATEWAY = new RunningGateway(PKI);

    /** Its owner is given up on after two seconds. */
    private static final String IMPATIENT = "LEGAL_ENTITY_BAN";

    /** Its owner's own signature is wanted. */
    private static final String SIGNED = "PERSON_PARTICIPATION_BAN";

    /** On the channel where nothing can be done. */
    private static final String ASYNCHRONOUS = "LAND_PLOT_ENCUMBRANCE";

    /** Where the owner never got the message, although one was sent. */
    private static final Set<ShepFault> NOT_DELIVERED = Set.of(
            ShepFault.OWNER_NOTHING,
            ShepFault.OWNER_BAD_DATA,
            ShepFault.OWNER_EXCEPTION,
            ShepFault.OWNER_UNKNOWN_CODE,
            ShepFault.OWNER_NO_DATA,
            ShepFault.OWNER_NO_XML,
            ShepFault.FAULT_FORMAT,
            ShepFault.FAULT_SWITCHED_OFF,
            ShepFault.FAULT_NOT_SIGNED,
            ShepFault.FAULT_BUSINESS_SIGNATURE,
            ShepFault.FAULT_OWNER,
            ShepFault.FAULT_ESCAPED,
            ShepFault.EMPTY,
            ShepFault.LATE,
            ShepFault.PROXY_PAGE);

    @Autowired
    private Encumbrances encumbrances;

    @Autowired
    private EncumbranceRecords records;

    private EncumbranceApi bans;

    @DynamicPropertySource
    static void gateway(DynamicPropertyRegistry registry) {
        GATEWAY.register(registry, "shep", "SHEP_SYNC");
        GATEWAY.register(registry, "async", "SHEP_ASYNC");
        // On a busy machine nobody is taken for silent who is not.
        registry.add("negiz.sources.connectors.shep.timeout", () -> "60s");
        service(registry, 0, EncumbranceApi.BAN, "shep");
        registry.add("negiz.sources.services[0].nothing", () -> "SCSE001");
        service(registry, 1, IMPATIENT, "shep");
        registry.add("negiz.sources.services[1].timeout", () -> "2s");
        service(registry, 2, ASYNCHRONOUS, "async");
        service(registry, 3, SIGNED, "shep");
        registry.add(
                "negiz.sources.services[3].owner.bin",
                () -> PKI.key("source-owner").bin());
        registry.add("negiz.sources.services[3].owner.required", () -> "true");
    }

    private static void service(DynamicPropertyRegistry registry, int place, String code, String connector) {
        registry.add("negiz.sources.services[" + place + "].code", () -> code);
        registry.add("negiz.sources.services[" + place + "].connector", () -> connector);
    }

    @BeforeEach
    void register() {
        GATEWAY.forget();
        bans = new EncumbranceApi(api);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "goes out in one signed message under the id of its sending, and comes back done, in any of the four shapes")
    void carriedOut(Shape shape) {
        GATEWAY.shapes.put(EncumbranceApi.BAN, shape);
        String object = bans.object();
        UUID id = bans.request(bans.wish(EncumbranceApi.BAN, object)).id();

        BrokerApi.Answer done = bans.confirm(id);

        assertThat(state(done)).as(done.body().toString()).isEqualTo("DONE");
        assertThat(done.body().path("registrationNumber").asString("")).isEqualTo("AU-2026-18");
        assertThat(GATEWAY.received).hasSize(1);
        String sent = GATEWAY.received.getFirst();
        String message = row(id).message().orElseThrow().toString();
        assertThat(RunningGateway.value(sent, "messageId")).isEqualTo(message);
        assertThat(RunningGateway.value(sent, "correlationId")).isEqualTo(message);
        assertThat(RunningGateway.value(sent, "requestId")).isEqualTo(message);
        assertThat(sent)
                .contains("<subject><kind>BIN</kind><value>" + BrokerApi.INSPECTED + "</value></subject>")
                .contains(
                        "<action><kind>IMPOSE</kind><object>" + object + "</object><groundNumber>17/2026</groundNumber>"
                                + "<groundDate>2026-11-02</groundDate><groundIssuedBy>Specialised court of Almaty</groundIssuedBy>");
        assertThat(Instant.parse(RunningGateway.value(sent, "notAfter")))
                .isCloseTo(row(id).notAfter().orElseThrow(), within(1, ChronoUnit.MILLIS));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "of which a fault or a doubtful answer came back is unknown and never sent again; its owner's later word counts")
    void faults(ShepFault fault, CapturedOutput log) {
        String service = fault == ShepFault.LATE ? IMPATIENT : EncumbranceApi.BAN;
        UUID id = bans.request(
                        fault == ShepFault.LATE ? about(IMPATIENT, "BIN", SyntheticNumbers.bin("late")) : bans.ban())
                .id();
        GATEWAY.faults.put(service, fault);

        assertThat(state(bans.confirm(id))).isEqualTo("UNKNOWN");
        assertThat(actions()).hasSize(1);

        GATEWAY.faults.clear();
        encumbrances.lookAfter();
        encumbrances.lookAfter();
        assertThat(actions()).as("it is asked for, not sent").hasSize(1);
        // What the owner never got is not carried out for certain only when its message's time is over.
        assertThat(row(id).state())
                .isEqualTo(NOT_DELIVERED.contains(fault) ? EncumbranceState.UNKNOWN : EncumbranceState.DONE);
        assertThat(log.getAll()).doesNotContain(BrokerApi.INSPECTED, RunningGateway.PASSWORD);
    }

    @Test
    @DisplayName("whose outcome tells of another request, object, action or ground, or is no outcome, is unknown")
    void foreignOutcomes() {
        for (UnaryOperator<String> other : List.<UnaryOperator<String>>of(
                said -> said.replaceFirst("<requestId>[^<]*", "<requestId>" + UUID.randomUUID()),
                said -> said.replaceFirst("<object>[^<]*", "<object>20:315:999:001"),
                said -> said.replace("IMPOSE", "RELEASE"),
                said -> said.replace("17/2026", "18/2026"),
                said -> said.replace("AU-2026-18", ""),
                said -> said + said,
                said -> said.replace("<state>DONE</state>", ""),
                said -> "<outcome/>",
                said -> "<outcome>DONE</outcome>",
                said -> "")) {
            GATEWAY.outcome = other;
            UUID id = bans.waiting();
            assertThat(state(bans.confirm(id))).isEqualTo("UNKNOWN");
            encumbrances.lookAfter();
            assertThat(row(id).state()).isEqualTo(EncumbranceState.UNKNOWN);
            GATEWAY.outcome = said -> said;
            carriedOut();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALTERED", "OTHER_SIGNER", "OLD", "FAULT_FORMAT", "OWNER_NOTHING"})
    @DisplayName("stays unknown while what its owner says of it can't be relied on")
    void inquiryInDoubt(ShepFault fault) {
        carriedOut();
        GATEWAY.faults.put(EncumbranceApi.BAN, ShepFault.EMPTY);
        UUID id = bans.waiting();
        bans.confirm(id);
        GATEWAY.outcomes.put(
                row(id).message().orElseThrow().toString(),
                "<outcome><state>DONE</state><requestId>x</requestId></outcome>");

        GATEWAY.faults.put(EncumbranceApi.BAN, fault);
        encumbrances.lookAfter();

        assertThat(row(id).state()).isEqualTo(EncumbranceState.UNKNOWN);
        assertThat(actions()).hasSize(2);
        GATEWAY.faults.clear();
        carriedOut();
    }

    /** As many answers as failures: the service is not left alone. */
    private void carriedOut() {
        assertThat(state(bans.confirm(bans.waiting()))).isEqualTo("DONE");
    }

    @Test
    @DisplayName(
            "counts as done only by an outcome that its owner has signed, where the owner's own signature is wanted")
    void ownersSignature() {
        UUID unsigned = bans.request(about(SIGNED, "IIN", SyntheticNumbers.iin("unsigned")))
                .id();
        assertThat(state(bans.confirm(unsigned))).isEqualTo("UNKNOWN");
        encumbrances.lookAfter();
        assertThat(row(unsigned).state()).isEqualTo(EncumbranceState.UNKNOWN);

        UUID later = bans.request(about(SIGNED, "IIN", SyntheticNumbers.iin("signed later")))
                .id();
        assertThat(state(bans.confirm(later))).isEqualTo("UNKNOWN");
        GATEWAY.owners.put(SIGNED, GATEWAY.signedBy("source-owner"));
        encumbrances.lookAfter();
        assertThat(row(later).state()).isEqualTo(EncumbranceState.DONE);
        assertThat(state(bans.confirm(bans.request(about(SIGNED, "IIN", SyntheticNumbers.iin("signed")))
                        .id())))
                .isEqualTo("DONE");
    }

    /** One upon the subject itself; each is about somebody else, since an unknown one lets no other be asked for. */
    private ObjectNode about(String service, String kind, String number) {
        ObjectNode wish = bans.wish(service, "");
        wish.putArray("subjects").addObject().put("kind", kind).put("value", number);
        return wish;
    }

    @Test
    @DisplayName("that its owner rejects says why in the owner's word")
    void rejected() {
        GATEWAY.actionState = "NO_SUCH_OBJECT";

        BrokerApi.Answer answer = bans.confirm(bans.waiting());

        assertThat(state(answer)).isEqualTo("REJECTED");
        assertThat(answer.body().path("steps").toString()).contains("NO_SUCH_OBJECT");
    }

    @Test
    @DisplayName("is refused before anything is sent where its register is on the asynchronous channel")
    void asynchronousChannel() {
        assertThat(bans.request(bans.wish(ASYNCHRONOUS, bans.object())).refusal())
                .startsWith("503 encumbrance-not-connected");
        assertThat(GATEWAY.received).isEmpty();
    }

    private static List<String> actions() {
        return GATEWAY.received.stream()
                .filter(message -> message.contains("<action>"))
                .toList();
    }

    private EncumbranceRecords.Row row(UUID id) {
        return records.find(id).orElseThrow();
    }

    private static String state(BrokerApi.Answer answer) {
        return answer.body().path("state").asString(answer.body().toString());
    }
}
