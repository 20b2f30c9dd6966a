package kz.negiz.gateway;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Another gateway on the same database, in a process of its own, so that it can be killed. */
final class GatewayProcess implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);

    private final Process process;
    private final Path output;
    private final int port;

    private GatewayProcess(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /** Starts it with settings in its environment, as operators hand them over; {@link #awaitReady} waits until it serves. */
    static GatewayProcess start(Map<String, String> further) {
        try {
            int port = freePort();
            Map<String, String> properties = new LinkedHashMap<>(further);
            RunningGateway.properties((name, value) -> properties.put(name, String.valueOf(value.get())));
            properties.put("server.port", Integer.toString(port));
            properties.put("negiz.gateway.routing.answer-timeout", "20s");
            Path output = Files.createTempFile("negiz-gateway-process-", ".log");
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classPath(),
                            GatewayService.class.getName())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            properties.forEach((name, value) -> builder.environment().put(variable(name), value));
            return new GatewayProcess(builder.start(), output, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    void awaitReady() throws InterruptedException {
        long begin = System.nanoTime();
        while (readiness() != 200) {
            if (!process.isAlive() || System.nanoTime() - begin > START.toNanos()) {
                throw new AssertionError("the other gateway did not start: " + said());
            }
            Thread.sleep(200);
        }
    }

    /** What the readiness says now: 200, 503, or 0 if nobody answers. */
    int readiness() {
        try {
            return new Browser(port).get("/actuator/health/readiness").status();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As {@code kill} does. */
    void tellToEnd() {
        process.destroy();
    }

    boolean ends(Duration within) throws InterruptedException {
        return process.waitFor(within);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(output);
    }

    private String said() {
        try {
            String all = Files.readString(output);
            return all.substring(Math.max(0, all.length() - 4_000));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String variable(String property) {
        return property.replace(".", "_").replace("-", "").toUpperCase(Locale.ROOT);
    }

    /** Without the tests themselves, whose configurations would be found there. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
