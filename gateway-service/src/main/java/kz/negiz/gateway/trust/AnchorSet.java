package kz.negiz.gateway.trust;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import kz.negiz.eds.Fingerprint;

/**
 * The trust anchors that were in force from some moment on.
 *
 * @param number of the set; it only grows
 */
record AnchorSet(long number, List<X509Certificate> certificates) {

    AnchorSet {
        certificates = List.copyOf(certificates);
    }

    /** What would change if these came into force. */
    AnchorChange changeTo(Collection<X509Certificate> others) {
        SortedMap<String, X509Certificate> mine = byFingerprint(certificates);
        SortedMap<String, X509Certificate> theirs = byFingerprint(others);
        return new AnchorChange(
                number,
                theirs.entrySet().stream()
                        .filter(each -> !mine.containsKey(each.getKey()))
                        .map(each -> AnchorChange.Anchor.of(each.getValue()))
                        .toList(),
                mine.entrySet().stream()
                        .filter(each -> !theirs.containsKey(each.getKey()))
                        .map(each -> AnchorChange.Anchor.of(each.getValue()))
                        .toList(),
                digest(theirs.keySet()),
                List.copyOf(theirs.values()));
    }

    static SortedMap<String, X509Certificate> byFingerprint(Collection<X509Certificate> certificates) {
        SortedMap<String, X509Certificate> sorted = new TreeMap<>();
        certificates.forEach(each -> sorted.put(Fingerprint.of(each), each));
        return sorted;
    }

    /** Tells this set from every other one, in whatever order its certificates lie. */
    byte[] digest() {
        return digest(byFingerprint(certificates).keySet());
    }

    private static byte[] digest(Collection<String> fingerprints) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        fingerprints.forEach(each -> all.writeBytes((each + '\n').getBytes(StandardCharsets.US_ASCII)));
        try {
            return MessageDigest.getInstance("SHA-256").digest(all.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
