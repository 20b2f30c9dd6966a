package kz.negiz.cli.eds;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.negiz.eds.BareAlgorithm;
import kz.negiz.eds.BareAlgorithm.PssParameters;
import kz.negiz.eds.BareSignature;
import kz.negiz.eds.CertificateExamination.Finding;
import kz.negiz.eds.Reason;
import tools.jackson.databind.JsonNode;

/** One bare signature value to be verified. */
@SuppressWarnings("ArrayRecordComponent") // read once, and nowhere kept
record RawCase(byte[] publicKey, String algorithm, PssParameters pss, byte[] message, byte[] signature) {

    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN (PUBLIC KEY|CERTIFICATE)-----([A-Za-z0-9+/=\\s]*)-----END (?:PUBLIC KEY|CERTIFICATE)-----");
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-fA-F]{2})*");

    /** An {@link IllegalArgumentException} tells of parameters that no algorithm has. */
    Examination.Outcome outcome() {
        Optional<BareAlgorithm> known = BareAlgorithm.named(algorithm, pss);
        if (known.isEmpty()) {
            return Examination.Outcome.of("unknown", Reason.ALGORITHM_NOT_ACCEPTED);
        }
        return switch (BareSignature.verify(publicKey, known.get(), message, signature)) {
            case Finding.Valid valid -> Examination.Outcome.valid();
            case Finding.Invalid invalid -> Examination.Outcome.of("invalid", invalid.reason());
            case Finding.Unknown unknown -> Examination.Outcome.of("unknown", unknown.reason());
        };
    }

    /** One line of a batch; an {@link IllegalArgumentException} tells what is wrong with it. */
    static RawCase of(JsonNode line) {
        String encoding = line.path("encoding").asString("");
        return new RawCase(
                key(required(line, "publicKey"), encoding),
                required(line, "algorithm"),
                new PssParameters(
                        text(line, "hash"),
                        text(line, "mgfHash"),
                        line.path("saltLength").isInt()
                                ? Optional.of(line.path("saltLength").asInt())
                                : Optional.empty()),
                bytes(required(line, "message"), encoding),
                bytes(required(line, "signature"), encoding));
    }

    /** What a key file holds: PEM, or DER as it is. */
    static byte[] der(byte[] file) {
        Matcher pem = PEM.matcher(new String(file, StandardCharsets.ISO_8859_1));
        return pem.find() ? Base64.getMimeDecoder().decode(pem.group(2)) : file;
    }

    private static byte[] key(String text, String encoding) {
        Matcher pem = PEM.matcher(text);
        return pem.find() ? Base64.getMimeDecoder().decode(pem.group(2)) : bytes(text, encoding);
    }

    /** What looks like hex is hex, unless the line says that it is base64. */
    private static byte[] bytes(String text, String encoding) {
        return switch (encoding) {
            case "hex" -> HexFormat.of().parseHex(text);
            case "base64" -> Base64.getDecoder().decode(text);
            case "" ->
                HEX.matcher(text).matches()
                        ? HexFormat.of().parseHex(text)
                        : Base64.getDecoder().decode(text);
            default -> throw new IllegalArgumentException("encoding is hex or base64");
        };
    }

    private static String required(JsonNode line, String name) {
        return text(line, name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    private static Optional<String> text(JsonNode line, String name) {
        return line.path(name).isString() ? Optional.of(line.path(name).asString()) : Optional.empty();
    }
}
