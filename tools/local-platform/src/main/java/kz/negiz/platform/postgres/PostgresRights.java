package kz.negiz.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kz.negiz.platform.process.HostTools;

/**
 * Under which rights the server runs: it refuses to run as root.
 *
 * <p>Not root: as oneself. Root: as {@code nobody} where nobody can enter the folders; in a clone that only root can enter,
 * inside a user namespace of its own, where the kernel still sees the owner of the files but grants no capability.
 */
enum PostgresRights {
    SELF,
    NOBODY,
    NAMESPACE;

    private static final int NOBODY_ID = 65534;

    List<String> prefix() {
        return this == NAMESPACE ? List.of("unshare", "-U") : List.of();
    }

    List<String> setprivOptions() {
        return this == NOBODY
                ? List.of("--reuid=" + NOBODY_ID, "--regid=" + NOBODY_ID, "--clear-groups", "--no-new-privs")
                : List.of("--no-new-privs");
    }

    static boolean nobodyCanEnter(Path directory) {
        return HostTools.succeeds(
                "setpriv",
                "--reuid=" + NOBODY_ID,
                "--regid=" + NOBODY_ID,
                "--clear-groups",
                "test",
                "-x",
                directory.toAbsolutePath().toString());
    }

    static boolean namespacesWork() {
        return HostTools.succeeds("unshare", "-U", "true");
    }

    static boolean ownedByNobody(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid") == NOBODY_ID;
    }

    /** Gives the file to whom the server will run as. */
    void own(Path path) throws IOException {
        if (this == NOBODY) {
            Files.setAttribute(path, "unix:uid", NOBODY_ID);
            Files.setAttribute(path, "unix:gid", NOBODY_ID);
        }
    }
}
