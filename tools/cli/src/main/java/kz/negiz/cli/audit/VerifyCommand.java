package kz.negiz.cli.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.log.checkpoint.Note;
import kz.negiz.log.checkpoint.VerifierKey;
import kz.negiz.log.export.ExportVerifier;
import kz.negiz.log.export.Finding;
import kz.negiz.log.export.Verification;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Checks an export offline: no platform runs, and nobody is trusted but who gave key and checkpoint. */
@Command(
        name = "verify",
        description = {
            "Check an export without the platform.",
            "The log's key and a checkpoint kept from before have to come from outside of the export; without them",
            "nothing is proved."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:proved", "1:refuted, or not proved", "2:wrong usage"})
final class VerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The export.")
    private Path file = Path.of(".");

    @Option(names = "--log-key", paramLabel = "FILE", description = "The log's verifier key.")
    private @Nullable Path logKey;

    @Option(
            names = "--witness-store",
            paramLabel = "DIR",
            description = "Folder of kept checkpoints; its log key is used if none is given.")
    private @Nullable Path store;

    @Option(names = "--since", paramLabel = "CHECKPOINT", description = "A file with one kept checkpoint.")
    private @Nullable Path since;

    @Option(
            names = "--witness-key",
            paramLabel = "FILE",
            description = "Key of a witness whose cosignature is expected; may be given more than once.")
    private List<Path> witnessKeys = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() {
        Optional<VerifierKey> key = Optional.ofNullable(logKey).map(AuditFiles::verifierKey);
        List<Note> kept = new ArrayList<>();
        if (store != null) {
            WitnessStore witnesses = new WitnessStore(store);
            key = key.or(witnesses::key);
            witnesses.all().forEach(one -> kept.add(one.note()));
        }
        if (since != null) {
            kept.add(AuditFiles.note(since));
        }
        List<VerifierKey> witnesses =
                witnessKeys.stream().map(AuditFiles::verifierKey).toList();
        Verification result;
        try (InputStream in = Files.newInputStream(file)) {
            result = new ExportVerifier(key, kept, witnesses).verify(in);
        } catch (IOException e) {
            throw new CommandFailed(Negiz.USAGE, file + " cannot be read as an export");
        }
        print(result);
        return result.verdict() == Verification.Verdict.PROVED ? 0 : Negiz.REFUSED;
    }

    private void print(Verification result) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(asJson(result));
        } else {
            result.findings().forEach(one -> out.println(line(one)));
            out.println(result.verdict().name().replace('_', ' ') + ": " + result.events() + " events, of them "
                    + result.asked() + " asked for; numbers of " + result.users() + " user(s) at a service followed; "
                    + result.answers() + " question(s) with document and answers, " + result.encumbrances()
                    + " encumbrance(s) with their document.");
        }
        out.flush();
    }

    private static String line(Finding one) {
        String mark = switch (one.code().weight()) {
            case REFUTES -> "WRONG ";
            case LEAVES_OPEN -> "OPEN  ";
            case REMARK -> "note  ";
        };
        return mark + one.code() + "  " + one.where() + ": " + one.text();
    }

    private static ObjectNode asJson(Verification result) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("verdict", result.verdict().name());
        all.put("events", result.events());
        all.put("asked", result.asked());
        all.put("users", result.users());
        all.put("answers", result.answers());
        all.put("encumbrances", result.encumbrances());
        ArrayNode findings = all.putArray("findings");
        result.findings()
                .forEach(one -> findings.addObject()
                        .put("code", one.code().name())
                        .put("weight", one.code().weight().name())
                        .put("where", one.where())
                        .put("text", one.text()));
        return all;
    }
}
