package kz.negiz.eds;

import java.security.PublicKey;
import java.security.SecureRandom;
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

    /**
     * Asks a responder about a holder's certificate first; the lists speak only where it did not answer at all. For
     * authorities there are the root's lists: its responder is another one.
     */
    static RevocationSource asking(OcspResponder responder, RevocationLists lists, Duration skew) {
        SecureRandom random = new SecureRandom();
        return (certificate, issuer, at) -> {
            if (certificate.getBasicConstraints() >= 0) {
                return lists.of(certificate, issuer, at);
            }
            byte[] nonce = new byte[32];
            random.nextBytes(nonce);
            Optional<byte[]> answer = responder.ask(OcspAnswer.request(certificate, issuer, nonce));
            if (answer.isEmpty()) {
                return lists.of(certificate, issuer, at);
            }
            try {
                Revocation said = OcspAnswer.read(answer.get())
                        .of(
                                certificate,
                                issuer,
                                Optional.of(nonce),
                                new OcspAnswer.Rules(
                                        at,
                                        skew,
                                        AcceptedAlgorithm::acceptsAuthority,
                                        responderKey -> lists.of(responderKey, issuer, at)));
                return withLists(said, lists.of(certificate, issuer, at));
            } catch (Refusal refusal) {
                return new Revocation.Unknown(refusal.reason());
            }
        };
    }

    /** Takes answers that were kept; where none speaks of a certificate, the lists do. */
    static RevocationSource kept(List<byte[]> answers, RevocationLists lists, Duration skew) {
        return kept(answers, lists::of, AcceptedAlgorithm::acceptsAuthority, skew);
    }

    static RevocationSource kept(
            List<byte[]> answers, RevocationSource lists, BiPredicate<String, PublicKey> algorithms, Duration skew) {
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
                    .filter(each -> each.concerns(certificate, issuer))
                    .toList();
            if (concerning.isEmpty()) {
                // A damaged answer may have been the one for this certificate.
                return someDamaged ? new Revocation.Unknown(Reason.OCSP_REFUSED) : lists.of(certificate, issuer, at);
            }
            Revocation said = worst(concerning.stream()
                    .map(each -> each.of(
                            certificate,
                            issuer,
                            Optional.empty(),
                            new OcspAnswer.Rules(at, skew, algorithms, responder -> lists.of(responder, issuer, at))))
                    .toList());
            return withLists(said, lists.of(certificate, issuer, at));
        };
    }

    /** A list that names the certificate outweighs an answer that calls it good. */
    private static Revocation withLists(Revocation said, Revocation listed) {
        return said instanceof Revocation.Good && listed instanceof Revocation.Revoked ? listed : said;
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
