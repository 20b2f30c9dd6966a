package kz.negiz.demo.pki;

/** Where a certificate says that its key is kept (extension 1.2.398.3.3.5). */
public enum Storage {
    PKCS12("1.2.398.3.3.5.1.1"),
    JKS("1.2.398.3.3.5.1.2"),
    ID_CARD("1.2.398.3.3.5.2.1"),
    KAZTOKEN("1.2.398.3.3.5.2.2"),
    ETOKEN_JAVA("1.2.398.3.3.5.2.3"),
    ETOKEN_5110("1.2.398.3.3.5.2.4"),
    JACARTA("1.2.398.3.3.5.2.5"),
    AKEY("1.2.398.3.3.5.2.6"),
    SIM("1.2.398.3.3.5.2.7"),
    CLOUD("1.2.398.3.3.5.3.1");

    private final String oid;

    Storage(String oid) {
        this.oid = oid;
    }

    /** The object identifier inside the extension. */
    public String oid() {
        return oid;
    }
}
