package kz.negiz.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import kz.negiz.platform.process.Directories;
import org.testcontainers.DockerClientFactory;

/** The one switch between embedded servers and containers, and the folders that test servers live in. */
enum TestServers {
    EMBEDDED,
    TESTCONTAINERS;

    static final String SWITCH = "negiz.test.servers";

    private static final String FOLDER_PREFIX = "negiz-test-";

    /** Reads {@code negiz.test.servers}: {@code embedded}, {@code testcontainers} or {@code auto} (the default). */
    static TestServers chosen() {
        String value = System.getProperty(SWITCH, "auto");
        return switch (value) {
            case "embedded" -> EMBEDDED;
            case "testcontainers" -> TESTCONTAINERS;
            case "auto" -> dockerAnswers() ? TESTCONTAINERS : EMBEDDED;
            default ->
                throw new IllegalArgumentException(
                        SWITCH + " must be embedded, testcontainers or auto, not " + value.toLowerCase(Locale.ROOT));
        };
    }

    private static boolean dockerAnswers() {
        boolean worthAsking = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return worthAsking && DockerClientFactory.instance().isDockerAvailable();
    }

    /** A folder for one server of this JVM; folders of test JVMs that were killed are swept away. */
    static Path folder(String purpose) {
        try {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            sweep(temporary);
            return Files.createTempDirectory(
                    temporary, FOLDER_PREFIX + ProcessHandle.current().pid() + "-" + purpose + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacked programs are kept in the working copy, where the next test JVM finds them. */
    static Path cache() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("negiz")) && Files.isRegularFile(at.resolve("pom.xml"))) {
                return at.resolve(".negiz").resolve("cache");
            }
        }
        return folder("cache");
    }

    static void deleteAtExit(Path folder, Runnable stop) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            stop.run();
            deleteQuietly(folder);
        }));
    }

    private static void sweep(Path temporary) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, FOLDER_PREFIX + "*")) {
            for (Path folder : folders) {
                if (isAbandoned(folder)) {
                    deleteQuietly(folder);
                }
            }
        }
    }

    private static boolean isAbandoned(Path folder) {
        String rest = String.valueOf(folder.getFileName()).substring(FOLDER_PREFIX.length());
        try {
            return ProcessHandle.of(Long.parseLong(rest.substring(0, Math.max(0, rest.indexOf('-')))))
                    .isEmpty();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static void deleteQuietly(Path folder) {
        try {
            Directories.delete(folder);
        } catch (IOException ignored) {
            // Another JVM may be sweeping the same folder; what stays is swept next time.
        }
    }
}
