package kz.negiz.demo.sources.register;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the register of inspections.
 *
 * @param field true for an inspection on the spot, false for a desk audit
 * @param bodyId the body that inspects
 * @param closedOn nothing while the inspection is open
 */
public record Inspection(
        String number,
        Kind kind,
        boolean field,
        String bodyId,
        Inspected subject,
        LocalDate openedOn,
        @Nullable LocalDate closedOn) {

    /** What is inspected. */
    public enum Kind {
        TAX,
        CUSTOMS
    }

    /** The inspected person or organisation. */
    public record Inspected(SubjectKind kind, String value) {}
}
