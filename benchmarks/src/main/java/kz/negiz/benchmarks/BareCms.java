package kz.negiz.benchmarks;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Nothing but Bouncy Castle's reading of a message and the verification of its one signature: no path, no revocation. */
final class BareCms {

    private final JcaSimpleSignerInfoVerifierBuilder verifiers = new JcaSimpleSignerInfoVerifierBuilder();

    /** With Java's own providers, as the library has it. */
    BareCms() {}

    /** With this provider. */
    BareCms(Provider provider) {

        verifiers.setProvider(provider);
    }

    boolean isValid(SignatureCorpus.Case each) {
        try {
            CMSSignedData data = new CMSSignedData(new CMSProcessableByteArray(each.content()), each.cms());
            SignerInformation signer =
                    data.getSignerInfos().getSigners().iterator().next();
            X509CertificateHolder certificate =
                    data.getCertificates().getMatches(null).iterator().next();
            return signer.getSID().match(certificate) && signer.verify(verifiers.build(certificate));
        } catch (CMSException | OperatorCreationException | CertificateException e) {
            return false;
        }
    }

    /** A message with the Russian identifiers of the same algorithm, which Bouncy Castle knows. */
    static SignatureCorpus.Case russian() throws GeneralSecurityException {
        Provider bouncyCastle = new BouncyCastleProvider();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("ECGOST3410-2012", bouncyCastle);
        generator.initialize(new ECGenParameterSpec("Tc26-Gost-3410-12-512-paramSetA"));
        KeyPair pair = generator.generateKeyPair();
        byte[] content = "a question of the usual length ".repeat(40).getBytes(StandardCharsets.UTF_8);
        try {
            ContentSigner signer = new JcaContentSignerBuilder("GOST3411-2012-512WITHECGOST3410-2012-512")
                    .setProvider(bouncyCastle)
                    .build(pair.getPrivate());
            X500Name name = new X500Name("CN=benchmark");
            X509CertificateHolder certificate = new JcaX509v3CertificateBuilder(
                            name,
                            BigInteger.ONE,
                            Date.from(Instant.now().minusSeconds(3600)),
                            Date.from(Instant.now().plusSeconds(86_400)),
                            name,
                            pair.getPublic())
                    .build(signer);
            CMSSignedDataGenerator messages = new CMSSignedDataGenerator();
            messages.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder()
                            .setProvider(bouncyCastle)
                            .build())
                    .build(signer, certificate));
            messages.addCertificate(certificate);
            byte[] cms = messages.generate(new CMSProcessableByteArray(content), false)
                    .getEncoded();
            return new SignatureCorpus.Case("russian", cms, content, true);
        } catch (OperatorCreationException | CMSException | IOException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
