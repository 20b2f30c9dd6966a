package kz.negiz.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kz.negiz.eds.CmsSigner;
import tools.jackson.databind.ObjectMapper;

/** A program of a body: it logs in with the system's EDS, and proves with each request that it holds its key. */
public final class InformationSystem {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Browser wire;
    private final CmsSigner eds;
    private final Clock clock;
    private final ECKey key;
    private String token = "";
    private String nonce = "";

    public InformationSystem(int port, CmsSigner eds, Clock clock) {
        this(port, eds, clock, newKey());
    }

    private InformationSystem(int port, CmsSigner eds, Clock clock, ECKey key) {
        this.wire = new Browser(port);
        this.eds = eds;
        this.clock = clock;
        this.key = key;
    }

    /** The same program, with the same token, at another gateway. */
    public InformationSystem at(int port) {
        InformationSystem other = new InformationSystem(port, eds, clock, key);
        other.token = token;
        other.nonce = nonce;
        return other;
    }

    public static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public ECKey key() {
        return key;
    }

    public String token() {
        return token;
    }

    /** The client that sends and keeps cookies, if it gets any. */
    public Browser wire() {
        return wire;
    }

    public String thumbprint() {
        return thumbprint(key);
    }

    public static String thumbprint(ECKey key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks for a challenge that names the key. */
    public Browser.Answer challenge() {
        return seen(wire.post("/api/login/challenge", "{\"dpop_jkt\":\"" + thumbprint() + "\"}"));
    }

    /** Remembers the nonce that an answer brings. */
    public Browser.Answer seen(Browser.Answer answer) {
        nonce = answer.header("DPoP-Nonce").orElse(nonce);
        return answer;
    }

    public Browser.Answer login() {
        Browser.Answer challenge = challenge();
        Browser.Answer answer =
                answer(challenge, eds, "DPoP: " + proof("POST", "/api/login").sign());
        if (answer.status() == 200) {
            token = answer.json().path("access_token").asString();
        }
        return answer;
    }

    /** Answers a challenge with whatever headers. */
    public Browser.Answer answer(Browser.Answer challenge, CmsSigner signer, String... headers) {
        byte[] content =
                Base64.getDecoder().decode(challenge.json().path("challenge").asString());
        return wire.post(
                "/api/login",
                JSON.createObjectNode()
                        .put("challengeId", challenge.json().path("challengeId").asString())
                        .put("signature", Base64.getEncoder().encodeToString(signer.sign(content, true)))
                        .toString(),
                headers);
    }

    public Browser.Answer get(String path) {
        Browser.Answer answer = send("GET", path, proof("GET", path).ofToken().sign());
        boolean again = answer.header("WWW-Authenticate").orElse("").contains("\"use_dpop_nonce\"");
        return again ? send("GET", path, proof("GET", path).ofToken().sign()) : answer;
    }

    /** Sends a request with the token and a given proof. */
    public Browser.Answer send(String method, String path, String proof, String... further) {
        List<String> headers = new ArrayList<>(List.of("Authorization: DPoP " + token, "DPoP: " + proof));
        headers.addAll(List.of(further));
        return seen(wire.send(method, path, new byte[0], headers.toArray(String[]::new)));
    }

    /** A good proof for a request without a token, to be bent by a test. */
    public Draft proof(String method, String path) {
        return new Draft()
                .claim("jti", UUID.randomUUID().toString())
                .claim("htm", method)
                .claim("htu", RunningGateway.EXTERNAL + path)
                .claim("iat", clock.instant().getEpochSecond())
                .claim("nonce", nonce);
    }

    /** A proof before it is signed. */
    public final class Draft {

        private final Map<String, Object> claims = new LinkedHashMap<>();
        private JOSEObjectType type = new JOSEObjectType("dpop+jwt");
        private ECKey shown = key.toPublicJWK();
        private ECKey signing = key;

        public Draft ofToken() {
            return claim("ath", hash(token));
        }

        public Draft claim(String name, Object value) {
            claims.put(name, value);
            return this;
        }

        public Draft without(String name) {
            claims.remove(name);
            return this;
        }

        public Draft type(String other) {
            type = new JOSEObjectType(other);
            return this;
        }

        /** By another key that it names. */
        public Draft by(ECKey other) {
            shown = other.toPublicJWK();
            signing = other;
            return this;
        }

        /** By another key than it names. */
        public Draft signedBy(ECKey other) {
            signing = other;
            return this;
        }

        public String payload() {
            return JSON.writeValueAsString(claims);
        }

        public String sign() {
            try {
                JWSObject jws = new JWSObject(
                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                .type(type)
                                .jwk(shown)
                                .build(),
                        new Payload(payload()));
                jws.sign(new ECDSASigner(signing));
                return jws.serialize();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }

        /** With a header of its own, signed by the key all the same. */
        public String under(Map<String, ?> header) {
            try {
                String input = Base64URL.encode(JSON.writeValueAsString(header)) + "." + Base64URL.encode(payload());
                Base64URL signature = new ECDSASigner(signing)
                        .sign(
                                new JWSHeader.Builder(JWSAlgorithm.ES256).build(),
                                input.getBytes(StandardCharsets.US_ASCII));
                return input + "." + signature;
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static String hash(String token) {
        try {
            return Base64URL.encode(
                            MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)))
                    .toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
