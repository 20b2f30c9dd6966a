package kz.negiz.log.export;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import kz.negiz.log.checkpoint.SignerKey;

/** Writes an export package line by line and closes it with the log's signature over all of it. */
public final class ExportWriter {

    private final OutputStream out;
    private final MessageDigest digest;
    private long events;
    private long answers;
    private int version = ExportLine.VERSION;

    public ExportWriter(OutputStream out) {
        this.out = out;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public void write(ExportLine line) throws IOException {
        switch (line) {
            case ExportLine.Event event -> events++;
            case ExportLine.Answers some -> answers++;
            case ExportLine.NoAnswers none -> answers++;
            case ExportLine.Encumbrance some -> answers++;
            case ExportLine.NoEncumbrance none -> answers++;
            case ExportLine.End end -> throw new IllegalArgumentException("the end is written by closing");
            case ExportLine.Head head -> version = head.version();
            case ExportLine.Log log -> {}
            case ExportLine.User user -> {}
        }
        byte[] bytes = line.encode();
        digest.update(bytes);
        digest.update((byte) '\n');
        out.write(bytes);
        out.write('\n');
    }

    public long events() {
        return events;
    }

    /** Writes the last line; a package without it is not whole. */
    public void close(SignerKey key) throws IOException {
        ExportLine.End end =
                new ExportLine.End(events, answers, key.sign(ExportLine.End.signedText(version, digest.digest())));
        out.write(end.encode());
        out.write('\n');
        out.flush();
    }
}
