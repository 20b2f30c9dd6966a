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
                    .map(answer -> said(
                            answer, serial, issuer, Optional.of(nonce), Instant.MIN, rules(at, skew, lists, issuer)))
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
                            said(
                                    der,
                                    serial,
                                    issuer,
                                    Optional.empty(),
                                    at.minus(oldest),
                                    rules(at, skew, lists, issuer)),
                            listed);
                case OcspRelay.Word.NotBelieved(Reason reason) -> new Revocation.Unknown(reason);
                case OcspRelay.Word.Silence() -> listed;
            };
        };
    }

    private static OcspAnswer.Rules rules(Instant at, Duration skew, RevocationLists lists, X509Certificate issuer) {
        return new OcspAnswer.Rules(
                at, skew, AcceptedAlgorithm::acceptsAuthority, responderKey -> lists.of(responderKey, issuer, at));
    }

    /** What an answer says, if it may be believed and was not made before this moment. */
    private static Revocation said(
            byte[] der,
            BigInteger serial,
            X509Certificate issuer,
            Optional<byte[]> nonce,
            Instant earliest,
            OcspAnswer.Rules rules) {
        try {
            OcspAnswer answer = OcspAnswer.read(der);
            return answer.producedAt().isBefore(earliest)
                    ? new Revocation.Unknown(Reason.OCSP_STALE)
                    : answer.of(serial, issuer, nonce, rules);
        } catch (Refusal refusal) {
            return new Revocation.Unknown(refusal.reason());
        }
    }

    /** A list that names the certificate outweighs an answer that calls it good. */
    static Revocation withLists(Revocation said, Revocation listed) {
        return said instanceof Revocation.Good && listed instanceof Revocation.Revoked ? listed : said;
    }
}
