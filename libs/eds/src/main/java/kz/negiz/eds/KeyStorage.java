package kz.negiz.eds;

import java.io.IOException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.jspecify.annotations.Nullable;

/** Where the authority says that a private key is kept: extension 1.2.398.3.3.5 of the certificate. */
public enum KeyStorage {
    PKCS12("1.2.398.3.3.5.1.1"),
    JKS("1.2.398.3.3.5.1.2"),
    ID_CARD("1.2.398.3.3.5.2.1"),
    KAZTOKEN("1.2.398.3.3.5.2.2"),
    ETOKEN_JAVA("1.2.398.3.3.5.2.3"),
    ETOKEN_5110("1.2.398.3.3.5.2.4"),
    JACARTA("1.2.398.3.3.5.2.5"),
    AKEY("1.2.398.3.3.5.2.6"),
    SIM("1.2.398.3.3.5.2.7"),
    CLOUD("1.2.398.3.3.5.3.1"),
    /** The extension is absent, or says something that is not known. */
    UNKNOWN("");

    private static final String EXTENSION = "1.2.398.3.3.5";

    private final String oid;

    KeyStorage(String oid) {
        this.oid = oid;
    }

    /** What the certificate says of its key; unknown where it says nothing clear. */
    public static KeyStorage of(X509Certificate certificate) {
        byte @Nullable [] value = certificate.getExtensionValue(EXTENSION);
        if (value == null) {
            return UNKNOWN;
        }
        try {
            byte[] content = ASN1OctetString.getInstance(value).getOctets();
            ASN1Sequence sequence = Encodings.sequence(content);
            if (sequence.size() != 1) {
                return UNKNOWN;
            }
            String named =
                    ASN1ObjectIdentifier.getInstance(sequence.getObjectAt(0)).getId();
            for (KeyStorage storage : values()) {
                if (storage.oid.equals(named)) {
                    return storage;
                }
            }
            return UNKNOWN;
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            return UNKNOWN;
        }
    }
}
