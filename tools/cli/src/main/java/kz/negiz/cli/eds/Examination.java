package kz.negiz.cli.eds;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import kz.negiz.cli.CommandFailed;
import kz.negiz.eds.CertificateExamination;
import kz.negiz.eds.CertificateExamination.Finding;
import kz.negiz.eds.CertificateExamination.Material;
import kz.negiz.eds.CertificateExamination.Rules;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.Reason;
import tools.jackson.databind.JsonNode;

/** One certificate to be examined, and by what. */
record Examination(
        Path file,
        List<Path> anchors,
        List<Path> intermediates,
        List<Path> crls,
        List<Path> ocsp,
        Instant at,
        Rules rules) {

    /**
     * What came out.
     *
     * @param reason empty for a valid certificate, and where the files themselves were at fault
     * @param code the reason's code; empty for a valid certificate
     */
    record Outcome(String verdict, String code, Optional<Reason> reason) {

        static Outcome of(String verdict, Reason reason) {
            return new Outcome(verdict, reason.code(), Optional.of(reason));
        }

        static Outcome valid() {
            return new Outcome("valid", "", Optional.empty());
        }

        static Outcome notExamined(String code) {
            return new Outcome("unknown", code, Optional.empty());
        }
    }

    Outcome outcome(TrustFiles files) {
        List<X509Certificate> read;
        Material material;
        try {
            material = files.material(anchors, intermediates, crls, ocsp);
            read = TrustFiles.certificates(file);
        } catch (CommandFailed e) {
            return Outcome.notExamined("FILE_NOT_READABLE");
        }
        if (read.isEmpty()) {
            return Outcome.of("invalid", Reason.MALFORMED);
        }
        List<X509Certificate> along = new ArrayList<>(material.intermediates());
        along.addAll(read.subList(1, read.size()));
        Material all = new Material(material.anchors(), along, material.crls(), material.ocspAnswers());
        return switch (CertificateExamination.examine(read.getFirst(), all, rules, at)) {
            case Finding.Valid valid -> Outcome.valid();
            case Finding.Invalid invalid -> Outcome.of("invalid", invalid.reason());
            case Finding.Unknown unknown -> Outcome.of("unknown", unknown.reason());
        };
    }

    /** One line of a batch; an {@link IllegalArgumentException} tells what is wrong with it. */
    static Examination of(JsonNode line, UnaryOperator<Path> resolve, Instant now) {
        if (!line.isObject() || !line.path("file").isString()) {
            throw new IllegalArgumentException("file is missing");
        }
        return new Examination(
                resolve.apply(Path.of(line.path("file").asString())),
                paths(line, "anchors", resolve),
                paths(line, "intermediates", resolve),
                paths(line, "crls", resolve),
                paths(line, "ocsp", resolve),
                at(line, now),
                new Rules(
                        purpose(text(line, "purpose", "path")),
                        Set.copyOf(texts(line, "policies")),
                        flag(line, "explicitPolicy"),
                        flag(line, "inhibitAnyPolicy"),
                        flag(line, "inhibitPolicyMapping"),
                        required(text(line, "revocation", "required"))));
    }

    static Purpose purpose(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "login" -> Purpose.LOGIN;
            case "sign", "signing" -> Purpose.SIGNING;
            case "path" -> Purpose.PATH;
            default -> throw new IllegalArgumentException("purpose is login, sign or path");
        };
    }

    static boolean required(String revocation) {
        return switch (revocation.toLowerCase(Locale.ROOT)) {
            case "required" -> true;
            case "none" -> false;
            default -> throw new IllegalArgumentException("revocation is required or none");
        };
    }

    static Instant at(JsonNode line, Instant now) {
        String text = text(line, "at", "");
        return text.isEmpty() ? now : Instant.parse(text);
    }

    /** What is there and of another kind would be a setting passed over, so the line is not understood. */
    private static boolean flag(JsonNode line, String name) {
        JsonNode value = line.path(name);
        if (!isAbsent(value) && !value.isBoolean()) {
            throw new IllegalArgumentException(name + " is true or false");
        }
        return value.isBoolean() && value.booleanValue();
    }

    private static String text(JsonNode line, String name, String otherwise) {
        JsonNode value = line.path(name);
        if (!isAbsent(value) && !value.isString()) {
            throw new IllegalArgumentException(name + " is a text");
        }
        return value.isString() ? value.asString() : otherwise;
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static List<String> texts(JsonNode line, String name) {
        JsonNode value = line.path(name);
        List<String> texts = new ArrayList<>();
        if (value.isString()) {
            texts.add(value.asString());
        } else if (value.isArray()) {
            for (JsonNode each : value) {
                if (!each.isString()) {
                    throw new IllegalArgumentException(name + " are texts");
                }
                texts.add(each.asString());
            }
        } else if (!isAbsent(value)) {
            throw new IllegalArgumentException(name + " are texts");
        }
        return texts;
    }

    static List<Path> paths(JsonNode line, String name, UnaryOperator<Path> resolve) {
        return texts(line, name).stream().map(Path::of).map(resolve).toList();
    }
}
