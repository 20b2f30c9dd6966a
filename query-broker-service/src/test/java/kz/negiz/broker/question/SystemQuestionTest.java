package kz.negiz.broker.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import kz.negiz.audit.PayloadOpener;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.identity.Caller;
import kz.negiz.log.event.AuditEvent;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("A question of an information system (R150-5)")
class SystemQuestionTest extends BrokerUnderTest {

    private static final String PROFILE = "MIA_ADQ";
    private static final String SERVICE = "LEGAL_ENTITIES_REGISTER";

    @Test
    @DisplayName("on behalf of an officer of its body is answered under the access right of its name")
    void answered() {
        Caller.User operative = api.operative();
        Caller.User system = api.system(PROFILE);
        AROUND.data.put(SERVICE, "{\"name\":\"LLP Demo\"}");

        BrokerApi.Answer answer = api.ask(system, "system", onBehalfOfOperative(SERVICE));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.service(SERVICE).path("content").toString()).isEqualTo("{\"name\":\"LLP Demo\"}");
        assertThat(answer.service(SERVICE).path("footing").asString("")).isEqualTo("DECLARED");
        assertThat(answer.body().path("words").toString())
                .contains("An information system asks")
                .contains("On behalf of the officer with IIN "
                        + api.key("operative").iin());
        AuditEvent decided = eventsOf(answer.id()).getFirst();
        assertThat(decided.account()).contains(system.account());
        assertThat(decided.department()).contains(operative.department());
        assertThat(PayloadOpener.fromFile(KEYS.payloadPrivateKeysetFile())
                        .open(decided.id(), decided.payload().orElseThrow())
                        .get("onBehalfOf"))
                .extracting(value -> value == null ? "" : value.value())
                .isEqualTo(operative.account().toString());
    }

    @Test
    @DisplayName("stands in the history of the system and of the officer, and is read by both and by nobody else")
    void histories() {
        Caller.User operative = api.operative();
        Caller.User head = api.head();
        Caller.User system = api.system(PROFILE);
        UUID id = api.ask(system, "system", onBehalfOfOperative(SERVICE)).id();

        for (Caller.User reader : List.of(system, operative)) {
            assertThat(api.get("/api/questions?limit=1", reader)
                            .body()
                            .path("questions")
                            .get(0)
                            .path("id")
                            .asString(""))
                    .isEqualTo(id.toString());
            assertThat(api.get("/api/questions/" + id, reader).status()).isEqualTo(200);
        }
        assertThat(api.get("/api/questions/" + id, head).status()).isEqualTo(404);
        assertThat(api.get("/api/questions?limit=5", head).body().toString()).doesNotContain(id.toString());
    }

    @Test
    @DisplayName("sees the services of its own access right and no other")
    void services() {
        JsonNode profiles =
                api.get("/api/questions/services", api.system(PROFILE)).body().path("profiles");

        assertThat(profiles).hasSize(1);
        assertThat(profiles.get(0).path("code").asString("")).isEqualTo(PROFILE);
    }

    @Test
    @DisplayName("under another access right, its officer's included, is refused (R150-5)")
    void otherProfiles() {
        api.operative();
        Caller.User system = api.system(PROFILE);

        for (String other : List.of("MIA_IS_MO", "MIA_OTHER_TASKS")) {
            ObjectNode question = onBehalfOfOperative(SERVICE);
            question.put("profile", other);
            assertThat(api.ask(system, "system", question).refusal()).isEqualTo("403 body-without-profile R150-5");
        }
        assertThat(AROUND.asked).isEmpty();
    }

    @Test
    @DisplayName("that names no officer is refused")
    void nobodyNamed() {
        Caller.User system = api.system(PROFILE);
        ObjectNode question = onBehalfOfOperative(SERVICE);
        question.remove("onBehalfOf");

        assertThat(api.ask(system, "system", question).refusal()).startsWith("400 officer-not-named");
    }

    @Test
    @DisplayName(
            "on behalf of an officer who is blocked, without agreement, of another body, or no officer is refused (R150-15b)")
    void officersWhoDoNotStand() {
        Caller.User system = api.system(PROFILE);
        Caller.User operative = api.operative();

        api.blocked("operative", operative);
        assertThat(refusal(system)).startsWith("403 officer-without-standing");
        api.stands("operative", operative, "ORDER_150", false);
        assertThat(refusal(system)).startsWith("403 officer-without-standing");
        api.stands("operative", as(operative, "police-almaty", Set.of(AccessRole.OFFICIAL)), "ORDER_150", true);
        assertThat(refusal(system)).startsWith("403 officer-without-standing");
        api.stands(
                "operative",
                as(operative, "police-almaty", Set.of(AccessRole.OFFICER, AccessRole.OPERATOR)),
                "ORDER_150",
                true);
        assertThat(refusal(system)).startsWith("403 officer-without-standing");
        api.stands("operative", as(operative, "police-astana", Set.of(AccessRole.OFFICER)), "ORDER_150", true);
        assertThat(refusal(system)).startsWith("403 officer-of-another-body");
        api.stands("operative", operative, "ORDER_150", true);
        assertThat(refusal(system)).startsWith("200");
        assertThat(AROUND.asked).hasSize(1);
    }

    @Test
    @DisplayName("is not answered when the officer is blocked while the source is asked (R41-32a)")
    void officerBlockedMeanwhile() {
        Caller.User operative = api.operative();
        Caller.User system = api.system(PROFILE);
        AROUND.whileAsking = () -> api.blocked("operative", operative);

        BrokerApi.Answer answer = api.ask(system, "system", onBehalfOfOperative(SERVICE));

        assertThat(answer.refusal()).startsWith("403 standing-lost");
        assertThat(answer.body().toString()).doesNotContain("content");
    }

    @Test
    @DisplayName("needs the system's own standing, signature and session")
    void systemsOwn() {
        Caller.User operative = api.operative();
        Caller.User system = api.system(PROFILE);
        byte[] document = api.draft(system, onBehalfOfOperative(SERVICE));

        assertThat(api.submit(operative, document, api.sign("operative", document))
                        .refusal())
                .startsWith("403 only-systems-ask-for-others");
        byte[] another = api.draft(system, onBehalfOfOperative(SERVICE));
        assertThat(api.submit(operative, another, api.sign("system", another)).refusal())
                .startsWith("403 signer-is-another");
        api.blocked("system", system);
        assertThat(refusal(system)).isEqualTo("403 signer-without-standing R41-32a");
        assertThat(AROUND.asked).isEmpty();
    }

    @Test
    @DisplayName("about a listed article is opened by a case in the charge of the officer, and by no other (R150-9)")
    void caseOfTheOfficer() {
        api.operative();
        Caller.User system = api.system(PROFILE);
        ObjectNode question = onBehalfOfOperative(SERVICE);
        ((ObjectNode) question.path("basis")).put("criminalCase", "267500031000001");

        api.criminalCase("267500031000001", false, api.key("operative").iin(), "217", "2");
        assertThat(api.ask(system, "system", question).status()).isEqualTo(200);
        api.criminalCase("267500031000001", false, api.key("head").iin(), "217", "2");
        assertThat(api.ask(system, "system", question).refusal()).isEqualTo("403 case-of-another-officer R150-A11b");
    }

    private String refusal(Caller.User system) {
        return api.ask(system, "system", onBehalfOfOperative(SERVICE)).refusal();
    }

    private ObjectNode onBehalfOfOperative(String... services) {
        ObjectNode question = BrokerApi.question(PROFILE, services);
        question.putObject("basis")
                .put("kind", "CHOSEN_BASIS")
                .put("code", "ORDER_OF_THE_HEAD")
                .put("material", "15-7/231");
        question.putObject("onBehalfOf").put("iin", api.key("operative").iin()).put("bin", "");
        return question;
    }

    private static Caller.User as(Caller.User user, String body, Set<AccessRole> roles) {
        return new Caller.User(
                user.account(),
                AccountKind.PERSON,
                roles,
                body,
                user.bodyKind(),
                user.department(),
                user.roleCode(),
                true,
                user.session(),
                "en");
    }
}
