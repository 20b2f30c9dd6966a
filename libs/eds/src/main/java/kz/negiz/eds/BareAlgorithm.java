package kz.negiz.eds;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.negiz.gost.GostAlgorithm;

/** A signature algorithm as test vectors name it. Wider than what the platform accepts: see {@link AcceptedAlgorithm}. */
public sealed interface BareAlgorithm {

    /** RSASSA-PKCS1-v1_5 (RFC 8017). */
    record RsaPkcs1(String digest) implements BareAlgorithm {}

    /** RSASSA-PSS with MGF1 and trailer field 1 (RFC 8017). */
    record RsaPss(String digest, String mgfDigest, int saltLength) implements BareAlgorithm {
        public RsaPss {
            if (saltLength < 0 || saltLength > MOST_SALT_BYTES) {
                throw new IllegalArgumentException("the salt length is out of range");
            }
        }
    }

    /** ECDSA (FIPS 186); plain means r and s one after the other instead of a DER sequence. */
    record Ecdsa(String digest, boolean plain) implements BareAlgorithm {}

    /** DSA (FIPS 186), for old suites. */
    record Dsa(String digest, boolean plain) implements BareAlgorithm {}

    /** Ed25519, Ed448, or either of them (RFC 8032). */
    record EdDsa(String curve) implements BareAlgorithm {}

    /** A national algorithm. */
    record Gost(GostAlgorithm algorithm) implements BareAlgorithm {}

    int MOST_SALT_BYTES = 2048;

    /**
     * What stands beside a name, mostly of RSASSA-PSS.
     *
     * @param digest empty: what the name tells; for RSASSA-PSS SHA-1 otherwise, as RFC 8017 has it
     * @param mgfDigest empty: as the digest
     * @param saltLength empty: the length of the digest
     */
    record PssParameters(Optional<String> digest, Optional<String> mgfDigest, Optional<Integer> saltLength) {
        /** Leaves all to the name. */
        public static PssParameters none() {
            return new PssParameters(Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * Reads a name such as {@code SHA256withRSA}, {@code SHA-384withECDSA}, {@code SHA256withECDSAinP1363Format},
     * {@code SHA256withRSAandMGF1}, {@code RSASSA-PSS}, {@code Ed25519}, a bare {@code ECDSA} or
     * {@code RSASSA-PKCS1-v1_5} where the hash stands beside it, or an object identifier. Empty for others, and where two
     * hashes are named.
     */
    static Optional<BareAlgorithm> named(String name, PssParameters pss) {
        Optional<GostAlgorithm> gost = Arrays.stream(GostAlgorithm.values())
                .filter(each -> Names.of(each).contains(Names.plain(name)))
                .findFirst();
        if (gost.isPresent()) {
            return Optional.of(new Gost(gost.get()));
        }
        String known = Names.OIDS.getOrDefault(name, name);
        String plain = Names.plain(known);
        Optional<BareAlgorithm> edwards = Names.EDWARDS.stream()
                .filter(each -> Names.plain(each).equals(plain))
                .findFirst()
                .map(EdDsa::new);
        if (edwards.isPresent()) {
            return edwards;
        }
        Matcher matcher = Names.WITH.matcher(plain);
        Optional<String> named = matcher.matches() ? Names.digest(matcher.group(1)) : Optional.empty();
        String scheme = matcher.matches() ? matcher.group(2) : plain;
        boolean saltedFamily = scheme.equals("RSASSAPSS") || scheme.equals("RSAPSS") || scheme.equals("RSAANDMGF1");
        // Some vectors name the hash beside the algorithm; RFC 8017 has one for PSS where nobody does.
        Optional<String> beside = pss.digest()
                .or(() -> saltedFamily ? Optional.of("SHA-1") : Optional.empty())
                .flatMap(Names::digest);
        Optional<String> digest = matcher.matches() ? named : beside;
        if (digest.isEmpty() || (pss.digest().isPresent() && !digest.equals(beside))) {
            return Optional.empty();
        }
        return switch (scheme) {
            case "RSA", "RSAENCRYPTION", "RSASSAPKCS1V15" -> digest.map(RsaPkcs1::new);
            case "RSAANDMGF1", "RSASSAPSS", "RSAPSS" -> pss(digest, pss);
            case "ECDSA" -> digest.map(each -> new Ecdsa(each, false));
            case "ECDSAINP1363FORMAT", "PLAINECDSA" -> digest.map(each -> new Ecdsa(each, true));
            case "DSA" -> digest.map(each -> new Dsa(each, false));
            case "DSAINP1363FORMAT" -> digest.map(each -> new Dsa(each, true));
            default -> Optional.empty();
        };
    }

    private static Optional<BareAlgorithm> pss(Optional<String> digest, PssParameters pss) {
        Optional<String> mgf = pss.mgfDigest().isPresent() ? pss.mgfDigest().flatMap(Names::digest) : digest;
        if (digest.isEmpty() || mgf.isEmpty()) {
            return Optional.empty();
        }
        int salt = pss.saltLength().orElseGet(() -> Names.length(digest.get()));
        return Optional.of(new RsaPss(digest.get(), mgf.get(), salt));
    }

    /** How algorithms are called. */
    final class Names {

        private static final List<String> DIGESTS = List.of(
                "SHA-1",
                "SHA-224",
                "SHA-256",
                "SHA-384",
                "SHA-512",
                "SHA-512/224",
                "SHA-512/256",
                "SHA3-224",
                "SHA3-256",
                "SHA3-384",
                "SHA3-512");
        private static final Map<String, String> OIDS = Map.ofEntries(
                Map.entry("1.2.840.113549.1.1.5", "SHA1withRSA"),
                Map.entry("1.2.840.113549.1.1.14", "SHA224withRSA"),
                Map.entry("1.2.840.113549.1.1.11", "SHA256withRSA"),
                Map.entry("1.2.840.113549.1.1.12", "SHA384withRSA"),
                Map.entry("1.2.840.113549.1.1.13", "SHA512withRSA"),
                Map.entry("1.2.840.113549.1.1.10", "RSASSA-PSS"),
                Map.entry("1.2.840.10045.4.1", "SHA1withECDSA"),
                Map.entry("1.2.840.10045.4.3.1", "SHA224withECDSA"),
                Map.entry("1.2.840.10045.4.3.2", "SHA256withECDSA"),
                Map.entry("1.2.840.10045.4.3.3", "SHA384withECDSA"),
                Map.entry("1.2.840.10045.4.3.4", "SHA512withECDSA"),
                Map.entry("1.3.101.112", "Ed25519"),
                Map.entry("1.3.101.113", "Ed448"));
        private static final List<String> EDWARDS = List.of("Ed25519", "Ed448", "EdDSA");
        private static final Pattern WITH = Pattern.compile("(SHA[0-9]+)WITH([A-Z0-9]+)");
        private static final Pattern SIZE = Pattern.compile(".*?([0-9]+)$");

        private Names() {}

        private static String plain(String name) {
            return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        }

        private static List<String> of(GostAlgorithm algorithm) {
            return List.of(
                    plain(algorithm.signatureOid()),
                    plain(algorithm.keyOid()),
                    plain(algorithm.keyName()),
                    plain(algorithm.signatureName()));
        }

        private static Optional<String> digest(String name) {
            return DIGESTS.stream()
                    .filter(each -> plain(each).equals(plain(name)))
                    .findFirst();
        }

        private static int length(String digest) {
            Matcher size = SIZE.matcher(digest);
            return digest.equals("SHA-1") || !size.matches() ? 20 : Integer.parseInt(size.group(1)) / 8;
        }
    }
}
