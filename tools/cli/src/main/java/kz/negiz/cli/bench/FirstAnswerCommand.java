package kz.negiz.cli.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.query.SignedQuestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code negiz bench first-answer}: how long an officer looks at a page without an answer, and until all are there. */
@Command(
        name = "first-answer",
        description = {
            "Ask questions to many services, one after the other, and show how soon the first answer comes and the last.",
            "From the moment at which the signed question is handed in; answers are taken as they come.",
            "Needs a platform on this machine with the demo's users: ./negiz demo"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class FirstAnswerCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--services",
            defaultValue = "12",
            paramLabel = "N",
            description = "Services in each question (default: ${DEFAULT-VALUE}).")
    private int services;

    @Option(
            names = "--count",
            defaultValue = "50",
            paramLabel = "N",
            description = "How many questions are measured (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--warm-up",
            defaultValue = "20",
            paramLabel = "N",
            description = "Questions before them (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() {
        if (services < 1 || count < 1 || warmUp < 0) {
            throw new CommandFailed(Negiz.USAGE, "--services and --count are at least 1, --warm-up at least 0");
        }
        RunningDemo demo = RunningDemo.find();
        ApiClient officer = demo.session(RunningDemo.HEAD);
        List<String> codes = permitted(officer);
        if (codes.size() < services) {
            throw new CommandFailed(Negiz.USAGE, "--services is at most " + codes.size());
        }
        ObjectNode question = InspectionQuestion.to(codes.subList(0, services), demo.scenario());
        run(officer, question, warmUp, new Latencies(), new Latencies());
        Latencies first = new Latencies();
        Latencies last = new Latencies();
        run(officer, question, count, first, last);
        print(first, last);
        return 0;
    }

    private static List<String> permitted(ApiClient officer) {
        return officer.get("/api/questions/services")
                .path("profiles")
                .valueStream()
                .filter(profile -> profile.path("code").asString("").equals(InspectionQuestion.PROFILE))
                .flatMap(profile -> profile.path("services").valueStream())
                .map(service -> service.path("code").asString(""))
                .toList();
    }

    private static void run(ApiClient officer, ObjectNode question, int times, Latencies first, Latencies last) {
        for (int i = 0; i < times; i++) {
            JsonNode signed =
                    SignedQuestion.of(officer, question, officer.key()).json();
            long handedIn = System.nanoTime();
            String id = officer.begin("/api/questions", signed).path("id").asString("");
            Latencies answers = new Latencies();
            officer.events("/api/questions/" + id + "/answers", (name, data) -> {
                if (name.equals("answer")) {
                    answers.add(System.nanoTime() - handedIn);
                }
            });
            first.add(answers.within(0).toNanos());
            last.add(answers.within(1).toNanos());
        }
    }

    private void print(Latencies first, Latencies last) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper()
                    .createObjectNode()
                    .put("questions", first.count())
                    .put("services", services)
                    .put("firstP50Millis", first.millis(0.5))
                    .put("firstP99Millis", first.millis(0.99))
                    .put("lastP50Millis", last.millis(0.5))
                    .put("lastP99Millis", last.millis(0.99)));
        } else {
            out.printf(
                    Locale.ROOT,
                    "%d questions to %d services: first answer p50 %.0f ms, p99 %.0f ms; last one p50 %.0f ms, p99 %.0f ms%n",
                    first.count(),
                    services,
                    first.millis(0.5),
                    first.millis(0.99),
                    last.millis(0.5),
                    last.millis(0.99));
        }
        out.flush();
    }
}
