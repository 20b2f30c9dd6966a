package kz.negiz.broker.source;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import kz.negiz.eds.Fingerprint;
import kz.negiz.eds.Signer;

/**
 * Whose signature is wanted, as configuration has it: a good one of anybody else is none.
 *
 * @param bin BIN in the certificate
 * @param certificates SHA-256 fingerprints of the certificates that will do, in small hex digits; none: any with this BIN
 */
record TrustedSigner(String bin, Set<String> certificates) {

    TrustedSigner {
        certificates = certificates.stream()
                .map(each -> each.replaceAll("[^0-9A-Fa-f]", "").toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean is(Signer signer) {
        return bin.equals(signer.bin())
                && (certificates.isEmpty() || certificates.contains(Fingerprint.of(signer.certificate())));
    }
}
