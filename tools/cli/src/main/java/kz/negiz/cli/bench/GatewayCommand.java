package kz.negiz.cli.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.ncalayer.ThrowAwayCertificate;
import kz.negiz.platform.local.PlatformService;
import kz.negiz.platform.local.SecondInstance;
import kz.negiz.platform.process.ChildProcess;
import kz.negiz.platform.process.Directories;
import kz.negiz.platform.process.Signal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code negiz bench gateway}: what passing the gateway costs, beside nginx, which lets everybody pass. */
@Command(
        name = "gateway",
        description = {
            "Send requests through a gateway and through nginx to the same upstream, over the same TLS 1.3, and show how many",
            "a second pass, how long each takes, and what CPU time the proxy needs for it.",
            "The gateway reads the session, asks for the standing, counts rates and signs a call token for each; nginx does nothing.",
            "Needs a platform on this machine with the demo's users (./negiz demo), and nginx."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class GatewayCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START = Duration.ofMinutes(3);

    /** A route of the broker's. */
    private static final String ROUTE = "/api/questions/services";

    private static final int ANSWER_BYTES = 2_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--clients",
            defaultValue = "8",
            paramLabel = "N",
            description = "Clients at once (default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            paramLabel = "N",
            description = "How long to measure each round (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "30",
            paramLabel = "N",
            description = "Seconds of the same load before it (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    /** What passed one proxy. */
    private record Measured(
            String proxy,
            Latencies latencies,
            long failures,
            Duration time,
            @Nullable Duration cpu) {

        double perSecond() {
            return latencies.count() / (time.toMillis() / 1000.0);
        }

        double millis(double share) {
            return latencies.millis(share);
        }

        double cpuMillis() {
            return cpu == null ? 0 : cpu.toNanos() / 1e6 / Math.max(1, latencies.count());
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (clients < 1 || clients > 256 || seconds < 1 || warmUp < 0) {
            throw new CommandFailed(Negiz.USAGE, "--clients is 1 to 256, --seconds at least 1, --warm-up at least 0");
        }
        Path nginx = Nginx.installed()
                .orElseThrow(
                        () -> new CommandFailed(Negiz.USAGE, "nginx is not installed: apt-get install nginx-light"));
        RunningDemo demo = RunningDemo.find();
        ApiClient officer = demo.session(RunningDemo.HEAD);
        Path folder = Files.createTempDirectory("negiz-bench-gateway-");
        HttpServer upstream = upstream();
        try {
            List<Measured> measured = measure(demo, officer, nginx, folder, upstream);
            print(measured);
            return measured.stream().allMatch(one -> one.failures() == 0) ? 0 : Negiz.REFUSED;
        } finally {
            upstream.stop(0);
            Directories.delete(folder);
        }
    }

    private List<Measured> measure(RunningDemo demo, ApiClient officer, Path nginx, Path folder, HttpServer upstream)
            throws IOException, InterruptedException {
        ThrowAwayCertificate tls = ThrowAwayCertificate.make(Clock.systemUTC());
        Path certificate = folder.resolve("door.crt");
        Path key = folder.resolve("door.key");
        tls.write(certificate, key);
        int behind = upstream.getAddress().getPort();
        int gatewayPort = freePort();
        int nginxPort = freePort();
        ChildProcess gateway = SecondInstance.start(
                PlatformService.GATEWAY,
                demo.layout(),
                demo.state(),
                gatewayPort,
                Map.of(
                        "server.ssl.bundle", "door",
                        "spring.ssl.bundle.pem.door.keystore.certificate", "file:" + certificate,
                        "spring.ssl.bundle.pem.door.keystore.private-key", "file:" + key,
                        "negiz.services.broker-url", "http://127.0.0.1:" + behind));
        ChildProcess peer = Nginx.start(nginx, folder, certificate, key, nginxPort, behind);
        try (HttpClient client = client(tls)) {
            HttpRequest direct = officer.getting(URI.create("http://127.0.0.1:" + behind + ROUTE));
            HttpRequest byGateway = officer.getting(URI.create("https://127.0.0.1:" + gatewayPort + ROUTE));
            HttpRequest byNginx = officer.getting(URI.create("https://127.0.0.1:" + nginxPort + ROUTE));
            awaitReady(client, byGateway, gateway);
            awaitReady(client, byNginx, peer);
            Duration before = Duration.ofSeconds(warmUp);
            run(client, byGateway, before, new Latencies());
            run(client, byNginx, before.dividedBy(4), new Latencies());
            run(client, direct, before.dividedBy(4), new Latencies());
            return List.of(
                    measured("gateway", client, byGateway, gateway),
                    measured("nginx", client, byNginx, peer),
                    measured("no proxy, no TLS", client, direct, null));
        } finally {
            gateway.stop(Signal.TERM, Duration.ofSeconds(20));
            peer.stop(Signal.TERM, Duration.ofSeconds(10));
        }
    }

    private Measured measured(String name, HttpClient client, HttpRequest request, @Nullable ChildProcess proxy) {
        Latencies latencies = new Latencies();
        Duration cpu = proxy == null ? null : cpu(proxy);
        long begin = System.nanoTime();
        long failures = run(client, request, Duration.ofSeconds(seconds), latencies);
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        return new Measured(
                name,
                latencies,
                failures,
                time,
                proxy == null || cpu == null ? null : cpu(proxy).minus(cpu));
    }

    private static Duration cpu(ChildProcess process) {
        return ProcessHandle.of(process.identity().pid()).map(CpuUse::of).orElse(Duration.ZERO);
    }

    /** Returns how many requests did not pass. */
    private long run(HttpClient client, HttpRequest request, Duration time, Latencies latencies) {
        return Load.asFastAsItGoes(clients).run(time, () -> passes(client, request), latencies);
    }

    private static boolean passes(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void awaitReady(HttpClient client, HttpRequest request, ChildProcess process)
            throws InterruptedException {
        long begin = System.nanoTime();
        while (!passes(client, request)) {
            if (!process.isAlive() || System.nanoTime() - begin > START.toNanos()) {
                throw new CommandFailed(Negiz.REFUSED, process.name() + " does not serve:\n" + process.logTail());
            }
            Thread.sleep(200);
        }
    }

    /** A service that costs next to nothing, so that the proxies are what is measured. */
    private static HttpServer upstream() {
        try {
            byte[] answer = ("\"" + "n".repeat(ANSWER_BYTES) + "\"").getBytes(StandardCharsets.US_ASCII);
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
            server.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpClient client(ThrowAwayCertificate tls) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("door", tls.certificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(null, trust.getTrustManagers(), null);
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .sslContext(context)
                    .build();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("No TLS client could be made", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void print(List<Measured> measured) {
        PrintWriter out = spec.commandLine().getOut();
        for (Measured one : measured) {
            if (json) {
                ObjectNode line = JSON.createObjectNode()
                        .put("proxy", one.proxy())
                        .put("requestsPerSecond", one.perSecond())
                        .put("p50Millis", one.millis(0.5))
                        .put("p99Millis", one.millis(0.99))
                        .put("proxyCpuMillis", one.cpuMillis())
                        .put("failures", one.failures());
                out.println(line);
            } else {
                out.printf(
                        Locale.ROOT,
                        "%-18s %7.0f a second, p50 %6.2f ms, p99 %6.2f ms, CPU of the proxy %6.3f ms each, %d failed%n",
                        one.proxy(),
                        one.perSecond(),
                        one.millis(0.5),
                        one.millis(0.99),
                        one.cpuMillis(),
                        one.failures());
            }
        }
        out.flush();
    }
}
