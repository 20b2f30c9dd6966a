package kz.negiz.log.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The promise of a value that an event does not show: whoever knows value and salt can check it, whoever does not cannot
 * guess it. Without the salt an IIN would be found by trying all of them.
 */
public final class Commitment {

    /** Length of a salt in bytes. */
    public static final int SALT_LENGTH = 32;

    private Commitment() {}

    /** SHA-256 over salt and value, each led by its length in four bytes, as base64url without padding. */
    public static String of(byte[] salt, String value) {
        if (salt.length != SALT_LENGTH) {
            throw new EventFormatException("a salt has " + SALT_LENGTH + " bytes");
        }
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        ByteBuffer input = ByteBuffer.allocate(8 + salt.length + text.length);
        input.putInt(salt.length).put(salt).putInt(text.length).put(text);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(input.array());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
