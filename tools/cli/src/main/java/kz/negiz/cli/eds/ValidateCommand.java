package kz.negiz.cli.eds;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.eds.CertificateExamination.Rules;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code negiz eds validate}: whether a certificate stands up, by RFC 5280 alone or by the national rules too. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Checks a certificate, offline, against anchors and revocation data of one's own.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:valid; with --batch: every line was examined",
            "1:invalid, or it cannot be told",
            "2:wrong usage, or a line of the batch could not be read"
        })
final class ValidateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--anchors", paramLabel = "PATH", description = "Trusted roots: files or folders.")
    private List<Path> anchors = new ArrayList<>();

    @Option(names = "--intermediates", paramLabel = "PATH", description = "Issuing authorities: files or folders.")
    private List<Path> intermediates = new ArrayList<>();

    @Option(names = "--crls", paramLabel = "PATH", description = "Revocation lists, deltas too: files or folders.")
    private List<Path> crls = new ArrayList<>();

    @Option(names = "--ocsp", paramLabel = "PATH", description = "OCSP answers (DER): files or folders.")
    private List<Path> ocsp = new ArrayList<>();

    @Option(names = "--at", paramLabel = "INSTANT", description = "Reference time of all checks (default: now).")
    private @Nullable Instant at;

    @Option(
            names = "--purpose",
            defaultValue = "path",
            description = "path: RFC 5280 alone; login, sign: the national rules too (default: ${DEFAULT-VALUE}).")
    private String purpose;

    @Option(
            names = "--policy",
            split = ",",
            paramLabel = "OID",
            description = "Initial policy set of RFC 5280 (default: any).")
    private List<String> policies = new ArrayList<>();

    @Option(names = "--explicit-policy", description = "Require an explicit policy.")
    private boolean explicitPolicy;

    @Option(names = "--inhibit-any-policy", description = "Take anyPolicy for nothing.")
    private boolean inhibitAnyPolicy;

    @Option(names = "--inhibit-policy-mapping", description = "Allow no policy mappings.")
    private boolean inhibitPolicyMapping;

    @Option(
            names = "--revocation",
            defaultValue = "required",
            description = "required or none (default: ${DEFAULT-VALUE}).")
    private String revocation;

    @Option(names = "--lang", defaultValue = "en", description = "Language: kk, ru, en (default: ${DEFAULT-VALUE}).")
    private String language;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Option(
            names = "--batch",
            paramLabel = "FILE",
            description = "JSON lines {id, file, anchors[], intermediates[], crls[], ocsp[], at, purpose, policies[],"
                    + " explicitPolicy, inhibitAnyPolicy, inhibitPolicyMapping, revocation}; prints one line a case.")
    private @Nullable Path batch;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The certificate (DER or PEM).")
    private @Nullable Path file;

    @Override
    public Integer call() {
        Instant now = Objects.requireNonNullElseGet(at, Instant::now);
        if ((batch == null) == (file == null)) {
            throw new ParameterException(spec.commandLine(), "Name one certificate, or a batch with --batch.");
        }
        return batch != null ? batch(batch, now) : one(Objects.requireNonNull(file), now);
    }

    private int one(Path certificate, Instant now) {
        Rules rules;
        try {
            rules = new Rules(
                    Examination.purpose(purpose),
                    Set.copyOf(policies),
                    explicitPolicy,
                    inhibitAnyPolicy,
                    inhibitPolicyMapping,
                    Examination.required(revocation));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "Not understood: " + e.getMessage() + ".");
        }
        Examination.Outcome outcome =
                new Examination(certificate, anchors, intermediates, crls, ocsp, now, rules).outcome(new TrustFiles());
        if (outcome.code().equals("FILE_NOT_READABLE")) {
            throw new CommandFailed(Negiz.USAGE, "The certificate or one of the other files cannot be read.");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("file", certificate.toString());
            node.put("verdict", outcome.verdict());
            node.put("reason", outcome.code());
            outcome.reason()
                    .ifPresent(reason -> node.putObject("text")
                            .put("kk", reason.kk())
                            .put("ru", reason.ru())
                            .put("en", reason.en()));
            out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(node));
        } else {
            out.println((outcome.verdict().toUpperCase(java.util.Locale.ROOT) + " " + outcome.code()).strip());
            outcome.reason().ifPresent(reason -> out.println(reason.text(language)));
        }
        out.flush();
        return outcome.verdict().equals("valid") ? 0 : Negiz.REFUSED;
    }

    private int batch(Path lines, Instant now) {
        Batch read = new Batch(lines, true);
        TrustFiles files = new TrustFiles();
        return read.run(
                spec.commandLine().getOut(),
                line -> Examination.of(line, read::resolved, now).outcome(files));
    }
}
