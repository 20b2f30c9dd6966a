package kz.negiz.cli.eds;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import kz.negiz.cli.CommandFailed;
import kz.negiz.eds.CertificateExamination.Material;
import kz.negiz.eds.EdsPolicy;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.SignatureVerdict;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.StampedVerdict;
import kz.negiz.eds.TrustBundle;
import kz.negiz.eds.XmlVerdict;
import tools.jackson.databind.JsonNode;

/**
 * One signature to be verified, CMS or XML, and by what.
 *
 * @param content what must have been signed; a CMS signature needs it
 * @param stamped whether the signature's own time stamp gives the reference time
 */
record SignatureCase(
        Path file,
        Optional<Path> content,
        List<Path> anchors,
        List<Path> intermediates,
        List<Path> crls,
        List<Path> ocsp,
        Instant at,
        Purpose purpose,
        boolean stamped) {

    /** One line of a batch; an {@link IllegalArgumentException} tells what is wrong with it. */
    static SignatureCase of(JsonNode line, UnaryOperator<Path> resolve, Instant now) {
        if (!line.isObject() || !line.path("file").isString()) {
            throw new IllegalArgumentException("file is missing");
        }
        return new SignatureCase(
                resolve.apply(Path.of(line.path("file").asString())),
                line.path("content").isString()
                        ? Optional.of(resolve.apply(Path.of(line.path("content").asString())))
                        : Optional.empty(),
                Examination.paths(line, "anchors", resolve),
                Examination.paths(line, "intermediates", resolve),
                Examination.paths(line, "crls", resolve),
                Examination.paths(line, "ocsp", resolve),
                Examination.at(line, now),
                Examination.purpose(line.path("purpose").asString("sign")),
                line.path("stamped").asBoolean(false));
    }

    Examination.Outcome outcome(TrustFiles files) {
        Material material;
        byte[] signed;
        Optional<byte[]> expected;
        try {
            material = files.material(anchors, intermediates, crls, ocsp);
            signed = InputFile.bytes(file);
            expected = content.map(InputFile::bytes);
        } catch (CommandFailed e) {
            return Examination.Outcome.notExamined("FILE_NOT_READABLE");
        }
        TrustBundle bundle = new TrustBundle(0, at, material.anchors(), material.intermediates(), material.crls());
        SignatureVerifier verifier =
                new SignatureVerifier(bundle, EdsPolicy.national()).withOcspAnswers(material.ocspAnswers());
        if (InputFile.isXml(signed) && !stamped) {
            return switch (verifier.verifyXml(signed, expected, purpose, at)) {
                case XmlVerdict.Valid valid -> Examination.Outcome.valid();
                case XmlVerdict.Invalid invalid -> Examination.Outcome.of("invalid", invalid.reason());
                case XmlVerdict.Unknown unknown -> Examination.Outcome.of("unknown", unknown.reason());
            };
        }
        byte[] document = expected.orElseThrow(() -> new IllegalArgumentException("content is missing"));
        if (stamped) {
            return switch (verifier.verifyStamped(signed, document, purpose, at)) {
                case StampedVerdict.Valid valid -> Examination.Outcome.valid();
                case StampedVerdict.Invalid invalid -> Examination.Outcome.of("invalid", invalid.reason());
                case StampedVerdict.Unknown unknown -> Examination.Outcome.of("unknown", unknown.reason());
            };
        }
        return switch (verifier.verify(signed, document, purpose, at)) {
            case SignatureVerdict.Valid valid -> Examination.Outcome.valid();
            case SignatureVerdict.Invalid invalid -> Examination.Outcome.of("invalid", invalid.reason());
            case SignatureVerdict.Unknown unknown -> Examination.Outcome.of("unknown", unknown.reason());
        };
    }
}
