package kz.negiz.log.export;

import java.util.List;
import java.util.Optional;

/**
 * What the verifier says of a package.
 *
 * @param head who asked for what, if the package says so readably
 * @param users how many numbers of users were followed from first to last
 * @param events how many events were read, and {@code asked} of them were asked for
 * @param answers how many questions came with their document and answers
 * @param encumbrances how many encumbrances came with their document
 */
public record Verification(
        Verdict verdict,
        List<Finding> findings,
        Optional<ExportLine.Head> head,
        long users,
        long events,
        long asked,
        long answers,
        long encumbrances) {

    public Verification {
        findings = List.copyOf(findings);
    }

    /** The outcome in one word. */
    public enum Verdict {
        /** Everything was checked and holds. */
        PROVED,
        /** Nothing speaks against the package, but something could not be checked. */
        NOT_PROVED,
        /** The package or the log behind it is not what it claims to be. */
        REFUTED
    }
}
