package kz.negiz.cli.query;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.cli.eds.TrustOptions;
import kz.negiz.eds.EdsPolicy;
import kz.negiz.eds.SignatureVerifier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Checks a record under seal offline: no platform runs. */
@Command(
        name = "verify",
        description = {
            "Check a record under seal (ASiC-E) without the platform: that nothing in it was changed, whose seal it bears,",
            "and that its question or encumbrance was signed by whom it says. Whom to trust comes from outside of the file."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all of it holds", "1:something does not hold, or cannot be told", "2:wrong usage"})
public final class VerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private TrustOptions trust;

    @Parameters(paramLabel = "FILE", description = "The record, an ASiC-E container.")
    private Path file = Path.of(".");

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "When the check is made, as 2026-11-22T09:00:00Z (default: now).")
    private @Nullable Instant at;

    @Option(
            names = "--seal-bin",
            paramLabel = "BIN",
            defaultValue = "",
            description = "BIN that the certificate of the seal must have: that of the platform's operator.")
    private String sealBin = "";

    @Option(names = "--lang", defaultValue = "en", description = "Language of reasons: kk, ru, en (default: en).")
    private String language = "en";

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() {
        Instant now = Objects.requireNonNullElseGet(at, Instant::now);
        SealedRecord.Outcome outcome = new SealedRecord(
                        new SignatureVerifier(trust.bundle(now), EdsPolicy.national()), now, sealBin, language)
                .check(bytes());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(asJson(outcome));
        } else {
            outcome.findings()
                    .forEach(finding -> out.println((finding.holds() ? "holds  " : "WRONG  ") + finding.text()));
            out.println(outcome.holds() ? "VALID" : "NOT VALID");
        }
        out.flush();
        return outcome.holds() ? 0 : Negiz.REFUSED;
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CommandFailed(Negiz.USAGE, "The file " + file + " cannot be read.");
        }
    }

    private static ObjectNode asJson(SealedRecord.Outcome outcome) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("verdict", outcome.holds() ? "valid" : "not-valid");
        ArrayNode findings = all.putArray("findings");
        outcome.findings()
                .forEach(finding -> findings.addObject()
                        .put("check", finding.check())
                        .put("holds", finding.holds())
                        .put("text", finding.text()));
        return all;
    }
}
