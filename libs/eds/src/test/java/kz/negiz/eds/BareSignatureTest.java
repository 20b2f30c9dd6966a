package kz.negiz.eds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import kz.negiz.demo.pki.KeyKind;
import kz.negiz.eds.BareAlgorithm.PssParameters;
import kz.negiz.eds.CertificateExamination.Finding;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BareSignatureTest {

    private static final byte[] MESSAGE = "sample".getBytes(StandardCharsets.US_ASCII);
    private static final BigInteger P256_ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    private static final long SEED = Long.getLong("negiz.fuzz.seed", 20261122);
    private static final int ROUNDS = Boolean.getBoolean("negiz.test.long") ? 20_000 : 300;

    private static final KeyPair GOST = KeyKind.GOST_512.generate();

    @ParameterizedTest
    @CsvSource({
        "SHA256withECDSA, SHA256withECDSA",
        "SHA-256WithECDSA, SHA256withECDSA",
        "1.2.840.10045.4.3.2, SHA256withECDSA",
        "SHA1withECDSA, SHA1withECDSA",
        "SHA512withECDSA, SHA512withECDSA",
        "SHA3-256withECDSA, SHA3-256withECDSA",
        "SHA256withECDSAinP1363Format, SHA256withECDSAinP1363Format",
        "SHA256withRSA, SHA256withRSA",
        "1.2.840.113549.1.1.11, SHA256withRSA",
        "SHA1withRSA, SHA1withRSA",
        "SHA384withRSA, SHA384withRSA",
        "SHA512/256withRSA, SHA512/256withRSA",
        "SHA3-384withRSA, SHA3-384withRSA",
        "Ed25519, Ed25519",
        "1.3.101.113, Ed448",
        "1.2.398.3.10.1.1.2.3.2, 1.2.398.3.10.1.1.2.3.2",
        "ECGOST3410-2015-512, 1.2.398.3.10.1.1.2.3.2",
        "GOST3411-2015-512withECGOST3410-2015-512, 1.2.398.3.10.1.1.2.3.2",
    })
    void whatJavaSignsIsValidAndAnythingElseIsNot(String name, String jca) throws Exception {
        KeyPair pair = pair(jca);
        byte[] value = sign(Signature.getInstance(jca), pair);
        assertThat(verify(pair, name, MESSAGE, value)).isEqualTo("VALID");
        assertThat(verify(pair, name, new byte[] {1}, value)).isEqualTo("SIGNATURE_WRONG");
        assertThat(verify(pair, name, MESSAGE, Arrays.copyOf(value, value.length + 1)))
                .isEqualTo("SIGNATURE_WRONG");
        assertThat(verify(pair, name, MESSAGE, Arrays.copyOf(value, value.length - 1)))
                .isEqualTo("SIGNATURE_WRONG");
        assertThat(verify(pair, name, MESSAGE, new byte[0])).isEqualTo("SIGNATURE_WRONG");
        assertThat(verify(pair, name, MESSAGE, new byte[value.length])).isEqualTo("SIGNATURE_WRONG");
    }

    @Test
    void publishedVectorsAreValid() {
        // RFC 6979 A.2.5, P-256, SHA-256, "sample".
        byte[] p256 = hex("3059301306072a8648ce3d020106082a8648ce3d030107034200"
                + "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");
        byte[] plain = hex("efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                + "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
        assertThat(verify(p256, "SHA256withPLAIN-ECDSA", MESSAGE, plain)).isEqualTo("VALID");
        // RFC 8032 7.1, test 1.
        byte[] ed25519 =
                hex("302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        byte[] value =
                hex("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b4"
                        + "6bd25bf5f0595bbe24655141438e7a100b");
        assertThat(verify(ed25519, "Ed25519", new byte[0], value)).isEqualTo("VALID");
    }

    @ParameterizedTest
    @CsvSource({
        "root_gost_2022, root_gost_2022, 1.2.398.3.10.1.1.2.3.2",
        "nca_gost_2022, root_gost_2022, GOST3411-2015-512withECGOST3410-2015-512",
        "nca_gost_2018, root_gost_2015, 1.2.398.3.10.1.1.1.2",
        "ucgo_gost_2022, root_gost_2020, GOST34311-95withECGOST34310-2004",
        "nca_rsa_2022, root_rsa_2020, SHA256withRSA",
    })
    void theNationalAuthoritiesHaveSignedTheirCertificatesSo(String file, String issuer, String name) throws Exception {
        Certificate certificate = Certificate.getInstance(bytes(file));
        byte[] signed = certificate.getTBSCertificate().getEncoded();
        byte[] value = certificate.getSignature().getOctets();
        byte[] key = bytes(issuer);
        assertThat(verify(key, name, signed, value)).isEqualTo("VALID");
        byte[] changed = value.clone();
        changed[5] ^= 1;
        assertThat(verify(key, name, signed, changed)).isEqualTo("SIGNATURE_WRONG");
        // The other order of bytes, which the Russian profile has.
        assertThat(verify(key, name, signed, reversed(value))).isEqualTo("SIGNATURE_WRONG");
    }

    @Test
    void pssIsHeldToItsParameters() throws Exception {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", new MGF1ParameterSpec("SHA-1"), 20, 1));
        byte[] value = sign(signature, Lab.RSA);
        assertThat(pss(value, "SHA-256", "SHA-1", 20)).isEqualTo("VALID");
        assertThat(pss(value, "SHA-256", "SHA-256", 20)).isEqualTo("SIGNATURE_WRONG");
        assertThat(pss(value, "SHA-512", "SHA-1", 20)).isEqualTo("SIGNATURE_WRONG");
        assertThat(pss(value, "SHA-256", "SHA-1", 32)).isEqualTo("SIGNATURE_WRONG");
        Signature usual = Signature.getInstance("RSASSA-PSS");
        usual.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        assertThat(verify(Lab.RSA, "SHA256withRSAandMGF1", MESSAGE, sign(usual, Lab.RSA)))
                .isEqualTo("VALID");
    }

    @Test
    void ecdsaInAnyOtherFormIsInvalid() throws Exception {
        byte[] value = sign(Signature.getInstance("SHA256withECDSA"), Lab.EC);
        BigInteger[] halves = StandardDSAEncoding.INSTANCE.decode(P256_ORDER, value);
        byte[] r = halves[0].toByteArray();
        byte[] s = halves[1].toByteArray();
        assertThat(sequence(integer(r), integer(s))).isEqualTo(value);
        List<byte[]> wrong = new ArrayList<>(List.of(
                // BER: a longer length, no length, a leading zero, something more inside, something after
                join(new byte[] {0x30, (byte) 0x81}, Arrays.copyOfRange(value, 1, value.length)),
                join(new byte[] {0x30, (byte) 0x80}, Arrays.copyOfRange(value, 2, value.length), new byte[2]),
                sequence(integer(join(new byte[1], r)), integer(s)),
                sequence(integer(r), integer(join(new byte[1], s))),
                sequence(integer(r), integer(s), new byte[] {5, 0}),
                join(value, new byte[] {5, 0}),
                sequence(integer(r)),
                sequence(integer(s), integer(r)),
                // out of range: 0, the order, beyond it, negative
                sequence(integer(new byte[1]), integer(s)),
                sequence(integer(r), integer(new byte[1])),
                sequence(integer(P256_ORDER.toByteArray()), integer(s)),
                sequence(integer(r), integer(P256_ORDER.toByteArray())),
                sequence(integer(halves[0].add(P256_ORDER).toByteArray()), integer(s)),
                sequence(integer(r), integer(halves[1].add(P256_ORDER).toByteArray())),
                sequence(integer(halves[0].subtract(P256_ORDER).toByteArray()), integer(s)),
                sequence(integer(halves[0].negate().toByteArray()), integer(s)),
                sequence(new byte[0], new byte[0]),
                PlainDSAEncoding.INSTANCE.encode(P256_ORDER, halves[0], halves[1])));
        for (byte[] each : wrong) {
            assertThat(verify(Lab.EC, "SHA256withECDSA", MESSAGE, each))
                    .describedAs(HexFormat.of().formatHex(each))
                    .isEqualTo("SIGNATURE_WRONG");
        }
    }

    @Test
    void rsaPaddingIsComparedAsAWhole() throws Exception {
        RSAPrivateKey key = (RSAPrivateKey) Lab.RSA.getPrivate();
        byte[] good = sign(Signature.getInstance("SHA256withRSA"), Lab.RSA);
        BigInteger padded = new BigInteger(1, good).modPow(BigInteger.valueOf(65537), key.getModulus());
        String text = padded.toString(16);
        assertThat(text).startsWith("1ffffffff").contains("003031300d060960864801650304020105000420");
        for (String bent : List.of(
                // without the NULL, with garbage behind, with another padding byte, with another digest's identifier
                text.replace(
                        "ffff003031300d060960864801650304020105000420",
                        "ffffffff00302f300b0609608648016503040201" + "0420"),
                text.replaceFirst("f{8}(f*)(00.*)", "$1$200000000"),
                text.replaceFirst("f", "e"),
                text.replace("6503040201", "6503040203"))) {
            BigInteger value = new BigInteger(bent, 16).modPow(key.getPrivateExponent(), key.getModulus());
            byte[] signature = fixed(value, good.length);
            assertThat(bent).isNotEqualTo(text);
            assertThat(verify(Lab.RSA, "SHA256withRSA", MESSAGE, signature)).isEqualTo("SIGNATURE_WRONG");
        }
        BigInteger wrapped = new BigInteger(1, good).add(key.getModulus());
        if (wrapped.bitLength() <= good.length * 8) {
            assertThat(verify(Lab.RSA, "SHA256withRSA", MESSAGE, fixed(wrapped, good.length)))
                    .isEqualTo("SIGNATURE_WRONG");
        }
        assertThat(verify(Lab.RSA, "SHA256withRSA", MESSAGE, join(new byte[1], good)))
                .isEqualTo("SIGNATURE_WRONG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256k1", "brainpoolP256r1", "P-384", "P-521"})
    void otherCurvesAreCounted(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
        generator.initialize(new ECGenParameterSpec(curve));
        KeyPair pair = generator.generateKeyPair();
        byte[] value = sign(Signature.getInstance("SHA256withECDSA", new BouncyCastleProvider()), pair);
        assertThat(verify(pair, "SHA256withECDSA", MESSAGE, value)).isEqualTo("VALID");
        assertThat(verify(pair, "SHA512withECDSA", MESSAGE, value)).isEqualTo("SIGNATURE_WRONG");
    }

    @Test
    void keysThatAreNoneOrOfAnotherKindAreRefused() throws Exception {
        byte[] value = sign(Signature.getInstance("SHA256withECDSA"), Lab.EC);
        byte[] key = Lab.EC.getPublic().getEncoded();
        byte[] beside = key.clone();
        beside[key.length - 1] ^= 1;
        assertThat(verify(beside, "SHA256withECDSA", MESSAGE, value)).isEqualTo("KEY_NOT_ACCEPTED");
        assertThat(verify(new byte[0], "SHA256withECDSA", MESSAGE, value)).isEqualTo("KEY_NOT_ACCEPTED");
        assertThat(verify(join(key, new byte[1]), "SHA256withECDSA", MESSAGE, value))
                .isEqualTo("KEY_NOT_ACCEPTED");
        assertThat(verify(Lab.EC, "SHA256withRSA", MESSAGE, value)).isEqualTo("KEY_NOT_ACCEPTED");
        assertThat(verify(Lab.RSA, "SHA256withECDSA", MESSAGE, value)).isEqualTo("KEY_NOT_ACCEPTED");
        // A count of unused bits that no key has; with an even last byte it is still DER.
        byte[] even = new byte[0];
        KeyPair pair = Lab.EC;
        while (even.length == 0 || (even[even.length - 1] & 1) != 0) {
            pair = KeyKind.EC_P256.generate();
            even = pair.getPublic().getEncoded();
        }
        byte[] evenValue = sign(Signature.getInstance("SHA256withECDSA"), pair);
        assertThat(verify(even, "SHA256withECDSA", MESSAGE, evenValue)).isEqualTo("VALID");
        even[25] = 1;
        assertThat(verify(even, "SHA256withECDSA", MESSAGE, evenValue)).isEqualTo("KEY_NOT_ACCEPTED");
        // sha1WithRSAEncryption instead of rsaEncryption
        byte[] rsa = Lab.RSA.getPublic().getEncoded();
        rsa[16] = 5;
        byte[] rsaValue = sign(Signature.getInstance("SHA256withRSA"), Lab.RSA);
        assertThat(verify(rsa, "SHA256withRSA", MESSAGE, rsaValue)).isEqualTo("KEY_NOT_ACCEPTED");
        assertThat(verify(GOST, "1.2.398.3.10.1.1.1.2", MESSAGE, value)).isEqualTo("KEY_NOT_ACCEPTED");
        assertThat(verify(Lab.EC, "ECGOST3410-2015-512", MESSAGE, value)).isEqualTo("KEY_NOT_ACCEPTED");
        X509Certificate certificate = Lab.leaf(spec -> spec).certificate();
        assertThat(verify(certificate.getEncoded(), "SHA256withECDSA", MESSAGE, value))
                .isEqualTo("VALID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "MD5withRSA", "SHA256", "SHA256with", "SHA257withRSA", "1.2.3", "with", "SHA256withHMAC"})
    void namesOfNoAlgorithmAreUnknown(String name) {
        assertThat(BareAlgorithm.named(name, PssParameters.none())).isEmpty();
    }

    @Test
    void whateverIsDamagedByChanceIsInvalidAndNeverAnException() throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        List<String> names = List.of("SHA256withECDSA", "SHA256withRSA", "Ed25519", "1.2.398.3.10.1.1.2.3.2");
        for (String name : names) {
            KeyPair pair = pair(name);
            byte[] value = sign(Signature.getInstance(name), pair);
            for (int round = 0; round < ROUNDS / names.size(); round++) {
                byte[] damaged =
                        random.nextInt(8) == 0 ? Arrays.copyOf(value, random.nextInt(value.length)) : value.clone();
                if (damaged.length == value.length) {
                    int bit = random.nextInt(damaged.length * 8);
                    damaged[bit / 8] ^= (byte) (1 << (bit % 8));
                }
                assertThat(verify(pair, name, MESSAGE, damaged)).isEqualTo("SIGNATURE_WRONG");
                byte[] key = pair.getPublic().getEncoded();
                int bit = random.nextInt(key.length * 8);
                key[bit / 8] ^= (byte) (1 << (bit % 8));
                assertThat(verify(key, name, MESSAGE, value))
                        .describedAs("%s, bit %d, seed %d", name, bit, SEED)
                        .isNotEqualTo("VALID");
            }
        }
    }

    private static KeyPair pair(String name) throws Exception {
        if (name.contains("ECDSA")) {
            return Lab.EC;
        }
        if (name.contains("RSA")) {
            return Lab.RSA;
        }
        return name.startsWith("Ed") ? KeyPairGenerator.getInstance(name).generateKeyPair() : GOST;
    }

    private static byte[] sign(Signature signature, KeyPair pair) throws Exception {
        signature.initSign(pair.getPrivate());
        signature.update(MESSAGE);
        return signature.sign();
    }

    private static String pss(byte[] value, String digest, String mgf, int salt) {
        PssParameters parameters = new PssParameters(Optional.of(digest), Optional.of(mgf), Optional.of(salt));
        return code(BareSignature.verify(
                Lab.RSA.getPublic().getEncoded(),
                BareAlgorithm.named("RSASSA-PSS", parameters).orElseThrow(),
                MESSAGE,
                value));
    }

    private static String verify(KeyPair pair, String name, byte[] message, byte[] value) {
        return verify(pair.getPublic().getEncoded(), name, message, value);
    }

    private static String verify(byte[] key, String name, byte[] message, byte[] value) {
        BareAlgorithm algorithm =
                BareAlgorithm.named(name, PssParameters.none()).orElseThrow();
        return code(BareSignature.verify(key, algorithm, message, value));
    }

    private static String code(Finding finding) {
        return switch (finding) {
            case Finding.Valid valid -> "VALID";
            case Finding.Invalid invalid -> invalid.reason().code();
            case Finding.Unknown unknown -> unknown.reason().code();
        };
    }

    private static byte[] bytes(String authority) throws Exception {
        return Files.readAllBytes(Path.of("src/test/resources/national", authority + ".cer"));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static byte[] fixed(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[length];
        int from = Math.max(0, bytes.length - length);
        System.arraycopy(bytes, from, fixed, length - (bytes.length - from), bytes.length - from);
        return fixed;
    }

    private static byte[] integer(byte[] content) {
        return join(new byte[] {2, (byte) content.length}, content);
    }

    private static byte[] sequence(byte[]... parts) {
        byte[] content = join(parts);
        return join(new byte[] {0x30, (byte) content.length}, content);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] each : parts) {
            out.writeBytes(each);
        }
        return out.toByteArray();
    }
}
