package kz.negiz.demo.pki;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import kz.negiz.gost.GostPrivateKey;
import kz.negiz.gost.NationalGost;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A private key with the certificate that was issued for it. */
public record IssuedKey(PrivateKey privateKey, X509Certificate certificate) {

    static {
        NationalGost.install();
    }

    /** As a PKCS#12 file; its alias is the subject key identifier in hex, as in the files of the national authority. */
    public byte[] toPkcs12(char[] password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            String alias = HexFormat.of().formatHex(CertificationAuthority.keyIdentifier(certificate.getPublicKey()));
            store.setKeyEntry(alias, privateKey, password, new Certificate[] {certificate});
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, password);
            return out.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The key store could not be written", e);
        }
    }

    /** Signs with this key; a GOST key has one algorithm only, the others sign over SHA-256. */
    ContentSigner signer() throws OperatorCreationException {
        return privateKey instanceof GostPrivateKey
                ? NationalGost.contentSigner(privateKey)
                : new JcaContentSignerBuilder(KeyKind.signatureAlgorithmFor(privateKey.getAlgorithm()))
                        .build(privateKey);
    }

    static IssuedKey fromPkcs12(byte[] bytes, char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(bytes), password);
        String alias = store.aliases().nextElement();
        if (store.getKey(alias, password) instanceof PrivateKey key
                && store.getCertificate(alias) instanceof X509Certificate certificate) {
            return new IssuedKey(key, certificate);
        }
        throw new GeneralSecurityException("The key store holds no private key with a certificate");
    }

    @Override
    public String toString() {
        return "IssuedKey[serial=" + certificate.getSerialNumber().toString(16) + "]";
    }
}
