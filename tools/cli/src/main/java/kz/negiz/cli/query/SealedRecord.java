package kz.negiz.cli.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kz.negiz.eds.Evidence;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.Reason;
import kz.negiz.eds.SealedContainer;
import kz.negiz.eds.SignatureVerdict;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.Signer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds of a record under seal, by {@code docs/record-format.md}. */
final class SealedRecord {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> FIXED =
            Set.of("record.json", "question.json", "question.json.cms", "evidence.der", "record.pdf");

    private final SignatureVerifier verifier;
    private final Instant now;
    private final String sealBin;
    private final String language;
    private final List<Finding> findings = new ArrayList<>();

    SealedRecord(SignatureVerifier verifier, Instant now, String sealBin, String language) {
        this.verifier = verifier;
        this.now = now;
        this.sealBin = sealBin;
        this.language = language;
    }

    /** One thing that was looked at. */
    record Finding(String check, boolean holds, String text) {}

    /** All that was looked at; it holds when everything does, and what was not reached does not. */
    record Outcome(List<Finding> findings) {

        Outcome {
            findings = List.copyOf(findings);
        }

        boolean holds() {
            return findings.size() == 4 && findings.stream().allMatch(Finding::holds);
        }
    }

    Outcome check(byte[] bytes) {
        try {
            SealedContainer container = SealedContainer.read(bytes);
            note("files", true, container.files().size() + " files, each as it was sealed");
            seal(container);
            signature(container);
            index(container);
        } catch (SealedContainer.Refused e) {
            note("files", false, words(e.fault()) + (e.file().isEmpty() ? "" : ": " + e.file()));
        }
        return new Outcome(findings);
    }

    private void note(String check, boolean holds, String text) {
        findings.add(new Finding(check, holds, text));
    }

    private static String words(SealedContainer.Fault fault) {
        return switch (fault) {
            case UNREADABLE -> "the file is no ZIP archive, or larger than a record can be";
            case NO_CONTAINER -> "the file is no record under seal, or a part of it is missing";
            case FILE_ALTERED -> "a file is not the one that was sealed";
            case FILE_MISSING -> "a file that was sealed is missing";
            case FILE_ADDED -> "a file was added that nobody sealed";
            case PACKED_OTHERWISE -> "the record was packed anew by something else than the platform";
        };
    }

    private void seal(SealedContainer container) {
        SignatureVerdict verdict = container.verify(verifier, now);
        String time = container.sealedAt().map(Instant::toString).orElse("?");
        if (verdict instanceof SignatureVerdict.Valid(Signer signer, Evidence evidence)) {
            boolean wanted = sealBin.isEmpty() || signer.bin().equals(sealBin);
            note(
                    "seal",
                    wanted,
                    "sealed by " + signer.commonName() + ", BIN " + signer.bin() + ", at " + time
                            + (wanted ? "" : ", and not by BIN " + sealBin));
        } else {
            note("seal", false, "the seal does not stand: " + reason(verdict));
        }
    }

    private void signature(SealedContainer container) {
        byte[] question = container.content("question.json").orElse(new byte[0]);
        byte[] cms = container.content("question.json.cms").orElse(new byte[0]);
        try {
            Evidence evidence =
                    Evidence.fromBytes(container.content("evidence.der").orElse(new byte[0]));
            SignatureVerdict verdict = verifier.verifyPast(cms, question, Purpose.SIGNING, evidence.validatedAt(), now);
            if (verdict instanceof SignatureVerdict.Valid(Signer signer, Evidence found)) {
                boolean same = signer.certificate().equals(evidence.path().getFirst());
                note(
                        "signature",
                        same,
                        "the question was signed by " + signer.commonName() + ", accepted at " + evidence.validatedAt()
                                + (same ? "" : ", and the evidence is about another certificate"));
            } else {
                note("signature", false, "the signature of the question does not stand: " + reason(verdict));
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            note("signature", false, "the evidence of the signature can't be read");
        }
    }

    private String reason(SignatureVerdict verdict) {
        Reason reason = switch (verdict) {
            case SignatureVerdict.Invalid invalid -> invalid.reason();
            case SignatureVerdict.Unknown unknown -> unknown.reason();
            case SignatureVerdict.Valid valid -> throw new IllegalStateException("a good signature has no reason");
        };
        return reason.code() + ", " + reason.text(language);
    }

    /** The index tells of this question, and of every file that is here. */
    private void index(SealedContainer container) {
        try {
            JsonNode index = JSON.readTree(container.content("record.json").orElse(new byte[0]));
            JsonNode question = JSON.readTree(container.content("question.json").orElse(new byte[0]));
            Set<String> named = new HashSet<>(FIXED);
            index.path("answers").forEach(answer -> {
                if (answer.has("file")) {
                    named.add(answer.path("file").asString(""));
                }
            });
            Set<String> there = new HashSet<>();
            container.files().forEach(file -> there.add(file.name()));
            String id = index.path("question").asString("");
            boolean holds = index.path("type").asString("").equals("kz.negiz.record")
                    && index.path("version").asInt(0) == 1
                    && !id.isEmpty()
                    && id.equals(question.path("id").asString("-"))
                    && named.equals(there);
            note(
                    "index",
                    holds,
                    holds
                            ? "question " + id + ", received "
                                    + Instant.parse(index.path("received").asString("")) + ", "
                                    + (there.size() - FIXED.size()) + " answers; copy "
                                    + index.at("/copy/id").asString("") + " taken at "
                                    + Instant.parse(index.at("/copy/takenAt").asString(""))
                            : "the index is of another question, or does not name every file");
        } catch (JacksonException | DateTimeException e) {
            note("index", false, "the index can't be read");
        }
    }
}
