package kz.negiz.cli.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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
    private static final String CONFIRMATION = "confirmation.cms";
    private static final String CONFIRMATION_EVIDENCE = "confirmation-evidence.der";

    private final SignatureVerifier verifier;
    private final Instant now;
    private final String sealBin;
    private final String language;
    private final List<Finding> findings = new ArrayList<>();

    /** What a record can be of. */
    private enum Kind {
        QUESTION("question", "kz.negiz.record", 2),
        ENCUMBRANCE("encumbrance", "kz.negiz.encumbrance-record", 1);

        private final String word;
        private final String type;
        private final int latestVersion;

        Kind(String word, String type, int latestVersion) {
            this.word = word;
            this.type = type;
            this.latestVersion = latestVersion;
        }

        String document() {
            return word + ".json";
        }

        String signature() {
            return document() + ".cms";
        }

        Set<String> fixed() {
            return Set.of("record.json", document(), signature(), "evidence.der", "record.pdf");
        }

        static Kind of(SealedContainer container) {
            return container.content(ENCUMBRANCE.document()).isPresent() ? ENCUMBRANCE : QUESTION;
        }
    }

    SealedRecord(SignatureVerifier verifier, Instant now, String sealBin, String language) {
        this.verifier = verifier;
        this.now = now;
        this.sealBin = sealBin;
        this.language = language;
    }

    /** One thing that was looked at. */
    record Finding(String check, boolean holds, String text) {}

    /** All that was looked at; it holds when everything does, to the index, which comes last. */
    record Outcome(List<Finding> findings) {

        Outcome {
            findings = List.copyOf(findings);
        }

        boolean holds() {
            return findings.getLast().check().equals("index")
                    && findings.stream().allMatch(Finding::holds);
        }
    }

    Outcome check(byte[] bytes) {
        try {
            SealedContainer container = SealedContainer.read(bytes);
            note("files", true, container.files().size() + " files, each as it was sealed");
            seal(container);
            Kind kind = Kind.of(container);
            signature(container, kind);
            if (container.content(CONFIRMATION).isPresent()) {
                confirmation(container);
            }
            index(container, kind);
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

    private void signature(SealedContainer container, Kind kind) {
        signed(container, kind.signature(), "evidence.der", kind, "signature", "signed", signer -> true);
    }

    /** The officer whom the document names, over the very bytes that the system signed. */
    private void confirmation(SealedContainer container) {
        String officer;
        try {
            officer = json(container, Kind.ENCUMBRANCE.document())
                    .at("/onBehalfOf/iin")
                    .asString("");
        } catch (JacksonException e) {
            note("confirmation", false, "the document can't be read");
            return;
        }
        signed(
                container,
                CONFIRMATION,
                CONFIRMATION_EVIDENCE,
                Kind.ENCUMBRANCE,
                "confirmation",
                "confirmed",
                signer -> !officer.isEmpty() && officer.equals(signer.iin()));
    }

    private void signed(
            SealedContainer container,
            String signature,
            String proof,
            Kind kind,
            String check,
            String verb,
            Predicate<Signer> whom) {
        byte[] document = content(container, kind.document());
        try {
            Evidence evidence = Evidence.fromBytes(content(container, proof));
            SignatureVerdict verdict = verifier.verifyPast(
                    content(container, signature), document, Purpose.SIGNING, evidence.validatedAt(), now);
            if (verdict instanceof SignatureVerdict.Valid(Signer signer, Evidence found)) {
                boolean same = signer.certificate().equals(evidence.path().getFirst());
                boolean wanted = whom.test(signer);
                note(
                        check,
                        same && wanted,
                        "the " + kind.word + " was " + verb + " by " + signer.commonName() + ", accepted at "
                                + evidence.validatedAt()
                                + (same ? "" : ", and the evidence is about another certificate")
                                + (wanted ? "" : ", who is not the officer that the document names"));
            } else {
                note(
                        check,
                        false,
                        "the signature by which the " + kind.word + " was " + verb + " does not stand: "
                                + reason(verdict));
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            note(check, false, "the evidence of the signature can't be read");
        }
    }

    private static byte[] content(SealedContainer container, String name) {
        return container.content(name).orElse(new byte[0]);
    }

    private static JsonNode json(SealedContainer container, String name) {
        return JSON.readTree(content(container, name));
    }

    private String reason(SignatureVerdict verdict) {
        Reason reason = switch (verdict) {
            case SignatureVerdict.Invalid invalid -> invalid.reason();
            case SignatureVerdict.Unknown unknown -> unknown.reason();
            case SignatureVerdict.Valid valid -> throw new IllegalStateException("a good signature has no reason");
        };
        return reason.code() + ", " + reason.text(language);
    }

    /** The index tells of this very document, and of every file that is here. */
    private void index(SealedContainer container, Kind kind) {
        try {
            JsonNode index = json(container, "record.json");
            new OwnersSignatures(verifier, now, language).in(container, index).ifPresent(findings::add);
            Set<String> named = new HashSet<>(kind.fixed());
            index.path("answers").forEach(answer -> {
                if (answer.has("file")) {
                    named.add(answer.path("file").asString(""));
                }
            });
            int answers = named.size() - kind.fixed().size();
            index.path("answers").forEach(answer -> {
                for (String member : List.of("file", "evidence")) {
                    if (answer.path("owner").has(member)) {
                        named.add(answer.path("owner").path(member).asString(""));
                    }
                }
            });
            if (index.path("steps")
                    .valueStream()
                    .anyMatch(step -> step.path("state").asString("").equals("CONFIRMED"))) {
                named.add(CONFIRMATION);
                named.add(CONFIRMATION_EVIDENCE);
            }
            Set<String> there = new HashSet<>();
            container.files().forEach(file -> there.add(file.name()));
            String id = index.path(kind.word).asString("");
            boolean holds = index.path("type").asString("").equals(kind.type)
                    && index.path("version").asInt(0) >= 1
                    && index.path("version").asInt(0) <= kind.latestVersion
                    && !id.isEmpty()
                    && id.equals(json(container, kind.document()).path("id").asString("-"))
                    && named.equals(there);
            note(
                    "index",
                    holds,
                    holds
                            ? kind.word + " " + id + ", received "
                                    + Instant.parse(index.path("received").asString("")) + ", "
                                    + switch (kind) {
                                        case QUESTION -> answers + " answers";
                                        case ENCUMBRANCE -> index.path("state").asString("");
                                    }
                                    + "; copy "
                                    + index.at("/copy/id").asString("") + " taken at "
                                    + Instant.parse(index.at("/copy/takenAt").asString(""))
                            : "the index is of another " + kind.word + ", or does not name every file");
        } catch (JacksonException | DateTimeException e) {
            note("index", false, "the index can't be read");
        }
    }
}
