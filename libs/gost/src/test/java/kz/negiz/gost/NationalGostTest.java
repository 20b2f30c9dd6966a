package kz.negiz.gost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Security;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NationalGostTest {

    private static final byte[] CONTENT = "Негіз".getBytes(StandardCharsets.UTF_8);

    @BeforeAll
    static void install() {
        NationalGost.install();
    }

    @ParameterizedTest
    @CsvSource({
        // RFC 6986, example 1
        "1.2.398.3.10.1.3.3, 012345678901234567890123456789012345678901234567890123456789012, "
                + "1b54d01a4af5b9d5cc3d86d68d285462b19abc2475222f35c085122be4ba1ffa"
                + "00ad30f8767b3a82384c6574f024c311e2a481332b08ef7f41797891c1646f48",
        // GOST R 34.11-94 with the parameters of its own test suite
        "1.2.398.3.10.1.3.1, abc, f3134348c44fb1b2a277729e2285ebb5cb5e0f29c975bc753b70497c06a4d51d",
        "1.2.398.3.10.1.3.1, The quick brown fox jumps over the lazy dog, "
                + "77b7fa410c9ac58a25f49bca7d0468c9296529315eaca76bd1a10f376d1f4294",
    })
    void hashesAreThoseOfTheStandards(String oid, String text, String expected) throws Exception {
        MessageDigest digest = MessageDigest.getInstance(oid);
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(HexFormat.of().formatHex(digest.digest(bytes))).isEqualTo(expected);
        for (byte each : bytes) {
            digest.update(each);
        }
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSignedVerifiesAndNothingElseDoes(GostAlgorithm algorithm) throws Exception {
        KeyPair pair = pair(algorithm);
        byte[] value = sign(algorithm, pair, CONTENT);
        assertThat(value).hasSize(2 * algorithm.size());
        assertThat(verify(algorithm, pair, CONTENT, value)).isTrue();
        assertThat(verify(algorithm, pair(algorithm), CONTENT, value)).isFalse();
        assertThat(verify(algorithm, pair, Arrays.copyOf(CONTENT, CONTENT.length - 1), value))
                .isFalse();
        for (int bit = 0; bit < value.length * 8; bit += 41) {
            byte[] flipped = value.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(verify(algorithm, pair, CONTENT, flipped))
                    .describedAs("bit %d", bit)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aValueInAnyOtherByteOrderIsWrong(GostAlgorithm algorithm) throws Exception {
        KeyPair pair = pair(algorithm);
        byte[] value = sign(algorithm, pair, CONTENT);
        byte[] russian = reversed(value);
        byte[] exchanged = new byte[value.length];
        System.arraycopy(value, algorithm.size(), exchanged, 0, algorithm.size());
        System.arraycopy(value, 0, exchanged, algorithm.size(), algorithm.size());
        for (byte[] other : new byte[][] {russian, exchanged, reversed(exchanged)}) {
            assertThat(verify(algorithm, pair, CONTENT, other)).isFalse();
        }
        for (int length : new int[] {0, algorithm.size(), value.length - 1, value.length + 1}) {
            assertThat(verify(algorithm, pair, CONTENT, Arrays.copyOf(value, length)))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void halvesOutOfRangeAreWrong(GostAlgorithm algorithm) throws Exception {
        KeyPair pair = pair(algorithm);
        byte[] value = sign(algorithm, pair, CONTENT);
        BigInteger order = algorithm.domain().getN();
        for (BigInteger bad : new BigInteger[] {BigInteger.ZERO, order, order.add(BigInteger.ONE)}) {
            for (int half = 0; half < 2; half++) {
                byte[] forged = value.clone();
                algorithm.write(bad, forged, half * algorithm.size());
                assertThat(verify(algorithm, pair, CONTENT, forged)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void keysComeBackFromTheirEncoding(GostAlgorithm algorithm) throws Exception {
        KeyPair pair = pair(algorithm);
        for (String name : new String[] {algorithm.keyOid(), algorithm.keyName()}) {
            KeyFactory factory = KeyFactory.getInstance(name);
            assertThat(factory.generatePublic(
                            new X509EncodedKeySpec(pair.getPublic().getEncoded())))
                    .isEqualTo(pair.getPublic());
            assertThat(factory.generatePrivate(
                            new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded())))
                    .isEqualTo(pair.getPrivate());
        }
        assertThat(pair.getPrivate().toString()).doesNotContain("[B").hasSizeLessThan(60);
    }

    @ParameterizedTest
    @EnumSource
    void aPointBesideTheCurveIsRefused(GostAlgorithm algorithm) {
        byte[] encoded = pair(algorithm).getPublic().getEncoded();
        encoded[encoded.length - algorithm.size()] ^= 1;
        assertThatThrownBy(() -> GostPublicKey.decode(encoded))
                .isInstanceOf(InvalidKeySpecException.class)
                .hasMessageContaining("no point of the curve");
    }

    @Test
    void aCoordinateNotBelowTheFieldIsRefused() {
        GostAlgorithm algorithm = GostAlgorithm.GOST_34_310_2004;
        byte[] encoded = pair(algorithm).getPublic().getEncoded();
        Arrays.fill(encoded, encoded.length - algorithm.size(), encoded.length, (byte) 0xFF);
        assertThatThrownBy(() -> GostPublicKey.decode(encoded)).isInstanceOf(InvalidKeySpecException.class);
    }

    @ParameterizedTest
    @EnumSource
    void otherParametersAreRefused(GostAlgorithm algorithm) {
        byte[] encoded = pair(algorithm).getPublic().getEncoded();
        // The last arc of the curve's identifier: parameter set B would be 2.
        byte[] curve = HexFormat.of()
                .parseHex(algorithm == GostAlgorithm.GOST_34_310_2004 ? "0a0101010101" : "0a010102020106");
        int at = indexOf(encoded, Arrays.copyOf(curve, curve.length - 1));
        assertThat(at).isPositive();
        byte[] other = encoded.clone();
        other[at + curve.length - 2] ^= 3;
        assertThatThrownBy(() -> GostPublicKey.decode(other)).isInstanceOf(InvalidKeySpecException.class);
    }

    @Test
    void aFactoryReadsOnlyKeysOfItsOwn() throws Exception {
        KeyPair pair = pair(GostAlgorithm.GOST_34_310_2004);
        KeyFactory other = KeyFactory.getInstance(GostAlgorithm.GOST_34_10_2015_512.keyOid());
        assertThatThrownBy(() -> other.generatePublic(
                        new X509EncodedKeySpec(pair.getPublic().getEncoded())))
                .isInstanceOf(InvalidKeySpecException.class);
        assertThatThrownBy(() -> other.generatePrivate(
                        new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded())))
                .isInstanceOf(InvalidKeySpecException.class);
    }

    @Test
    void keysOfAnotherKindAreRefused() throws Exception {
        KeyPair rsa = KeyPairGenerator.getInstance("EC").generateKeyPair();
        KeyPair old = pair(GostAlgorithm.GOST_34_310_2004);
        Signature signature = Signature.getInstance(GostAlgorithm.GOST_34_10_2015_512.signatureOid());
        for (KeyPair each : new KeyPair[] {rsa, old}) {
            assertThatThrownBy(() -> signature.initVerify(each.getPublic())).isInstanceOf(InvalidKeyException.class);
            assertThatThrownBy(() -> signature.initSign(each.getPrivate())).isInstanceOf(InvalidKeyException.class);
        }
    }

    @Test
    void theProviderIsThereOnceAndBehindTheOthers() {
        NationalGost.install();
        assertThat(Arrays.stream(Security.getProviders()).filter(each -> each instanceof NationalGostProvider))
                .hasSize(1);
        assertThat(Security.getProviders()[0]).isNotInstanceOf(NationalGostProvider.class);
        assertThat(Objects.requireNonNull(Security.getProvider("NegizGost")).getServices())
                .hasSize(8);
    }

    private static KeyPair pair(GostAlgorithm algorithm) {
        return new GostKeyPairGenerator(algorithm).generateKeyPair();
    }

    private static byte[] sign(GostAlgorithm algorithm, KeyPair pair, byte[] content) throws Exception {
        Signature signature = Signature.getInstance(algorithm.signatureOid());
        signature.initSign(pair.getPrivate());
        signature.update(content);
        return signature.sign();
    }

    private static boolean verify(GostAlgorithm algorithm, KeyPair pair, byte[] content, byte[] value)
            throws Exception {
        Signature signature = Signature.getInstance(algorithm.signatureOid());
        signature.initVerify(pair.getPublic());
        signature.update(content);
        return signature.verify(value);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static int indexOf(byte[] whole, byte[] part) {
        for (int i = 0; i <= whole.length - part.length; i++) {
            if (Arrays.equals(whole, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }
}
