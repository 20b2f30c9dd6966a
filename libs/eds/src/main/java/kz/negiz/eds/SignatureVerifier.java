package kz.negiz.eds;

import java.math.BigInteger;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether an EDS stands up, against one trust bundle and one policy.
 *
 * <p>The checks run in a fixed order and stop at the first failure, which is the one reason of the verdict: form,
 * signer, signed attributes and content, algorithms, signature value, path, constraints on the leaf, revocation, time,
 * subject. Nothing is fetched, nothing is logged. Replay is the caller's matter, since only the caller knows what was
 * asked to be signed.
 *
 * <p>Safe for use by many threads.
 */
public final class SignatureVerifier {

    /** A key may have been in other hands before its holder noticed. */
    private static final Set<String> COMPROMISED = Set.of("KEY_COMPROMISE", "CA_COMPROMISE", "AA_COMPROMISE");

    /** RFC 3161 section 4.1: any other cause, or none, takes every stamp of the authority along. */
    private static final Set<String> RETIRED = Set.of("AFFILIATION_CHANGED", "SUPERSEDED", "CESSATION_OF_OPERATION");

    private final TrustBundle bundle;
    private final String bundleSha256;
    private final EdsPolicy policy;
    private final CertificatePaths paths;
    private final RevocationLists lists;
    private final StatusService status;
    private final Revocations revocations;

    public SignatureVerifier(TrustBundle bundle, EdsPolicy policy) {
        this(
                bundle,
                bundle.sha256(),
                policy,
                new CertificatePaths(bundle.anchors(), bundle.intermediates()),
                new RevocationLists(bundle, policy.clockSkew()),
                (lists, skew) -> new Revocations(lists::of, lists::of));
    }

    private SignatureVerifier(
            TrustBundle bundle,
            String bundleSha256,
            EdsPolicy policy,
            CertificatePaths paths,
            RevocationLists lists,
            StatusService status) {
        this.bundle = bundle;
        this.bundleSha256 = bundleSha256;
        this.policy = policy;
        this.paths = paths;
        this.lists = lists;
        this.status = status;
        this.revocations = status.over(lists, policy.clockSkew());
    }

    /** Makes the sources of revocation out of the lists of a bundle; it outlives the bundle. */
    @FunctionalInterface
    private interface StatusService {
        Revocations over(RevocationLists lists, Duration skew);
    }

    private record Revocations(SerialRevocation bySerial, RevocationSource byCertificate) {

        /** The service knows the holders' certificates; for authorities there are the root's lists. */
        static Revocations ofHolders(SerialRevocation service, RevocationLists lists) {
            return new Revocations(
                    service,
                    (certificate, issuer, at) -> certificate.getBasicConstraints() < 0
                            ? service.of(certificate.getSerialNumber(), issuer, at)
                            : lists.of(certificate, issuer, at));
        }
    }

    /**
     * The same verifier asking an OCSP responder about every certificate first. Lists speak only where there was no
     * answer at all: a bad answer leaves the verdict open.
     */
    public SignatureVerifier withOcsp(OcspResponder asked) {
        return withStatus((of, skew) -> Revocations.ofHolders(SerialRevocation.asking(asked, of, skew), of));
    }

    /**
     * The same verifier taking the answers of a relay first. Lists speak only where the relay had no answer at all.
     *
     * @param oldest how long ago the responder may have made an answer
     */
    public SignatureVerifier withOcsp(OcspRelay relay, Duration oldest) {
        return withStatus((of, skew) -> Revocations.ofHolders(SerialRevocation.relayed(relay, oldest, of, skew), of));
    }

    /** The same verifier believing OCSP answers that were kept, as {@link Evidence} has them, at their own time. */
    public SignatureVerifier withOcspAnswers(List<byte[]> kept) {
        return withStatus((of, skew) -> new Revocations(of::of, RevocationSource.kept(kept, of, skew)));
    }

    /** For looking at certificates only. */
    SignatureVerifier withoutRevocation() {
        return withStatus((of, skew) -> new Revocations(of::of, RevocationSource.notAsked()));
    }

    private SignatureVerifier withStatus(StatusService other) {
        return new SignatureVerifier(bundle, bundleSha256, policy, paths, lists, other);
    }

    /**
     * A verifier for a newer bundle that remembers the paths found good, where anchors and authorities are the same, and which
     * lists were found genuine.
     */
    public SignatureVerifier withBundle(TrustBundle newer) {
        return new SignatureVerifier(
                newer,
                newer.sha256(),
                policy,
                paths.servesFor(newer) ? paths : new CertificatePaths(newer.anchors(), newer.intermediates()),
                new RevocationLists(newer, policy.clockSkew(), Optional.of(lists)),
                status);
    }

    public TrustBundle bundle() {
        return bundle;
    }

    /**
     * Checks a CMS signature over exactly this content.
     *
     * @param cms DER, PEM with the label CMS, or bare base64; attached content must equal the expected one
     * @param expectedContent what the caller asked to be signed, never what the message carries
     * @param at the reference time: the clock of the server for all that happens now
     */
    public SignatureVerdict verify(byte[] cms, byte[] expectedContent, Purpose purpose, Instant at) {
        try {
            CmsMessage message = CmsMessage.read(cms);
            CmsMessage.SignedAttributes attributes = message.requireContent(expectedContent);
            message.requireSignature();
            Checked checked = check(message.certificate(), purpose, at);
            requireTime(attributes.signingTime(), purpose, at);
            Signer signer = checked.profile().signer();
            return new SignatureVerdict.Valid(signer, evidence(checked, purpose, at, attributes.signingTime()));
        } catch (Refusal refusal) {
            return refusal.signatureVerdict();
        }
    }

    /**
     * Checks a CMS signature of the past at a time for which something else vouches: a seal over it, a journal. Certificate and
     * path hold then, and a later revocation counts only where the key may have been in other hands already.
     *
     * @param signed when it was signed or accepted
     * @param at when the check is made: revocation is asked as of then, or as of the end of a certificate that has expired since
     */
    public SignatureVerdict verifyPast(
            byte[] cms, byte[] expectedContent, Purpose purpose, Instant signed, Instant at) {
        try {
            CmsMessage message = CmsMessage.read(cms);
            CmsMessage.SignedAttributes attributes = message.requireContent(expectedContent);
            message.requireSignature();
            Checked checked = check(message.certificate(), purpose, signed, Optional.of(at));
            requireTime(attributes.signingTime(), purpose, signed);
            Signer signer = checked.profile().signer();
            return new SignatureVerdict.Valid(signer, evidence(checked, purpose, signed, attributes.signingTime()));
        } catch (Refusal refusal) {
            return refusal.signatureVerdict();
        }
    }

    /**
     * Checks an enveloped XML signature over a whole document. It tells no signing time, so the reference time alone
     * decides.
     *
     * @param expectedContent the document that was to be signed, where the caller knows it: without the signature it must
     *     be the same in canonical form
     */
    public XmlVerdict verifyXml(byte[] xml, Optional<byte[]> expectedContent, Purpose purpose, Instant at) {
        return verifyXml(xml, expectedContent, purpose, at, Optional.empty());
    }

    /**
     * Checks an enveloped XML signature of the past at a time for which something else vouches, as {@link #verifyPast} does.
     *
     * @param accepted when it was accepted
     * @param at when the check is made
     */
    public XmlVerdict verifyPastXml(byte[] xml, Purpose purpose, Instant accepted, Instant at) {
        return verifyXml(xml, Optional.empty(), purpose, accepted, Optional.of(at));
    }

    private XmlVerdict verifyXml(
            byte[] xml, Optional<byte[]> expectedContent, Purpose purpose, Instant at, Optional<Instant> later) {
        try {
            XmlSignature signature = XmlSignature.read(xml);
            if (expectedContent.isPresent()) {
                signature.requireContent(expectedContent.get());
            }
            signature.requireSignature();
            Checked checked = check(signature.certificate(), purpose, at, later);
            Signer signer = checked.profile().signer();
            return new XmlVerdict.Valid(signer, evidence(checked, purpose, at, Optional.empty()), signature.content());
        } catch (Refusal refusal) {
            return refusal.reason().leavesOpen()
                    ? new XmlVerdict.Unknown(refusal.reason())
                    : new XmlVerdict.Invalid(refusal.reason());
        }
    }

    /**
     * Checks the transport signature of a SOAP message (WS-Security, X.509 certificate token profile). It tells no signing
     * time, so the reference time alone decides; a time stamp of the message, where it has one, must be signed and fresh.
     *
     * @return where it stands, with the Body of the message in canonical form: exactly what was signed, and the only thing of
     *     the message to be read afterwards
     */
    public XmlVerdict verifySoap(byte[] envelope, Purpose purpose, Instant at) {
        try {
            SoapSignature signature = SoapSignature.read(envelope);
            signature.requireSignature();
            signature.requireFresh(at, policy.clockSkew());
            Checked checked = check(signature.certificate(), purpose, at);
            Signer signer = checked.profile().signer();
            return new XmlVerdict.Valid(signer, evidence(checked, purpose, at, Optional.empty()), signature.body());
        } catch (Refusal refusal) {
            return refusal.reason().leavesOpen()
                    ? new XmlVerdict.Unknown(refusal.reason())
                    : new XmlVerdict.Invalid(refusal.reason());
        }
    }

    /**
     * Checks a signature of the past at the time that its own time stamp proves: certificate and path hold then, and a
     * later revocation counts only where the key may have been in other hands already.
     *
     * @param at when the check is made: revocation is asked as of then, or as of the end of a certificate that has expired
     *     since, so that an archive is checked with the bundle that was kept
     */
    public StampedVerdict verifyStamped(byte[] cms, byte[] expectedContent, Purpose purpose, Instant at) {
        try {
            CmsMessage message = CmsMessage.read(cms);
            CmsMessage.SignedAttributes attributes = message.requireContent(expectedContent);
            message.requireSignature();
            TimeStamp stamp = earliest(message.timeStamps(), message.signatureValue(), at);
            requireNotSignedAfter(stamp, attributes.signingTime(), purpose);
            Checked checked = check(message.certificate(), purpose, stamp.time(), Optional.of(at));
            Signer signer = checked.profile().signer();
            return new StampedVerdict.Valid(signer, evidence(checked, purpose, at, attributes.signingTime()), stamp);
        } catch (Refusal refusal) {
            return refusal.reason().leavesOpen()
                    ? new StampedVerdict.Unknown(refusal.reason())
                    : new StampedVerdict.Invalid(refusal.reason());
        }
    }

    /** Anybody may add an unsigned attribute: a token that does not stand is passed over where another one does. */
    private TimeStamp earliest(List<byte[]> tokens, byte[] stamped, Instant at) throws Refusal {
        Optional<TimeStamp> earliest = Optional.empty();
        Optional<Refusal> refusal = Optional.empty();
        for (byte[] each : tokens) {
            try {
                TimeStampToken token = TimeStampToken.read(each);
                TimeStamp stamp = check(token, stamped, at);
                if (earliest.isEmpty() || stamp.time().isBefore(earliest.get().time())) {
                    earliest = Optional.of(stamp);
                }
            } catch (Refusal first) {
                refusal = refusal.or(() -> Optional.of(first));
            }
        }
        if (earliest.isEmpty()) {
            throw refusal.orElseGet(() -> new Refusal(Reason.TIME_STAMP_MISSING));
        }
        return earliest.get();
    }

    /** Checks a time stamp (RFC 3161, in DER) over exactly these bytes. */
    public TimeStampVerdict verifyTimeStamp(byte[] token, byte[] stamped, Instant at) {
        try {
            return new TimeStampVerdict.Valid(check(TimeStampToken.read(token), stamped, at));
        } catch (Refusal refusal) {
            return verdict(refusal);
        }
    }

    /** Checks the answer of a time-stamping authority to this request for these bytes: nonce and policy too. */
    public TimeStampVerdict verifyTimeStampResponse(
            TimeStampRequest request, byte[] response, byte[] stamped, Instant at) {
        try {
            return new TimeStampVerdict.Valid(check(request.answeredBy(response), stamped, at));
        } catch (Refusal refusal) {
            return verdict(refusal);
        }
    }

    private static TimeStampVerdict verdict(Refusal refusal) {
        return refusal.reason().leavesOpen()
                ? new TimeStampVerdict.Unknown(refusal.reason())
                : new TimeStampVerdict.Invalid(refusal.reason());
    }

    private TimeStamp check(TimeStampToken token, byte[] stamped, Instant at) throws Refusal {
        token.requireGenuine();
        token.requireOver(stamped);
        token.requirePolicy(policy.timeStampPolicies());
        token.requireTime(at, policy.clockSkew());
        token.requireEntitled();
        CertificatePaths.ValidatedPath path;
        try {
            path = paths.require(token.authority(), token.time());
        } catch (Refusal refusal) {
            throw new Refusal(Reason.TIME_STAMP_AUTHORITY_NOT_TRUSTED);
        }
        Revocation.Good good = requireNotRevoked(path, (index, certificate) -> {
            Revocation said =
                    revocations.byCertificate().of(certificate, path.issuerOf(index), lastAsked(certificate, at));
            if (said instanceof Revocation.Revoked revoked
                    && !(revoked.since().isAfter(token.time()) && RETIRED.contains(revoked.cause()))) {
                throw new Refusal(Reason.TIME_STAMP_AUTHORITY_REVOKED);
            }
            return said;
        });
        return token.vouchedBy(good.crlSha256s());
    }

    /** Lists forget a certificate some time after it has expired: until then they must have been asked. */
    private static Instant lastAsked(X509Certificate certificate, Instant at) {
        Instant end = certificate.getNotAfter().toInstant();
        return at.isAfter(end) ? end : at;
    }

    /** Checks a certificate by itself, as at login with a mutual TLS handshake or before it is registered. */
    public CertificateVerdict validate(X509Certificate leaf, Purpose purpose, Instant at) {
        try {
            Checked checked = check(leaf, purpose, at);
            Signer signer = checked.profile().signer();
            return new CertificateVerdict.Valid(signer, evidence(checked, purpose, at, Optional.empty()));
        } catch (Refusal refusal) {
            return refusal.certificateVerdict();
        }
    }

    /** What responder or lists say of a certificate; unknown also where no path leads to an anchor. */
    public Revocation revocation(X509Certificate certificate, Instant at) {
        try {
            CertificatePaths.ValidatedPath path = paths.require(certificate, at);
            return revocations.byCertificate().of(certificate, path.issuerOf(0), at);
        } catch (Refusal refusal) {
            return new Revocation.Unknown(refusal.reason());
        }
    }

    /** Asks about one certificate of a path. */
    private interface Asked {
        Revocation about(int index, X509Certificate certificate) throws Refusal;
    }

    /**
     * What responder or lists say of a holder's certificate of which only this is known.
     *
     * @param authority an anchor or intermediate of the bundle; of anybody else's certificates nothing is known
     * @param serial the number that the authority gave it
     */
    public Revocation revocation(X509Certificate authority, BigInteger serial, Instant at) {
        return revocations.bySerial().of(serial, authority, at);
    }

    /**
     * Examines a revocation list that is not in the bundle yet.
     *
     * @return why it may not be relied on; empty when an authority of the bundle has signed it, and it is understood and fresh
     */
    public Optional<Reason> examine(X509CRL list, Instant at) {
        TrustBundle alone = new TrustBundle(
                bundle.number(), bundle.issued(), bundle.anchors(), bundle.intermediates(), List.of(list));
        return new RevocationLists(alone, policy.clockSkew()).problem(at);
    }

    private record Checked(CertificateProfile profile, CertificatePaths.ValidatedPath path, Revocation.Good good) {}

    private Checked check(X509Certificate leaf, Purpose purpose, Instant at) throws Refusal {
        return check(leaf, purpose, at, Optional.empty());
    }

    /**
     * Checks a certificate at a reference time.
     *
     * @param later when revocation is asked, if not at the reference time: a time stamp proves the former
     */
    private Checked check(X509Certificate leaf, Purpose purpose, Instant at, Optional<Instant> later) throws Refusal {
        if (!AcceptedAlgorithm.acceptsKey(leaf.getPublicKey())
                || (purpose != Purpose.PATH && !AcceptedAlgorithm.acceptsSigner(leaf.getPublicKey(), at))) {
            throw new Refusal(Reason.KEY_NOT_ACCEPTED);
        }
        CertificatePaths.ValidatedPath path = paths.require(leaf, at);
        CertificateProfile profile = CertificateProfile.of(leaf);
        profile.requireUsableFor(purpose, policy);
        Revocation.Good good = requireNotRevoked(path, (index, certificate) -> {
            Instant asked = later.map(each -> lastAsked(certificate, each)).orElse(at);
            Revocation said = revocations.byCertificate().of(certificate, path.issuerOf(index), asked);
            if (said instanceof Revocation.Revoked revoked
                    && (later.isEmpty() || !revoked.since().isAfter(at) || COMPROMISED.contains(revoked.cause()))) {
                throw new Refusal(index == 0 ? Reason.CERTIFICATE_REVOKED : Reason.AUTHORITY_REVOKED);
            }
            return said;
        });
        return new Checked(profile, path, good);
    }

    private static Revocation.Good requireNotRevoked(CertificatePaths.ValidatedPath path, Asked asked) throws Refusal {
        List<String> digests = new ArrayList<>();
        List<byte[]> answers = new ArrayList<>();
        List<X509Certificate> certificates = path.certificates();
        for (int i = 0; i < certificates.size() - 1; i++) {
            switch (asked.about(i, certificates.get(i))) {
                case Revocation.Good good -> {
                    digests.addAll(good.crlSha256s());
                    answers.addAll(good.ocspAnswers());
                }
                case Revocation.Revoked harmless -> {
                    // Revoked after the time that is proven: the list that says so is no evidence for it.
                }
                case Revocation.Unknown unknown -> throw new Refusal(unknown.reason());
            }
        }
        return new Revocation.Good(digests, answers);
    }

    /** A signature cannot have been made after it was stamped; how long before does not matter. */
    private void requireNotSignedAfter(TimeStamp stamp, Optional<Instant> claimed, Purpose purpose) throws Refusal {
        if (purpose == Purpose.PATH) {
            return;
        }
        if (claimed.isEmpty()) {
            throw new Refusal(Reason.SIGNING_TIME_MISSING);
        }
        if (claimed.get().isAfter(stamp.time().plus(policy.clockSkew()))) {
            throw new Refusal(Reason.SIGNING_TIME_OFF);
        }
    }

    /** The signing time is the signer's claim and decides nothing; a claim far off tells of a replay or a wrong clock. */
    private void requireTime(Optional<Instant> claimed, Purpose purpose, Instant at) throws Refusal {
        if (purpose == Purpose.PATH) {
            return;
        }
        if (claimed.isEmpty()) {
            throw new Refusal(Reason.SIGNING_TIME_MISSING);
        }
        if (Duration.between(claimed.get(), at).abs().compareTo(policy.clockSkew()) > 0) {
            throw new Refusal(Reason.SIGNING_TIME_OFF);
        }
    }

    private Evidence evidence(Checked checked, Purpose purpose, Instant at, Optional<Instant> signingTime) {
        return new Evidence(
                checked.path().encoding().der(),
                checked.good().crlSha256s(),
                checked.good().ocspAnswers(),
                bundle.number(),
                bundleSha256,
                at,
                purpose,
                signingTime);
    }
}
