package kz.negiz.cli.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.ApiRefused;
import kz.negiz.cli.api.ApiUnreachable;
import kz.negiz.cli.demo.Scenario;
import kz.negiz.cli.query.SignedQuestion;
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
            "Ask signed questions as fast as the platform answers them, or at a given rate, and show throughput, latency and",
            "where the CPU goes, beside asking the same sources without the platform.",
            "What runs through one of the sources page's five minutes also shows the broker's own part of them.",
            "Needs a platform on this machine with the demo's users: ./negiz demo"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class QuestionsCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DIRECT = 400;

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

    @Option(
            names = "--rate",
            defaultValue = "0",
            paramLabel = "N",
            description = "Questions a second, by as many clients as it takes (default: as fast as the clients can).")
    private double rate;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    /**
     * What was measured.
     *
     * @param own the broker's own part in the last five minutes that lie within the time; nothing if there are none
     */
    private record Measured(
            Latencies latencies,
            long failures,
            Duration time,
            CpuUse cpu,
            Latencies direct,
            Optional<OwnPart> own,
            Duration commit) {

        double perSecond() {
            return latencies.count() / (time.toMillis() / 1000.0);
        }
    }

    @Override
    public Integer call() {
        if (services < 1 || services > 4 || clients < 1 || clients > 64 || seconds < 1 || warmUp < 0 || rate < 0) {
            throw new CommandFailed(
                    Negiz.USAGE,
                    "--services is 1 to 4, --clients 1 to 64, --seconds at least 1, --warm-up and --rate at least 0");
        }
        RunningDemo demo = RunningDemo.find();
        ApiClient officer = demo.session(RunningDemo.HEAD);
        ObjectNode question = question(demo.scenario());
        run(officer, question, Duration.ofSeconds(warmUp), new Latencies());

        Latencies latencies = new Latencies();
        CpuUse before = CpuUse.now(demo.state());
        Instant since = Instant.now();
        long begin = System.nanoTime();
        long failures = run(officer, question, Duration.ofSeconds(seconds), latencies);
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        CpuUse cpu = CpuUse.now(demo.state()).since(before);
        Optional<OwnPart> own = OwnPart.within(demo, since, Instant.now());
        Latencies direct = new DirectSources(demo.sources(), question).ask(DIRECT / 2, DIRECT);
        print(new Measured(latencies, failures, time, cpu, direct, own, demo.commit()));
        return failures == 0 ? 0 : Negiz.REFUSED;
    }

    /** Returns how many questions were not answered. */
    private long run(ApiClient officer, ObjectNode question, Duration time, Latencies latencies) {
        return new Load(clients, rate).run(time, () -> isAnswered(officer, question), latencies);
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

    private void print(Measured measured) {
        PrintWriter out = spec.commandLine().getOut();
        double p50 = measured.latencies().millis(0.5);
        double p99 = measured.latencies().millis(0.99);
        double direct = measured.direct().millis(0.5);
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
                    .put("directP50Millis", direct)
                    .put("commitMillis", floor);
            measured.own().ifPresent(own -> all.put("ownP50Millis", own.p50()).put("ownP99Millis", own.p99()));
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
                    "The same services asked directly, one question after the other: p50 %.1f ms, p99 %.1f ms.%n",
                    direct,
                    measured.direct().millis(0.99));
            measured.own()
                    .ifPresent(own -> out.printf(
                            Locale.ROOT,
                            "The broker's own part, from the signed question to the first source: p50 %d ms, p99 %d ms (%d questions).%n",
                            own.p50(),
                            own.p99(),
                            own.count()));
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
