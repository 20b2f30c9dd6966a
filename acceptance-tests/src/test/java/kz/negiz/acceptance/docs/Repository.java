package kz.negiz.acceptance.docs;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the repository lies, seen from a test of a module. */
public final class Repository {

    private Repository() {}

    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("negiz"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
