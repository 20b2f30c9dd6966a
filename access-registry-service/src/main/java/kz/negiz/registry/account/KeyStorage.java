package kz.negiz.registry.account;

/** Where a user keeps the EDS key, as recorded at registration (R150-38). */
public enum KeyStorage {
    ID_CARD(true),
    KAZTOKEN(true),
    ETOKEN_JAVA(true),
    ETOKEN_5110(true),
    JACARTA(true),
    AKEY(true),
    SIM(true),
    CLOUD(true),
    PKCS12(false),
    JKS(false),
    /** Of the first administrator, who was named by IIN alone. */
    NOT_RECORDED(false);

    private final boolean protectedDevice;

    KeyStorage(boolean protectedDevice) {
        this.protectedDevice = protectedDevice;
    }

    /** Whether the key can't be copied out, as it can from a file (R150-A11d). */
    public boolean isProtected() {
        return protectedDevice;
    }
}
