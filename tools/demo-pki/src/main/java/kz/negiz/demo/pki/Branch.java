package kz.negiz.demo.pki;

/**
 * The kind of keys of a demo PKI.
 *
 * <p>RSA is what the national authority's RSA branch has. Its keys take seconds to make on a quick machine and a minute
 * where the JVM compiles lightly, as under test: tests that do not care take ECDSA, made in no time.
 */
public enum Branch {
    RSA(KeyKind.RSA_3072, KeyKind.RSA_2048),
    ECDSA(KeyKind.EC_P256, KeyKind.EC_P256);

    private final KeyKind authorityKey;
    private final KeyKind leafKey;

    Branch(KeyKind authorityKey, KeyKind leafKey) {
        this.authorityKey = authorityKey;
        this.leafKey = leafKey;
    }

    KeyKind authorityKey() {
        return authorityKey;
    }

    KeyKind leafKey() {
        return leafKey;
    }
}
