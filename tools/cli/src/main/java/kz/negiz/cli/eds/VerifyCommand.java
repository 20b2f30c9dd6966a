package kz.negiz.cli.eds;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.eds.EdsPolicy;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.Reason;
import kz.negiz.eds.SignatureVerdict;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.StampedVerdict;
import kz.negiz.eds.TimeStamp;
import kz.negiz.eds.XmlVerdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code negiz eds verify}: checks a signature by the very rules of the platform, and without it. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Checks a CMS signature over a file, or an XML document with its signature inside, offline, against anchors"
                        + " and revocation lists of one's own.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:valid; with --batch: every line was examined",
            "1:invalid, or it cannot be told",
            "2:wrong usage, or a line of the batch could not be read"
        })
final class VerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private TrustOptions trust;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "Reference time of all checks, such as 2026-11-22T09:00:00Z (default: now). For a document of"
                    + " the past: when it was accepted.")
    private @Nullable Instant at;

    @Option(
            names = "--purpose",
            defaultValue = "signing",
            description = "What the key must be for: login, signing, path (default: ${DEFAULT-VALUE}).")
    private Purpose purpose;

    @Option(
            names = "--content",
            paramLabel = "FILE",
            description = "What must have been signed; for an XML document it may be left out.")
    private @Nullable Path content;

    @Option(
            names = "--signed-content",
            paramLabel = "FILE",
            description = "Where to write what a valid signature in an XML document covers, in canonical form.")
    private @Nullable Path signedContent;

    @Option(names = "--evidence", paramLabel = "FILE", description = "Where to write what a valid verdict rests on.")
    private @Nullable Path evidence;

    @Option(names = "--lang", defaultValue = "en", description = "Language: kk, ru, en (default: ${DEFAULT-VALUE}).")
    private String language;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Option(
            names = "--stamped",
            description =
                    "Check the signature at the time that its own time stamp proves; --at is then when the check is"
                            + " made.")
    private boolean stamped;

    @Option(
            names = "--raw",
            description = "Verify bare signature values of algorithm test vectors: a key and no certificate path.")
    private boolean raw;

    @Option(
            names = "--batch",
            paramLabel = "FILE",
            description =
                    "JSON lines {id, file, content, anchors[], intermediates[], crls[], ocsp[], at, purpose, stamped},"
                            + " with --raw {id, publicKey, algorithm, message, signature, hash, mgfHash, saltLength, encoding};"
                            + " prints one line a case.")
    private @Nullable Path batch;

    @Mixin
    private RawOptions rawOptions;

    @Parameters(
            paramLabel = "SIG",
            arity = "0..2",
            description =
                    "The CMS signature (DER, PEM or base64), or the signed XML document. With --raw: the message and the signature value.")
    private List<Path> files = List.of();

    @Override
    public Integer call() {
        if (raw) {
            return rawOptions.run(spec, files, batch, json, language);
        }
        if (rawOptions.isUsed()) {
            throw new ParameterException(spec.commandLine(), "Key and algorithm go with --raw.");
        }
        if (batch != null) {
            if (!files.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "A batch names its files itself.");
            }
            Batch lines = new Batch(batch, true);
            TrustFiles trustFiles = new TrustFiles();
            Instant now = Objects.requireNonNullElseGet(at, Instant::now);
            return lines.run(
                    spec.commandLine().getOut(),
                    line -> SignatureCase.of(line, lines::resolved, now).outcome(trustFiles));
        }
        if (files.size() != 1) {
            throw new ParameterException(spec.commandLine(), "Name one signature.");
        }
        Path signature = files.getFirst();
        Instant reference = Objects.requireNonNullElseGet(at, Instant::now);
        Outcome outcome = outcome(signature, reference);
        if (outcome.verdict() instanceof SignatureVerdict.Valid valid && evidence != null) {
            write(evidence, valid.evidence().toBytes());
        }
        SignatureVerdict verdict = outcome.verdict();
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                json
                        ? JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(asJson(outcome))
                        : asText(verdict)
                                + outcome.timeStamp()
                                        .map(stamp -> "\nstamped: " + stamp.time())
                                        .orElse(""));
        out.flush();
        return verdict instanceof SignatureVerdict.Valid ? 0 : Negiz.REFUSED;
    }

    /** A verdict, and the time stamp that it rests on, where one was asked for. */
    private record Outcome(SignatureVerdict verdict, Optional<TimeStamp> timeStamp) {}

    private Outcome outcome(Path signature, Instant reference) {
        SignatureVerifier verifier = new SignatureVerifier(trust.bundle(reference), EdsPolicy.national());
        byte[] signed = InputFile.bytes(signature);
        if (InputFile.isXml(signed)) {
            return new Outcome(xml(verifier, signed, reference), Optional.empty());
        }
        byte[] expected = InputFile.bytes(needed(content, "--content"));
        if (!stamped) {
            return new Outcome(verifier.verify(signed, expected, purpose, reference), Optional.empty());
        }
        return switch (verifier.verifyStamped(signed, expected, purpose, reference)) {
            case StampedVerdict.Valid(var signer, var rests, var stamp) ->
                new Outcome(new SignatureVerdict.Valid(signer, rests), Optional.of(stamp));
            case StampedVerdict.Invalid invalid ->
                new Outcome(new SignatureVerdict.Invalid(invalid.reason()), Optional.empty());
            case StampedVerdict.Unknown unknown ->
                new Outcome(new SignatureVerdict.Unknown(unknown.reason()), Optional.empty());
        };
    }

    private SignatureVerdict xml(SignatureVerifier verifier, byte[] document, Instant reference) {
        if (stamped) {
            throw new ParameterException(spec.commandLine(), "--stamped is for CMS signatures.");
        }
        Optional<byte[]> expected = Optional.ofNullable(content).map(InputFile::bytes);
        return switch (verifier.verifyXml(document, expected, purpose, reference)) {
            case XmlVerdict.Valid valid -> {
                if (signedContent != null) {
                    write(signedContent, valid.signedContent());
                }
                yield new SignatureVerdict.Valid(valid.signer(), valid.evidence());
            }
            case XmlVerdict.Invalid invalid -> new SignatureVerdict.Invalid(invalid.reason());
            case XmlVerdict.Unknown unknown -> new SignatureVerdict.Unknown(unknown.reason());
        };
    }

    private Path needed(@Nullable Path path, String option) {
        if (path == null) {
            throw new ParameterException(spec.commandLine(), "The option " + option + " is missing.");
        }
        return path;
    }

    private String asText(SignatureVerdict verdict) {
        return switch (verdict) {
            case SignatureVerdict.Valid valid ->
                "VALID at " + valid.evidence().validatedAt() + "\n"
                        + Description.signer(valid.signer()).toPrettyString();
            case SignatureVerdict.Invalid invalid -> "INVALID " + asText(invalid.reason());
            case SignatureVerdict.Unknown unknown -> "UNKNOWN " + asText(unknown.reason());
        };
    }

    private String asText(Reason reason) {
        return reason.code() + reason.requirement().map(id -> " (" + id + ")").orElse("") + "\n"
                + reason.text(language);
    }

    private static ObjectNode asJson(Outcome outcome) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        outcome.timeStamp().ifPresent(stamp -> node.set("timeStamp", Description.timeStamp(stamp)));
        switch (outcome.verdict()) {
            case SignatureVerdict.Valid valid -> {
                node.put("verdict", "valid");
                node.put("validatedAt", valid.evidence().validatedAt().toString());
                node.set("signer", Description.signer(valid.signer()));
                node.put(
                        "evidence",
                        Base64.getEncoder().encodeToString(valid.evidence().toBytes()));
            }
            case SignatureVerdict.Invalid invalid -> reason(node, "invalid", invalid.reason());
            case SignatureVerdict.Unknown unknown -> reason(node, "unknown", unknown.reason());
        }
        return node;
    }

    private static void reason(ObjectNode node, String verdict, Reason reason) {
        node.put("verdict", verdict);
        node.put("reason", reason.code());
        reason.requirement().ifPresent(id -> node.put("rule", id));
        node.putObject("text").put("kk", reason.kk()).put("ru", reason.ru()).put("en", reason.en());
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new CommandFailed(Negiz.USAGE, "The file " + file + " cannot be written.");
        }
    }
}
