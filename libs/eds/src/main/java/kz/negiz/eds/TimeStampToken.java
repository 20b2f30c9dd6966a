package kz.negiz.eds;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kz.negiz.gost.GostAlgorithm;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.jspecify.annotations.Nullable;

/**
 * A time stamp (RFC 3161): a CMS message of a time-stamping authority over a digest and a time. Path and revocation of
 * the authority are {@link SignatureVerifier}'s matter.
 */
final class TimeStampToken {

    static final int MOST_BYTES = 256 * 1024;

    private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";

    /** Digests that a stamp may be over; SHA-1 proves nothing any more. */
    static final Map<String, String> IMPRINTS = Map.of(
            "2.16.840.1.101.3.4.2.1",
            "SHA-256",
            "2.16.840.1.101.3.4.2.2",
            "SHA-384",
            "2.16.840.1.101.3.4.2.3",
            "SHA-512",
            GostAlgorithm.GOST_34_10_2015_512.digestOid(),
            GostAlgorithm.GOST_34_10_2015_512.digestOid(),
            GostAlgorithm.GOST_34_310_2004.digestOid(),
            GostAlgorithm.GOST_34_310_2004.digestOid());

    private final CmsMessage message;
    private final byte[] content;
    private final TSTInfo info;
    private final Instant time;
    private final Optional<Duration> accuracy;

    private TimeStampToken(
            CmsMessage message, byte[] content, TSTInfo info, Instant time, Optional<Duration> accuracy) {
        this.message = message;
        this.content = content;
        this.info = info;
        this.time = time;
        this.accuracy = accuracy;
    }

    /** Takes a token apart; nothing is verified yet. */
    static TimeStampToken read(byte[] encoded) throws Refusal {
        if (encoded.length > MOST_BYTES) {
            throw new Refusal(Reason.TIME_STAMP_MALFORMED);
        }
        try {
            CmsMessage message = CmsMessage.readTimeStamp(encoded);
            byte[] content = message.attachedContent().orElseThrow();
            ASN1Sequence sequence = Encodings.sequence(content);
            TSTInfo info = TSTInfo.getInstance(sequence);
            boolean regular = info.getVersion().hasValue(1)
                    && Arrays.equals(sequence.getEncoded(ASN1Encoding.DER), content)
                    && (info.getExtensions() == null || info.getExtensions().getCriticalExtensionOIDs().length == 0);
            if (!regular) {
                throw new Refusal(Reason.TIME_STAMP_MALFORMED);
            }
            return new TimeStampToken(
                    message, content, info, info.getGenTime().getDate().toInstant(), accuracy(info.getAccuracy()));
        } catch (Refusal | IOException | ParseException | RuntimeException e) {
            throw new Refusal(Reason.TIME_STAMP_MALFORMED);
        }
    }

    private static Optional<Duration> accuracy(@Nullable Accuracy told) {
        if (told == null) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        if (told.getSeconds() != null) {
            sum = sum.plusSeconds(told.getSeconds().intPositiveValueExact());
        }
        if (told.getMillis() != null) {
            sum = sum.plusMillis(told.getMillis().intPositiveValueExact());
        }
        if (told.getMicros() != null) {
            sum = sum.plusNanos(1000L * told.getMicros().intPositiveValueExact());
        }
        return Optional.of(sum);
    }

    Instant time() {
        return time;
    }

    X509Certificate authority() {
        return message.certificate();
    }

    /** The signed attributes speak of this very content, name this very certificate, and the value is right. */
    void requireGenuine() throws Refusal {
        try {
            if (!message.requireContent(content).certificateNamed()) {
                throw new Refusal(Reason.TIME_STAMP_NOT_GENUINE);
            }
            message.requireSignature();
        } catch (Refusal refusal) {
            throw new Refusal(Reason.TIME_STAMP_NOT_GENUINE);
        }
    }

    /** That it was given for exactly these bytes. */
    void requireOver(byte[] stamped) throws Refusal {
        MessageImprint imprint = info.getMessageImprint();
        String digest = IMPRINTS.get(imprint.getHashAlgorithm().getAlgorithm().getId());
        if (digest == null
                || !AcceptedAlgorithm.hasNoParameters(imprint.getHashAlgorithm())
                || !MessageDigest.isEqual(imprint.getHashedMessage(), Encodings.digest(digest, stamped))) {
            throw new Refusal(Reason.TIME_STAMP_IMPRINT_DIFFERS);
        }
    }

    /** That it answers this request. */
    void requireAnswer(MessageImprint asked, @Nullable BigInteger nonce, @Nullable ASN1ObjectIdentifier policy)
            throws Refusal {
        MessageImprint imprint = info.getMessageImprint();
        if (!imprint.getHashAlgorithm()
                        .getAlgorithm()
                        .equals(asked.getHashAlgorithm().getAlgorithm())
                || !MessageDigest.isEqual(imprint.getHashedMessage(), asked.getHashedMessage())) {
            throw new Refusal(Reason.TIME_STAMP_IMPRINT_DIFFERS);
        }
        if (nonce != null && (info.getNonce() == null || !info.getNonce().hasValue(nonce))) {
            throw new Refusal(Reason.TIME_STAMP_NONCE_DIFFERS);
        }
        if (policy != null && !policy.equals(info.getPolicy())) {
            throw new Refusal(Reason.TIME_STAMP_POLICY_NOT_ACCEPTED);
        }
    }

    void requirePolicy(Set<String> accepted) throws Refusal {
        if (!accepted.contains(info.getPolicy().getId())) {
            throw new Refusal(Reason.TIME_STAMP_POLICY_NOT_ACCEPTED);
        }
    }

    /** A stamp from the future, or one that may be off by more than honest clocks are, proves no time. */
    void requireTime(Instant at, Duration skew) throws Refusal {
        if (time.isAfter(at.plus(skew)) || accuracy.orElse(Duration.ZERO).compareTo(skew) > 0) {
            throw new Refusal(Reason.TIME_STAMP_TIME_OFF);
        }
    }

    /** RFC 3161 section 2.3: a key for nothing but time stamps, and said so critically. */
    void requireEntitled() throws Refusal {
        try {
            X509Certificate authority = authority();
            @Nullable List<String> usages = authority.getExtendedKeyUsage();
            @Nullable Set<String> critical = authority.getCriticalExtensionOIDs();
            boolean entitled = List.of(TIME_STAMPING).equals(usages)
                    && critical != null
                    && critical.contains(EXTENDED_KEY_USAGE)
                    && authority.getBasicConstraints() < 0
                    && signsOnly(authority.getKeyUsage())
                    && AcceptedAlgorithm.acceptsKey(authority.getPublicKey())
                    && isNamed(authority);
            if (!entitled) {
                throw new Refusal(Reason.TIME_STAMP_AUTHORITY_NOT_ENTITLED);
            }
        } catch (CertificateParsingException | IOException e) {
            throw new Refusal(Reason.TIME_STAMP_AUTHORITY_NOT_ENTITLED);
        }
    }

    /** Digital signature, non-repudiation or both; the national authority's own service says nothing of it. */
    private static boolean signsOnly(boolean @Nullable [] bits) {
        if (bits == null) {
            return true;
        }
        for (int i = 2; i < bits.length; i++) {
            if (bits[i]) {
                return false;
            }
        }
        return bits[0] || bits[1];
    }

    /** Where the token names its authority, that is a name of the certificate. */
    private boolean isNamed(X509Certificate authority) throws IOException {
        @Nullable GeneralName named = info.getTsa();
        if (named == null) {
            return true;
        }
        if (named.getTagNo() == GeneralName.directoryName
                && X500Name.getInstance(named.getName())
                        .equals(X500Name.getInstance(
                                authority.getSubjectX500Principal().getEncoded()))) {
            return true;
        }
        byte @Nullable [] value = authority.getExtensionValue(Extension.subjectAlternativeName.getId());
        return value != null
                && Arrays.asList(GeneralNames.getInstance(
                                        ASN1OctetString.getInstance(value).getOctets())
                                .getNames())
                        .contains(named);
    }

    TimeStamp vouchedBy(List<String> crlSha256s) {
        return new TimeStamp(
                time, accuracy, info.getPolicy().getId(), info.getSerialNumber().getValue(), authority(), crlSha256s);
    }
}
