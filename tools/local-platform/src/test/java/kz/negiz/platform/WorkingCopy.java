package kz.negiz.platform;

import java.nio.file.Files;
import java.nio.file.Path;

/** The working copy that the tests run in. */
public final class WorkingCopy {

    private WorkingCopy() {}

    public static Path root() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("negiz")) && Files.isRegularFile(at.resolve("pom.xml"))) {
                return at;
            }
        }
        throw new IllegalStateException("not in a working copy");
    }

    /** Where programs are unpacked once for all tests. */
    public static Path cache() {
        return root().resolve(".negiz").resolve("cache");
    }
}
