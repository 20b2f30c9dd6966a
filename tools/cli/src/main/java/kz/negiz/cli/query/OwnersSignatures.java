package kz.negiz.cli.query;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import kz.negiz.eds.Evidence;
import kz.negiz.eds.Fingerprint;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.Reason;
import kz.negiz.eds.SealedContainer;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.Signer;
import kz.negiz.eds.XmlVerdict;
import tools.jackson.databind.JsonNode;

/**
 * What holds of the signatures that owners of databases put under their answers. Of a reduced answer the message is not in the
 * record: that its digest and its signer are right is the platform's word, under its seal.
 */
final class OwnersSignatures {

    private final SignatureVerifier verifier;
    private final Instant now;
    private final String language;

    OwnersSignatures(SignatureVerifier verifier, Instant now, String language) {
        this.verifier = verifier;
        this.now = now;
        this.language = language;
    }

    /** Nothing where no owner signed. */
    Optional<SealedRecord.Finding> in(SealedContainer container, JsonNode index) {
        List<String> good = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        for (JsonNode answer : index.path("answers")) {
            JsonNode owner = answer.path("owner");
            if (owner.isObject()) {
                String name = answer.path("service").asString("") + " by BIN "
                        + owner.path("bin").asString("");
                fault(container, owner).ifPresentOrElse(fault -> bad.add(name + ", " + fault), () -> good.add(name));
            }
        }
        if (!bad.isEmpty()) {
            return Optional.of(new SealedRecord.Finding(
                    "owners", false, "an owner's signature does not stand: " + String.join("; ", bad)));
        }
        return good.isEmpty()
                ? Optional.empty()
                : Optional.of(new SealedRecord.Finding(
                        "owners", true, "answers signed by their owners: " + String.join("; ", good)));
    }

    private Optional<String> fault(SealedContainer container, JsonNode owner) {
        try {
            Evidence evidence = Evidence.fromBytes(content(container, owner.path("evidence")));
            Signer signer = evidence.signer();
            if (!signer.bin().equals(owner.path("bin").asString(""))
                    || !Fingerprint.of(signer.certificate())
                            .equals(owner.path("certificateSha256").asString(""))) {
                return Optional.of("the evidence is about another certificate");
            }
            if (!owner.has("file")) {
                return Optional.empty();
            }
            byte[] message = content(container, owner.path("file"));
            if (!sha256(message).equals(owner.path("messageSha256").asString(""))) {
                return Optional.of("the file is another one");
            }
            return switch (verifier.verifyPastXml(message, Purpose.SIGNING, evidence.validatedAt(), now)) {
                case XmlVerdict.Valid valid ->
                    valid.signer().certificate().equals(signer.certificate())
                            ? Optional.empty()
                            : Optional.of("the evidence is about another certificate");
                case XmlVerdict.Invalid invalid -> Optional.of(words(invalid.reason()));
                case XmlVerdict.Unknown unknown -> Optional.of(words(unknown.reason()));
            };
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Optional.of("the evidence can't be read");
        }
    }

    private static byte[] content(SealedContainer container, JsonNode name) {
        return container.content(name.asString("")).orElse(new byte[0]);
    }

    private String words(Reason reason) {
        return reason.code() + ", " + reason.text(language);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
