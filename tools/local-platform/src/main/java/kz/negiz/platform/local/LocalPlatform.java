package kz.negiz.platform.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.platform.kafka.KafkaServer;
import kz.negiz.platform.postgres.PostgresServer;
import kz.negiz.platform.process.Directories;
import kz.negiz.platform.secrets.PlatformSecrets;
import kz.negiz.platform.supervisor.Part;
import kz.negiz.platform.supervisor.Supervisor;

/**
 * The process that holds the whole platform on one machine: its children end when it ends, however it ends.
 *
 * <p>Stores start first, then the services' databases and migrations, then the services, all that can at once.
 */
public final class LocalPlatform {

    static final String SOURCES_APP = "demo-sources";
    private static final int STORES = 0;
    private static final int SERVICES = 1;

    /** The lists are good for 27 hours; a machine that slept must find them fresh soon after. */
    private static final Duration CRL_REFRESH = Duration.ofMinutes(30);

    private final LocalLayout layout;
    private final Startup startup;
    private final PlatformPorts ports;
    private final Supervisor supervisor;
    private final Clock clock;

    private LocalPlatform(
            LocalLayout layout, Startup startup, PlatformPorts ports, Supervisor supervisor, Clock clock) {
        this.layout = layout;
        this.startup = startup;
        this.ports = ports;
        this.supervisor = supervisor;
        this.clock = clock;
    }

    /** Runs the platform until a signal ends it. Arguments: the working copy, the data folder, the {@link Startup}, then each port as {@code name=number}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        LocalLayout layout = new LocalLayout(Path.of(args[0]), Path.of(args[1]));
        Startup startup = Startup.valueOf(args[2]);
        Map<String, Integer> given = new LinkedHashMap<>();
        for (String argument : List.of(args).subList(3, args.length)) {
            int equals = argument.indexOf('=');
            given.put(argument.substring(0, equals), Integer.valueOf(argument.substring(equals + 1)));
        }
        PlatformPorts ports = PlatformPorts.of(layout.settings(), Optional.empty(), given);
        Directories.createPrivate(layout.run());
        try (FileChannel channel =
                        FileChannel.open(layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                System.err.println("another supervisor holds " + layout.lock());
                System.exit(1);
            }
            writeAddresses(layout, ports);
            Clock clock = Clock.systemUTC();
            Supervisor supervisor = new Supervisor(layout.stateFile(), System.err, clock);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(supervisor::stopAll));
            System.exit(new LocalPlatform(layout, startup, ports, supervisor, clock).run());
        }
    }

    /** For the command line and scripts; a file that anybody can read in any language. */
    private static void writeAddresses(LocalLayout layout, PlatformPorts ports) throws IOException {
        StringBuilder text = new StringBuilder();
        for (PlatformService service : PlatformService.values()) {
            text.append(service.shortName())
                    .append('=')
                    .append(ports.url(service))
                    .append('\n');
        }
        text.append("sources=http://127.0.0.1:")
                .append(ports.of(PlatformPorts.SOURCES))
                .append('\n');
        text.append("postgres=127.0.0.1:")
                .append(ports.of(PlatformPorts.POSTGRES))
                .append('\n');
        text.append("kafka=127.0.0.1:").append(ports.of(PlatformPorts.KAFKA)).append('\n');
        text.append("pki=http://127.0.0.1:").append(ports.of(PlatformPorts.PKI)).append('\n');
        Files.writeString(layout.addresses(), text);
    }

    private int run() throws InterruptedException {
        DemoPki pki;
        try {
            pki = bringUp();
        } catch (RuntimeException e) {
            supervisor.failed(e);
            return 1;
        }
        supervisor.ready();
        while (!supervisor.stopRequestedWithin(CRL_REFRESH)) {
            pki.refreshCrls();
        }
        return 0;
    }

    private DemoPki bringUp() {
        PlatformSecrets secrets =
                supervisor.await(supervisor.once("secrets", () -> PlatformSecrets.open(layout.secrets())));
        PostgresPart postgres = new PostgresPart(new PostgresServer.Settings(
                layout.data().resolve("postgres"),
                layout.cache(),
                ports.of(PlatformPorts.POSTGRES),
                secrets.password(PostgresServer.SUPERUSER),
                true,
                layout.log(PlatformPorts.POSTGRES)));
        KafkaPart kafka = new KafkaPart(new KafkaServer.Settings(
                layout.data().resolve("kafka"),
                ports.of(PlatformPorts.KAFKA),
                ports.of(PlatformPorts.KAFKA_CONTROLLER),
                false,
                layout.log(PlatformPorts.KAFKA)));
        CompletableFuture<?> postgresReady = supervisor.keep(postgres, STORES);
        CompletableFuture<?> kafkaReady = supervisor.keep(kafka, STORES);
        CompletableFuture<DemoPki> pkiMade =
                supervisor.once("demo-pki", () -> DemoPki.openOrCreate(layout.pki(), clock));
        CompletableFuture<Map<String, ServiceApp>> unpacked = supervisor.once("unpacking", () -> apps(layout));
        supervisor.announce(PlatformPorts.PKI, ports.of(PlatformPorts.PKI));
        supervisor.announce("databases", 0);
        supervisor.announce("migrations", 0);
        supervisor.announce(SOURCES_APP, ports.of(PlatformPorts.SOURCES));
        for (PlatformService service : PlatformService.values()) {
            supervisor.announce(service.serviceName(), ports.of(service));
        }

        DemoPki pki = supervisor.await(pkiMade);
        CompletableFuture<?> pkiReady = supervisor.keep(new PkiPart(pki, ports.of(PlatformPorts.PKI)), STORES);
        ServiceConfiguration configuration =
                new ServiceConfiguration(ports, secrets, ServiceConfiguration.Trust.of(pki));
        supervisor.await(postgresReady);
        supervisor.dataDirectory(postgres.server().dataDirectory());
        supervisor.await(supervisor.once("databases", () -> Databases.create(postgres.server(), secrets)));
        Map<String, ServiceApp> apps = supervisor.await(unpacked);
        supervisor.await(supervisor.once("migrations", () -> migrate(configuration, apps)));
        supervisor.await(kafkaReady);
        supervisor.await(pkiReady);

        List<CompletableFuture<?>> services = new ArrayList<>();
        for (PlatformService service : PlatformService.values()) {
            Map<String, String> properties = new LinkedHashMap<>(configuration.properties(service));
            LocalSettings.tracesEndpoint(layout.settings())
                    .ifPresent(endpoint -> properties.putAll(ServiceConfiguration.traces(endpoint)));
            if (service == PlatformService.BROKER) {
                properties.putAll(configuration.throughTheGateway(pki));
            }
            services.add(
                    supervisor.keep(web(app(apps, service.serviceName()), service.shortName(), properties), SERVICES));
        }
        services.add(supervisor.keep(
                web(app(apps, SOURCES_APP), PlatformPorts.SOURCES, configuration.sources(pki)), SERVICES));
        services.forEach(supervisor::await);
        return pki;
    }

    /** Unpacks what Maven has built, unless that was done: once after a build, so that the platform starts quicker. */
    public static void unpack(LocalLayout layout) {
        apps(layout);
    }

    /** The services of this build, unpacked. */
    static Map<String, ServiceApp> apps(LocalLayout layout) {
        Map<String, Path> modules = new LinkedHashMap<>();
        for (PlatformService service : PlatformService.values()) {
            modules.put(service.serviceName(), layout.workingCopy().resolve(service.serviceName()));
        }
        modules.put(SOURCES_APP, layout.workingCopy().resolve("tools").resolve(SOURCES_APP));
        return modules.entrySet().parallelStream()
                .map(module ->
                        ServiceApp.unpack(module.getKey(), module.getValue(), layout.apps(), layout.log("unpack")))
                .collect(Collectors.toMap(ServiceApp::name, app -> app));
    }

    private Part web(ServiceApp app, String portName, Map<String, String> properties) {
        return new WebServicePart(
                app,
                ports.of(portName),
                startup,
                LocalSettings.serviceJvmOptions(layout.settings()),
                properties,
                layout.log(app.name()));
    }

    private static ServiceApp app(Map<String, ServiceApp> apps, String name) {
        ServiceApp app = apps.get(name);
        if (app == null) {
            throw new IllegalStateException(name + " is not unpacked");
        }
        return app;
    }

    /** Runs the services' migrations as the owner, in processes that end; not again for a build that has run them. */
    private int migrate(ServiceConfiguration configuration, Map<String, ServiceApp> apps) {
        return Arrays.stream(PlatformService.values())
                .parallel()
                .mapToInt(service -> migrate(service, app(apps, service.serviceName()), configuration))
                .sum();
    }

    private int migrate(PlatformService service, ServiceApp app, ServiceConfiguration configuration) {
        try {
            Path stamp =
                    Files.createDirectories(layout.data().resolve("migrated")).resolve(service.shortName());
            if (Files.exists(stamp) && Files.readString(stamp).equals(app.build())) {
                return 0;
            }
            ShortProcess.run(
                    service.serviceName() + "-migration",
                    JavaCommand.migrate(app.jar()),
                    configuration.migration(service),
                    layout.apps(),
                    layout.log("migrations"));
            Files.writeString(stamp, app.build());
            return 1;
        } catch (IOException e) {
            throw new UncheckedIOException("the migrations of " + service.serviceName() + " cannot be recorded", e);
        }
    }
}
