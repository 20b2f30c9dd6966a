package kz.negiz.acceptance.login;

import static kz.negiz.acceptance.Refusals.problemOf;
import static kz.negiz.acceptance.Refusals.refusalOf;
import static kz.negiz.acceptance.Refusals.ruleOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import kz.negiz.acceptance.OnRunningPlatform;
import kz.negiz.acceptance.Platform;
import kz.negiz.acceptance.Terminal;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.ApiRefused;
import kz.negiz.cli.api.SigningKey;
import kz.negiz.cli.query.SignedQuestion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

@OnRunningPlatform
@DisplayName("Logging in by EDS")
class LoginTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Platform platform;

    @TempDir
    Path folder;

    LoginTest(Platform platform) {
        this.platform = platform;
    }

    @ParameterizedTest(name = "{0} comes in as {1}")
    @CsvSource({
        "administrator, OPERATOR",
        "administrator2, OPERATOR",
        "head, OFFICER",
        "other-head, OFFICER",
        "operative, OFFICER",
        "official, OFFICIAL",
        "prosecutor, PROSECUTOR",
        "warehouse-officer, WAREHOUSE_OFFICER"
    })
    void comesIn(String key, String role) {
        assertThat(platform.as(key).get("/api/session").get("roles").toString()).isEqualTo("[\"" + role + "\"]");
    }

    @Test
    @DisplayName("a key that may only log in logs in")
    void authenticationKey() {
        assertThat(platform.newSession("head-auth")
                        .get("/api/session")
                        .get("roles")
                        .toString())
                .isEqualTo("[\"OFFICER\"]");
    }

    @ParameterizedTest(name = "{0} stays out: {1}")
    @CsvSource({
        "revoked, CERTIFICATE_REVOKED, R41-2b",
        "expired, CERTIFICATE_EXPIRED, R41-2b",
        "foreign, ISSUER_NOT_GENUINE, R41-2b",
        "head-file, KEY_STORAGE_NOT_PERMITTED, R150-38"
    })
    void staysOut(String key, String reason, String rule) {
        ApiRefused refused = refusalOf(() -> platform.newSession(key));

        assertThat(refused.problem().path("reason").asString("")).isEqualTo(reason);
        assertThat(ruleOf(refused)).isEqualTo(rule);
    }

    @Test
    @DisplayName(
            "R150-5: an information system, registered by the operator, comes in with a token bound to its key, asks for an officer and has a ban imposed that the officer confirms, until it is blocked")
    void informationSystem() throws Exception {
        assertThat(problemOf(refusalOf(() -> platform.newSession("system")))).isEqualTo("no-standing");
        ApiClient operator = platform.as("administrator");
        String account = operator.post("/api/registry/accounts", registration())
                .get("id")
                .asString();

        ApiClient system = platform.newSession("system");
        assertThat(system.get("/api/session").get("kind").asString()).isEqualTo("SYSTEM");
        assertThat(system.get("/api/session").get("account").asString()).isEqualTo(account);
        assertThat(system.get("/api/registry/role-codes").toString())
                .as("a service behind the gateway")
                .isNotEmpty();
        assertThat(asksForAnOfficer(system).get("services").get(0).get("state").asString())
                .isEqualTo("ANSWERED");
        banIsImposed();

        ObjectNode block = JSON.createObjectNode().put("account", account);
        block.putObject("ground")
                .put("ground", "VIOLATION")
                .put("brokenRule", "R150-46")
                .putArray("evidence")
                .add("e-1");
        operator.post("/api/registry/blocks", block);
        assertThat(problemOf(refusalOf(() -> system.get("/api/session")))).isEqualTo("no-standing");
        assertThat(problemOf(refusalOf(() -> system.get("/api/session")))).isEqualTo("token-refused");
    }

    private JsonNode asksForAnOfficer(ApiClient system) {
        platform.officer("operative");
        ObjectNode question = JSON.createObjectNode().put("profile", "MIA_ADQ");
        question.putObject("basis")
                .put("kind", "CHOSEN_BASIS")
                .put("code", "ORDER_OF_THE_HEAD")
                .put("material", "15-7/231");
        question.putArray("services").add("LEGAL_ENTITIES_REGISTER");
        question.putArray("subjects").addObject().put("kind", "BIN").put("value", "991340000017");
        question.put("purpose", "To compare what was declared").put("language", "en");
        question.putObject("onBehalfOf")
                .put("iin", platform.key("operative").iin())
                .put("bin", "");
        return system.post(
                "/api/questions",
                SignedQuestion.of(system, question, platform.key("system")).json());
    }

    /** Asked for and confirmed in the terminal; the register's stand-in carries it out. */
    private void banIsImposed() throws IOException, InterruptedException {
        String bin = platform.scenario().company("t1").get("number").asString();
        Terminal.Ended asked = platform.terminal()
                .run(
                        "encumbrance",
                        "request",
                        "--key=system",
                        "--lang=en",
                        "--profile=MIA_ADQ",
                        "--basis=chosen:ORDER_OF_THE_HEAD:15-7/231",
                        "--service=LEGAL_ENTITY_BAN",
                        "--subject=" + bin,
                        "--ground=17/2026",
                        "--ground-date=2026-11-02",
                        "--ground-issued-by=Court of Almaty",
                        "--on-behalf-of=" + platform.key("operative").iin(),
                        "--purpose=To secure the compensation of damage");
        assertThat(asked.exit()).as(asked.told()).isZero();
        assertThat(asked.told()).contains("IMPOSE LEGAL_ENTITY_BAN", "WAITS", bin);
        JsonNode waiting = platform.officer("operative").get("/api/encumbrances");
        String id = waiting.get("encumbrances").get(0).get("id").asString();

        Terminal.Ended confirmed =
                platform.terminal().run("encumbrance", "confirm", id, "--key=operative", "--lang=en", "--yes");

        assertThat(confirmed.exit()).as(confirmed.told()).isZero();
        assertThat(confirmed.told()).contains("CONFIRMED", "SENDING", "DONE", "Registered as");
        banIsTakenAlong(id);
    }

    /** The copy holds both signatures, and says so without the platform. */
    private void banIsTakenAlong(String id) throws IOException, InterruptedException {
        Path sealed = folder.resolve("encumbrance.asice");
        Path pki = platform.terminal().folder().layout().pki();
        Terminal.Ended taken = platform.terminal()
                .run("encumbrance", "export", id, "--key=operative", "--asice=" + sealed, "--notice-read");
        assertThat(taken.exit()).as(taken.told()).isZero();

        Terminal.Ended verified = platform.terminal()
                .run(
                        "encumbrance",
                        "verify",
                        sealed.toString(),
                        "--anchors=" + pki.resolve("anchors"),
                        "--intermediates=" + pki.resolve("intermediates"),
                        "--crls=" + pki.resolve("crls"));

        assertThat(verified.exit()).as(verified.told()).isZero();
        assertThat(verified.told())
                .contains(
                        "the encumbrance was signed by",
                        "the encumbrance was confirmed by",
                        "encumbrance " + id,
                        "VALID");
    }

    private ObjectNode registration() {
        SigningKey key = platform.key("system");
        String body = platform.as("administrator")
                .get("/api/registry/bodies")
                .valueStream()
                .filter(each -> each.get("kind").asString().equals("INTERNAL_AFFAIRS"))
                .findFirst()
                .orElseThrow()
                .get("code")
                .asString();
        ObjectNode request = JSON.createObjectNode();
        request.putObject("holder").put("bin", key.bin()).put("system", key.system());
        ObjectNode particulars = request.putObject("particulars");
        particulars
                .put("fullName", "Демо жүйе")
                .put("position", "—")
                .put("roleCode", "MIA_ADQ")
                .put("body", body)
                .put("department", "/")
                .put("keyStorage", "PKCS12");
        particulars.putArray("roles").add("INFORMATION_SYSTEM");
        particulars.putObject("application").put("number", "ӨТ-system").put("date", "2026-01-15");
        return request;
    }

    @Test
    @DisplayName("R41-2a: a good key of somebody who is not registered stays out")
    void notRegistered() {
        ApiRefused refused = refusalOf(() -> platform.newSession("owner-other"));

        assertThat(problemOf(refused)).isEqualTo("no-standing");
        assertThat(refused.problem().path("reason").asString("")).isEqualTo("NOT_REGISTERED");
    }
}
