package kz.negiz.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import kz.negiz.acceptance.docs.Repository;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.SigningKey;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.platform.local.LocalLayout;
import kz.negiz.platform.local.PlatformControl;
import kz.negiz.platform.local.PlatformPorts;
import kz.negiz.platform.local.PlatformService;
import kz.negiz.platform.process.Signal;
import kz.negiz.platform.supervisor.PlatformState;
import kz.negiz.platform.supervisor.PlatformState.Condition;
import kz.negiz.platform.supervisor.PlatformState.PartState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The whole platform, as {@code ./negiz up} starts it, on free ports and with data of its own.
 *
 * <p>The bodies and officers of the demo scenario are registered when a test gets it.
 */
public final class Platform implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AGREEMENT = "/api/registry/agreement";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final PlatformControl control;
    private final LocalLayout layout;
    private final PlatformPorts ports;
    private final DemoSources sources;
    private final Thread shutdown;
    private final Map<String, ApiClient> clients = new ConcurrentHashMap<>();

    private Platform(PlatformControl control, LocalLayout layout, PlatformPorts ports) {
        this.control = control;
        this.layout = layout;
        this.ports = ports;
        this.sources = new DemoSources(URI.create("http://127.0.0.1:" + ports.of(PlatformPorts.SOURCES)));
        this.shutdown = new Thread(() -> control.down(state -> {}));
    }

    /** Starts with an empty database and a new demo PKI; what was unpacked by an earlier run is used again. */
    static Platform start() {
        Path root = Repository.root();
        LocalLayout layout = new LocalLayout(root, root.resolve("acceptance-tests/target/platform"));
        PlatformControl control = new PlatformControl(layout);
        control.down(state -> {});
        control.reset();
        PlatformPorts ports = freePorts(layout);
        Platform platform = new Platform(control, layout, ports);
        Runtime.getRuntime().addShutdownHook(platform.shutdown);
        try {
            control.up(ports, state -> {});
            new Population(platform).register();
        } catch (RuntimeException e) {
            platform.close();
            throw e;
        }
        return platform;
    }

    /** Where the gateway answers. */
    public URI gateway() {
        return URI.create(ports.url(PlatformService.GATEWAY));
    }

    /** The key of the demo PKI with this name. */
    public SigningKey key(String name) {
        return SigningKey.open(
                layout.pki().resolve("keys").resolve(name + ".p12").toString(), DemoPki.PASSWORD.toCharArray());
    }

    /** Somebody who is logged in with a demo key; every test that names the key gets the same session. */
    public ApiClient as(String key) {
        return clients.computeIfAbsent(key, this::newSession);
    }

    /** An officer who is logged in and has signed the agreement, without which nobody asks. */
    public ApiClient officer(String key) {
        ApiClient client = as(key);
        String document = client.get(AGREEMENT).path("document").asString("");
        if (!document.isEmpty()) {
            client.post(
                    AGREEMENT,
                    JSON.createObjectNode()
                            .put("accepted", true)
                            .put("document", document)
                            .put(
                                    "signature",
                                    Base64.getEncoder()
                                            .encodeToString(client.key()
                                                    .sign(Base64.getDecoder().decode(document)))));
        }
        return client;
    }

    /** A login of its own with a demo key. */
    public ApiClient newSession(String key) {
        return ApiClient.newSession(gateway(), key(key), "en");
    }

    /** The registers and databases, their faults and their log. */
    public DemoSources sources() {
        return sources;
    }

    /** Bodies, officers, taxpayers, inspections and cases that the demo speaks of. */
    public JsonNode scenario() {
        return sources.scenario();
    }

    /** Ends a part as a power cut would: {@code query-broker-service}, {@code kafka}, {@code postgres} … */
    public void kill(String part) {
        PartState running = part(part);
        if (running.process() == null) {
            throw new IllegalStateException(part + " does not run");
        }
        running.process().signal(Signal.KILL);
    }

    /** How often a part was started again since the platform came up. */
    public int restarts(String part) {
        return part(part).restarts();
    }

    /** Waits until a part runs again after its death. */
    public void awaitRestart(String part, int restartsBefore) {
        await(part + " runs again", () -> {
            PartState now = part(part);
            return now.restarts() > restartsBefore && now.condition() == Condition.READY;
        });
    }

    /** Waits for what comes by itself, such as an event that reaches the log. */
    public static void await(String what, BooleanSupplier happened) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private PartState part(String name) {
        return control.running()
                .flatMap(state -> state.part(name))
                .orElseThrow(() -> new IllegalStateException("There is no part " + name));
    }

    /** Every process that the platform consists of now. */
    public Optional<PlatformState> state() {
        return control.running();
    }

    @Override
    public void close() {
        control.down(state -> {});
        try {
            Runtime.getRuntime().removeShutdownHook(shutdown);
        } catch (IllegalStateException alreadyEnding) {
            return;
        }
    }

    private static PlatformPorts freePorts(LocalLayout layout) {
        PlatformPorts usual = PlatformPorts.of(layout.settings(), Optional.empty(), Map.of());
        Set<String> names = usual.all().keySet();
        Map<String, Integer> free = new LinkedHashMap<>();
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (String name : names) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                free.put(name, socket.getLocalPort());
            }
            for (ServerSocket socket : held) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PlatformPorts.of(layout.settings(), Optional.empty(), free);
    }
}
