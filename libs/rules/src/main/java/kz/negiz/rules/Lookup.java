package kz.negiz.rules;

/** What has to be asked of a register before the rules can decide. */
public sealed interface Lookup {

    /** Nothing: the rules refuse anyway, or the law names no register for such a basis. */
    record Nothing() implements Lookup {}

    /** An inspection, in the Unified register of subjects and objects of inspections. */
    record OfInspection(String number) implements Lookup {}

    /** A criminal case, in the Unified register of pre-trial investigations. */
    record OfCase(String number) implements Lookup {}
}
