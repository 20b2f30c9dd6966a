package kz.negiz.cli.api;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** A P-256 key to which a token is bound, and the proofs that it is held (RFC 9449, DPoP). */
final class ProofKey {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COORDINATE = 32;

    private final KeyPair pair;
    private final String x;
    private final String y;

    private ProofKey(KeyPair pair) {
        this.pair = pair;
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        this.x = coordinate(key.getW().getAffineX());
        this.y = coordinate(key.getW().getAffineY());
    }

    static ProofKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new ProofKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key that {@link #addTo} has written. */
    static ProofKey of(JsonNode kept) throws GeneralSecurityException {
        KeyFactory keys = KeyFactory.getInstance("EC");
        return new ProofKey(new KeyPair(
                keys.generatePublic(new X509EncodedKeySpec(
                        Base64.getDecoder().decode(kept.path("public").asString("")))),
                keys.generatePrivate(new PKCS8EncodedKeySpec(
                        Base64.getDecoder().decode(kept.path("private").asString(""))))));
    }

    ObjectNode addTo(ObjectNode kept) {
        return kept.put(
                        "public",
                        Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()))
                .put(
                        "private",
                        Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
    }

    /** The thumbprint of RFC 7638: over these members, in this order. */
    String thumbprint() {
        return sha256("{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}");
    }

    /** A proof for one request, by itself or with the token that is bound to this key, and with what the server gave out for it. */
    String proof(String method, URI uri, Optional<String> token, Optional<String> nonce) {
        ObjectNode header = JSON.createObjectNode().put("typ", "dpop+jwt").put("alg", "ES256");
        header.putObject("jwk").put("kty", "EC").put("crv", "P-256").put("x", x).put("y", y);
        ObjectNode claims = JSON.createObjectNode()
                .put("jti", UUID.randomUUID().toString())
                .put("htm", method)
                .put("htu", uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath())
                .put("iat", Instant.now().getEpochSecond());
        token.ifPresent(bound -> claims.put("ath", sha256(bound)));
        nonce.ifPresent(given -> claims.put("nonce", given));
        String input = text(bytes(header.toString())) + "." + text(bytes(claims.toString()));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(bytes(input));
            return input + "." + text(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return text(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[COORDINATE];
        int from = Math.max(0, bytes.length - COORDINATE);
        byte[] digits = Arrays.copyOfRange(bytes, from, bytes.length);
        System.arraycopy(digits, 0, fixed, COORDINATE - digits.length, digits.length);
        return text(fixed);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
