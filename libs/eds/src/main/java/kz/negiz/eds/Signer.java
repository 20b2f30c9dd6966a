package kz.negiz.eds;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The holder of a certificate, as the authority names him.
 *
 * @param iin empty for a system
 * @param bin empty for a person
 * @param systemOid empty for all but a system
 * @param roleOids the roles in extendedKeyUsage
 */
public record Signer(
        HolderKind kind,
        String iin,
        String bin,
        String systemOid,
        String commonName,
        List<String> roleOids,
        KeyStorage storage,
        X509Certificate certificate) {

    public Signer {
        roleOids = List.copyOf(roleOids);
    }

    /** Shows neither numbers nor names: it may end in a log. */
    @Override
    public String toString() {
        return "Signer[" + kind + ", " + storage + "]";
    }
}
