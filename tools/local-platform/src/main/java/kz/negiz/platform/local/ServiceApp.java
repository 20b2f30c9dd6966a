package kz.negiz.platform.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import kz.negiz.platform.process.Directories;

/**
 * A built service, unpacked: a jar with its libraries beside it.
 *
 * @param build tells one build from another; each has a folder of its own
 */
record ServiceApp(String name, String build, Path jar) {

    private static final Pattern EXECUTABLE = Pattern.compile(".*-[0-9.]+(-SNAPSHOT)?\\.jar");

    /**
     * Unpacks the executable jar that Maven built, unless this very build is unpacked already.
     *
     * @param module folder of the module in the working copy
     * @throws IllegalStateException when it was not built
     */
    static ServiceApp unpack(String name, Path module, Path apps, Path log) {
        try {
            Path built = executableJar(name, module.resolve("target"));
            String build = build(built);
            Path folder = apps.resolve(name + "-" + build);
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(apps);
                removeFormer(name, apps);
                Path unfinished = Files.createTempDirectory(apps, ".unpacking-");
                ShortProcess.run(name + "-unpack", JavaCommand.extract(built, unfinished), apps, log);
                Files.move(unfinished, folder);
            }
            return new ServiceApp(name, build, folder.resolve(built.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be unpacked", e);
        }
    }

    Path folder() {
        return jar.toAbsolutePath().resolveSibling(".").normalize();
    }

    /** What a recording JVM notes. */
    Path notes() {
        return folder().resolve("training.aotconf");
    }

    /** What training has made of it. */
    Path cache() {
        return folder().resolve("training.aot");
    }

    private static Path executableJar(String name, Path target) throws IOException {
        List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(target)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(target, "*" + name + "-*.jar")) {
                found.forEach(jars::add);
            }
        }
        // Jars with a classifier (sources, classes for the benchmarks) stand beside the executable one.
        jars.removeIf(jar -> !EXECUTABLE.matcher(jar.toString()).matches());
        if (jars.size() != 1) {
            throw new IllegalStateException(name + " is not built: " + target + " should hold one jar, not "
                    + jars.size() + "; run ./negiz up, which builds it");
        }
        return jars.getFirst();
    }

    private static void removeFormer(String name, Path apps) throws IOException {
        List<Path> former = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(apps, name + "-*")) {
            found.forEach(former::add);
        }
        for (Path folder : former) {
            Directories.delete(folder);
        }
    }

    /** Another build has another time or size; reading all of its bytes would take longer than anything else here. */
    private static String build(Path file) throws IOException {
        return Long.toHexString(Files.getLastModifiedTime(file).toMillis()) + "-" + Long.toHexString(Files.size(file));
    }
}
