package kz.negiz.cli.rules;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.rules.Finding;
import kz.negiz.rules.Ruling;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code negiz rules decide}: how much of a service a profile opens, one case or a table of them. */
@Command(
        name = "decide",
        mixinStandardHelpOptions = true,
        description = "Says how much of a service an access right opens, and by which rule.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:decided, whatever the level",
            "1:with --cases: a line was not understood (its level is UNKNOWN); the others are answered",
            "2:wrong usage, or the cases cannot be read"
        })
final class DecideCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--profile", paramLabel = "CODE", description = "The access right, such as OPERATIONAL_SEARCH.")
    private @Nullable String profile;

    @Option(names = "--service", paramLabel = "CODE", description = "The service, such as VAT_PAYERS.")
    private @Nullable String service;

    @Option(
            names = "--article",
            paramLabel = "ARTICLE",
            defaultValue = "",
            description = "Article of the Criminal Code that the case is about: '217(2)', or 220.")
    private String article;

    @Option(
            names = "--body",
            paramLabel = "KIND",
            defaultValue = "",
            description = "Kind of the body that asks, such as INTERNAL_AFFAIRS (default: any).")
    private String body;

    @Option(
            names = "--role",
            paramLabel = "CODE",
            defaultValue = "",
            description = "Role of who asks, such as POLICE_OPERATIVE (default: any).")
    private String role;

    @Option(
            names = "--cases",
            paramLabel = "FILE",
            description = "CSV with the columns id,profile,service,article and, where wanted, body,role; - reads the"
                    + " standard input. Answers id,level,rule,edition for every line.")
    private @Nullable String cases;

    @Option(names = "--format", description = "Of the answers to --cases: csv or json (default: csv).")
    private CaseTable.@Nullable Format format;

    @Option(
            names = "--edition",
            paramLabel = "EDITION",
            description = "Number of a shipped edition, or a folder (default: the shipped one in force).")
    private @Nullable String edition;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() {
        boolean one = profile != null || service != null;
        if (one == (cases != null)) {
            throw usage("Name one case by --profile and --service, or a table of cases by --cases.");
        }
        EditionArgument of = EditionArgument.of(edition);
        if (cases != null) {
            if (!(article + body + role).isEmpty()) {
                throw usage("With --cases, article, body and role are columns.");
            }
            CaseTable.Format wanted = format != null ? format : json ? CaseTable.Format.JSON : CaseTable.Format.CSV;
            return table(of, cases, wanted);
        }
        if (format != null) {
            throw usage("--format goes with --cases; one case takes --json.");
        }
        if (profile == null || service == null) {
            throw usage("A case has both --profile and --service.");
        }
        return one(of, new CaseText(profile, service, article, body, role));
    }

    private int one(EditionArgument of, CaseText typed) {
        return switch (typed.by(of.rules())) {
            case CaseText.Outcome.NotUnderstood(String sentence) -> throw usage(FindingText.capital(sentence) + ".");
            case CaseText.Outcome.Ruled(Ruling.Decided ruling) -> {
                PrintWriter out = spec.commandLine().getOut();
                if (json) {
                    out.println(JsonMapper.shared()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(json(of, typed, ruling)));
                } else {
                    out.println("level    " + ruling.level());
                    out.println("rule     " + ruling.rule());
                    out.println("edition  " + of.files().number());
                    out.println("because");
                    for (Finding finding : ruling.findings()) {
                        out.println((finding.holds() ? "  holds  " : "  fails  ") + finding.rule() + "  "
                                + FindingText.words(finding));
                    }
                }
                out.flush();
                yield 0;
            }
        };
    }

    private static ObjectNode json(EditionArgument of, CaseText typed, Ruling.Decided ruling) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("profile", typed.profile());
        node.put("service", typed.service());
        node.put("article", typed.article());
        node.put("body", typed.body());
        node.put("role", typed.role());
        node.put("level", ruling.level().name());
        node.put("rule", ruling.rule());
        node.put("edition", of.files().number());
        ArrayNode explanation = node.putArray("explanation");
        for (Finding finding : ruling.findings()) {
            explanation
                    .addObject()
                    .put("check", FindingText.check(finding))
                    .put("holds", finding.holds())
                    .put("rule", finding.rule())
                    .put("words", FindingText.words(finding));
        }
        return node;
    }

    private int table(EditionArgument of, String file, CaseTable.Format wanted) {
        CaseTable table = new CaseTable(
                of.rules(), spec.commandLine().getOut(), spec.commandLine().getErr(), wanted);
        // A decoder of its own refuses what is not UTF-8; a charset alone would put something else in its place.
        try (Reader reader = file.equals("-")
                ? new InputStreamReader(System.in, StandardCharsets.UTF_8.newDecoder())
                : Files.newBufferedReader(Path.of(file))) {
            return table.answer(reader);
        } catch (IOException e) {
            throw new CommandFailed(Negiz.USAGE, "The cases in " + file + " cannot be read.");
        }
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
