package kz.negiz.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kz.negiz.platform.process.Directories;
import kz.negiz.platform.process.HostTools;

/**
 * A disk that a test can fill: a file system in memory with a PostgreSQL server of its own on it. Only root may make one.
 */
public final class SmallDisk implements AutoCloseable {

    private static final int BLOCK = 4096;

    private final Path folder;
    private final Path filler;
    private final TestPostgres.Embedded server;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.filler = folder.resolve("filler");
        this.server = TestPostgres.Embedded.in(folder.resolve("postgres"));
    }

    /** Whether this process may make one. */
    public static boolean canBeMade() {
        return HostTools.runsAsRoot() && HostTools.succeeds("unshare", "--mount", "true");
    }

    /** Makes one with room for a server, its databases and a little more; a new cluster takes about 90 MiB. */
    public static SmallDisk ofMebibytes(int size) {
        Path folder = TestServers.folder("disk");
        if (!HostTools.succeeds(
                "mount", "-t", "tmpfs", "-o", "mode=711,size=" + size + "m", "tmpfs", folder.toString())) {
            throw new IllegalStateException("no file system can be mounted at " + folder);
        }
        try {
            return new SmallDisk(folder);
        } catch (RuntimeException e) {
            unmount(folder);
            throw e;
        }
    }

    /** A database on it, as {@link TestDatabase#create} makes it elsewhere. */
    public TestDatabase database(String service, String... migrations) {
        return TestDatabase.createOn(server, service).migrate(migrations);
    }

    /** Takes all of the room that is left. */
    public void fill() {
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] block = new byte[BLOCK];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            // That is what was wanted.
        }
    }

    /** Gives the room back. */
    public void free() {
        try {
            Files.delete(filler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
        unmount(folder);
    }

    private static void unmount(Path folder) {
        if (!HostTools.succeeds("umount", folder.toString())) {
            throw new IllegalStateException("still mounted: " + folder);
        }
        try {
            Directories.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
