package kz.negiz.platform.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kz.negiz.platform.process.ChildProcess;
import kz.negiz.platform.process.Directories;
import kz.negiz.platform.process.Ports;
import kz.negiz.platform.process.Signal;
import org.apache.kafka.common.Uuid;

/**
 * A single-node Kafka broker (KRaft, broker and controller in one) as a JVM of its own that never outlives this one.
 *
 * <p>Topics are never made by themselves: whoever runs the platform makes them.
 */
public final class KafkaServer implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofMinutes(3);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final String READY = "Kafka Server started";

    private final Settings settings;
    private final int port;
    private final ChildProcess process;

    private KafkaServer(Settings settings, int port, ChildProcess process) {
        this.settings = settings;
        this.port = port;
        this.process = process;
    }

    /**
     * Formats the store if it is new, starts the broker and returns when it serves.
     *
     * @throws IllegalStateException when the broker ends or does not serve in time; the message holds its last words
     */
    public static KafkaServer start(Settings settings) {
        int port = Ports.orFree(settings.port());
        int controllerPort = Ports.orFree(settings.controllerPort());
        Path configuration;
        try {
            Directories.createPrivate(settings.home());
            configuration = writeConfiguration(settings, port, controllerPort);
            format(settings, configuration);
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka's store cannot be made under " + settings.home(), e);
        }
        long alreadyLogged = size(settings.log());
        ChildProcess process = ChildProcess.start(command(settings, "kafka.Kafka", List.of(configuration.toString())));
        KafkaServer server = new KafkaServer(settings, port, process);
        try {
            server.awaitReady(alreadyLogged);
        } catch (RuntimeException e) {
            process.stop(Signal.KILL, STOP_PATIENCE);
            throw e;
        }
        return server;
    }

    public int port() {
        return port;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public ChildProcess process() {
        return process;
    }

    /** Ends the broker in good order. */
    @Override
    public void close() {
        process.stop(Signal.TERM, STOP_PATIENCE);
    }

    private static Path writeConfiguration(Settings settings, int port, int controllerPort) throws IOException {
        Path store = Directories.createPrivate(settings.home().resolve("store"));
        String flush = settings.flushEveryMessage() ? "log.flush.interval.messages=1\n" : "";
        String text = """
                process.roles=broker,controller
                node.id=1
                controller.quorum.bootstrap.servers=127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=5
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=5
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                broker.session.timeout.ms=3000
                broker.heartbeat.interval.ms=500
                controlled.shutdown.enable=true
                num.network.threads=2
                num.io.threads=4
                log.cleaner.dedupe.buffer.size=16777216
                """.formatted(port, controllerPort, store) + flush;
        Path file = settings.home().resolve("server.properties");
        Files.writeString(file, text);
        return file;
    }

    private static void format(Settings settings, Path configuration) throws IOException {
        if (Files.exists(settings.home().resolve("store/meta.properties"))) {
            return;
        }
        ChildProcess tool = ChildProcess.start(command(
                settings,
                "kafka.tools.StorageTool",
                List.of(
                        "format",
                        "--standalone",
                        "--ignore-formatted",
                        "--cluster-id",
                        // Kafka makes none that begins with a dash, which its tool would take for an option.
                        Uuid.randomUuid().toString(),
                        "--config",
                        configuration.toString())));
        try {
            if (tool.onExit().get(180, TimeUnit.SECONDS) != 0) {
                throw new IllegalStateException("Kafka's store cannot be formatted:\n" + tool.logTail());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while formatting Kafka's store", e);
        } catch (ExecutionException | TimeoutException e) {
            tool.signal(Signal.KILL);
            throw new IllegalStateException("formatting of Kafka's store did not end", e);
        }
    }

    private static ChildProcess.Command command(Settings settings, String mainClass, List<String> arguments) {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-Duser.timezone=UTC",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                "-Dorg.slf4j.simpleLogger.log.org.apache.kafka=warn",
                "-Dorg.slf4j.simpleLogger.log.kafka=warn",
                "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
                "-cp",
                brokerClassPath(),
                mainClass));
        argv.addAll(arguments);
        // Once killed, a broker has nothing to put in order: its store is made for it, and the restart is quicker.
        return ChildProcess.Command.of(
                "kafka", Signal.KILL, argv, Map.of("PATH", "/usr/bin:/bin"), settings.home(), settings.log());
    }

    private static String brokerClassPath() {
        try (InputStream in = KafkaServer.class.getResourceAsStream("/kz/negiz/kafka.classpath")) {
            if (in == null) {
                throw new IllegalStateException("the list of Kafka's jars is not on the class path");
            }
            List<Path> jars = Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\\|"))
                    .map(String::strip)
                    .map(Path::of)
                    .toList();
            jars.stream().filter(jar -> !Files.isReadable(jar)).findFirst().ifPresent(jar -> {
                throw new IllegalStateException("Kafka's jar " + jar.getFileName() + " is gone; build again");
            });
            return String.join(":", jars.stream().map(Path::toString).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(long from) {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!process.isAlive() || !saidReady(from)) {
            if (!process.isAlive()) {
                throw new IllegalStateException("Kafka ended while starting:\n" + process.logTail());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Kafka does not get ready:\n" + process.logTail());
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for Kafka", e);
            }
        }
    }

    private boolean saidReady(long from) {
        try (InputStream in = Files.newInputStream(settings.log())) {
            in.skipNBytes(from);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).contains(READY);
        } catch (IOException e) {
            return false;
        }
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * How the broker runs.
     *
     * @param port 0 for a free one
     * @param controllerPort 0 for a free one
     * @param flushEveryMessage true where an acknowledged message must survive the death of the machine
     */
    public record Settings(Path home, int port, int controllerPort, boolean flushEveryMessage, Path log) {

        public Settings {
            home = home.toAbsolutePath();
        }
    }
}
