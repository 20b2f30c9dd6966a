package kz.negiz.demo.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Answers OCSP requests (RFC 6960) for the issuing authorities, each with a key that its authority has delegated to it, from
 * the records that the revocation lists are made of.
 */
public final class OcspAuthority {

    /** Answers are asked for one certificate at a time; a few are allowed. */
    private static final int MOST_CERTIFICATES = 16;

    /** RFC 9654 section 2.1. */
    private static final int LONGEST_NONCE = 128;

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final Set<ASN1ObjectIdentifier> DIGESTS = Set.of(
            OIWObjectIdentifiers.idSHA1,
            NISTObjectIdentifiers.id_sha256,
            NISTObjectIdentifiers.id_sha384,
            NISTObjectIdentifiers.id_sha512);

    private final List<Delegate> delegates;
    private final Clock clock;

    OcspAuthority(List<Delegate> delegates, Clock clock) {
        this.delegates = delegates;
        this.clock = clock;
    }

    /** Who answers for an authority. */
    record Delegate(IssuerRecords records, IssuedKey key) {}

    /** The response to a request, both in DER; there is one to anything. */
    public byte[] answer(byte[] request) {
        try {
            return respond(request).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("The OCSP response could not be written", e);
        }
    }

    private OCSPResp respond(byte[] request) {
        try {
            return respond(new OCSPReq(request));
        } catch (IOException | OCSPException | RuntimeException e) {
            // A parser meets every kind of nonsense in its own way.
            return failure(OCSPRespBuilder.MALFORMED_REQUEST);
        }
    }

    private OCSPResp respond(OCSPReq request) throws OCSPException {
        Req[] asked = request.getRequestList();
        Optional<Extension> nonce = Optional.ofNullable(request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce));
        if (asked.length == 0
                || asked.length > MOST_CERTIFICATES
                || nonce.filter(each -> each.getExtnValue().getOctetsLength() > LONGEST_NONCE + 4)
                        .isPresent()
                || !Set.of(OCSPObjectIdentifiers.id_pkix_ocsp_nonce).containsAll(request.getCriticalExtensionOIDs())) {
            return failure(OCSPRespBuilder.MALFORMED_REQUEST);
        }
        for (Delegate delegate : delegates) {
            if (speaksFor(delegate, asked)) {
                return answered(delegate, asked, nonce);
            }
        }
        return failure(OCSPRespBuilder.UNAUTHORIZED);
    }

    private static boolean speaksFor(Delegate delegate, Req[] asked) {
        try {
            X509CertificateHolder issuer = new X509CertificateHolder(
                    delegate.records().issuer().certificate().getEncoded());
            for (Req each : asked) {
                CertificateID id = each.getCertID();
                if (!DIGESTS.contains(id.getHashAlgOID()) || !id.matchesIssuer(issuer, digests())) {
                    return false;
                }
            }
            return true;
        } catch (OCSPException | OperatorCreationException | IOException | GeneralSecurityException e) {
            return false;
        }
    }

    private OCSPResp answered(Delegate delegate, Req[] asked, Optional<Extension> nonce) throws OCSPException {
        Instant now = clock.instant();
        try {
            X509CertificateHolder responder =
                    new X509CertificateHolder(delegate.key().certificate().getEncoded());
            BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(new RespID(responder.getSubject()));
            for (Req each : asked) {
                builder.addResponse(
                        each.getCertID(),
                        status(delegate.records(), each.getCertID().getSerialNumber()),
                        Date.from(now),
                        Date.from(now.plus(LIFETIME)),
                        null);
            }
            nonce.ifPresent(each -> builder.setResponseExtensions(new Extensions(each)));
            return new OCSPRespBuilder()
                    .build(
                            OCSPRespBuilder.SUCCESSFUL,
                            builder.build(
                                    delegate.key().signer(), new X509CertificateHolder[] {responder}, Date.from(now)));
        } catch (OperatorCreationException | IOException | GeneralSecurityException e) {
            throw new OCSPException("The response could not be signed", e);
        }
    }

    /** Bouncy Castle's word for good is null. */
    private static @Nullable CertificateStatus status(IssuerRecords records, BigInteger serial) {
        Optional<CrlSpec.Entry> revoked = records.revocationOf(serial);
        if (revoked.isEmpty()) {
            return records.hasIssued(serial) ? CertificateStatus.GOOD : new UnknownStatus();
        }
        Date since = Date.from(revoked.get().revokedAt());
        return revoked.get().reason() == CRLReason.unspecified
                ? new RevokedStatus(new RevokedInfo(new ASN1GeneralizedTime(since), null))
                : new RevokedStatus(since, revoked.get().reason());
    }

    private static OCSPResp failure(int status) {
        try {
            return new OCSPRespBuilder().build(status, null);
        } catch (OCSPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DigestCalculatorProvider digests() throws OperatorCreationException {
        return new JcaDigestCalculatorProviderBuilder().build();
    }
}
