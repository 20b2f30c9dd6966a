package kz.negiz.eds;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Says whether a certificate was revoked. */
@FunctionalInterface
interface RevocationSource {

    Revocation of(X509Certificate certificate, X509Certificate issuer, Instant at);

    /** For looking at certificates only: says good of everything. */
    static RevocationSource notAsked() {
        return (certificate, issuer, at) -> new Revocation.Good(List.of(), List.of());
    }

    /** Takes answers that were kept; where none speaks of a certificate, the lists do. */
    static RevocationSource kept(List<byte[]> answers, RevocationLists lists, Duration skew) {
        return kept(answers, lists::of, lists::of, AcceptedAlgorithm::acceptsAuthority, skew);
    }

    /**
     * The same by other lists.
     *
     * @param responders who is asked about a responder's own certificate
     */
    static RevocationSource kept(
            List<byte[]> answers,
            RevocationSource lists,
            RevocationSource responders,
            BiPredicate<String, PublicKey> algorithms,
            Duration skew) {
        List<OcspAnswer> readable = new ArrayList<>();
        boolean damaged = false;
        for (byte[] each : answers) {
            try {
                readable.add(OcspAnswer.read(each));
            } catch (Refusal e) {
                damaged = true;
            }
        }
        boolean someDamaged = damaged;
        return (certificate, issuer, at) -> {
            List<OcspAnswer> concerning = readable.stream()
                    .filter(each -> each.concerns(certificate.getSerialNumber(), issuer))
                    .toList();
            if (concerning.isEmpty()) {
                // A damaged answer may have been the one for this certificate.
                Revocation listed = lists.of(certificate, issuer, at);
                return someDamaged && !(listed instanceof Revocation.Revoked)
                        ? new Revocation.Unknown(Reason.OCSP_REFUSED)
                        : listed;
            }
            Revocation said = worst(concerning.stream()
                    .map(each -> each.of(
                            certificate.getSerialNumber(),
                            issuer,
                            Optional.empty(),
                            new OcspAnswer.Rules(
                                    at, skew, algorithms, responder -> responders.of(responder, issuer, at))))
                    .toList());
            return SerialRevocation.withLists(said, lists.of(certificate, issuer, at));
        };
    }

    /** Of several answers one that says revoked decides; one that may be believed outweighs those that may not. */
    static Revocation worst(List<Revocation> all) {
        return all.stream()
                .filter(Revocation.Revoked.class::isInstance)
                .findFirst()
                .or(() -> all.stream().filter(Revocation.Good.class::isInstance).findFirst())
                .orElseGet(all::getFirst);
    }
}
