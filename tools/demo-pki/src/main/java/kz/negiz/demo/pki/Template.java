package kz.negiz.demo.pki;

import java.util.List;
import org.bouncycastle.asn1.x509.KeyUsage;

/** The certificate templates of the national profile that the demo authority follows. */
public enum Template {
    INDIVIDUAL(Usage.TODAY, Oids.join(Oids.EMAIL_PROTECTION, Oids.INDIVIDUAL), Oids.POLICY),
    FIRST_HEAD(Usage.TODAY, Oids.join(Oids.EMAIL_PROTECTION, Oids.LEGAL, Oids.LEGAL + ".1"), Oids.POLICY),
    RIGHT_TO_SIGN(Usage.TODAY, Oids.join(Oids.EMAIL_PROTECTION, Oids.LEGAL, Oids.LEGAL + ".2"), Oids.POLICY),
    EMPLOYEE(Usage.TODAY, Oids.join(Oids.EMAIL_PROTECTION, Oids.LEGAL, Oids.LEGAL + ".5"), Oids.POLICY),
    INFORMATION_SYSTEM(Usage.TODAY, Oids.join(Oids.LEGAL, Oids.LEGAL + ".6"), Oids.POLICY),
    TREASURY(Usage.TODAY, Oids.join(Oids.EMAIL_PROTECTION, Oids.LEGAL, Oids.TREASURY), Oids.POLICY),
    OLD_AUTH_INDIVIDUAL(
            KeyUsage.digitalSignature | KeyUsage.keyEncipherment,
            Oids.join(Oids.CLIENT_AUTH, Oids.INDIVIDUAL),
            Oids.POLICY + ".4"),
    OLD_SIGN_INDIVIDUAL(
            KeyUsage.digitalSignature | KeyUsage.nonRepudiation,
            Oids.join(Oids.EMAIL_PROTECTION, Oids.INDIVIDUAL),
            Oids.POLICY + ".3"),
    /** A time-stamping service: no holder of the profile, and good for nothing else. */
    TIME_STAMPING(KeyUsage.digitalSignature | KeyUsage.nonRepudiation, Oids.TIME_STAMPING, Oids.POLICY),
    /** An OCSP responder to which the authority has delegated its answers. */
    OCSP_SIGNING(KeyUsage.digitalSignature, Oids.OCSP_SIGNING, Oids.POLICY);

    private final int keyUsage;
    private final String extendedKeyUsage;
    private final String policy;

    Template(int keyUsage, String extendedKeyUsage, String policy) {
        this.keyUsage = keyUsage;
        this.extendedKeyUsage = extendedKeyUsage;
        this.policy = policy;
    }

    int keyUsage() {
        return keyUsage;
    }

    List<String> extendedKeyUsage() {
        return List.of(extendedKeyUsage.split(" ", -1));
    }

    String policy() {
        return policy;
    }

    private static final class Usage {
        static final int TODAY = KeyUsage.digitalSignature | KeyUsage.nonRepudiation | KeyUsage.keyAgreement;
    }

    private static final class Oids {
        static String join(String... oids) {
            return String.join(" ", oids);
        }

        static final String EMAIL_PROTECTION = "1.3.6.1.5.5.7.3.4";
        static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
        static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
        static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
        static final String INDIVIDUAL = "1.2.398.3.3.4.1.1";
        static final String LEGAL = "1.2.398.3.3.4.1.2";
        static final String TREASURY = "1.2.398.5.19.1.2.2.1";
        static final String POLICY = "1.2.398.3.3.2";
    }
}
