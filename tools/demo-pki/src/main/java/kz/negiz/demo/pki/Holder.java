package kz.negiz.demo.pki;

/** Who holds a demo key. */
public enum Holder {
    PERSON,
    ORGANISATION,
    SYSTEM
}
