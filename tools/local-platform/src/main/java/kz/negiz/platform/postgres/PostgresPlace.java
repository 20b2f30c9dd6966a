package kz.negiz.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import kz.negiz.platform.process.Directories;
import kz.negiz.platform.process.HostTools;

/** Where the server's programs and data lie and under which rights it runs there. */
record PostgresPlace(Path binaries, Path data, PostgresRights rights) {

    private static final Path SYSTEM_PLACE = Path.of("/var/lib/negiz");

    static PostgresPlace choose(Path home, Path cache) {
        try {
            Directories.createPrivate(home);
            if (!HostTools.runsAsRoot()) {
                return at(home, cache, PostgresRights.SELF);
            }
            Path data = home.resolve("data");
            if (Files.isDirectory(data)) {
                // Data keep the rights they were made with.
                PostgresRights rights =
                        PostgresRights.ownedByNobody(data) ? PostgresRights.NOBODY : PostgresRights.NAMESPACE;
                return at(home, cache, rights);
            }
            if (Files.isDirectory(outside(home))) {
                return at(outside(home), outside(home).resolve("cache"), PostgresRights.NOBODY);
            }
            Path binaries = PostgresBinaries.unpack(cache);
            openForEntry(home);
            if (PostgresRights.nobodyCanEnter(home) && PostgresRights.nobodyCanEnter(binaries)) {
                return at(home, cache, PostgresRights.NOBODY);
            }
            if (PostgresRights.namespacesWork()) {
                return at(home, cache, PostgresRights.NAMESPACE);
            }
            Path outside = outside(home);
            Files.createDirectories(outside);
            return at(outside, outside.resolve("cache"), PostgresRights.NOBODY);
        } catch (IOException e) {
            throw new UncheckedIOException("no place for PostgreSQL's data under " + home, e);
        }
    }

    /** Where data lie that cannot lie below the home: in a folder named by the home's path. */
    static Path outside(Path home) {
        return SYSTEM_PLACE.resolve(
                UUID.nameUUIDFromBytes(home.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8))
                        .toString());
    }

    private static PostgresPlace at(Path home, Path cache, PostgresRights rights) throws IOException {
        if (rights == PostgresRights.NOBODY) {
            openForEntry(home);
        }
        return new PostgresPlace(PostgresBinaries.unpack(cache), home.resolve("data"), rights);
    }

    /** Lets others pass through the folder; the data inside stay closed to all but the server. */
    private static void openForEntry(Path home) throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
    }
}
