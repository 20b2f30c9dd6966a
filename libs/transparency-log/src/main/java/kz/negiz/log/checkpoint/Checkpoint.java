package kz.negiz.log.checkpoint;

import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;
import kz.negiz.log.MerkleHash;

/**
 * What a log commits to at a moment: its origin, the number of its leaves and the root over them (C2SP tlog-checkpoint).
 * Who has kept one can tell later whether the log was changed behind it.
 */
public final class Checkpoint {

    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");

    private final String origin;
    private final long size;
    private final byte[] root;

    public Checkpoint(String origin, long size, byte[] root) {
        if (origin.isEmpty() || origin.length() > 255 || origin.chars().anyMatch(c -> c <= 0x20)) {
            throw new NoteFormatException("an origin is one word");
        }
        if (size < 0 || root.length != MerkleHash.LENGTH) {
            throw new NoteFormatException("a checkpoint has a size and a root");
        }
        this.origin = origin;
        this.size = size;
        this.root = root.clone();
    }

    /** Reads the text of a note. */
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != 4 || !lines[3].isEmpty() || !SIZE.matcher(lines[1]).matches()) {
            throw new NoteFormatException("a checkpoint has three lines: origin, size, root");
        }
        byte[] root;
        try {
            root = Base64.getDecoder().decode(lines[2]);
        } catch (IllegalArgumentException e) {
            throw new NoteFormatException("a checkpoint's root is base64");
        }
        Checkpoint checkpoint = new Checkpoint(lines[0], Long.parseLong(lines[1]), root);
        if (!checkpoint.text().equals(text)) {
            throw new NoteFormatException("a checkpoint has one form only");
        }
        return checkpoint;
    }

    public String origin() {
        return origin;
    }

    public long size() {
        return size;
    }

    public byte[] root() {
        return root.clone();
    }

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint that
                && origin.equals(that.origin)
                && size == that.size
                && Arrays.equals(root, that.root);
    }

    @Override
    public int hashCode() {
        return Objects.hash(origin, size, Arrays.hashCode(root));
    }

    @Override
    public String toString() {
        return text().replace('\n', ' ').strip();
    }
}
