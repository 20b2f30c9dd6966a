package kz.negiz.cli.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.log.checkpoint.Checkpoint;
import kz.negiz.log.checkpoint.Note;
import kz.negiz.log.checkpoint.VerifierKey;

/**
 * A folder of checkpoints kept outside of the operator: what makes rewriting the past impossible to hide. Nothing in it is
 * ever replaced; a file is named by year and size, so that names sort as the log grew.
 */
final class WitnessStore {

    private static final String KEY = "log.key";
    private static final String NOTE = ".note";

    private final Path folder;

    WitnessStore(Path folder) {
        this.folder = folder;
    }

    /** A kept checkpoint. */
    record Kept(int year, Checkpoint checkpoint, Note note) {

        static Kept of(Note note) {
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            String origin = checkpoint.origin();
            String year = origin.substring(origin.lastIndexOf('/') + 1);
            if (!year.matches("[0-9]{4}")) {
                throw new CommandFailed(Negiz.REFUSED, "The checkpoint's origin names no year: " + origin);
            }
            return new Kept(Integer.parseInt(year), checkpoint, note);
        }
    }

    /** The key that was taken at the first use. */
    Optional<VerifierKey> key() {
        Path file = folder.resolve(KEY);
        return Files.exists(file) ? Optional.of(AuditFiles.verifierKey(file)) : Optional.empty();
    }

    void keepKey(VerifierKey key) {
        create();
        AuditFiles.write(folder.resolve(KEY), key + "\n");
    }

    /** All kept checkpoints, the oldest first. */
    List<Kept> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Kept> kept = new ArrayList<>();
            for (Path file :
                    files.filter(one -> one.toString().endsWith(NOTE)).sorted().toList()) {
                kept.add(Kept.of(AuditFiles.note(file)));
            }
            return kept;
        } catch (IOException e) {
            throw new CommandFailed(Negiz.USAGE, folder + " cannot be read");
        }
    }

    Optional<Kept> latest() {
        List<Kept> kept = all();
        return kept.isEmpty() ? Optional.empty() : Optional.of(kept.getLast());
    }

    void keep(Kept kept) {
        create();
        Path file = folder.resolve(
                "%04d-%019d%s".formatted(kept.year(), kept.checkpoint().size(), NOTE));
        if (!Files.exists(file)) {
            AuditFiles.write(file, kept.note().toString());
        }
    }

    private void create() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new CommandFailed(Negiz.USAGE, folder + " cannot be made");
        }
    }
}
