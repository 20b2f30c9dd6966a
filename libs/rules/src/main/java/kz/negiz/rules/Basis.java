package kz.negiz.rules;

import java.time.LocalDate;
import java.util.Optional;

/** What a question is asked on. */
public sealed interface Basis {

    BasisKind kind();

    /** The criminal case that the basis names, if it names one. */
    default Optional<String> criminalCase() {
        return switch (this) {
            case Inspection inspection -> Optional.empty();
            case CriminalCase named -> Optional.of(named.number());
            case OptionalText text -> text.namedCase();
            case Chosen chosen -> chosen.namedCase();
        };
    }

    /** A tax or customs field inspection (R41-20). */
    record Inspection(String number) implements Basis {
        @Override
        public BasisKind kind() {
            return BasisKind.INSPECTION_NUMBER;
        }
    }

    /**
     * A criminal case (R150-19).
     *
     * @param assignment for search measures: the assignment of the body that conducts the criminal process (R150-4)
     */
    record CriminalCase(String number, Optional<Assignment> assignment) implements Basis {
        @Override
        public BasisKind kind() {
            return BasisKind.CRIMINAL_CASE_NUMBER;
        }
    }

    /**
     * A free text that may be empty (R150-18).
     *
     * @param namedCase a criminal case, needed for services that open under listed articles only (R150-9)
     */
    record OptionalText(String text, Optional<String> namedCase) implements Basis {
        @Override
        public BasisKind kind() {
            return BasisKind.OPTIONAL_TEXT;
        }
    }

    /**
     * A basis chosen from the edition's list (R150-20).
     *
     * @param material number of the material in the officer's own proceedings (R150-A11b)
     * @param namedCase as with {@link OptionalText}
     */
    record Chosen(String code, String material, Optional<String> namedCase) implements Basis {
        @Override
        public BasisKind kind() {
            return BasisKind.CHOSEN_BASIS;
        }
    }

    /** An assignment to carry out search measures; {@code issuingBody} is the body's id. */
    record Assignment(String number, LocalDate date, String issuingBody) {}
}
