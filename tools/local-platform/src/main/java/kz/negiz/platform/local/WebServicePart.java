package kz.negiz.platform.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.negiz.platform.process.ChildProcess;
import kz.negiz.platform.process.Ports;
import kz.negiz.platform.process.Signal;
import kz.negiz.platform.supervisor.Part;

/** A service of ours as a process; it is ready when its readiness endpoint says so. */
final class WebServicePart implements Part {

    private static final Duration START_PATIENCE = Duration.ofMinutes(5);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    /** Writing down what was noted takes a while, and all do it at once. */
    private static final Duration RECORDED_PATIENCE = Duration.ofMinutes(4);

    private final ServiceApp app;
    private final int port;
    private final Startup startup;
    private final Optional<List<String>> jvmOptions;
    private final Map<String, String> properties;
    private final Path log;

    WebServicePart(
            ServiceApp app,
            int port,
            Startup startup,
            Optional<List<String>> jvmOptions,
            Map<String, String> properties,
            Path log) {
        this.app = app;
        this.port = port;
        this.startup = startup;
        this.jvmOptions = jvmOptions;
        this.properties = properties;
        this.log = log;
    }

    @Override
    public String name() {
        return app.name();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Running start() {
        if (!Ports.isFree(port)) {
            throw new IllegalStateException("port " + port + " is taken by another program");
        }
        ChildProcess process = ChildProcess.start(ChildProcess.Command.of(
                name(),
                Signal.KILL,
                JavaCommand.run(startup, jvmOptions, app),
                JavaCommand.environment(ServiceConfiguration.asEnvironment(properties)),
                app.folder(),
                log));
        try {
            awaitReady(process);
        } catch (RuntimeException e) {
            process.stop(Signal.KILL, STOP_PATIENCE);
            throw e;
        }
        return new Running(
                process.identity(),
                process.onExit(),
                () -> process.stop(Signal.TERM, startup == Startup.RECORDING ? RECORDED_PATIENCE : STOP_PATIENCE));
    }

    private void awaitReady(ChildProcess process) {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            while (!isReady(client, port)) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("ended while starting:\n" + process.logTail());
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("does not get ready:\n" + process.logTail());
                }
                Thread.sleep(200);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }

    /** Whether the service on this port says that it can take requests. */
    static boolean isReady(HttpClient client, int port) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
