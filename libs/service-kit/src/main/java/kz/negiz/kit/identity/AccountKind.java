package kz.negiz.kit.identity;

/** Who stands behind an account. */
public enum AccountKind {
    /** A natural person, known by IIN. */
    PERSON,
    /** A natural person acting for an organisation, known by IIN and BIN. */
    ORGANISATION,
    /** An information system of a body, known by BIN and system OID. */
    SYSTEM
}
