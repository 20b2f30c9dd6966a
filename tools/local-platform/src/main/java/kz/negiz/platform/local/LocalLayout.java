package kz.negiz.platform.local;

import java.nio.file.Path;

/**
 * Where things lie: the working copy with the built services, and the folder with everything that running leaves behind.
 *
 * @param workingCopy the working copy
 * @param home {@code .negiz} in it
 */
public record LocalLayout(Path workingCopy, Path home) {

    public LocalLayout {
        workingCopy = workingCopy.toAbsolutePath().normalize();
        home = home.toAbsolutePath().normalize();
    }

    public static LocalLayout of(Path workingCopy) {
        return new LocalLayout(workingCopy, workingCopy.resolve(".negiz"));
    }

    /** Unpacked programs; survives a reset. */
    public Path cache() {
        return home.resolve("cache");
    }

    /** Unpacked services; survives a reset. */
    public Path apps() {
        return home.resolve("apps");
    }

    public Path data() {
        return home.resolve("data");
    }

    public Path secrets() {
        return home.resolve("secrets");
    }

    public Path pki() {
        return home.resolve("pki");
    }

    public Path logs() {
        return home.resolve("logs");
    }

    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    /** What the running supervisor needs and tells. */
    public Path run() {
        return home.resolve("run");
    }

    public Path stateFile() {
        return run().resolve("state.json");
    }

    /** Where everything answers, as properties; written at each start. */
    public Path addresses() {
        return run().resolve("addresses.properties");
    }

    /** Held by the supervisor as long as it lives. */
    public Path lock() {
        return run().resolve("lock");
    }

    /** Settings of the person who runs the platform; never written by it. */
    public Path settings() {
        return home.resolve("config.properties");
    }

    /** What the demo's story keeps, such as exports. */
    public Path demo() {
        return home.resolve("demo");
    }

    /** What the command line keeps, such as sessions. */
    public Path cli() {
        return home.resolve("cli");
    }
}
