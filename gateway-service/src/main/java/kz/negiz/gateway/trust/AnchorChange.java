package kz.negiz.gateway.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import kz.negiz.eds.Fingerprint;

/**
 * A change of the trust anchors: what the folder holds, held against the set in force.
 *
 * @param basis number of the set in force
 * @param digest of the fingerprints of all anchors after the change
 * @param anchors all of them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record AnchorChange(
        long basis, List<Anchor> added, List<Anchor> removed, byte[] digest, List<X509Certificate> anchors) {

    /**
     * An anchor as operators tell it from another.
     *
     * @param sha256 fingerprint of the certificate
     */
    record Anchor(String name, String sha256) {

        static Anchor of(X509Certificate certificate) {
            return new Anchor(AuthorityNames.of(certificate), Fingerprint.of(certificate));
        }
    }

    boolean isNone() {
        return added.isEmpty() && removed.isEmpty();
    }
}
