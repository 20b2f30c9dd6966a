package kz.negiz.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kz.negiz.platform.process.ChildProcess;
import kz.negiz.platform.process.Directories;
import kz.negiz.platform.process.Ports;
import kz.negiz.platform.process.Signal;

/**
 * A PostgreSQL server on the loopback address that never outlives this JVM.
 *
 * <p>Kazakh letters sort right (ICU {@code kk-KZ}), pages carry checksums, every connection needs a password, and the log
 * names no values: details of errors may hold personal data.
 */
public final class PostgresServer implements AutoCloseable {

    public static final String SUPERUSER = "postgres";

    /** How a cluster is made, here and in containers. */
    public static final List<String> CLUSTER = List.of(
            "-E", "UTF8", "--locale-provider=icu", "--icu-locale=kk-KZ", "--locale=C.UTF-8", "--data-checksums");

    private static final Duration START_PATIENCE = Duration.ofMinutes(2);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final Settings settings;
    private final PostgresPlace place;
    private final int port;
    private final ChildProcess process;

    private PostgresServer(Settings settings, PostgresPlace place, int port, ChildProcess process) {
        this.settings = settings;
        this.place = place;
        this.port = port;
        this.process = process;
    }

    /**
     * Makes the database cluster if it is not there, starts the server and returns when it answers.
     *
     * @throws IllegalStateException when the server ends or does not answer in time; the message holds its last words
     */
    public static PostgresServer start(Settings settings) {
        PostgresPlace place = PostgresPlace.choose(settings.home(), settings.cache());
        try {
            if (!Files.exists(place.data().resolve("PG_VERSION"))) {
                initialise(settings, place);
            }
            awaitFormerServer(place);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL's data cannot be made under " + place.data(), e);
        }
        int port = Ports.orFree(settings.port());
        ChildProcess process =
                ChildProcess.start(command(settings, place, "postgres", arguments(settings, place, port)));
        PostgresServer server = new PostgresServer(settings, place, port, process);
        try {
            server.awaitAnswer();
        } catch (RuntimeException e) {
            process.stop(Signal.QUIT, STOP_PATIENCE);
            throw e;
        }
        return server;
    }

    /** Deletes a cluster that does not run, wherever its data lie. */
    public static void delete(Path home) throws IOException {
        Directories.delete(home);
        Directories.delete(PostgresPlace.outside(home));
    }

    public int port() {
        return port;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** A connection with all rights, for making databases and roles. */
    public Connection connectAsSuperuser(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), SUPERUSER, settings.superuserPassword());
    }

    /** Where the data lie; not always below the home that was asked for. */
    public Path dataDirectory() {
        return place.data();
    }

    public ChildProcess process() {
        return process;
    }

    /** Ends the server as its manual's "fast" shutdown: sessions are cut, everything committed is kept. */
    @Override
    public void close() {
        process.stop(Signal.INT, STOP_PATIENCE);
    }

    private static void initialise(Settings settings, PostgresPlace place) throws IOException {
        // An initialisation that was cut short leaves a folder without PG_VERSION's companions; begin again.
        Directories.delete(place.data());
        Directories.createPrivate(place.data());
        place.rights().own(place.data());
        Path home = place.data().resolveSibling("initialising");
        Directories.delete(home);
        Directories.createPrivate(home);
        Path passwordFile = home.resolve("password");
        Files.writeString(passwordFile, settings.superuserPassword());
        place.rights().own(passwordFile);
        place.rights().own(home);
        try {
            List<String> arguments = new ArrayList<>(
                    List.of("-D", place.data().toString(), "-U", SUPERUSER, "--pwfile=" + passwordFile));
            arguments.addAll(CLUSTER);
            arguments.add("--auth=scram-sha-256");
            if (!settings.durable()) {
                arguments.add("--no-sync");
            }
            ChildProcess initdb = ChildProcess.start(command(settings, place, "initdb", arguments));
            int exit = initdb.onExit().get(120, TimeUnit.SECONDS);
            if (exit != 0) {
                throw new IllegalStateException("initdb failed:\n" + initdb.logTail());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("initdb did not end", e);
        } finally {
            Directories.delete(home);
        }
    }

    /**
     * After a kill of our predecessor its server may still be writing its last checkpoint. A lock file whose number belongs
     * to something else by now is removed, since PostgreSQL would take any process of the same user for itself.
     */
    private static void awaitFormerServer(PostgresPlace place) throws IOException {
        Path lock = place.data().resolve("postmaster.pid");
        long deadline = System.nanoTime() + STOP_PATIENCE.toNanos();
        while (Files.exists(lock)) {
            Optional<ProcessHandle> holder = firstNumber(lock).flatMap(ProcessHandle::of);
            boolean isServer = holder.flatMap(h -> h.info().command())
                    .filter(c -> c.endsWith("/postgres"))
                    .isPresent();
            if (!isServer) {
                Files.deleteIfExists(lock);
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "another PostgreSQL (process " + holder.orElseThrow().pid() + ") uses " + place.data());
            }
            pause();
        }
    }

    private static Optional<Long> firstNumber(Path file) {
        try {
            return Files.readString(file).lines().findFirst().map(String::strip).map(Long::parseLong);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static List<String> arguments(Settings settings, PostgresPlace place, int port) {
        List<String> arguments = new ArrayList<>(List.of("-D", place.data().toString(), "-p", Integer.toString(port)));
        set(arguments, "listen_addresses", "127.0.0.1");
        set(arguments, "unix_socket_directories", "");
        set(arguments, "max_connections", "250");
        set(arguments, "timezone", "UTC");
        set(arguments, "log_timezone", "UTC");
        set(arguments, "log_error_verbosity", "terse");
        set(arguments, "log_min_error_statement", "panic");
        set(arguments, "log_parameter_max_length_on_error", "0");
        if (!settings.durable()) {
            set(arguments, "fsync", "off");
            set(arguments, "synchronous_commit", "off");
            set(arguments, "full_page_writes", "off");
        }
        return arguments;
    }

    private static void set(List<String> arguments, String name, String value) {
        arguments.add("-c");
        arguments.add(name + "=" + value);
    }

    private static ChildProcess.Command command(
            Settings settings, PostgresPlace place, String program, List<String> arguments) {
        List<String> argv = new ArrayList<>();
        argv.add(place.binaries().resolve("bin").resolve(program).toString());
        argv.addAll(arguments);
        return new ChildProcess.Command(
                program,
                place.rights().prefix(),
                place.rights().setprivOptions(),
                Signal.INT,
                argv,
                Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C.UTF-8", "TZ", "UTC"),
                Path.of("/"),
                settings.log());
    }

    private void awaitAnswer() {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (true) {
            if (!process.isAlive()) {
                throw new IllegalStateException("PostgreSQL ended while starting:\n" + process.logTail());
            }
            try (Connection connection = connectAsSuperuser("postgres")) {
                if (connection.isValid(5)) {
                    return;
                }
            } catch (SQLException e) {
                if ("28P01".equals(e.getSQLState())) {
                    throw new IllegalStateException(
                            "the data under " + place.data() + " were made with another superuser password", e);
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("PostgreSQL does not answer:\n" + process.logTail(), e);
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for PostgreSQL", e);
        }
    }

    /**
     * How the server runs.
     *
     * @param home folder of the cluster
     * @param cache folder where the programs are unpacked once
     * @param port 0 for a free one
     * @param durable false only for tests: commits are then lost when the machine dies
     */
    public record Settings(Path home, Path cache, int port, String superuserPassword, boolean durable, Path log) {

        public Settings {
            home = home.toAbsolutePath();
            cache = cache.toAbsolutePath();
        }

        @Override
        public String toString() {
            return "PostgresServer.Settings[home=" + home + ", port=" + port + "]";
        }
    }
}
