package kz.negiz.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import kz.negiz.eds.CmsSigner;
import kz.negiz.gateway.Browser;
import kz.negiz.gateway.RunningGateway;
import kz.negiz.gateway.stranger.StrangerRefusals;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.testkit.service.TestKeys;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@DisplayName("Login by EDS")
class LoginTest extends RunningGateway {

    @Autowired
    private StrangerRefusals strangers;

    @Test
    @DisplayName("when a registered officer signs the challenge of this browser, then a session begins, on record")
    void loginWhenSignatureAndAccountStandThenSession() {
        UUID account = UPSTREAM.registerOfficer(iin("head"));
        Browser browser = browser();

        Browser.Answer answer = login(browser, signer("head"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("account").asString()).isEqualTo(account.toString());
        assertThat(answer.json().path("agreementSigned").asBoolean()).isTrue();
        Browser.Answer session = browser.get("/api/session");
        assertThat(session.status()).isEqualTo(200);
        assertThat(session.json().path("account").asString()).isEqualTo(account.toString());
        assertThat(session.json().path("roles").get(0).asString()).isEqualTo("OFFICER");
        assertThat(events("LOGIN").getLast())
                .contains("\"outcome\":\"PERMITTED\"", account.toString())
                .contains(answer.json().path("session").asString())
                .doesNotContain(iin("head"));
    }

    @Test
    @DisplayName("a key of today's kind, GOST 34.10-2015, opens the same account; a revoked one opens nothing")
    void aGostKeyLogsIn() {
        UUID account = UPSTREAM.registerOfficer(iin("head"));
        Browser.Answer answer = login(browser(), signer("head-gost"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("account").asString()).isEqualTo(account.toString());

        Browser.Answer refused = login(browser(), signer("revoked-gost"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("reason").asString()).isEqualTo("CERTIFICATE_REVOKED");
    }

    @Test
    @DisplayName("a challenge is readable, names purpose and installation, and is new each time")
    void challengeIsReadable() {
        Browser browser = browser();
        Challenge challenge = challenge(browser);

        assertThat(new String(challenge.content(), StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("NEGIZ LOGIN v1"),
                        line -> assertThat(line).isEqualTo("audience=" + TestKeys.AUDIENCE),
                        line -> assertThat(line).isEqualTo("id=" + challenge.id()),
                        line -> assertThat(line).matches("nonce=[A-Za-z0-9_-]{43}"),
                        line -> assertThat(line).matches("issued=20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"));
        assertThat(challenge(browser).content()).isNotEqualTo(challenge.content());
    }

    @Test
    @DisplayName("cookies are out of reach of scripts and other sites, and go over TLS only")
    void cookiesAreKept() {
        UPSTREAM.registerOfficer(iin("head"));
        Browser browser = browser();
        Challenge challenge = challenge(browser);

        Browser.Answer answer = answer(browser, challenge.id(), signer("head").sign(challenge.content(), true));

        assertThat(answer.all("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("negiz-session="))
                .singleElement()
                .asString()
                .contains("; Path=/", "; HttpOnly", "; Secure", "; SameSite=Strict")
                .doesNotContain("Domain", "Max-Age");
        assertThat(browser.cookie("negiz-pre-login")).isEmpty();
    }

    @Test
    @DisplayName("a challenge is answered once, also when the first answer was refused")
    void replayedChallengeIsRefused() {
        UPSTREAM.registerOfficer(iin("head"));
        Browser browser = browser();
        Challenge challenge = challenge(browser);
        byte[] signature = signer("head").sign(challenge.content(), true);
        byte[] other = signer("head").sign("something else".getBytes(StandardCharsets.UTF_8), true);

        assertThat(answer(browser, challenge.id(), other).problem()).isEqualTo("signature-refused");
        Browser.Answer replayed = answer(browser, challenge.id(), signature);

        assertThat(replayed.status()).isEqualTo(403);
        assertThat(replayed.problem()).isEqualTo("challenge-used");
    }

    @Test
    @DisplayName("of many answers to one challenge at the same moment one is looked at")
    void oneOfManyAnswersCounts() throws Exception {
        UPSTREAM.registerOfficer(iin("head"));
        Browser browser = browser();
        Challenge challenge = challenge(browser);
        byte[] signature = signer("head").sign(challenge.content(), true);
        String token = browser.cookie("negiz-pre-login").orElseThrow();
        Callable<Integer> attempt = () -> {
            Browser same = browser();
            same.setCookie("negiz-pre-login", token);
            return answer(same, challenge.id(), signature).status();
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = threads.invokeAll(java.util.Collections.nCopies(12, attempt));
            List<Integer> statuses = new java.util.ArrayList<>();
            for (Future<Integer> one : all) {
                statuses.add(one.get());
            }
            assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 403);
        }
    }

    @Test
    @DisplayName("a challenge is worth nothing in another browser, with or without one of its own")
    void challengeOfAnotherBrowserIsRefused() {
        UPSTREAM.registerOfficer(iin("head"));
        Browser asked = browser();
        Challenge challenge = challenge(asked);
        byte[] signature = signer("head").sign(challenge.content(), true);
        Browser other = browser();
        challenge(other);

        assertThat(answer(other, challenge.id(), signature).problem()).isEqualTo("challenge-not-known");
        assertThat(answer(browser(), challenge.id(), signature).problem()).isEqualTo("challenge-not-known");
        assertThat(answer(asked, challenge.id(), signature).status())
                .as("the attempt of others has not used it up")
                .isEqualTo(200);
    }

    @Test
    @DisplayName("a challenge stands for two minutes")
    void expiredChallengeIsRefused() {
        UPSTREAM.registerOfficer(iin("head"));
        Browser browser = browser();
        Challenge challenge = challenge(browser);

        CLOCK.goOn(Duration.ofSeconds(121));
        Browser.Answer answer = answer(browser, challenge.id(), signer("head").sign(challenge.content(), true));

        assertThat(answer.problem()).isEqualTo("challenge-expired");
    }

    @Test
    @DisplayName("only the exact bytes of the challenge count, whatever the signature carries itself")
    void signatureOverOtherBytesIsRefused() {
        UPSTREAM.registerOfficer(iin("head"));
        Browser browser = browser();
        Challenge challenge = challenge(browser);
        byte[] shorter = Arrays.copyOf(challenge.content(), challenge.content().length - 1);

        Browser.Answer answer = answer(browser, challenge.id(), signer("head").sign(shorter, true));

        assertThat(answer.json().path("reason").asString()).isEqualTo("CONTENT_DIFFERS");
    }

    @ParameterizedTest(name = "{0} is refused for {1}, by {2}")
    @CsvSource({
        "revoked,   CERTIFICATE_REVOKED,       R41-2b",
        "expired,   CERTIFICATE_EXPIRED,       R41-2b",
        "foreign,   ISSUER_NOT_GENUINE,        R41-2b",
        "head-file, KEY_STORAGE_NOT_PERMITTED, R150-38"
    })
    @DisplayName("each bad key is refused for its own reason, in words and by its rule")
    void badKeysAreRefusedForTheirReason(String key, String reason, String rule) {
        UPSTREAM.registerOfficer(iin(key));

        Browser.Answer answer = login(browser(), signer(key), "Accept-Language: ru");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("signature-refused");
        assertThat(answer.json().path("reason").asString()).isEqualTo(reason);
        assertThat(answer.json().path("rule").asString()).isEqualTo(rule);
        assertThat(answer.json().path("detail").asString())
                .isEqualTo(kz.negiz.eds.Reason.valueOf(reason).ru());
        assertThat(UPSTREAM.standingQuestions())
                .as("the registry is not asked about strangers")
                .isEmpty();
    }

    @Test
    @DisplayName("a key for authentication only may log in")
    void authenticationKeyMayLogIn() {
        UPSTREAM.registerOfficer(iin("head-auth"));

        assertThat(login(browser(), signer("head-auth")).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("an organisation's key may be kept in a file")
    void organisationMayHaveAFileKey() {
        UPSTREAM.register(
                iin("owner"), PKI.key("owner").bin(), "ORGANISATION", Set.of(AccessRole.WAREHOUSE_OWNER), true);

        assertThat(login(browser(), signer("owner")).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("an information system has no login by a person's way")
    void systemIsRefused() {
        assertThat(login(browser(), signer("system")).problem()).isEqualTo("other-way-of-login");
    }

    @Test
    @DisplayName("R41-2a: a good signature of somebody not registered is refused, and the refusal is on record")
    void strangerToTheRegistryIsRefused() {
        Browser.Answer answer = login(browser(), signer("head"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("no-standing");
        assertThat(answer.json().path("rule").asString()).isEqualTo("R41-2a");
        assertThat(answer.json().path("reason").asString()).isEqualTo("NOT_REGISTERED");
        assertThat(events("LOGIN").getLast())
                .contains("\"outcome\":\"REFUSED\"", "\"rules\":[\"R41-2a\"]")
                .doesNotContain(iin("head"));
    }

    @Test
    @DisplayName("R41-2a: a blocked account does not get in; its attempt stands under its account")
    void blockedAccountIsRefused() {
        UUID account = UPSTREAM.registerOfficer(iin("head"));
        UPSTREAM.block(account);

        Browser.Answer answer = login(browser(), signer("head"));

        assertThat(answer.json().path("reason").asString()).isEqualTo("BLOCKED");
        assertThat(events("LOGIN").getLast()).contains("\"outcome\":\"REFUSED\"", account.toString());
    }

    @Test
    @DisplayName("while the registry does not answer nobody gets in")
    void silentRegistryLetsNobodyIn() {
        UPSTREAM.registerOfficer(iin("head"));
        UPSTREAM.silenceRegistry();

        Browser.Answer answer = login(browser(), signer("head"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("unavailable");
        assertThat(events("LOGIN").getLast()).contains("\"outcome\":\"UNVERIFIABLE\"");
    }

    @Test
    @DisplayName("without fresh revocation lists nobody gets in: unknown is not good")
    void staleListsLetNobodyIn() {
        UPSTREAM.registerOfficer(iin("head"));
        CLOCK.goOn(Duration.ofDays(2));

        Browser.Answer answer = login(browser(), signer("head"));

        assertThat(answer.status()).isEqualTo(503);
    }

    @Test
    @DisplayName("a session never takes over a token that the browser brought")
    void sessionFixationIsImpossible() {
        UPSTREAM.registerOfficer(iin("head"));
        String planted = "A".repeat(43);
        Browser browser = browser();
        browser.setCookie("negiz-session", planted);

        assertThat(login(browser, signer("head")).status()).isEqualTo(200);

        assertThat(browser.cookie("negiz-session")).isPresent().get().isNotEqualTo(planted);
        Browser attacker = browser();
        attacker.setCookie("negiz-session", planted);
        assertThat(attacker.get("/api/session").status()).isEqualTo(401);
    }

    @Test
    @DisplayName("a new login in the same browser ends the session before it")
    void newLoginReplacesTheSession() {
        Browser browser = officer("head");
        String former = browser.cookie("negiz-session").orElseThrow();

        assertThat(login(browser, signer("head")).status()).isEqualTo(200);

        Browser old = browser();
        old.setCookie("negiz-session", former);
        assertThat(old.get("/api/session").status()).isEqualTo(401);
        assertThat(events("SESSION_ENDED").getLast()).contains("\"outcome\":\"REPLACED\"");
    }

    @Test
    @DisplayName("refusals before anybody is known become one event for an address and minute")
    void strangersCannotFillTheLog() {
        strangers.record();
        int before = events("STRANGER_REFUSALS_COUNTED").size();
        Browser browser = browser();
        for (int i = 0; i < 5; i++) {
            login(browser, signer("foreign"));
        }
        int logins = events("LOGIN").size();

        CLOCK.goOn(Duration.ofMinutes(3));
        strangers.record();

        assertThat(events("LOGIN")).hasSize(logins);
        assertThat(events("STRANGER_REFUSALS_COUNTED").size() - before)
                .as("five refusals within one minute, or over its end in two")
                .isBetween(1, 2);
        assertThat(jdbc.sql("select count(*) from stranger_refusal where minute < :over")
                        .param(
                                "over",
                                CLOCK.instant().minus(Duration.ofMinutes(1)).atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName("an answer that is no signature is refused for its form")
    void rubbishIsRefused() {
        Browser browser = browser();

        assertThat(answer(browser, challenge(browser).id(), new byte[] {1, 2, 3})
                        .json()
                        .path("reason")
                        .asString())
                .isEqualTo("MALFORMED");
        assertThat(browser.post("/api/login", "{\"challengeId\":\"x\",\"signature\":\"\"}")
                        .status())
                .isEqualTo(400);
        assertThat(browser.post("/api/login", "{").status()).isEqualTo(400);
        assertThat(browser.post("/api/login", "{}").problem()).isEqualTo("invalid-input");
    }

    @Test
    @DisplayName("the store holds no token, only the hash of it")
    void tokensAreNotStored() {
        Browser browser = officer("head");
        String token = browser.cookie("negiz-session").orElseThrow();

        List<String> rows = Stream.of("session_started", "session_seen", "login_challenge", "audit_outbox")
                .flatMap(table -> jdbc.sql("select t::text from " + table + " t").query(String.class).list().stream())
                .toList();

        assertThat(rows).noneMatch(row -> row.contains(token)).noneMatch(row -> row.contains(iin("head")));
    }

    @Test
    @DisplayName("a signature made for a document does not open the door")
    void documentSignatureIsNoLogin() {
        UPSTREAM.registerOfficer(iin("head"));
        CmsSigner signer = signer("head");
        Browser browser = browser();
        Challenge challenge = challenge(browser);
        byte[] document = "{\"type\":\"kz.negiz.question\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(answer(browser, challenge.id(), signer.sign(document, true))
                        .json()
                        .path("reason")
                        .asString())
                .isEqualTo("CONTENT_DIFFERS");
    }
}
