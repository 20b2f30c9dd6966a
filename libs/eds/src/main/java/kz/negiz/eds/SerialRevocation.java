package kz.negiz.eds;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Says of a holder's certificate, of which only number and issuer need be known, whether it was revoked. */
@FunctionalInterface
interface SerialRevocation {

    Revocation of(BigInteger serial, X509Certificate issuer, Instant at);

    /** Asks a responder first; the lists speak only where it did not answer at all. */
    static SerialRevocation asking(OcspResponder responder, RevocationLists lists, Duration skew) {
        SecureRandom random = new SecureRandom();
        return (serial, issuer, at) -> {
            byte[] nonce = new byte[32];
            random.nextBytes(nonce);
            Revocation listed = lists.of(serial, issuer, at);
            return responder
                    .ask(OcspAnswer.request(serial, issuer, nonce))
                    .map(answer -> said(answer, serial, issuer, Optional.of(nonce), rules(at, skew, lists, issuer)))
                    .map(said -> withLists(said, listed))
                    .orElse(listed);
        };
    }

    /**
     * Takes the answers that a relay has asked for; the lists speak only where it had none at all.
     *
     * @param oldest how long ago the responder may have made the answer: nothing here saw the nonce
     */
    static SerialRevocation relayed(OcspRelay relay, Duration oldest, RevocationLists lists, Duration skew) {
        return (serial, issuer, at) -> {
            Revocation listed = lists.of(serial, issuer, at);
            return switch (relay.about(serial, issuer)) {
                case OcspRelay.Word.Answer(byte[] der) ->
                    withLists(
                            isOlder(der, at.minus(oldest))
                                    ? new Revocation.Unknown(Reason.OCSP_STALE)
                                    : said(der, serial, issuer, Optional.empty(), rules(at, skew, lists, issuer)),
                            listed);
                case OcspRelay.Word.NotBelieved(Reason reason) -> new Revocation.Unknown(reason);
                case OcspRelay.Word.Silence() -> listed;
            };
        };
    }

    private static boolean isOlder(byte[] answer, Instant limit) {
        try {
            return OcspAnswer.read(answer).producedAt().isBefore(limit);
        } catch (Refusal e) {
            return false; // what it is instead, reading it again tells
        }
    }

    private static OcspAnswer.Rules rules(Instant at, Duration skew, RevocationLists lists, X509Certificate issuer) {
        return new OcspAnswer.Rules(
                at, skew, AcceptedAlgorithm::acceptsAuthority, responderKey -> lists.of(responderKey, issuer, at));
    }

    private static Revocation said(
            byte[] answer, BigInteger serial, X509Certificate issuer, Optional<byte[]> nonce, OcspAnswer.Rules rules) {
        try {
            return OcspAnswer.read(answer).of(serial, issuer, nonce, rules);
        } catch (Refusal refusal) {
            return new Revocation.Unknown(refusal.reason());
        }
    }

    /** A list that names the certificate outweighs an answer that calls it good. */
    static Revocation withLists(Revocation said, Revocation listed) {
        return said instanceof Revocation.Good && listed instanceof Revocation.Revoked ? listed : said;
    }
}
