package kz.negiz.eds;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The holder of a certificate, as the authority names him.
 *
 * @param iin empty for a system
 * @param bin empty for a person
 * @param organisation name of the organisation; empty for a person
 * @param systemOid empty for all but a system
 * @param roleOids the roles in extendedKeyUsage
 */
public record Signer(
        HolderKind kind,
        String iin,
        String bin,
        String organisation,
        String systemOid,
        String commonName,
        List<String> roleOids,
        KeyStorage storage,
        X509Certificate certificate) {

    public Signer {
        roleOids = List.copyOf(roleOids);
    }

    /** Whom a certificate names, verified or not; empty where it does not follow the national profile. */
    public static Optional<Signer> namedBy(X509Certificate certificate) {
        try {
            return Optional.of(CertificateProfile.of(certificate).signer());
        } catch (Refusal refusal) {
            return Optional.empty();
        }
    }

    /** Shows neither numbers nor names: it may end in a log. */
    @Override
    public String toString() {
        return "Signer[" + kind + ", " + storage + "]";
    }
}
