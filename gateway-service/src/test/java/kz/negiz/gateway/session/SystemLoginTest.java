package kz.negiz.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import kz.negiz.demo.pki.IssuedKey;
import kz.negiz.demo.pki.LeafSpec;
import kz.negiz.demo.pki.SyntheticNumbers;
import kz.negiz.eds.CmsSigner;
import kz.negiz.gateway.Browser;
import kz.negiz.gateway.InformationSystem;
import kz.negiz.gateway.RunningGateway;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.identity.Caller;
import kz.negiz.testkit.service.TestKeys;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.ObjectMapper;

@DisplayName("An information system, with a token bound to its key (RFC 9449)")
class SystemLoginTest extends RunningGateway {

    private static final String ME = "/api/session";
    private static final char[] PASSWORD = "only-here".toCharArray();
    private static final ObjectMapper JSON = new ObjectMapper();

    private UUID account = new UUID(0, 0);
    private InformationSystem system;

    @Autowired
    private kz.negiz.gateway.stranger.StrangerRefusals strangers;

    @BeforeEach
    void register() {
        account = UPSTREAM.registerSystem(PKI.key("system").bin(), "2.999.1");
        system = new InformationSystem(port, signer("system"), CLOCK);
    }

    private InformationSystem entered() {
        Browser.Answer answer = system.login();
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return system;
    }

    private static void assertRefused(Browser.Answer answer, int status, String error, String reason) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("WWW-Authenticate")).hasValue("DPoP error=\"" + error + "\", algs=\"ES256\"");
        assertThat(answer.json().path("reason").asString()).isEqualTo(reason);
        assertThat(answer.all("Set-Cookie")).isEmpty();
    }

    @Test
    @DisplayName("comes in by the EDS over a challenge that names its key, and gets no cookie")
    void comesIn() {
        Browser.Answer answer = system.login();

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("token_type").asString()).isEqualTo("DPoP");
        assertThat(answer.json().path("access_token").asString()).matches("[A-Za-z0-9_-]{43}");
        assertThat(answer.json().path("expires_in").asInt()).isEqualTo(8 * 3600);
        assertThat(answer.json().path("account").asString()).isEqualTo(account.toString());
        assertThat(answer.all("Set-Cookie")).isEmpty();
        assertThat(answer.header("Cache-Control")).get().asString().contains("no-store");
        Browser.Answer me = system.get(ME);
        assertThat(me.status()).as(me.text()).isEqualTo(200);
        assertThat(me.json().path("kind").asString()).isEqualTo("SYSTEM");
        assertThat(me.json().path("roles").toString()).isEqualTo("[\"INFORMATION_SYSTEM\"]");
        assertThat(events("LOGIN").getLast()).contains("\"outcome\":\"PERMITTED\"", account.toString());
    }

    @Test
    @DisplayName("signs words of its own, which name purpose, installation and key")
    void words() {
        Browser.Answer challenge = system.challenge();
        byte[] content =
                Base64.getDecoder().decode(challenge.json().path("challenge").asString());

        assertThat(challenge.all("Set-Cookie")).isEmpty();
        assertThat(new String(content, StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("NEGIZ SYSTEM LOGIN v1"),
                        line -> assertThat(line).isEqualTo("audience=" + TestKeys.AUDIENCE),
                        line -> assertThat(line)
                                .isEqualTo("id="
                                        + challenge.json().path("challengeId").asString()),
                        line -> assertThat(line).matches("nonce=[A-Za-z0-9_-]{43}"),
                        line -> assertThat(line).matches("issued=20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"),
                        line -> assertThat(line).isEqualTo("key=" + system.thumbprint()));
    }

    @Test
    @DisplayName("a person's and an organisation's EDS get no such token, a system's no cookie; on record")
    void oneWayForEach() {
        UPSTREAM.registerOfficer(iin("head"));
        UPSTREAM.register(
                iin("owner"),
                PKI.key("owner").bin(),
                "ORGANISATION",
                java.util.Set.of(AccessRole.WAREHOUSE_OWNER),
                true);
        for (String name : List.of("head", "owner")) {
            InformationSystem posing = new InformationSystem(port, signer(name), CLOCK);
            Browser.Answer answer = posing.login();
            assertThat(answer.status()).as(name).isEqualTo(403);
            assertThat(answer.problem()).isEqualTo("other-way-of-login");
            assertThat(answer.text()).doesNotContain("access_token");
        }
        Browser browser = browser();
        Browser.Answer answer = login(browser, signer("system"));
        assertThat(answer.problem()).isEqualTo("other-way-of-login");
        assertThat(browser.cookie("negiz-session")).isEmpty();
        assertThat(events("LOGIN").getLast()).contains("\"outcome\":\"REFUSED\"");
    }

    @Test
    @DisplayName("a system that is not registered, or blocked, is refused, on record (R41-2a)")
    void standing() {
        UPSTREAM.block(account);
        UPSTREAM.reset();
        Browser.Answer answer = system.login();
        assertThat(answer.problem()).isEqualTo("no-standing");
        assertThat(answer.json().path("rule").asString()).isEqualTo("R41-2a");
        assertThat(events("LOGIN").getLast()).contains("\"outcome\":\"REFUSED\"");
    }

    @Test
    @DisplayName("the challenge counts for the key that it names alone, once, and for no browser")
    void challengeOfAKey() {
        Browser.Answer challenge = system.challenge();
        ECKey other = InformationSystem.newKey();
        CmsSigner eds = signer("system");

        assertThat(system.answer(
                                challenge,
                                eds,
                                "DPoP: "
                                        + system.proof("POST", "/api/login")
                                                .by(other)
                                                .sign())
                        .problem())
                .isEqualTo("challenge-not-known");
        assertThat(system.answer(challenge, eds).problem()).isEqualTo("challenge-not-known");
        system.wire().setCookie("negiz-pre-login", "A".repeat(43));
        assertThat(system.answer(challenge, eds).problem()).isEqualTo("challenge-not-known");
        assertRefused(
                system.answer(
                        challenge,
                        eds,
                        "DPoP: " + system.proof("POST", "/api/login").sign()),
                400,
                "invalid_request",
                "COOKIE");
        system.wire().forget("negiz-pre-login");
        assertThat(system.answer(
                                challenge,
                                eds,
                                "DPoP: " + system.proof("POST", "/api/login").sign())
                        .status())
                .isEqualTo(200);
        assertThat(system.answer(
                                challenge,
                                eds,
                                "DPoP: " + system.proof("POST", "/api/login").sign())
                        .problem())
                .isEqualTo("challenge-used");

        Browser browser = browser();
        Challenge ordinary = challenge(browser);
        browser.forget("negiz-pre-login");
        assertThat(answer(
                                browser,
                                ordinary.id(),
                                eds.sign(ordinary.content(), true),
                                "DPoP: " + system.proof("POST", "/api/login").sign())
                        .problem())
                .isEqualTo("challenge-not-known");
    }

    @Test
    @DisplayName("at the login too the proof must be for this address, now, and new")
    void proofAtLogin() {
        CmsSigner eds = signer("system");
        Browser.Answer challenge = system.challenge();
        assertRefused(
                system.answer(
                        challenge,
                        eds,
                        "DPoP: " + system.proof("POST", "/api/login/challenge").sign()),
                401,
                "invalid_dpop_proof",
                "ADDRESS");
        String proof = system.proof("POST", "/api/login").sign();
        assertRefused(
                system.answer(challenge, eds, "DPoP: " + proof, "DPoP: " + proof),
                401,
                "invalid_dpop_proof",
                "NOT_ONE");
        assertThat(system.answer(challenge, eds, "DPoP: " + proof).status()).isEqualTo(200);
        assertRefused(system.answer(system.challenge(), eds, "DPoP: " + proof), 401, "invalid_dpop_proof", "USED");
    }

    @Test
    @DisplayName("a stolen token is worth nothing: alone, as Bearer, as a cookie, or with another key")
    void stolenToken() {
        String token = entered().token();

        Browser.Answer alone = browser().get(ME, "Authorization: DPoP " + token);
        assertRefused(alone, 401, "invalid_dpop_proof", "NOT_ONE");
        Browser.Answer bearer = browser().get(ME, "Authorization: Bearer " + token);
        assertThat(bearer.status()).isEqualTo(401);
        assertThat(bearer.header("WWW-Authenticate")).hasValue("DPoP algs=\"ES256\"");
        assertThat(browser()
                        .get(ME, "Authorization: Bearer " + token, "DPoP: " + proof().sign())
                        .status())
                .isBetween(400, 401);
        Browser asCookie = browser();
        asCookie.setCookie("negiz-session", token);
        assertThat(asCookie.get(ME).status()).isEqualTo(401);
        assertThat(asCookie.delete(ME).status()).isEqualTo(204);
        assertRefused(
                system.send("GET", ME, proof().by(InformationSystem.newKey()).sign()),
                401,
                "invalid_token",
                "NOT_OPEN");
        assertThat(system.get(ME).status()).as("the owner goes on").isEqualTo(200);
    }

    @Test
    @DisplayName("a browser's token is none here, whatever key comes with it")
    void browsersTokenIsNone() {
        String cookie = officer("head").cookie("negiz-session").orElseThrow();
        system.challenge();
        Browser.Answer answer = browser()
                .get(
                        ME,
                        "Authorization: DPoP " + cookie,
                        "DPoP: "
                                + system.proof("GET", ME)
                                        .claim("ath", InformationSystem.hash(cookie))
                                        .sign());
        assertRefused(answer, 401, "invalid_token", "NOT_OPEN");
    }

    private InformationSystem.Draft proof() {
        return system.proof("GET", ME).ofToken();
    }

    @Test
    @DisplayName("each bent proof is refused for its own reason, and counted")
    void bentProofs() throws JOSEException {
        entered();
        ECKey key = system.key();
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("typ", "dpop+jwt");
        header.put("alg", "ES256");
        header.put("jwk", key.toPublicJWK().toJSONObject());
        long now = CLOCK.instant().getEpochSecond();
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put(proof().claim("htm", "POST").sign(), "METHOD");
        reasons.put(proof().claim("htm", "get").sign(), "METHOD");
        reasons.put(proof().without("htm").sign(), "METHOD");
        for (String address : List.of(
                EXTERNAL + "/api/sessions",
                EXTERNAL + "/api/session/",
                EXTERNAL + "/api/session?x=1",
                "http://negiz.test/api/session",
                "https://negiz.test:443/api/session",
                "https://negiz.test.example/api/session",
                "http://127.0.0.1:" + port + "/api/session",
                "/api/session")) {
            reasons.put(proof().claim("htu", address).sign(), "ADDRESS");
        }
        reasons.put(proof().without("htu").sign(), "ADDRESS");
        reasons.put(proof().claim("iat", now - 62).sign(), "TIME");
        reasons.put(proof().claim("iat", now + 14).sign(), "TIME");
        reasons.put(proof().claim("iat", 0).sign(), "TIME");
        reasons.put(proof().without("iat").sign(), "TIME");
        reasons.put(proof().claim("iat", "now").sign(), "MALFORMED");
        reasons.put(proof().without("ath").sign(), "TOKEN");
        reasons.put(proof().claim("ath", InformationSystem.hash("another")).sign(), "TOKEN");
        reasons.put(proof().claim("ath", "").sign(), "TOKEN");
        reasons.put(proof().claim("nonce", 7).sign(), "MALFORMED");
        reasons.put(proof().without("jti").sign(), "MALFORMED");
        reasons.put(proof().claim("jti", " ").sign(), "MALFORMED");
        reasons.put(proof().claim("jti", "x".repeat(129)).sign(), "MALFORMED");
        reasons.put(proof().claim("jti", 7).sign(), "MALFORMED");
        reasons.put(proof().type("JWT").sign(), "HEADER");
        reasons.put(proof().signedBy(InformationSystem.newKey()).sign(), "SIGNATURE");
        reasons.put(proof().claim("padding", "x".repeat(2_048)).sign(), "TOO_LARGE");
        reasons.put(proof().under(with(header, "kid", "1")), "HEADER");
        reasons.put(proof().under(with(header, "crit", List.of("exp"))), "HEADER");
        reasons.put(proof().under(without(header, "typ")), "HEADER");
        reasons.put(proof().under(without(header, "jwk")), "HEADER");
        reasons.put(proof().under(without(header, "alg")), "ALGORITHM");
        for (String algorithm : List.of("none", "RS256", "HS256", "ES384", "es256")) {
            reasons.put(proof().under(with(header, "alg", algorithm)), "ALGORITHM");
        }
        reasons.put(proof().under(with(header, "jwk", key.toJSONObject())), "KEY");
        reasons.put(proof().under(with(header, "jwk", "a key")), "KEY");
        reasons.put(proof().under(with(header, "jwk", Map.of("kty", "oct", "k", "c2VjcmV0"))), "KEY");
        Map<String, Object> offTheCurve = new HashMap<>(key.toPublicJWK().toJSONObject());
        offTheCurve.put("y", offTheCurve.get("x"));
        reasons.put(proof().under(with(header, "jwk", offTheCurve)), "KEY");
        String unsigned = Base64URL.encode("{\"typ\":\"dpop+jwt\",\"alg\":\"none\"}") + "."
                + Base64URL.encode(proof().payload()) + ".";
        reasons.put(unsigned, "ALGORITHM");
        JWSObject macOverTheKey = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new com.nimbusds.jose.JOSEObjectType("dpop+jwt"))
                        .jwk(key.toPublicJWK())
                        .build(),
                new Payload(proof().payload()));
        macOverTheKey.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        reasons.put(macOverTheKey.serialize(), "ALGORITHM");
        String good = proof().sign();
        reasons.put(good.substring(0, good.lastIndexOf('.')), "MALFORMED");
        reasons.put(good + ".x", "MALFORMED");
        reasons.put("..", "MALFORMED");
        reasons.put("", "MALFORMED");
        reasons.put("{}", "MALFORMED");
        reasons.put(Base64URL.encode("[".repeat(500)) + ".e30.AAAA", "MALFORMED");
        reasons.put(flipped(good), "SIGNATURE");

        List<String> wrong = new ArrayList<>();
        reasons.forEach((bent, reason) -> {
            Browser.Answer answer = system.send("GET", ME, bent);
            String got = answer.status() + " " + answer.json().path("reason").asString("") + " "
                    + answer.header("WWW-Authenticate").orElse("");
            if (!got.equals("401 " + reason + " DPoP error=\"invalid_dpop_proof\", algs=\"ES256\"")) {
                wrong.add(reason + " but " + got + ": " + bent);
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(system.send("GET", ME, good).status()).isEqualTo(200);
        assertThat(system.send("GET", ME, proof().claim("iat", now - 50).sign()).status())
                .isEqualTo(200);
        strangers.record();
        assertThat(jdbc.sql("select sum(count) from stranger_refusal where reason = 'PROOF_REFUSED'")
                        .query(Long.class)
                        .single())
                .isGreaterThanOrEqualTo(reasons.size() / 2);
    }

    @Test
    @DisplayName("a proof contains what the gateway gave out lately, so that none can be made ahead")
    void nonce() {
        entered();
        for (String bent : List.of(
                proof().without("nonce").sign(),
                proof().claim("nonce", "").sign(),
                proof().claim("nonce", "AAAAAAAAAAAAAAAAAAAAAA").sign())) {
            Browser.Answer answer = system.send("GET", ME, bent);
            assertRefused(answer, 401, "use_dpop_nonce", "NONCE");
            assertThat(answer.header("DPoP-Nonce")).isPresent();
        }
        Browser.Answer before = system.get(ME);
        assertThat(before.status()).isEqualTo(200);
        assertThat(before.header("DPoP-Nonce")).as("the next one comes along").isPresent();
        InformationSystem.Draft late = proof();
        CLOCK.goOn(Duration.ofMinutes(11));
        rereadTrust();

        Browser.Answer old = system.send(
                "GET", ME, late.claim("iat", CLOCK.instant().getEpochSecond()).sign());
        assertRefused(old, 401, "use_dpop_nonce", "NONCE");
        assertThat(system.send("GET", ME, proof().sign()).status())
                .as("with the one that came with the refusal")
                .isEqualTo(200);
    }

    private static String flipped(String proof) {
        int at = proof.lastIndexOf('.') + 10;
        char other = proof.charAt(at) == 'A' ? 'B' : 'A';
        return proof.substring(0, at) + other + proof.substring(at + 1);
    }

    private static Map<String, Object> with(Map<String, Object> header, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(header);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, Object> without(Map<String, Object> header, String name) {
        Map<String, Object> changed = new LinkedHashMap<>(header);
        changed.remove(name);
        return changed;
    }

    @Test
    @DisplayName("a proof counts once")
    void once() {
        entered();
        String proof = proof().sign();

        assertThat(system.send("GET", ME, proof).status()).isEqualTo(200);
        assertRefused(system.send("GET", ME, proof), 401, "invalid_dpop_proof", "USED");
        assertRefused(
                system.send("GET", ME, proof().claim("jti", jti(proof)).sign()), 401, "invalid_dpop_proof", "USED");
    }

    private static String jti(String proof) {
        return JSON.readTree(new Base64URL(proof.split("\\.", -1)[1]).decodeToString())
                .path("jti")
                .asString();
    }

    @Test
    @DisplayName("a request has one way in: no cookie beside, no second header, and the API alone")
    void oneWayIn() {
        entered();
        String cookie = officer("head").cookie("negiz-session").orElseThrow();

        system.wire().setCookie("negiz-session", cookie);
        assertRefused(system.send("GET", ME, proof().sign()), 400, "invalid_request", "COOKIE");
        assertRefused(system.wire().get(ME, "DPoP: " + proof().sign()), 400, "invalid_request", "COOKIE");
        system.wire().forget("negiz-session");
        assertRefused(
                system.send("GET", ME, proof().sign(), "Authorization: DPoP " + system.token()),
                400,
                "invalid_request",
                "AUTHORIZATION");
        assertRefused(
                system.send("GET", ME, proof().sign(), "Authorization: Bearer x"),
                400,
                "invalid_request",
                "AUTHORIZATION");
        assertRefused(
                system.send("GET", ME, proof().sign(), "DPoP: " + proof().sign()),
                401,
                "invalid_dpop_proof",
                "NOT_ONE");
        assertRefused(system.wire().get(ME, "DPoP: " + proof().sign()), 400, "invalid_request", "AUTHORIZATION");
        assertRefused(
                system.send("GET", "/", system.proof("GET", "/").ofToken().sign()), 400, "invalid_request", "PAGE");
        assertRefused(
                system.send(
                        "POST",
                        "/logout",
                        system.proof("POST", "/logout").ofToken().sign()),
                400,
                "invalid_request",
                "PAGE");
        assertThat(system.get(ME).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("what a browser says of its page does not matter to a bound request, and still does to a cookie")
    void noPageBehindIt() {
        entered();
        String path = "/api/questions/drafts";
        String foreign = "Origin: https://elsewhere.example";

        assertThat(system.send(
                                "POST",
                                path,
                                system.proof("POST", path).ofToken().sign(),
                                foreign)
                        .status())
                .isEqualTo(200);
        Browser officer = officer("head");
        assertThat(officer.post(path, "{}", foreign).problem()).isEqualTo("cross-site");
        assertThat(officer.post(path, "{}", foreign, "Authorization: DPoP " + system.token())
                        .problem())
                .isEqualTo("cross-site");
    }

    @Test
    @DisplayName("a service behind the gateway learns who asks, and sees neither token nor proof")
    void forwarded() {
        entered();
        String path = "/api/questions/services";
        assertThat(system.get(path).status()).isEqualTo(200);

        var received = UPSTREAM.forUsers().getLast();
        assertThat(received.caller()).hasValueSatisfying(caller -> {
            Caller.User user = (Caller.User) caller;
            assertThat(user.account()).isEqualTo(account);
            assertThat(user.kind()).isEqualTo(AccountKind.SYSTEM);
            assertThat(user.roles()).containsExactly(AccessRole.INFORMATION_SYSTEM);
        });
        assertThat(received.header("DPoP")).isEmpty();
        assertThat(received.header("Authorization")).get().asString().doesNotContain(system.token());
    }

    @Test
    @DisplayName("a block is felt by the next request; standing is read for each (R41-2a)")
    void block() {
        entered();
        int before = UPSTREAM.standingQuestions().size();
        assertThat(system.get(ME).status()).isEqualTo(200);
        assertThat(system.get(ME).status()).isEqualTo(200);
        assertThat(UPSTREAM.standingQuestions()).hasSize(before + 2);

        UPSTREAM.block(account);

        Browser.Answer answer = system.get(ME);
        assertThat(answer.problem()).isEqualTo("no-standing");
        assertThat(answer.all("Set-Cookie")).isEmpty();
        assertRefused(system.get(ME), 401, "invalid_token", "NOT_OPEN");
        assertThat(events("SESSION_ENDED").getLast()).contains("\"outcome\":\"NO_STANDING\"");
    }

    @Test
    @DisplayName("it logs out, also when it has no standing any more, and lists its sessions")
    void logout() {
        entered();
        assertThat(system.get("/api/sessions").json().get(0).path("current").asBoolean())
                .isTrue();
        UPSTREAM.block(account);

        assertThat(system.send(
                                "DELETE",
                                ME,
                                system.proof("DELETE", ME).ofToken().sign())
                        .status())
                .isEqualTo(204);
        assertThat(events("SESSION_ENDED").getLast()).contains("\"outcome\":\"LOGOUT\"");
        assertRefused(system.get(ME), 401, "invalid_token", "NOT_OPEN");
    }

    @Test
    @DisplayName("a session left open ends, and a busy one too in the end; a replay does not keep it open")
    void limits() {
        entered();
        CLOCK.goOn(Duration.ofMinutes(16));
        assertRefused(system.get(ME), 401, "invalid_token", "NOT_OPEN");
        CLOCK.reset();
        entered();
        for (int i = 0; i < 48; i++) {
            CLOCK.goOn(Duration.ofMinutes(10));
            rereadTrust();
            assertThat(system.get(ME).status()).as("after %d minutes", 10 * i).isEqualTo(i < 47 ? 200 : 401);
        }
    }

    @Test
    @DisplayName("R41-2b: a certificate that is revoked ends the session that began by it")
    void revocation() throws IOException {
        String bin = SyntheticNumbers.bin("a revoked system");
        IssuedKey issued = PKI.issue(LeafSpec.system(
                "Сынақ жүйе", "2.999.7", "Орган", bin, CLOCK.instant().minusSeconds(60)));
        UPSTREAM.registerSystem(bin, "2.999.7");
        InformationSystem other = new InformationSystem(
                port,
                CmsSigner.fromPkcs12(new ByteArrayInputStream(issued.toPkcs12(PASSWORD)), PASSWORD)
                        .withClock(CLOCK),
                CLOCK);
        assertThat(other.login().status()).isEqualTo(200);
        entered();

        PKI.revoke(issued.certificate(), CRLReason.keyCompromise);
        rereadTrust();

        assertRefused(other.get(ME), 401, "invalid_token", "NOT_OPEN");
        assertThat(system.get(ME).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("neither token nor anybody's number stands in a table")
    void nothingIsKept() {
        entered();
        List<String> rows = Stream.of("session_started", "session_key", "proof_used", "login_challenge", "audit_outbox")
                .flatMap(table -> jdbc.sql("select t::text from " + table + " t").query(String.class).list().stream())
                .toList();
        assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(system.token()));
        assertThat(rows).noneMatch(row -> row.contains(PKI.key("system").bin()));
    }
}
