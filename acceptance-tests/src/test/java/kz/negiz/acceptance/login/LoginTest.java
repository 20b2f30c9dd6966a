package kz.negiz.acceptance.login;

import static kz.negiz.acceptance.Refusals.problemOf;
import static kz.negiz.acceptance.Refusals.refusalOf;
import static kz.negiz.acceptance.Refusals.ruleOf;
import static org.assertj.core.api.Assertions.assertThat;

import kz.negiz.acceptance.OnRunningPlatform;
import kz.negiz.acceptance.Platform;
import kz.negiz.cli.api.ApiRefused;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnRunningPlatform
@DisplayName("Logging in by EDS")
class LoginTest {

    private final Platform platform;

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
    @DisplayName("R41-2a: a good key of somebody who is not registered stays out")
    void notRegistered() {
        ApiRefused refused = refusalOf(() -> platform.newSession("owner-other"));

        assertThat(problemOf(refused)).isEqualTo("no-standing");
        assertThat(refused.problem().path("reason").asString("")).isEqualTo("NOT_REGISTERED");
    }
}
