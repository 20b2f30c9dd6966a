package kz.negiz.eds;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * An answer of an OCSP responder (RFC 6960), and whether it may be believed. An answer that may not is "unknown", and
 * never a reason to look for a friendlier source.
 */
final class OcspAnswer {

    private static final int MOST_BYTES = 256 * 1024;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
    private static final String OCSP_NO_CHECK = "1.3.6.1.5.5.7.48.1.5";

    /** An answer that does not tell until when it holds is believed for a moment only. */
    private static final Duration WITHOUT_END = Duration.ofMinutes(10);

    private final byte[] der;
    private final BasicOCSPResp basic;

    private OcspAnswer(byte[] der, BasicOCSPResp basic) {
        this.der = der;
        this.basic = basic;
    }

    /**
     * What an answer is held to.
     *
     * @param algorithms which signature algorithm may stand beside which key
     * @param responderStatus whether a responder of its own key was revoked; asked unless its certificate excuses it
     */
    record Rules(
            Instant at,
            Duration skew,
            BiPredicate<String, PublicKey> algorithms,
            Function<X509Certificate, Revocation> responderStatus) {}

    /** The request for the certificate to which an issuer gave this number, with a nonce. */
    static byte[] request(BigInteger serial, X509Certificate issuer, byte[] nonce) {
        try {
            CertificateID id = new CertificateID(
                    calculator(CertificateID.HASH_SHA1), new X509CertificateHolder(issuer.getEncoded()), serial);
            Extension sent = new Extension(
                    OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(nonce).getEncoded());
            return new OCSPReqBuilder()
                    .addRequest(id)
                    .setRequestExtensions(new Extensions(sent))
                    .build()
                    .getEncoded();
        } catch (OCSPException | OperatorCreationException | IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The OCSP request could not be made", e);
        }
    }

    /** Takes an answer apart; nothing is verified yet. */
    static OcspAnswer read(byte[] der) throws Refusal {
        if (der.length > MOST_BYTES) {
            throw new Refusal(Reason.OCSP_REFUSED);
        }
        try {
            OCSPResp response = new OCSPResp(der);
            if (response.getStatus() != OCSPResp.SUCCESSFUL
                    || !(response.getResponseObject() instanceof BasicOCSPResp basic)) {
                throw new Refusal(Reason.OCSP_REFUSED);
            }
            return new OcspAnswer(der.clone(), basic);
        } catch (IOException | OCSPException | RuntimeException e) {
            // A parser meets every kind of nonsense in its own way.
            throw new Refusal(Reason.OCSP_REFUSED);
        }
    }

    /** Whether it speaks of this certificate at all. */
    boolean concerns(BigInteger serial, X509Certificate issuer) {
        try {
            return !matching(serial, issuer).isEmpty();
        } catch (Refusal e) {
            return false;
        }
    }

    /** When the responder says it has made it. */
    Instant producedAt() {
        return basic.getProducedAt().toInstant();
    }

    /** What it says of a certificate, if it may be believed; the nonce is compared where one was sent. */
    Revocation of(BigInteger serial, X509Certificate issuer, Optional<byte[]> nonce, Rules rules) {
        try {
            requireGenuine(issuer, rules);
            List<SingleResp> matching = matching(serial, issuer);
            if (matching.size() != 1) {
                throw new Refusal(Reason.OCSP_OTHER_CERTIFICATE);
            }
            if (nonce.isPresent()) {
                requireNonce(nonce.get());
            }
            SingleResp single = matching.getFirst();
            if (!basic.getCriticalExtensionOIDs().isEmpty()
                    || !single.getCriticalExtensionOIDs().isEmpty()) {
                throw new Refusal(Reason.OCSP_REFUSED);
            }
            requireFresh(single, rules);
            @Nullable CertificateStatus status = single.getCertStatus();
            // Bouncy Castle's word for good is null.
            if (status == null) {
                return new Revocation.Good(List.of(), List.of(der.clone()));
            }
            if (status instanceof RevokedStatus revoked) {
                int cause = revoked.hasRevocationReason() ? revoked.getRevocationReason() : CRLReason.unspecified;
                return new Revocation.Revoked(revoked.getRevocationTime().toInstant(), cause(cause));
            }
            throw new Refusal(Reason.OCSP_STATUS_UNKNOWN);
        } catch (Refusal refusal) {
            return new Revocation.Unknown(refusal.reason());
        } catch (RuntimeException e) {
            return new Revocation.Unknown(Reason.OCSP_REFUSED);
        }
    }

    private static String cause(int code) {
        java.security.cert.CRLReason[] causes = java.security.cert.CRLReason.values();
        return (code >= 0 && code < causes.length ? causes[code] : java.security.cert.CRLReason.UNSPECIFIED).name();
    }

    private List<SingleResp> matching(BigInteger serial, X509Certificate issuer) throws Refusal {
        List<SingleResp> matching = new ArrayList<>();
        try {
            X509CertificateHolder holder = new X509CertificateHolder(issuer.getEncoded());
            for (SingleResp each : basic.getResponses()) {
                CertificateID id = each.getCertID();
                // The serial alone would let another authority's answer stand for this one's.
                if (id.getSerialNumber().equals(serial)
                        && id.matchesIssuer(holder, new JcaDigestCalculatorProviderBuilder().build())) {
                    matching.add(each);
                }
            }
            return matching;
        } catch (OCSPException | OperatorCreationException | IOException | GeneralSecurityException e) {
            throw new Refusal(Reason.OCSP_REFUSED);
        }
    }

    /** The issuer itself has signed, or somebody to whom it gave the right in a certificate of its own making. */
    private void requireGenuine(X509Certificate issuer, Rules rules) throws Refusal {
        if (names(issuer)) {
            requireSignature(issuer, rules);
            return;
        }
        for (X509CertificateHolder holder : basic.getCerts()) {
            X509Certificate delegate = certificate(holder);
            if (names(delegate)) {
                requireDelegation(delegate, issuer, rules);
                requireSignature(delegate, rules);
                return;
            }
        }
        throw new Refusal(Reason.OCSP_NOT_GENUINE);
    }

    private void requireDelegation(X509Certificate delegate, X509Certificate issuer, Rules rules) throws Refusal {
        try {
            @Nullable List<String> usages = delegate.getExtendedKeyUsage();
            boolean @Nullable [] bits = delegate.getKeyUsage();
            Instant produced = producedAt();
            boolean delegated = delegate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
                    && usages != null
                    && usages.contains(OCSP_SIGNING)
                    && (bits == null || bits[DIGITAL_SIGNATURE])
                    && !produced.isBefore(delegate.getNotBefore().toInstant())
                    && !produced.isAfter(delegate.getNotAfter().toInstant())
                    && rules.algorithms().test(delegate.getSigAlgOID(), issuer.getPublicKey());
            if (!delegated) {
                throw new Refusal(Reason.OCSP_NOT_GENUINE);
            }
            delegate.verify(issuer.getPublicKey());
        } catch (CertificateParsingException e) {
            throw new Refusal(Reason.OCSP_NOT_GENUINE);
        } catch (GeneralSecurityException e) {
            throw new Refusal(Reason.OCSP_NOT_GENUINE);
        }
        if (delegate.getExtensionValue(OCSP_NO_CHECK) == null
                && !(rules.responderStatus().apply(delegate) instanceof Revocation.Good)) {
            throw new Refusal(Reason.OCSP_NOT_GENUINE);
        }
    }

    private boolean names(X509Certificate responder) throws Refusal {
        ResponderID id = basic.getResponderId().toASN1Primitive();
        if (id.getName() != null) {
            return id.getName()
                    .equals(X500Name.getInstance(
                            responder.getSubjectX500Principal().getEncoded()));
        }
        byte[] key = SubjectPublicKeyInfo.getInstance(responder.getPublicKey().getEncoded())
                .getPublicKeyData()
                .getOctets();
        return MessageDigest.isEqual(id.getKeyHash(), Encodings.digest("SHA-1", key));
    }

    private void requireSignature(X509Certificate responder, Rules rules) throws Refusal {
        String algorithm = basic.getSignatureAlgOID().getId();
        if (!rules.algorithms().test(algorithm, responder.getPublicKey())) {
            throw new Refusal(Reason.OCSP_NOT_GENUINE);
        }
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initVerify(responder.getPublicKey());
            signature.update(basic.getTBSResponseData());
            if (!signature.verify(basic.getSignature())) {
                throw new Refusal(Reason.OCSP_NOT_GENUINE);
            }
        } catch (GeneralSecurityException e) {
            throw new Refusal(Reason.OCSP_NOT_GENUINE);
        }
    }

    /** Responders give the nonce back as it is or wrapped once more. */
    private void requireNonce(byte[] sent) throws Refusal {
        @Nullable Extension extension = basic.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (extension == null) {
            throw new Refusal(Reason.OCSP_NONCE_DIFFERS);
        }
        byte[] raw = extension.getExtnValue().getOctets();
        if (MessageDigest.isEqual(raw, sent)) {
            return;
        }
        try {
            if (MessageDigest.isEqual(ASN1OctetString.getInstance(raw).getOctets(), sent)) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // not wrapped, and not equal
        }
        throw new Refusal(Reason.OCSP_NONCE_DIFFERS);
    }

    private void requireFresh(SingleResp single, Rules rules) throws Refusal {
        Instant from = single.getThisUpdate().toInstant();
        Instant produced = producedAt();
        Instant until = single.getNextUpdate() == null
                ? from.plus(WITHOUT_END)
                : single.getNextUpdate().toInstant();
        Instant latest = rules.at().plus(rules.skew());
        if (from.isAfter(latest)
                || produced.isAfter(latest)
                || until.isBefore(rules.at().minus(rules.skew()))) {
            throw new Refusal(Reason.OCSP_STALE);
        }
    }

    private static X509Certificate certificate(X509CertificateHolder holder) throws Refusal {
        try {
            return Encodings.certificate(holder.getEncoded());
        } catch (IOException | GeneralSecurityException e) {
            throw new Refusal(Reason.OCSP_NOT_GENUINE);
        }
    }

    private static DigestCalculator calculator(org.bouncycastle.asn1.x509.AlgorithmIdentifier algorithm)
            throws OperatorCreationException {
        return new JcaDigestCalculatorProviderBuilder().build().get(algorithm);
    }
}
