package kz.negiz.platform.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import kz.negiz.platform.process.Directories;

/**
 * A folder of secrets that only its owner may read. What was made once is never made anew in silence: a list of contents
 * tells a secret that was lost from one that was never there.
 */
final class SecretFiles {

    private static final String CONTENTS = "contents";

    private final Path directory;
    private final Set<String> known = new TreeSet<>();

    private SecretFiles(Path directory) {
        this.directory = directory;
    }

    static SecretFiles open(Path directory) {
        SecretFiles files = new SecretFiles(Directories.createPrivate(directory));
        Path contents = directory.resolve(CONTENTS);
        try {
            if (Files.exists(contents)) {
                files.known.addAll(Files.readAllLines(contents));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /**
     * The secret's file, with new content if there never was one.
     *
     * @throws IllegalStateException when the file was there once and is not now
     */
    Path orCreate(String name, Supplier<String> content) {
        Path file = directory.resolve(name);
        if (Files.exists(file)) {
            return file;
        }
        if (known.contains(name)) {
            throw new IllegalStateException("the secret " + file + " is gone, and what it protects cannot be opened"
                    + " without it: put it back, or begin anew with ./negiz reset");
        }
        write(file, content.get());
        known.add(name);
        write(directory.resolve(CONTENTS), String.join("\n", known) + "\n");
        return file;
    }

    /** Writes a file that can be derived from the others at any time, such as public keys. */
    Path derived(String name, String content) {
        Path file = directory.resolve(name);
        write(file, content);
        return file;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path file, String content) {
        try {
            Path draft = Files.createTempFile(
                    directory,
                    ".draft",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(
                    draft, content.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the secret " + file + " cannot be stored", e);
        }
    }
}
