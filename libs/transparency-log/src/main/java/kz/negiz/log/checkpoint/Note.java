package kz.negiz.log.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.negiz.log.checkpoint.VerifierKey.Purpose;

/** A text with signatures below it (C2SP signed-note). The signatures say nothing until they are checked with a known key. */
public final class Note {

    private static final int MAX_LENGTH = 65_536;
    private static final int MAX_SIGNATURES = 100;
    private static final Pattern SIGNATURE = Pattern.compile("— ([^+\\s]{1,200}) ([A-Za-z0-9+/]+={0,2})");

    private final String text;
    private final List<Line> signatures;

    private Note(String text, List<Line> signatures) {
        this.text = text;
        this.signatures = List.copyOf(signatures);
    }

    static Note unsigned(String text) {
        if (!text.endsWith("\n")
                || text.chars().anyMatch(c -> c < 0x20 && c != '\n')
                || text.contains("\n\n")
                || text.length() > MAX_LENGTH) {
            throw new NoteFormatException("a note's text consists of lines");
        }
        return new Note(text, List.of());
    }

    /** Reads a note of at least one signature; every byte of it counts. */
    public static Note parse(byte[] bytes) {
        if (bytes.length > MAX_LENGTH) {
            throw new NoteFormatException("a note is no longer than " + MAX_LENGTH + " bytes");
        }
        String all;
        try {
            all = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new NoteFormatException("a note is UTF-8");
        }
        int split = all.lastIndexOf("\n\n");
        if (split < 0 || split + 2 >= all.length() || !all.endsWith("\n")) {
            throw new NoteFormatException("a note has a text, an empty line and signatures");
        }
        Note unsigned = unsigned(all.substring(0, split + 1));
        List<Line> signatures = new ArrayList<>();
        for (String line : all.substring(split + 2, all.length() - 1).split("\n", MAX_SIGNATURES + 2)) {
            signatures.add(Line.parse(line));
        }
        if (signatures.size() > MAX_SIGNATURES) {
            throw new NoteFormatException("a note has at most " + MAX_SIGNATURES + " signatures");
        }
        return new Note(unsigned.text, signatures);
    }

    public static Note parse(String note) {
        return parse(note.getBytes(StandardCharsets.UTF_8));
    }

    /** The signed text, which ends with a line break. */
    public String text() {
        return text;
    }

    /** Says whether the owner of a log's key signed the text. */
    public boolean isSignedBy(VerifierKey key) {
        return key.purpose() == Purpose.NOTE
                && signatures.stream()
                        .filter(line -> line.isOf(key))
                        .anyMatch(line -> line.signature.length == Ed25519.SIGNATURE_LENGTH
                                && key.verify(text.getBytes(StandardCharsets.UTF_8), line.signature));
    }

    /** When the witness cosigned the text, if it did. */
    public Optional<Instant> cosignedBy(VerifierKey key) {
        if (key.purpose() != Purpose.COSIGNATURE) {
            return Optional.empty();
        }
        return signatures.stream()
                .filter(line -> line.isOf(key) && line.signature.length == 8 + Ed25519.SIGNATURE_LENGTH)
                .flatMap(line -> {
                    long seconds = ByteBuffer.wrap(line.signature).getLong();
                    byte[] signature = Arrays.copyOfRange(line.signature, 8, line.signature.length);
                    boolean good = seconds > 0 && seconds < 1L << 40 && key.verify(cosigned(text, seconds), signature);
                    return good
                            ? java.util.stream.Stream.of(Instant.ofEpochSecond(seconds))
                            : java.util.stream.Stream.empty();
                })
                .findFirst();
    }

    static byte[] cosigned(String text, long seconds) {
        return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }

    Note with(VerifierKey key, byte[] signature) {
        List<Line> all = new ArrayList<>(signatures);
        all.add(new Line(key.name(), key.id(), signature));
        return new Note(text, all);
    }

    /** The exact bytes of text and signatures. */
    public byte[] encode() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        StringBuilder all = new StringBuilder(text).append('\n');
        signatures.forEach(line -> all.append(line).append('\n'));
        return all.toString();
    }

    private static final class Line {

        private final String name;
        private final byte[] id;
        private final byte[] signature;

        Line(String name, byte[] id, byte[] signature) {
            this.name = name;
            this.id = id;
            this.signature = signature;
        }

        static Line parse(String text) {
            Matcher matcher = SIGNATURE.matcher(text);
            if (!matcher.matches()) {
                throw new NoteFormatException("a signature line is a dash, a name and base64");
            }
            byte[] bytes;
            try {
                bytes = Base64.getDecoder().decode(matcher.group(2));
            } catch (IllegalArgumentException e) {
                throw new NoteFormatException("a signature line is a dash, a name and base64");
            }
            if (bytes.length < 5) {
                throw new NoteFormatException("a signature has a key id and more");
            }
            Line line = new Line(matcher.group(1), Arrays.copyOf(bytes, 4), Arrays.copyOfRange(bytes, 4, bytes.length));
            if (!line.toString().equals(text)) {
                throw new NoteFormatException("a signature line has one form only");
            }
            return line;
        }

        boolean isOf(VerifierKey key) {
            return name.equals(key.name()) && Arrays.equals(id, key.id());
        }

        @Override
        public String toString() {
            byte[] bytes = ByteBuffer.allocate(id.length + signature.length)
                    .put(id)
                    .put(signature)
                    .array();
            return "— " + name + " " + Base64.getEncoder().encodeToString(bytes);
        }
    }
}
