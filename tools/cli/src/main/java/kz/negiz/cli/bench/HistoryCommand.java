package kz.negiz.cli.bench;

import java.io.PrintWriter;
import java.sql.SQLException;
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
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code negiz bench history}: what the questions of years cost the one that is asked today. */
@Command(
        name = "history",
        description = {
            "Fill the broker's database with stored questions, and show how long one question to one service takes, one after the",
            "other, with few stored and with many, and what a stored question needs of the disk.",
            "The stored questions stay and are of no use to anybody: ./negiz reset --yes afterwards. Ten million of them need 40 GB.",
            "Needs a platform on this machine with the demo's users: ./negiz demo"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class HistoryCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MOST = 100_000_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--few",
            defaultValue = "10000",
            paramLabel = "N",
            description = "Stored questions at first (default: ${DEFAULT-VALUE}).")
    private long few;

    @Option(
            names = "--many",
            defaultValue = "10000000",
            paramLabel = "N",
            description = "Stored questions at last (default: ${DEFAULT-VALUE}).")
    private long many;

    @Option(
            names = "--count",
            defaultValue = "2000",
            paramLabel = "N",
            description = "Questions that are measured each time (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--warm-up",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Questions before them (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--yes", description = "Yes, fill the database of this platform.")
    private boolean yes;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    /** Questions beside so many stored ones. */
    private record Measured(long stored, Latencies questions, Latencies lists, long bytesOfOne) {}

    @Override
    public Integer call() {
        if (few < 1 || many <= few || many > MOST || count < 1 || warmUp < 0) {
            throw new CommandFailed(
                    Negiz.USAGE,
                    "--few at least 1, --many more and at most " + MOST + ", --count at least 1, --warm-up at least 0");
        }
        if (!yes) {
            throw new CommandFailed(
                    Negiz.USAGE,
                    "The broker's database would be filled with " + many + " questions of nobody: add --yes");
        }
        RunningDemo demo = RunningDemo.find();
        StoredQuestions stored = new StoredQuestions(demo);
        ApiClient officer = demo.session(RunningDemo.HEAD);
        ObjectNode question = InspectionQuestion.to(
                demo.scenario()
                        .services()
                        .path("four")
                        .valueStream()
                        .limit(1)
                        .map(code -> code.asString(""))
                        .toList(),
                demo.scenario());
        try {
            if (stored.count() > few) {
                throw new CommandFailed(
                        Negiz.USAGE, "There are " + stored.count() + " stored questions: ./negiz reset --yes first");
            }
            Measured before = measure(officer, question, stored, few);
            long bytes = stored.bytes();
            Measured after = measure(officer, question, stored, many);
            print(before, after, (stored.bytes() - bytes - count * after.bytesOfOne()) / (many - few));
            return 0;
        } catch (SQLException e) {
            throw new CommandFailed(Negiz.UNREACHABLE, "PostgreSQL says: " + e.getMessage());
        }
    }

    private Measured measure(ApiClient officer, ObjectNode question, StoredQuestions stored, long wanted)
            throws SQLException {
        PrintWriter err = spec.commandLine().getErr();
        stored.fillTo(wanted, there -> {
            err.printf(Locale.ROOT, "  stored %,d of %,d%n", there, wanted);
            err.flush();
        });
        for (int i = 0; i < warmUp; i++) {
            ask(officer, question);
            list(officer);
        }
        long bytes = stored.bytes();
        Latencies questions = new Latencies();
        Latencies lists = new Latencies();
        for (int i = 0; i < count; i++) {
            long begin = System.nanoTime();
            ask(officer, question);
            long asked = System.nanoTime();
            list(officer);
            lists.add(System.nanoTime() - asked);
            questions.add(asked - begin);
        }
        return new Measured(wanted, questions, lists, (stored.bytes() - bytes) / count);
    }

    private static void ask(ApiClient officer, ObjectNode question) {
        officer.post(
                "/api/questions",
                SignedQuestion.of(officer, question, officer.key()).json());
    }

    private static void list(ApiClient officer) {
        officer.get("/api/questions?limit=20");
    }

    private void print(Measured before, Measured after, long smallBytes) {
        PrintWriter out = spec.commandLine().getOut();
        for (Measured one : new Measured[] {before, after}) {
            if (json) {
                out.println(JSON.createObjectNode()
                        .put("stored", one.stored())
                        .put("questionP50Millis", one.questions().millis(0.5))
                        .put("questionP99Millis", one.questions().millis(0.99))
                        .put("listP50Millis", one.lists().millis(0.5))
                        .put("listP99Millis", one.lists().millis(0.99))
                        .put("bytesOfOne", one.bytesOfOne())
                        .put("bytesOfASmallOne", smallBytes));
            } else {
                out.printf(
                        Locale.ROOT,
                        "beside %,d stored ones: a question p50 %.1f ms, p99 %.1f ms; the own history p50 %.1f ms, p99 %.1f ms%n",
                        one.stored(),
                        one.questions().millis(0.5),
                        one.questions().millis(0.99),
                        one.lists().millis(0.5),
                        one.lists().millis(0.99));
            }
        }
        if (!json) {
            out.printf(
                    Locale.ROOT,
                    "p99 is %.2f times what it was. A question to one service needs %,d bytes of the disk with its indexes, one without contents %,d.%n",
                    after.questions().millis(0.99) / before.questions().millis(0.99),
                    after.bytesOfOne(),
                    smallBytes);
        }
        out.flush();
    }
}
