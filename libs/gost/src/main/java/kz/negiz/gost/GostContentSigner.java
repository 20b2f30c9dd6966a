package kz.negiz.gost;

import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.RuntimeOperatorException;

/** Joins {@link GostSignature} to the builders of Bouncy Castle. */
final class GostContentSigner implements ContentSigner {

    private final AlgorithmIdentifier identifier;
    private final Signature signature;

    GostContentSigner(GostAlgorithm algorithm, PrivateKey key) {
        this.identifier = NationalGost.signatureIdentifier(algorithm);
        try {
            this.signature = Signature.getInstance(algorithm.signatureOid());
            this.signature.initSign(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The GOST key cannot sign", e);
        }
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return identifier;
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int next) {
                write(new byte[] {(byte) next}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                try {
                    signature.update(bytes, offset, length);
                } catch (SignatureException e) {
                    throw new RuntimeOperatorException("The GOST key cannot sign", e);
                }
            }
        };
    }

    @Override
    public byte[] getSignature() {
        try {
            return signature.sign();
        } catch (SignatureException e) {
            throw new RuntimeOperatorException("The GOST key cannot sign", e);
        }
    }
}
