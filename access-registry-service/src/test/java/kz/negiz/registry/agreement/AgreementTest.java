package kz.negiz.registry.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import kz.negiz.eds.Reason;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.registry.RecordedEvents;
import kz.negiz.registry.RegistryApi;
import kz.negiz.registry.RegistryApi.Answer;
import kz.negiz.registry.RegistryApi.Person;
import kz.negiz.registry.RegistryUnderTest;
import kz.negiz.registry.fact.FactIds;
import kz.negiz.registry.standing.AgreementForm;
import kz.negiz.testkit.service.TestKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AgreementTest extends RegistryUnderTest {

    private static final String PATH = "/api/registry/agreement";

    @AfterEach
    void gatewayIsHeardAgain() {
        TRUST.silent(false);
    }

    /** The account of a demo key, registered by the first test that needs it. */
    private Caller.User user(String key) {
        Person person = TRUST.person(key);
        if (api.standing(person.holder()).json().path("standing").asString().equals("NONE")) {
            Map<String, Object> particulars = switch (key) {
                case "operative" -> {
                    Map<String, Object> police =
                            RegistryApi.particulars(api.body("INTERNAL_AFFAIRS"), "/", AccessRole.OFFICER);
                    police.put("roleCode", "POLICE_OPERATIVE");
                    yield police;
                }
                case "warehouse-officer" ->
                    RegistryApi.particulars(api.body("STATE_REVENUE"), "/", AccessRole.WAREHOUSE_OFFICER);
                default -> RegistryApi.head(api.body("STATE_REVENUE"), "/");
            };
            api.register(person, particulars);
        }
        return withoutAgreement(api.login(person.iin(), person.bin()));
    }

    private static Caller.User withoutAgreement(Caller.User user) {
        return new Caller.User(
                user.account(),
                user.kind(),
                user.roles(),
                user.body(),
                user.bodyKind(),
                user.department(),
                user.roleCode(),
                false,
                user.session(),
                user.language());
    }

    private boolean agreementSigned(String key) {
        return api.standing(TRUST.person(key).holder())
                .json()
                .get("agreementSigned")
                .asBoolean();
    }

    private byte[] document(Caller.User user) {
        return Base64.getDecoder()
                .decode(api.get(user, PATH).expect(200).json().get("document").asString());
    }

    private Answer sign(Caller.User user, boolean accepted, byte[] document, String key) {
        return send(user, accepted, document, TRUST.signer(key).sign(document, true));
    }

    private Answer send(Caller.User user, boolean accepted, byte[] document, byte[] signature) {
        Base64.Encoder base64 = Base64.getEncoder();
        return api.post(
                user,
                PATH,
                Map.of(
                        "accepted",
                        accepted,
                        "document",
                        base64.encodeToString(document),
                        "signature",
                        base64.encodeToString(signature)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "head, ORDER_41, AGREEMENT_SIGNATURE SIGNED [R41-7]",
        "operative, ORDER_150, 'AGREEMENT_SIGNATURE SIGNED [R150-14a, R150-14b, R150-A11l]'",
        "warehouse-officer, OTHERS, AGREEMENT_SIGNATURE SIGNED []",
    })
    @DisplayName(
            "the first entry opens the agreement alone; signed by its holder it is kept (R41-7, R150-14a, R150-14b)")
    void firstEntry(String key, String form, String event) {
        Caller.User user = user(key);
        assertThat(agreementSigned(key)).isFalse();
        assertThat(api.get(user, "/api/registry/bodies").expect(403).refusal()).isEqualTo("agreement-not-signed R41-7");
        JsonNode shown = api.get(user, PATH).expect(200).json();
        assertThat(shown.get("form").asString()).isEqualTo(form);
        assertThat(shown.get("clauses").get(0).asString()).startsWith("Placeholder text");

        byte[] document = document(user);
        String id = sign(user, true, document, key).expect(200).json().get("id").asString();

        assertThat(agreementSigned(key)).isTrue();
        JsonNode kept = api.get(user, PATH + "/signed").expect(200).json();
        assertThat(kept.get("id").asString()).isEqualTo(id);
        assertThat(Base64.getDecoder().decode(kept.get("document").asString())).isEqualTo(document);
        assertThat(new RecordedEvents(DATABASE, KEYS).about(form)).contains(event);
        assertThat(sign(user, true, document, key).expect(409).refusal()).isEqualTo("registry-agreement-signed-before");
    }

    @Test
    @DisplayName("the document says in words what is accepted, by whom, where and when")
    void documentSpeaks() {
        Caller.User user = user("official");

        String text = new String(document(user), StandardCharsets.UTF_8);

        assertThat(text)
                .contains(
                        "\"account\":\"" + user.account() + "\"",
                        "\"audience\":\"" + TestKeys.AUDIENCE + "\"",
                        "\"statement\":\"I have read the agreement, I agree with it and accept it.\"",
                        "\"type\":\"kz.negiz.agreement\"")
                .doesNotContain(TRUST.person("official").iin());
    }

    @Test
    @DisplayName("without the tick nothing is accepted (R150-A11l)")
    void tick() {
        Caller.User user = user("official");

        assertThat(sign(user, false, document(user), "official").expect(422).refusal())
                .isEqualTo("registry-agreement-not-accepted R150-A11l");
        assertThat(agreementSigned("official")).isFalse();
    }

    @Test
    @DisplayName("somebody else's EDS does not sign for the holder (R41-6)")
    void signerIsTheHolder() {
        Caller.User user = user("official");
        user("other-head");

        assertThat(sign(user, true, document(user), "other-head").expect(403).refusal())
                .isEqualTo("registry-agreement-signer-is-another R41-6");
        assertThat(agreementSigned("official")).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "head-auth, KEY_NOT_FOR_SIGNING",
        "head-file, KEY_STORAGE_NOT_PERMITTED",
        "revoked, CERTIFICATE_REVOKED",
        "expired, CERTIFICATE_EXPIRED",
        "foreign, ISSUER_NOT_GENUINE",
    })
    @DisplayName("a key that may not sign is refused with its reason (R150-38, R41-2b)")
    void keyMaySign(String key, String reason) {
        Caller.User user = user("official");

        Answer refused = sign(user, true, document(user), key).expect(422);

        assertThat(refused.refusal()).isEqualTo("registry-agreement-signature-refused R41-2b");
        assertThat(refused.json().get("reason").asString()).isEqualTo(reason);
        assertThat(refused.json().get("detail").asString())
                .contains(Reason.valueOf(reason).text(user.language()));
        assertThat(agreementSigned("official")).isFalse();
    }

    @Test
    @DisplayName("a signature over another document is refused")
    void signatureBelongsToTheDocument() {
        Caller.User user = user("official");
        byte[] other = document(user);

        Answer refused =
                send(user, true, document(user), TRUST.signer("official").sign(other, true));

        assertThat(refused.expect(422).refusal()).isEqualTo("registry-agreement-signature-refused R41-2b");
    }

    @Test
    @DisplayName("only what the server would issue for this account, installation and text is taken")
    void documentIsOurs() {
        Caller.User user = user("official");
        String version = api.get(user, PATH).json().get("version").asString();
        Instant now = Instant.now();
        String here = TestKeys.AUDIENCE;
        UUID own = user.account();

        assertThat(refusal(user, "elsewhere", own, version, now))
                .isEqualTo("registry-agreement-document-not-issued R41-7");
        assertThat(refusal(user, here, UUID.randomUUID(), version, now))
                .isEqualTo("registry-agreement-document-not-issued R41-7");
        assertThat(refusal(user, here, own, "0".repeat(64), now)).isEqualTo("registry-agreement-text-changed R41-7");
        assertThat(refusal(user, here, own, version, now.minusSeconds(16 * 60)))
                .isEqualTo("registry-agreement-document-stale R41-7");
        assertThat(refusal(user, here, own, version, now.plusSeconds(60)))
                .isEqualTo("registry-agreement-document-stale R41-7");
        byte[] spaced = new String(document(user), StandardCharsets.UTF_8)
                .replace("{", "{ ")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(sign(user, true, spaced, "official").expect(422).refusal())
                .isEqualTo("registry-agreement-document-not-issued R41-7");
        assertThat(agreementSigned("official")).isFalse();
    }

    private String refusal(Caller.User user, String audience, UUID account, String version, Instant time) {
        AgreementDocument document =
                new AgreementDocument(FactIds.next(), audience, account, AgreementForm.ORDER_41, version, "kk", time);
        Answer answer = sign(user, true, document.bytes(), "official");
        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        return answer.refusal();
    }

    @Test
    @DisplayName("while no fresh trust list is known nothing is taken")
    void withoutTrustList() {
        Caller.User user = user("official");
        byte[] document = document(user);
        TRUST.silent(true);

        assertThat(sign(user, true, document, "official").status()).isEqualTo(503);
        assertThat(agreementSigned("official")).isFalse();
    }

    @Test
    @DisplayName("operators sign no agreement")
    void notNeeded() {
        assertThat(api.get(api.administrator(), PATH)
                        .expect(200)
                        .json()
                        .get("needed")
                        .asBoolean())
                .isFalse();
    }

    @Test
    @DisplayName("a new text is to be signed again; the old signature stays")
    void newText() throws SQLException {
        Person someone = TRUST.person("administrator2");
        Map<String, Object> particulars =
                RegistryApi.particulars(api.body("STATE_REVENUE"), "/", AccessRole.WAREHOUSE_OFFICER);
        api.register(someone, particulars);
        Caller.User user = withoutAgreement(api.login(someone.iin(), ""));
        sign(user, true, document(user), "administrator2").expect(200);
        AgreementText before = texts("OTHERS");
        AgreementText after = new AgreementText(Map.of("kk", "Жаңа\nмәтін", "ru", "Новый\nтекст", "en", "New\ntext"));

        bringIntoForce(after);
        assertThat(agreementSigned("administrator2")).isFalse();
        assertThat(api.get(user, PATH).json().get("title").asString()).isEqualTo("New");
        sign(user, true, document(user), "administrator2").expect(200);
        assertThat(agreementSigned("administrator2")).isTrue();

        bringIntoForce(before);
        assertThat(agreementSigned("administrator2")).isTrue();
    }

    private static void bringIntoForce(AgreementText text) throws SQLException {
        try (Connection connection = DATABASE.connect();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into agreement_edition (form, edition, version, text_kk, text_ru, text_en)
                        select form, max(edition) + 1, ?, ?, ?, ? from agreement_edition where form = 'OTHERS' group by form
                        """)) {
            insert.setString(1, text.version());
            insert.setString(2, text.in("kk"));
            insert.setString(3, text.in("ru"));
            insert.setString(4, text.in("en"));
            insert.executeUpdate();
        }
    }

    private static AgreementText texts(String form) throws SQLException {
        try (Connection connection = DATABASE.connect();
                PreparedStatement select = connection.prepareStatement(
                        "select text_kk, text_ru, text_en from agreement_edition where form = ? order by edition desc")) {
            select.setString(1, form);
            try (var rows = select.executeQuery()) {
                rows.next();
                return new AgreementText(
                        Map.of("kk", rows.getString(1), "ru", rows.getString(2), "en", rows.getString(3)));
            }
        }
    }
}
