package kz.negiz.cli.eds;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.eds.UnverifiedSignature;
import kz.negiz.gost.NationalGost;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code negiz eds inspect}: what a signature, a certificate or a revocation list says; verifies nothing. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Shows what a signature, a certificate or a revocation list says. Nothing is verified.")
final class InspectCommand implements Callable<Integer> {

    static {
        NationalGost.install();
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "CMS signature, certificate or revocation list (DER, PEM, base64).")
    private Path file;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() {
        byte[] bytes = InputFile.bytes(file);
        ObjectNode seen = signature(bytes)
                .or(() -> certificate(bytes))
                .or(() -> list(bytes))
                .orElseThrow(() -> new CommandFailed(
                        Negiz.REFUSED, "This is neither a signature of one signer nor a certificate nor a list."));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(seen));
        } else {
            print(out, "", seen);
        }
        out.flush();
        return 0;
    }

    private static Optional<ObjectNode> signature(byte[] bytes) {
        try {
            UnverifiedSignature signature = UnverifiedSignature.read(bytes);
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("type", "signature");
            node.put("verified", false);
            node.put("signatureAlgorithm", signature.signatureOid());
            node.put("digestAlgorithm", signature.digestOid());
            signature.signingTime().ifPresent(time -> node.put("claimedSigningTime", time.toString()));
            node.put("attached", signature.attachedContent().isPresent());
            signature.attachedContent().ifPresent(content -> node.put("contentBytes", content.length));
            node.set("certificate", Description.certificate(signature.certificate()));
            return Optional.of(node);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<ObjectNode> certificate(byte[] bytes) {
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("type", "certificate");
            node.put("verified", false);
            node.setAll(Description.certificate(certificate));
            return Optional.of(node);
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }

    private static Optional<ObjectNode> list(byte[] bytes) {
        try {
            X509CRL list =
                    (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(bytes));
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("type", "revocation list");
            node.put("verified", false);
            node.put("issuer", list.getIssuerX500Principal().toString());
            node.put("thisUpdate", list.getThisUpdate().toInstant().toString());
            if (list.getNextUpdate() != null) {
                node.put("nextUpdate", list.getNextUpdate().toInstant().toString());
            }
            node.put("signatureAlgorithm", list.getSigAlgName());
            node.put(
                    "entries",
                    list.getRevokedCertificates() == null
                            ? 0
                            : list.getRevokedCertificates().size());
            return Optional.of(node);
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static void print(PrintWriter out, String indent, JsonNode node) {
        node.forEachEntry((name, value) -> {
            if (value.isObject()) {
                out.println(indent + name + ":");
                print(out, indent + "  ", value);
            } else if (!value.isString() || !value.asString().isEmpty()) {
                out.println(indent + name + ": " + (value.isString() ? value.asString() : value.toString()));
            }
        });
    }
}
