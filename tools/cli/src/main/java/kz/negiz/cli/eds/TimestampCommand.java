package kz.negiz.cli.eds;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.eds.EdsPolicy;
import kz.negiz.eds.Reason;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.TimeStampRequest;
import kz.negiz.eds.TimeStampVerdict;
import kz.negiz.gost.GostAlgorithm;
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

/** {@code negiz eds timestamp}: asks for a time stamp, and checks the one that was given (RFC 3161). */
@Command(
        name = "timestamp",
        mixinStandardHelpOptions = true,
        description =
                "Writes a request for a time stamp over a file, or checks the response that a time-stamping service"
                        + " gave to it; with --tsa both in one go.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:request written, or the stamp is valid",
            "1:the stamp is invalid, or it cannot be told",
            "2:wrong usage",
            "3:the service does not answer"
        })
final class TimestampCommand implements Callable<Integer> {

    private static final int MOST_BYTES = 256 * 1024;
    private static final Map<String, String> DIGESTS = Map.of(
            "sha256",
            TimeStampRequest.SHA_256,
            "sha512",
            "2.16.840.1.101.3.4.2.3",
            "gost2015",
            GostAlgorithm.GOST_34_10_2015_512.digestOid(),
            "gost2004",
            GostAlgorithm.GOST_34_310_2004.digestOid());

    @Spec
    private CommandSpec spec;

    @Option(names = "--request", paramLabel = "FILE", description = "The request, where it was written before.")
    private @Nullable Path request;

    @Option(names = "--response", paramLabel = "FILE", description = "What the service has answered to --request.")
    private @Nullable Path response;

    @Option(
            names = "--tsa",
            paramLabel = "URL",
            description = "Ask this service now. No address inside a certificate is ever followed.")
    private @Nullable URI tsa;

    @Option(
            names = "--digest",
            defaultValue = "sha256",
            paramLabel = "NAME",
            description = "sha256, sha512, gost2015, gost2004 (default: ${DEFAULT-VALUE}).")
    private String digest;

    @Option(names = "--policy", paramLabel = "OID", description = "Policy to ask for (default: the service's choice).")
    private @Nullable String policy;

    @Option(
            names = {"--out", "-o"},
            paramLabel = "FILE",
            description = "Where to write the request (default: FILE.tsq), or with --tsa the response (default: none).")
    private @Nullable Path out;

    @Mixin
    private TrustOptions trust;

    @Option(names = "--at", paramLabel = "INSTANT", description = "When the check is made (default: now).")
    private @Nullable Instant at;

    @Option(names = "--lang", defaultValue = "en", description = "Language: kk, ru, en (default: ${DEFAULT-VALUE}).")
    private String language;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Parameters(paramLabel = "FILE", description = "What is stamped.")
    private Path file;

    @Override
    public Integer call() {
        if ((request == null) != (response == null) || (tsa != null && request != null)) {
            throw new ParameterException(
                    spec.commandLine(), "Name nothing, or --request with --response, or --tsa alone.");
        }
        byte[] stamped = InputFile.bytes(file);
        if (tsa != null) {
            TimeStampRequest asked = asked(stamped);
            byte[] answer = ask(tsa, asked.toBytes());
            if (out != null) {
                write(out, answer);
            }
            return report(asked, answer, stamped);
        }
        if (request != null && response != null) {
            return report(kept(InputFile.bytes(request)), InputFile.bytes(response), stamped);
        }
        Path target = Objects.requireNonNullElseGet(out, () -> Path.of(file + ".tsq"));
        write(target, asked(stamped).toBytes());
        spec.commandLine().getOut().println(target);
        return 0;
    }

    private TimeStampRequest asked(byte[] stamped) {
        String oid = DIGESTS.get(digest.toLowerCase(Locale.ROOT));
        if (oid == null) {
            throw new ParameterException(spec.commandLine(), "--digest is sha256, sha512, gost2015 or gost2004.");
        }
        try {
            return TimeStampRequest.over(stamped, oid, Optional.ofNullable(policy));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--policy is no object identifier.");
        }
    }

    private static TimeStampRequest kept(byte[] bytes) {
        try {
            return TimeStampRequest.fromBytes(bytes);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(Negiz.USAGE, "The file of --request is no request for a time stamp.");
        }
    }

    private int report(TimeStampRequest asked, byte[] answer, byte[] stamped) {
        Instant reference = Objects.requireNonNullElseGet(at, Instant::now);
        TimeStampVerdict verdict = new SignatureVerifier(trust.bundle(reference), EdsPolicy.national())
                .verifyTimeStampResponse(asked, answer, stamped, reference);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        PrintWriter print = spec.commandLine().getOut();
        String text = switch (verdict) {
            case TimeStampVerdict.Valid valid -> {
                node.put("verdict", "valid");
                node.put("reason", "");
                node.set("timeStamp", Description.timeStamp(valid.timeStamp()));
                yield "VALID\n" + Description.timeStamp(valid.timeStamp()).toPrettyString();
            }
            case TimeStampVerdict.Invalid invalid -> reason(node, "invalid", invalid.reason());
            case TimeStampVerdict.Unknown unknown -> reason(node, "unknown", unknown.reason());
        };
        print.println(
                json ? JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(node) : text);
        print.flush();
        return verdict instanceof TimeStampVerdict.Valid ? 0 : Negiz.REFUSED;
    }

    private String reason(ObjectNode node, String verdict, Reason reason) {
        node.put("verdict", verdict);
        node.put("reason", reason.code());
        node.putObject("text").put("kk", reason.kk()).put("ru", reason.ru()).put("en", reason.en());
        return verdict.toUpperCase(Locale.ROOT) + " " + reason.code() + "\n" + reason.text(language);
    }

    private static byte[] ask(URI service, byte[] body) {
        if (!"http".equals(service.getScheme()) && !"https".equals(service.getScheme())) {
            throw new CommandFailed(Negiz.USAGE, "--tsa is an http or https address.");
        }
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10))
                .build()) {
            HttpRequest post = HttpRequest.newBuilder(service)
                    .timeout(Duration.ofSeconds(30))
                    .header("Content-Type", "application/timestamp-query")
                    .header("User-Agent", "negiz")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            HttpResponse<InputStream> answer = http.send(post, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                byte[] read = in.readNBytes(MOST_BYTES + 1);
                if (answer.statusCode() != 200 || read.length > MOST_BYTES) {
                    throw new CommandFailed(Negiz.REFUSED, "The time-stamping service gave no usable answer.");
                }
                return read;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailed(Negiz.UNREACHABLE, "The time-stamping service does not answer.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(Negiz.UNREACHABLE, "The time-stamping service was not waited for.");
        }
    }

    private static void write(Path target, byte[] bytes) {
        try {
            Files.write(target, bytes);
        } catch (IOException e) {
            throw new CommandFailed(Negiz.USAGE, "The file " + target + " cannot be written.");
        }
    }
}
