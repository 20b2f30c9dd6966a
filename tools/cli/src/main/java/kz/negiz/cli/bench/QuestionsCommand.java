package kz.negiz.cli.bench;

import java.io.PrintWriter;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.DataFolder;
import kz.negiz.cli.Negiz;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.ApiRefused;
import kz.negiz.cli.api.ApiUnreachable;
import kz.negiz.cli.api.SigningKey;
import kz.negiz.cli.demo.Scenario;
import kz.negiz.cli.query.SignedQuestion;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.platform.local.LocalLayout;
import kz.negiz.platform.local.PlatformControl;
import kz.negiz.platform.local.PlatformPorts;
import kz.negiz.platform.local.PlatformService;
import kz.negiz.platform.postgres.PostgresServer;
import kz.negiz.platform.secrets.PlatformSecrets;
import kz.negiz.platform.supervisor.PlatformState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Signed questions, one after the other by some officers at once: from the draft to the answer and its receipt. */
@Command(
        name = "questions",
        description = {
            "Ask signed questions as fast as the platform answers them, and show throughput, latency and where the CPU goes.",
            "Needs a platform on this machine with the demo's users: ./negiz demo"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class QuestionsCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--services",
            defaultValue = "1",
            paramLabel = "N",
            description = "Services in each question, 1 to 4 (default: ${DEFAULT-VALUE}).")
    private int services;

    @Option(
            names = "--clients",
            defaultValue = "4",
            paramLabel = "N",
            description = "Clients at once (default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            paramLabel = "N",
            description = "How long to measure (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "20",
            paramLabel = "N",
            description = "Seconds of the same load before it (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    /** What was measured. */
    private record Measured(Latencies latencies, long failures, Duration time, CpuUse cpu, Duration commit) {

        double perSecond() {
            return latencies.count() / (time.toMillis() / 1000.0);
        }
    }

    @Override
    public Integer call() {
        if (services < 1 || services > 4 || clients < 1 || clients > 64 || seconds < 1 || warmUp < 0) {
            throw new CommandFailed(
                    Negiz.USAGE, "--services is 1 to 4, --clients 1 to 64, --seconds at least 1, --warm-up at least 0");
        }
        LocalLayout layout = new LocalLayout(DataFolder.workingCopy(), DataFolder.path());
        PlatformState state = new PlatformControl(layout)
                .running()
                .orElseThrow(() -> new CommandFailed(Negiz.UNREACHABLE, "The platform does not run: ./negiz demo"));
        ApiClient officer = ApiClient.newSession(
                URI.create("http://127.0.0.1:" + state.port(PlatformService.GATEWAY.serviceName())),
                SigningKey.open("head", DemoPki.PASSWORD.toCharArray()),
                "en");
        ObjectNode question = question(Scenario.ofSources(state.port("demo-sources")));
        run(officer, question, Duration.ofSeconds(warmUp), new Latencies());

        Latencies latencies = new Latencies();
        CpuUse before = CpuUse.now(state);
        long begin = System.nanoTime();
        long failures = run(officer, question, Duration.ofSeconds(seconds), latencies);
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        CpuUse cpu = CpuUse.now(state).since(before);
        print(new Measured(latencies, failures, time, cpu, commit(layout, state)));
        return failures == 0 ? 0 : Negiz.REFUSED;
    }

    /** Returns how many questions were not answered. */
    private long run(ApiClient officer, ObjectNode question, Duration time, Latencies latencies) {
        return new Load(clients).run(time, () -> isAnswered(officer, question), latencies);
    }

    private static boolean isAnswered(ApiClient officer, ObjectNode question) {
        try {
            officer.post(
                    "/api/questions",
                    SignedQuestion.of(officer, question, officer.key()).json());
            return true;
        } catch (ApiRefused | ApiUnreachable e) {
            return false;
        }
    }

    private ObjectNode question(Scenario scenario) {
        return InspectionQuestion.to(
                scenario.services()
                        .path("four")
                        .valueStream()
                        .limit(services)
                        .map(code -> code.asString(""))
                        .toList(),
                scenario);
    }

    private static Duration commit(LocalLayout layout, PlatformState state) {
        try {
            return DurableCommits.median(
                    "jdbc:postgresql://127.0.0.1:" + state.port(PlatformPorts.POSTGRES) + "/postgres",
                    PostgresServer.SUPERUSER,
                    PlatformSecrets.open(layout.secrets()).password(PostgresServer.SUPERUSER),
                    200);
        } catch (SQLException e) {
            throw new CommandFailed(Negiz.UNREACHABLE, "PostgreSQL does not answer: " + e.getMessage());
        }
    }

    private void print(Measured measured) {
        PrintWriter out = spec.commandLine().getOut();
        double p50 = millis(measured.latencies().within(0.5));
        double p99 = millis(measured.latencies().within(0.99));
        double floor = millis(measured.commit());
        if (json) {
            ObjectNode all = JSON.createObjectNode()
                    .put("services", services)
                    .put("clients", clients)
                    .put("answered", measured.latencies().count())
                    .put("failed", measured.failures())
                    .put("perSecond", measured.perSecond())
                    .put("p50Millis", p50)
                    .put("p99Millis", p99)
                    .put("commitMillis", floor);
            ObjectNode cpu = all.putObject("cpuMillisPerQuestion");
            measured.cpu().byPart().forEach((part, used) -> cpu.put(part, perQuestion(used, measured)));
            out.println(all);
        } else {
            out.printf(
                    Locale.ROOT,
                    "%d questions to %d service(s) by %d clients: %.1f a second, p50 %.0f ms, p99 %.0f ms, %d failed%n",
                    measured.latencies().count(),
                    services,
                    clients,
                    measured.perSecond(),
                    p50,
                    p99,
                    measured.failures());
            out.printf(
                    Locale.ROOT,
                    "One durable commit on this disk takes %.2f ms; the p50 is %.0f of them.%n",
                    floor,
                    p50 / floor);
            out.printf(
                    Locale.ROOT,
                    "CPU for each question: %.1f ms%n",
                    perQuestion(measured.cpu().total(), measured));
            measured.cpu().byPart().entrySet().stream()
                    .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
                    .forEach(part -> out.printf(
                            Locale.ROOT, "  %-26s %6.1f ms%n", part.getKey(), perQuestion(part.getValue(), measured)));
        }
        out.flush();
    }

    private static double perQuestion(Duration used, Measured measured) {
        return millis(used) / Math.max(1, measured.latencies().count());
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
