package kz.negiz.cli.eds;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kz.negiz.cli.Negiz;
import kz.negiz.eds.BareAlgorithm.PssParameters;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What {@code negiz eds verify --raw} takes: bare signature values, one of them or a batch. */
final class RawOptions {

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = "With --raw: SubjectPublicKeyInfo or a certificate (DER or PEM).")
    private @Nullable Path publicKey;

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            description =
                    "With --raw: such as SHA256withRSA, RSASSA-PSS, SHA256withECDSA, Ed25519, or an object identifier,"
                            + " those of the national GOST algorithms too.")
    private @Nullable String algorithm;

    @Option(names = "--pss-hash", paramLabel = "NAME", description = "Hash of RSASSA-PSS (default: SHA-1, RFC 8017).")
    private @Nullable String pssHash;

    @Option(names = "--pss-mgf-hash", paramLabel = "NAME", description = "Hash of MGF1 (default: the hash).")
    private @Nullable String pssMgfHash;

    @Option(names = "--pss-salt", paramLabel = "BYTES", description = "Length of the salt (default: the hash's).")
    private @Nullable Integer pssSalt;

    boolean isUsed() {
        return publicKey != null || algorithm != null || pssHash != null || pssMgfHash != null || pssSalt != null;
    }

    int run(CommandSpec spec, List<Path> files, @Nullable Path batch, boolean json, String language) {
        PrintWriter out = spec.commandLine().getOut();
        if (batch != null) {
            if (!files.isEmpty() || isUsed()) {
                throw new ParameterException(spec.commandLine(), "A batch names keys, algorithms and files itself.");
            }
            return new Batch(batch, false).run(out, line -> RawCase.of(line).outcome());
        }
        if (publicKey == null || algorithm == null || files.size() != 2) {
            throw new ParameterException(
                    spec.commandLine(), "Name --public-key, --algorithm, the message and the signature, or a --batch.");
        }
        RawCase one = new RawCase(
                RawCase.der(InputFile.bytes(publicKey)),
                algorithm,
                new PssParameters(
                        Optional.ofNullable(pssHash), Optional.ofNullable(pssMgfHash), Optional.ofNullable(pssSalt)),
                InputFile.bytes(files.getFirst()),
                InputFile.bytes(files.getLast()));
        Examination.Outcome outcome;
        try {
            outcome = one.outcome();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "Not understood: " + e.getMessage() + ".");
        }
        if (json) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("verdict", outcome.verdict());
            node.put("reason", outcome.code());
            out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(node));
        } else {
            out.println((outcome.verdict().toUpperCase(Locale.ROOT) + " " + outcome.code()).strip());
            outcome.reason().ifPresent(reason -> out.println(reason.text(language)));
        }
        out.flush();
        return outcome.verdict().equals("valid") ? 0 : Negiz.REFUSED;
    }
}
