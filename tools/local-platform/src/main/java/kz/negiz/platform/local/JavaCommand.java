package kz.negiz.platform.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How our own JVMs are started; the Dockerfile says the same, and a test compares. */
final class JavaCommand {

    /** For processes that soon end: no time to gain from compiling in full. */
    static final List<String> SHORT = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /**
     * For many services that start at once on few cores: only what is very hot, as signatures are, is compiled in full. Started
     * with the JVM's usual thresholds they would need twice the CPU time until they are ready.
     */
    static final List<String> QUICK_START = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:Tier4InvocationThreshold=100000",
            "-XX:Tier4MinInvocationThreshold=20000",
            "-XX:Tier4CompileThreshold=300000",
            "-XX:Tier4BackEdgeThreshold=1000000");

    /** For services whose JVMs were trained: they know from the start what is worth compiling in full. */
    static final List<String> TRAINED = List.of("-Xmx256m", "-XX:+UseSerialGC");

    /** A cache that does not fit, and what can't be kept in one, is nothing that anybody has to look at. */
    private static final String SILENT_CACHE = "-Xlog:aot*=error,cds*=error";

    private static final String MIGRATE = "kz.negiz.kit.migration.Migrate";

    private JavaCommand() {}

    /** The {@code java} of the JDK that this process itself runs on. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Unpacks an executable jar into a small one with its libraries beside it, which starts quicker. */
    static List<String> extract(Path jar, Path destination) {
        return List.of(
                java(),
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--force",
                "--destination",
                destination.toString());
    }

    /** Runs an unpacked service with options for its JVM. */
    static List<String> run(List<String> options, Path jar) {
        // For the curve P-256 in machine code.
        return command(options, List.of("--enable-native-access=ALL-UNNAMED", "-jar", jar.toString()));
    }

    /** The same by what its training has left, where there was one, with the options that somebody has chosen. */
    static List<String> run(Startup startup, Optional<List<String>> chosen, ServiceApp app) {
        return switch (startup) {
            case RECORDING ->
                run(
                        and(
                                chosen.orElse(TRAINED),
                                "-XX:AOTMode=record",
                                "-XX:AOTConfiguration=" + app.notes(),
                                SILENT_CACHE),
                        app.jar());
            case NORMAL ->
                Files.exists(app.cache())
                        ? run(and(chosen.orElse(TRAINED), "-XX:AOTCache=" + app.cache(), SILENT_CACHE), app.jar())
                        : run(chosen.orElse(QUICK_START), app.jar());
        };
    }

    /** Makes a cache of what a recording JVM has noted; the service itself does not run. */
    static List<String> train(List<String> options, ServiceApp app) {
        return run(
                and(
                        options,
                        "-XX:AOTMode=create",
                        "-XX:AOTConfiguration=" + app.notes(),
                        "-XX:AOTCache=" + app.cache(),
                        SILENT_CACHE),
                app.jar());
    }

    private static List<String> and(List<String> options, String... more) {
        return Stream.concat(options.stream(), Stream.of(more)).toList();
    }

    /** Runs an unpacked service's migrations. */
    static List<String> migrate(Path jar) {
        return command(SHORT, List.of("-cp", jar.toString(), MIGRATE));
    }

    private static List<String> command(List<String> options, List<String> arguments) {
        List<String> argv = new ArrayList<>();
        argv.add(java());
        argv.addAll(options);
        argv.addAll(arguments);
        return List.copyOf(argv);
    }

    static Map<String, String> environment(Map<String, String> more) {
        Map<String, String> environment = new TreeMap<>(more);
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("LC_ALL", "C.UTF-8");
        return environment;
    }
}
