package kz.negiz.broker.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that configuration names; one that can't be read stops the start with a sentence. */
final class ConnectorFiles {

    private ConnectorFiles() {}

    /** The one line of a file with a password. */
    static char[] password(Path file) {
        return text(file).strip().toCharArray();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static IllegalStateException unreadable(Path file, IOException cause) {
        return new IllegalStateException(
                file + " of negiz.sources can't be read: see that it is there, whole, and readable for this service",
                cause);
    }
}
