package kz.negiz.demo.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** How the demo PKI puts files in place. */
final class DemoFiles {

    static final Set<PosixFilePermission> OWNER_READS = PosixFilePermissions.fromString("rw-------");
    static final Set<PosixFilePermission> EVERYBODY_READS = PosixFilePermissions.fromString("rw-r--r--");

    private DemoFiles() {}

    /** Readers see the old file or the new one, never a half, and never with other permissions. */
    static void write(Path file, byte[] content, Set<PosixFilePermission> permissions) {
        try {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, ".draft", "");
            try {
                Files.write(draft, content);
                if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(draft, permissions);
                }
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
