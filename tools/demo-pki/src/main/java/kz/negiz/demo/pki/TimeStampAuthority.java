package kz.negiz.demo.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kz.negiz.gost.GostPrivateKey;
import kz.negiz.gost.NationalGost;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.bouncycastle.util.CollectionStore;

/** Answers requests for time stamps (RFC 3161) by its own clock. It proves nothing outside of a demo. */
public final class TimeStampAuthority {

    /** The national policy for stamps signed with RSA; the demo's branch may have another kind of key. */
    public static final String POLICY = "1.2.398.3.3.2.6.2";

    /** The national policy for stamps signed with GOST 34.10-2015. */
    public static final String GOST_POLICY = "1.2.398.3.3.2.6.4";

    private static final Set<ASN1ObjectIdentifier> DIGESTS =
            Set.of(NISTObjectIdentifiers.id_sha256, NISTObjectIdentifiers.id_sha384, NISTObjectIdentifiers.id_sha512);

    private final IssuedKey key;
    private final Clock clock;
    private final String policy;
    private final SecureRandom random = new SecureRandom();

    /** Stamps with this key, whatever its certificate allows. */
    public TimeStampAuthority(IssuedKey key, Clock clock, String policy) {
        this.key = key;
        this.clock = clock;
        this.policy = policy;
    }

    /** The policy that a request asks for, if any; an {@link IllegalArgumentException} tells that it is no request. */
    static Optional<String> policyOf(byte[] request) {
        try {
            return Optional.ofNullable(new TimeStampRequest(request).getReqPolicy())
                    .map(ASN1ObjectIdentifier::getId);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("This is no request for a time stamp", e);
        }
    }

    /** The response to a request, both in DER; an {@link IllegalArgumentException} tells that it is no request. */
    public byte[] answer(byte[] request) {
        try {
            TimeStampRequest read = new TimeStampRequest(request);
            TimeStampResponseGenerator responses = new TimeStampResponseGenerator(tokens(), DIGESTS);
            return responses
                    .generate(read, new BigInteger(63, random), Date.from(clock.instant()))
                    .getEncoded();
        } catch (TSPException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("The time stamp could not be given", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("This is no request for a time stamp", e);
        }
    }

    private TimeStampTokenGenerator tokens()
            throws TSPException, OperatorCreationException, GeneralSecurityException, IOException {
        DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
        X509CertificateHolder holder =
                new X509CertificateHolder(key.certificate().getEncoded());
        SignerInfoGeneratorBuilder builder = new SignerInfoGeneratorBuilder(digests);
        if (key.privateKey() instanceof GostPrivateKey) {
            builder.setContentDigest(NationalGost.digestIdentifier(NationalGost.algorithmOf(key.privateKey())));
        }
        SignerInfoGenerator signer = builder.build(key.signer(), holder);
        TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                signer,
                digests.get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                new ASN1ObjectIdentifier(policy));
        tokens.setAccuracySeconds(1);
        tokens.addCertificates(new CollectionStore<>(List.of(holder)));
        return tokens;
    }
}
