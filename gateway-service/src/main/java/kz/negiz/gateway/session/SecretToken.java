package kz.negiz.gateway.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** 256 random bits that a browser keeps in a cookie. Only the hash of it is ever stored, and it never shows in a text. */
public final class SecretToken {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final String value;

    private SecretToken(String value) {
        this.value = value;
    }

    public static SecretToken random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new SecretToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The token in a cookie's value; nothing if it can't be one. */
    public static Optional<SecretToken> parse(String value) {
        return FORM.matcher(value).matches() ? Optional.of(new SecretToken(value)) : Optional.empty();
    }

    /** For the cookie, and nothing else. */
    public String reveal() {
        return value;
    }

    /** SHA-256, under which the token is known here; 256 random bits need neither salt nor stretching. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "SecretToken[…]";
    }
}
