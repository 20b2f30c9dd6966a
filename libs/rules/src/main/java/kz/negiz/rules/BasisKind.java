package kz.negiz.rules;

/** What a question under a profile must name as its basis. */
public enum BasisKind {
    /** A text that may stay empty (R150-18). */
    OPTIONAL_TEXT("R150-18"),
    /** The number of a criminal case in the Unified register of pre-trial investigations (R150-19). */
    CRIMINAL_CASE_NUMBER("R150-19"),
    /** One of the bases set in the system, with the material it stands in (R150-20). */
    CHOSEN_BASIS("R150-20"),
    /** The number of a field inspection in the Unified register of subjects and objects of inspections (R41-20). */
    INSPECTION_NUMBER("R41-20");

    private final String rule;

    BasisKind(String rule) {
        this.rule = rule;
    }

    /** The requirement that asks for this kind of basis. */
    public String rule() {
        return rule;
    }
}
