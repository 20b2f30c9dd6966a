package kz.negiz.kit.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import javax.crypto.KeyAgreement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayName("P-256 in machine code")
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class NativeCurveTest {

    private static final byte[] MESSAGE = {1, 2, 3};
    private static final Provider JAVA = Security.getProvider("SunEC");

    private final Provider machine = NativeCurve.provider().orElseThrow();

    @BeforeEach
    void prefer() {
        NativeCurve.preferForKeyAgreement();
    }

    @AfterEach
    void forget() {
        Security.removeProvider("NegizKeyAgreement");
    }

    @Test
    @DisplayName("signs what Java verifies and verifies what Java signs, and refuses what was altered")
    void agreesWithJava() throws GeneralSecurityException {
        KeyPair keys = keys(JAVA);
        for (Provider signer : new Provider[] {JAVA, machine}) {
            byte[] signature = sign(signer, keys);
            for (Provider verifier : new Provider[] {JAVA, machine}) {
                assertThat(verifies(verifier, keys, MESSAGE, signature)).isTrue();
                assertThat(verifies(verifier, keys, new byte[] {1, 2, 4}, signature))
                        .isFalse();
            }
        }
    }

    @Test
    @DisplayName("seals what Java opens, and opens what Java sealed; a message moved elsewhere is opened by neither")
    void sealsAsJava() throws GeneralSecurityException {
        HybridConfig.register();
        KeysetHandle keys =
                KeysetHandle.generateNew(KeyTemplates.get("DHKEM_P256_HKDF_SHA256_HKDF_SHA256_AES_256_GCM"));
        HybridEncrypt seal =
                keys.getPublicKeysetHandle().getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class);
        HybridDecrypt open = keys.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
        byte[] byMachine = seal.encrypt(MESSAGE, new byte[] {7});
        forget();
        byte[] byJava = seal.encrypt(MESSAGE, new byte[] {7});
        assertThat(open.decrypt(byMachine, new byte[] {7})).isEqualTo(MESSAGE);
        assertThatThrownBy(() -> open.decrypt(byMachine, new byte[] {8})).isInstanceOf(GeneralSecurityException.class);
        prefer();
        assertThat(open.decrypt(byJava, new byte[] {7})).isEqualTo(MESSAGE);
        assertThatThrownBy(() -> open.decrypt(byJava, new byte[] {8})).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    @DisplayName("serves key agreement, and never the signatures of people")
    void keyAgreementOnly() throws GeneralSecurityException {
        assertThat(KeyAgreement.getInstance("ECDH").getProvider().getName()).isEqualTo("NegizKeyAgreement");
        assertThat(Signature.getInstance("SHA256withECDSA").getProvider()).isNotEqualTo(machine);
        assertThat(Signature.getInstance("SHA256withRSA").getProvider()).isNotEqualTo(machine);
        assertThat(Security.getProviders()).doesNotContain(machine);
    }

    private static KeyPair keys(Provider provider) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static byte[] sign(Provider provider, KeyPair keys) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA", provider);
        signature.initSign(keys.getPrivate());
        signature.update(MESSAGE);
        return signature.sign();
    }

    private static boolean verifies(Provider provider, KeyPair keys, byte[] message, byte[] value)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA", provider);
        signature.initVerify(keys.getPublic());
        signature.update(message);
        return signature.verify(value);
    }
}
