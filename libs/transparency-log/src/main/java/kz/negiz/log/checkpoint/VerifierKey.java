package kz.negiz.log.checkpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The public key of who signs notes, in the text form of C2SP signed-note: {@code name+hash+base64(type ‖ key)}. The type is
 * part of the key's id, so a log's key and a witness' key are never taken for one another.
 */
public final class VerifierKey {

    /** What a key may sign. */
    public enum Purpose {
        /** Notes themselves, such as a log's checkpoints. */
        NOTE((byte) 1),
        /** Cosignatures of witnesses (C2SP tlog-cosignature, version 1). */
        COSIGNATURE((byte) 4);

        private final byte code;

        Purpose(byte code) {
            this.code = code;
        }
    }

    private static final Pattern TEXT = Pattern.compile("([^+\\s]{1,200})\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]{44})");

    private final String name;
    private final Purpose purpose;
    private final byte[] key;
    private final byte[] id;

    VerifierKey(String name, Purpose purpose, byte[] key) {
        requireName(name);
        if (key.length != Ed25519.KEY_LENGTH) {
            throw new NoteFormatException("an Ed25519 key has " + Ed25519.KEY_LENGTH + " bytes");
        }
        this.name = name;
        this.purpose = purpose;
        this.key = key.clone();
        this.id = id(name, purpose, key);
    }

    public static VerifierKey parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new NoteFormatException("not a verifier key of the form name+hash+key");
        }
        byte[] typed = Base64.getDecoder().decode(matcher.group(3));
        Purpose purpose = Arrays.stream(Purpose.values())
                .filter(known -> known.code == typed[0])
                .findFirst()
                .orElseThrow(() -> new NoteFormatException("not an Ed25519 key of a log or a witness"));
        VerifierKey key = new VerifierKey(matcher.group(1), purpose, Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.toString().equals(text.strip())) {
            throw new NoteFormatException("the verifier key's hash does not fit its key");
        }
        return key;
    }

    public String name() {
        return name;
    }

    public Purpose purpose() {
        return purpose;
    }

    boolean verify(byte[] message, byte[] signature) {
        return Ed25519.verify(key, message, signature);
    }

    byte[] id() {
        return id.clone();
    }

    static void requireName(String name) {
        if (name.isEmpty()
                || name.length() > 200
                || name.contains("+")
                || name.chars().anyMatch(Character::isWhitespace)) {
            throw new NoteFormatException("a key's name has neither spaces nor plus signs");
        }
    }

    private static byte[] id(String name, Purpose purpose, byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            digest.update(purpose.code);
            return Arrays.copyOf(digest.digest(key), 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static byte[] typed(Purpose purpose, byte[] key) {
        byte[] typed = new byte[key.length + 1];
        typed[0] = purpose.code;
        System.arraycopy(key, 0, typed, 1, key.length);
        return typed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that
                && name.equals(that.name)
                && purpose == that.purpose
                && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, purpose, Arrays.hashCode(key));
    }

    /** The text form. */
    @Override
    public String toString() {
        return name + "+" + HexFormat.of().formatHex(id) + "+"
                + Base64.getEncoder().encodeToString(typed(purpose, key));
    }
}
