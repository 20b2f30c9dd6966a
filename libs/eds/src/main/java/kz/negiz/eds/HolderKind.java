package kz.negiz.eds;

/** Who holds a certificate, as told by its role in extendedKeyUsage. */
public enum HolderKind {
    /** A natural person acting for himself. */
    PERSON,
    /** A natural person acting for an organisation. */
    ORGANISATION,
    /** An information system of an organisation. */
    SYSTEM
}
