package kz.negiz.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.ApiRefused;
import kz.negiz.cli.api.SigningKey;
import kz.negiz.cli.ncalayer.NcaLayerStandIn;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.platform.local.PlatformPorts;
import kz.negiz.platform.local.PlatformService;
import kz.negiz.platform.local.SecondInstance;
import kz.negiz.platform.process.ChildProcess;
import kz.negiz.platform.process.Signal;
import kz.negiz.platform.supervisor.PlatformState;
import kz.negiz.platform.supervisor.PlatformState.Condition;
import kz.negiz.platform.supervisor.PlatformState.PartState;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/**
 * The whole platform, as {@code ./negiz up} starts it, on free ports and with data of its own.
 *
 * <p>The bodies and users of the demo scenario are registered when a test gets it.
 */
public final class Platform implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AGREEMENT = "/api/registry/agreement";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final LocalFolder folder;
    private final DemoSources sources;
    private final TraceCollector traces;
    private @Nullable NcaLayerStandIn ncalayer;
    private final Map<String, ApiClient> clients = new ConcurrentHashMap<>();

    private Platform(LocalFolder folder, TraceCollector traces) {
        this.folder = folder;
        this.traces = traces;
        this.sources =
                new DemoSources(URI.create("http://127.0.0.1:" + folder.ports().of(PlatformPorts.SOURCES)));
    }

    /** Starts with an empty database and a new demo PKI; what was unpacked by an earlier run is used again. */
    static Platform start() {
        TraceCollector traces = TraceCollector.start();
        LocalFolder folder = LocalFolder.empty("platform");
        folder.set("traces-endpoint", traces.address().toString());
        Platform platform = new Platform(folder, traces);
        try {
            platform.folder.control().up(platform.folder.ports(), state -> {});
            new Population(platform).register();
        } catch (RuntimeException e) {
            platform.close();
            throw e;
        }
        return platform;
    }

    /** Where the gateway answers. */
    public URI gateway() {
        return URI.create(folder.ports().url(PlatformService.GATEWAY));
    }

    /** Where verbs are typed on the machine of this platform. */
    public Terminal terminal() {
        return new Terminal(folder);
    }

    /** The key of the demo PKI with this name. */
    public SigningKey key(String name) {
        return SigningKey.open(
                folder.layout().pki().resolve("keys").resolve(name + ".p12").toString(),
                DemoPki.PASSWORD.toCharArray());
    }

    /** Somebody who is logged in with a demo key; tests share the session as long as it stands. */
    public ApiClient as(String key) {
        return clients.compute(key, (name, known) -> known != null && stands(known) ? known : newSession(name));
    }

    private static boolean stands(ApiClient client) {
        try {
            client.get("/api/session");
            return true;
        } catch (ApiRefused ended) {
            return false;
        }
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
        return newSession(gateway(), key);
    }

    /** The same by another gateway. */
    public ApiClient newSession(URI otherGateway, String key) {
        return ApiClient.newSession(otherGateway, key(key), "en");
    }

    /** Signs in the browser; where the pages of this platform look for NCALayer. */
    public synchronized NcaLayerStandIn ncalayer() {
        if (ncalayer == null) {
            ncalayer = NcaLayerStandIn.start(
                    folder.ports().of(PlatformPorts.NCALAYER),
                    folder.layout().pki().resolve("keys"),
                    "head");
        }
        return ncalayer;
    }

    /** The registers and databases, their faults and their log. */
    public DemoSources sources() {
        return sources;
    }

    /** What the services say of where the time of requests goes. */
    public TraceCollector traces() {
        return traces;
    }

    /** What a service has logged so far. */
    public List<String> log(PlatformService service) {
        try {
            return Files.readAllLines(folder.layout().log(service.serviceName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bodies, users, taxpayers, inspections and cases that the demo speaks of. */
    public Scenario scenario() {
        return sources.scenario();
    }

    /** Ends a part as a power cut would: {@code query-broker-service}, {@code kafka}, {@code postgres} … */
    public void kill(String part) {
        signal(part, Signal.KILL);
    }

    /** Lets a part hang: it holds its connections and answers nobody, until it is let {@link #goOn}. */
    public void hang(String part) {
        signal(part, Signal.STOP);
    }

    public void goOn(String part) {
        signal(part, Signal.CONT);
    }

    private void signal(String part, Signal signal) {
        PartState running = part(part);
        if (running.process() == null) {
            throw new IllegalStateException(part + " does not run");
        }
        running.process().signal(signal);
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

    /** Another instance of a service on the same data; whoever starts it ends it. */
    public ChildProcess second(PlatformService service, int port, Map<String, String> changed) {
        return SecondInstance.start(service, folder.layout(), running(), port, changed);
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
        return running().part(name).orElseThrow(() -> new IllegalStateException("There is no part " + name));
    }

    private PlatformState running() {
        return folder.control().running().orElseThrow(() -> new IllegalStateException("The platform does not run"));
    }

    @Override
    public synchronized void close() {
        if (ncalayer != null) {
            ncalayer.close();
        }
        folder.control().down(state -> {});
        traces.close();
    }
}
