package kz.negiz.gateway.proof;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kz.negiz.gateway.GatewayProblem;
import kz.negiz.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Verifies proofs of possession (RFC 9449, section 4.3). A proof is a JWS by a P-256 key that it names itself; it is made for one
 * method and address, for the token that goes with it, for a minute, and counts once at all gateways together.
 */
@Component
@EnableConfigurationProperties(ExternalAddress.class)
public class Proofs {

    /** The header that carries the proof, and the scheme of the token. */
    public static final String DPOP = "DPoP";

    private static final String NONCE = "DPoP-Nonce";

    static final Duration LONGEST_AGE = Duration.ofSeconds(60);
    static final Duration AHEAD = Duration.ofSeconds(10);

    /** Longer than any proof lives, with room for gateways whose clocks differ. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private static final int LONGEST = 2_048;
    private static final int LONGEST_ID = 128;
    private static final String TYPE = "dpop+jwt";
    private static final Set<String> HEADER_MEMBERS = Set.of("typ", "alg", "jwk");

    private final ExternalAddress address;
    private final Nonces nonces;
    private final JdbcClient jdbc;
    private final Clock clock;

    Proofs(ExternalAddress address, Nonces nonces, JdbcClient jdbc, Clock clock) {
        this.address = address;
        this.nonces = nonces;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether a request brings a proof, or a token that needs one: then nothing else says who makes it. */
    public static boolean isBroughtBy(HttpServletRequest request) {
        return request.getHeader(DPOP) != null || isTokenBroughtBy(request);
    }

    /** Whether a request brings a token of the scheme, in whatever letters the scheme is written. */
    public static boolean isTokenBroughtBy(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Authorization")).stream()
                .anyMatch(value -> value.regionMatches(true, 0, DPOP + ' ', 0, DPOP.length() + 1));
    }

    /** How a caller without a token learns what is asked for. */
    public static void ask(HttpServletResponse response) {
        response.setHeader("WWW-Authenticate", DPOP + " algs=\"ES256\"");
    }

    /** Refuses a request as RFC 9449 says it, and by a problem document. */
    public static ProblemException refusal(HttpServletResponse response, GatewayProblem problem, String reason) {
        String error = switch (problem) {
            case PROOF_REFUSED -> reason.equals(ProofFault.NONCE.name()) ? "use_dpop_nonce" : "invalid_dpop_proof";
            case TOKEN_REFUSED -> "invalid_token";
            default -> "invalid_request";
        };
        response.setHeader("WWW-Authenticate", DPOP + " error=\"" + error + "\", algs=\"ES256\"");
        return new ProblemException(problem).with("reason", reason);
    }

    /**
     * The proof of a request, held against everything but the uses before it ({@link #use}).
     *
     * @param token the token it must be made for; none at the login
     * @throws ProblemException if it is not one for this request now
     */
    public Proof of(HttpServletRequest request, HttpServletResponse response, Optional<String> token) {
        try {
            Proof proof = verified(request, token);
            offerNonce(response);
            return proof;
        } catch (Fault fault) {
            if (fault.why == ProofFault.NONCE) {
                offerNonce(response);
            }
            throw refusal(response, GatewayProblem.PROOF_REFUSED, fault.why.name());
        }
    }

    /** Gives out the nonce for the proofs to come. */
    public void offerNonce(HttpServletResponse response) {
        response.setHeader(NONCE, nonces.current());
    }

    /**
     * Uses a proof up. What is remembered must be bounded: the proof goes with an open session, or with a login, which has a rate.
     *
     * @throws ProblemException if it was used before, at whatever gateway
     */
    public void use(Proof proof, HttpServletResponse response) {
        int first = jdbc.sql("insert into proof_used (mark, used) values (:mark, :used) on conflict do nothing")
                .param("mark", proof.mark())
                .param("used", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (first != 1) {
            throw refusal(response, GatewayProblem.PROOF_REFUSED, ProofFault.USED.name());
        }
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void forgetOld() {
        jdbc.sql("delete from proof_used where used < :limit")
                .param("limit", clock.instant().minus(REMEMBERED).atOffset(ZoneOffset.UTC))
                .update();
    }

    private Proof verified(HttpServletRequest request, Optional<String> token) throws Fault {
        List<String> given = Collections.list(request.getHeaders(DPOP));
        if (given.size() != 1) {
            throw new Fault(ProofFault.NOT_ONE);
        }
        if (given.getFirst().length() > LONGEST) {
            throw new Fault(ProofFault.TOO_LARGE);
        }
        JWSObject jws = parsed(given.getFirst());
        byte[] thumbprint = signer(jws);
        try {
            JWTClaimsSet claims = JWTClaimsSet.parse(
                    Objects.requireNonNullElse(jws.getPayload().toJSONObject(), Collections.emptyMap()));
            require(request.getMethod().equals(claims.getStringClaim("htm")), ProofFault.METHOD);
            require(address.of(request.getRequestURI()).equals(claims.getStringClaim("htu")), ProofFault.ADDRESS);
            require(isOfNow(claims.getIssueTime()), ProofFault.TIME);
            @Nullable String hash = claims.getStringClaim("ath");
            require(
                    hash == null
                            ? token.isEmpty()
                            : token.filter(one -> isHashOf(hash, one)).isPresent(),
                    ProofFault.TOKEN);
            @Nullable String id = claims.getJWTID();
            require(id != null && !id.isBlank() && id.length() <= LONGEST_ID, ProofFault.MALFORMED);
            require(nonces.accepts(claims.getStringClaim("nonce")), ProofFault.NONCE);
            return new Proof(thumbprint, Objects.requireNonNull(id));
        } catch (ParseException e) {
            throw new Fault(ProofFault.MALFORMED);
        }
    }

    private static JWSObject parsed(String proof) throws Fault {
        try {
            int dot = proof.indexOf('.');
            String head =
                    new String(new Base64URL(proof.substring(0, Math.max(0, dot))).decode(), StandardCharsets.UTF_8);
            // The library would refuse most of this too, but not all, and without telling what it was.
            Map<String, Object> members = JSONObjectUtils.parse(head);
            require(JWSAlgorithm.ES256.getName().equals(members.get("alg")), ProofFault.ALGORITHM);
            require(TYPE.equals(members.get("typ")) && members.keySet().equals(HEADER_MEMBERS), ProofFault.HEADER);
            requireKey(members);
            return JWSObject.parse(proof);
        } catch (ParseException | IllegalArgumentException e) {
            throw new Fault(ProofFault.MALFORMED);
        }
    }

    private static void requireKey(Map<String, Object> header) throws Fault {
        try {
            ECKey key = ECKey.parse(JSONObjectUtils.getJSONObject(header, "jwk"));
            require(!key.isPrivate() && Curve.P_256.equals(key.getCurve()), ProofFault.KEY);
        } catch (ParseException | IllegalArgumentException e) {
            throw new Fault(ProofFault.KEY);
        }
    }

    /** The thumbprint of the key by which the signature stands. */
    private static byte[] signer(JWSObject jws) throws Fault {
        try {
            if (!(jws.getHeader().getJWK() instanceof ECKey key)) {
                throw new Fault(ProofFault.KEY);
            }
            require(jws.verify(new ECDSAVerifier(key)), ProofFault.SIGNATURE);
            return key.computeThumbprint().decode();
        } catch (JOSEException | IllegalArgumentException | IllegalStateException e) {
            throw new Fault(ProofFault.KEY);
        }
    }

    private boolean isOfNow(@Nullable Date issued) {
        if (issued == null) {
            return false;
        }
        Instant now = clock.instant();
        Instant at = issued.toInstant();
        return !at.isBefore(now.minus(LONGEST_AGE)) && !at.isAfter(now.plus(AHEAD));
    }

    private static boolean isHashOf(String hash, String token) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.UTF_8),
                Base64URL.encode(sha256(token.getBytes(StandardCharsets.US_ASCII)))
                        .toString()
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static void require(boolean holds, ProofFault otherwise) throws Fault {
        if (!holds) {
            throw new Fault(otherwise);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the checks. */
    private static final class Fault extends Exception {

        private static final long serialVersionUID = 1L;

        private final ProofFault why;

        Fault(ProofFault why) {
            super(why.name(), null, false, false);
            this.why = why;
        }
    }
}
