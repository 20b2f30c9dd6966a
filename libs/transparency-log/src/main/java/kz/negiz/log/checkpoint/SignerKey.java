package kz.negiz.log.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.negiz.log.checkpoint.VerifierKey.Purpose;

/**
 * The private key of who signs notes: an Ed25519 seed with its name, in the text form {@code PRIVATE+KEY+name+hash+base64(type ‖
 * seed)} that Go's tools for notes use too.
 */
public final class SignerKey {

    private static final Pattern TEXT =
            Pattern.compile("PRIVATE\\+KEY\\+([^+\\s]{1,200})\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]{44})");

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----\\s+([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    /** What PKCS#8 puts before the seed. */
    private static final String PKCS8_PREFIX = "302e020100300506032b657004220420";

    private final byte[] seed;
    private final KeyPair pair;
    private final VerifierKey verifier;

    private SignerKey(String name, Purpose purpose, byte[] seed) {
        this.seed = seed.clone();
        this.pair = Ed25519.fromSeed(seed);
        this.verifier = new VerifierKey(name, purpose, Ed25519.encoded(pair.getPublic()));
    }

    public static SignerKey generate(String name, Purpose purpose) {
        byte[] seed = new byte[Ed25519.KEY_LENGTH];
        new SecureRandom().nextBytes(seed);
        return new SignerKey(name, purpose, seed);
    }

    public static SignerKey parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new NoteFormatException("not a signer key of the form PRIVATE+KEY+name+hash+key");
        }
        byte[] typed = Base64.getDecoder().decode(matcher.group(3));
        byte[] seed = Arrays.copyOfRange(typed, 1, typed.length);
        for (Purpose purpose : Purpose.values()) {
            SignerKey key = new SignerKey(matcher.group(1), purpose, seed);
            if (key.secretText().equals(text.strip())) {
                return key;
            }
        }
        throw new NoteFormatException("the signer key's hash does not fit its key");
    }

    /** Reads the Ed25519 key of a PEM file (PKCS#8, RFC 8410), which has no name of its own. */
    public static SignerKey fromPem(String name, Purpose purpose, String pem) {
        Matcher matcher = PEM.matcher(pem.strip());
        if (!matcher.matches()) {
            throw new NoteFormatException("not a PEM file with one private key");
        }
        byte[] encoded;
        try {
            encoded = Base64.getMimeDecoder().decode(matcher.group(1));
        } catch (IllegalArgumentException e) {
            throw new NoteFormatException("not a PEM file with one private key");
        }
        byte[] prefix = HexFormat.of().parseHex(PKCS8_PREFIX);
        if (encoded.length != prefix.length + Ed25519.KEY_LENGTH
                || !Arrays.equals(prefix, Arrays.copyOf(encoded, prefix.length))) {
            throw new NoteFormatException("not an Ed25519 key in the form of RFC 8410");
        }
        return new SignerKey(name, purpose, Arrays.copyOfRange(encoded, prefix.length, encoded.length));
    }

    public VerifierKey verifier() {
        return verifier;
    }

    /** Signs a text as a log does; the text ends with a line break. */
    public Note sign(String text) {
        if (verifier.purpose() != Purpose.NOTE) {
            throw new IllegalStateException("a witness' key signs no notes");
        }
        byte[] signature = Ed25519.sign(pair.getPrivate(), text.getBytes(StandardCharsets.UTF_8));
        return Note.unsigned(text).with(verifier, signature);
    }

    /** Adds the cosignature of a witness, who has checked that the checkpoint goes on from the one it knew. */
    public Note cosign(Note note, Instant time) {
        if (verifier.purpose() != Purpose.COSIGNATURE) {
            throw new IllegalStateException("a log's key cosigns nothing");
        }
        long seconds = time.getEpochSecond();
        byte[] signature = Ed25519.sign(pair.getPrivate(), Note.cosigned(note.text(), seconds));
        return note.with(
                verifier,
                ByteBuffer.allocate(8 + signature.length)
                        .putLong(seconds)
                        .put(signature)
                        .array());
    }

    /** The text form, to be written into a protected file and nowhere else. */
    public String secretText() {
        return "PRIVATE+KEY+" + verifier.name() + "+" + HexFormat.of().formatHex(verifier.id()) + "+"
                + Base64.getEncoder().encodeToString(VerifierKey.typed(verifier.purpose(), seed));
    }

    /** Names the key and keeps it secret. */
    @Override
    public String toString() {
        return "SignerKey[" + verifier + "]";
    }
}
