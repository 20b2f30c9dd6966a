package kz.negiz.cli.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.log.checkpoint.Note;
import kz.negiz.log.checkpoint.NoteFormatException;
import kz.negiz.log.checkpoint.VerifierKey;

/** Keys, notes and documents in files, with a sentence for whoever named the wrong one. */
final class AuditFiles {

    /** A key or a note is short; whatever is longer is something else. */
    private static final long MAX_TEXT = 65_536;

    private AuditFiles() {}

    static VerifierKey verifierKey(Path file) {
        try {
            return VerifierKey.parse(text(file));
        } catch (NoteFormatException e) {
            throw new CommandFailed(Negiz.USAGE, file + " holds no verifier key: " + e.getMessage());
        }
    }

    static Note note(Path file) {
        try {
            return Note.parse(text(file));
        } catch (NoteFormatException e) {
            throw new CommandFailed(Negiz.USAGE, file + " holds no signed note: " + e.getMessage());
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CommandFailed(Negiz.USAGE, file + " cannot be read");
        }
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new CommandFailed(Negiz.REFUSED, file + " cannot be written");
        }
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MAX_TEXT) {
                throw new CommandFailed(Negiz.USAGE, file + " is too long to be a key or a note");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailed(Negiz.USAGE, file + " cannot be read");
        }
    }
}
