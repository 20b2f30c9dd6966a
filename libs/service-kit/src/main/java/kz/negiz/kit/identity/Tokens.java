package kz.negiz.kit.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Mints and verifies the two kinds of token: call tokens for a user's request (minted by the gateway alone) and service
 * tokens. A token stands for one audience, one method, one path, once, and for {@link #LIFETIME} at most.
 */
public final class Tokens {

    /** How long a token stands. */
    public static final Duration LIFETIME = Duration.ofSeconds(15);

    static final String GATEWAY = "gateway-service";
    private static final String CALL = "call+jwt";
    private static final String SERVICE = "service+jwt";
    private static final Duration SKEW = Duration.ofSeconds(2);

    private final ServiceIdentity identity;
    private final Clock clock;
    private final Cache<String, Boolean> used = Caffeine.newBuilder()
            .maximumSize(1_000_000)
            .expireAfterWrite(LIFETIME.plus(SKEW.multipliedBy(2)))
            .build();

    public Tokens(ServiceIdentity identity, Clock clock) {
        this.identity = identity;
        this.clock = clock;
    }

    /** A token by which this service, the gateway, carries a user's request to another service. */
    public String callToken(Caller.User user, String audience, String method, String path) {
        JWTClaimsSet.Builder claims = claims(audience, method, path)
                .subject(user.account().toString())
                .claim("kind", user.kind().name())
                .claim("roles", user.roles().stream().map(Enum::name).sorted().toList())
                .claim("body", user.body())
                .claim("body_kind", user.bodyKind())
                .claim("department", user.department())
                .claim("role_code", user.roleCode())
                .claim("agreement", user.agreementSigned())
                .claim("session", user.session())
                .claim("lang", user.language());
        return identity.sign(CALL, bytes(claims));
    }

    /** A token by which this service asks another one for itself. */
    public String serviceToken(String audience, String method, String path) {
        return identity.sign(SERVICE, bytes(claims(audience, method, path)));
    }

    /**
     * Verifies the token of a request and uses it up.
     *
     * @throws TokenRefused if it does not stand for this service, method and path now, or was used before
     */
    public Caller verify(String token, String method, String path) throws TokenRefused {
        boolean call = typeOf(token).equals(CALL);
        ServiceIdentity.Signed signed = identity.verify(call ? CALL : SERVICE, token);
        try {
            JWTClaimsSet claims = JWTClaimsSet.parse(new String(signed.payload(), StandardCharsets.UTF_8));
            check(claims, signed.service(), method, path);
            if (call) {
                if (!GATEWAY.equals(signed.service())) {
                    throw new TokenRefused("a call token of another issuer than the gateway");
                }
                return user(claims);
            }
            return new Caller.Service(signed.service());
        } catch (ParseException | IllegalArgumentException e) {
            throw new TokenRefused("claims");
        }
    }

    private void check(JWTClaimsSet claims, String issuer, String method, String path)
            throws TokenRefused, ParseException {
        Instant now = clock.instant();
        Date issued = claims.getIssueTime();
        Date expires = claims.getExpirationTime();
        String id = claims.getJWTID();
        if (issued == null || expires == null || id == null || id.length() > 64) {
            throw new TokenRefused("claims missing");
        }
        if (!issuer.equals(claims.getIssuer()) || !List.of(identity.name()).equals(claims.getAudience())) {
            throw new TokenRefused("issuer or audience");
        }
        if (!method.equals(claims.getStringClaim("htm")) || !path.equals(claims.getStringClaim("htu"))) {
            throw new TokenRefused("another method or path");
        }
        if (expires.toInstant().isBefore(now.minus(SKEW))
                || issued.toInstant().isAfter(now.plus(SKEW))
                || Duration.between(issued.toInstant(), expires.toInstant()).compareTo(LIFETIME) > 0) {
            throw new TokenRefused("not at this time");
        }
        if (used.asMap().putIfAbsent(issuer + ' ' + id, Boolean.TRUE) != null) {
            throw new TokenRefused("used before");
        }
    }

    private static Caller.User user(JWTClaimsSet claims) throws ParseException {
        Set<AccessRole> roles = new LinkedHashSet<>();
        for (String role : Objects.requireNonNullElse(claims.getStringListClaim("roles"), List.<String>of())) {
            roles.add(AccessRole.valueOf(role));
        }
        return new Caller.User(
                UUID.fromString(text(claims.getSubject())),
                AccountKind.valueOf(text(claims.getStringClaim("kind"))),
                roles,
                text(claims.getStringClaim("body")),
                text(claims.getStringClaim("body_kind")),
                text(claims.getStringClaim("department")),
                text(claims.getStringClaim("role_code")),
                Boolean.TRUE.equals(claims.getBooleanClaim("agreement")),
                text(claims.getStringClaim("session")),
                text(claims.getStringClaim("lang")));
    }

    private static String text(@Nullable String claim) {
        if (claim == null) {
            throw new IllegalArgumentException("a claim is missing");
        }
        return claim;
    }

    private JWTClaimsSet.Builder claims(String audience, String method, String path) {
        Instant now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(identity.name())
                .audience(audience)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .claim("htm", method)
                .claim("htu", path);
    }

    private static byte[] bytes(JWTClaimsSet.Builder claims) {
        return claims.build().toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String typeOf(String token) throws TokenRefused {
        try {
            int dot = token.indexOf('.');
            if (dot < 0 || dot > 1_000) {
                throw new TokenRefused("form");
            }
            var type = JWSHeader.parse(new Base64URL(token.substring(0, dot))).getType();
            return type == null ? "" : type.getType();
        } catch (ParseException e) {
            throw new TokenRefused("form");
        }
    }
}
