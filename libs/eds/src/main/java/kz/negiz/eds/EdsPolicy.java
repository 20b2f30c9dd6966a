package kz.negiz.eds;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What is accepted beyond what the cryptography demands.
 *
 * @param permittedStorages where the keys of each kind of holder may be kept
 * @param leafPolicies certificate policies, one of which a certificate must assert
 * @param clockSkew how far apart two honest clocks may be
 * @param timeStampPolicies policies under which a time stamp may have been given
 */
public record EdsPolicy(
        Map<HolderKind, Set<KeyStorage>> permittedStorages,
        Set<String> leafPolicies,
        Duration clockSkew,
        Set<String> timeStampPolicies) {

    /** GOST 34.310-2004, RSA, GOST under the old identifiers, GOST 34.10-2015. */
    private static final Set<String> NATIONAL_TIME_STAMPS =
            Set.of("1.2.398.3.3.2.6.1", "1.2.398.3.3.2.6.2", "1.2.398.3.3.2.6.3", "1.2.398.3.3.2.6.4");

    /** With the time-stamping policies of the national authority. */
    public EdsPolicy(Map<HolderKind, Set<KeyStorage>> permittedStorages, Set<String> leafPolicies, Duration clockSkew) {
        this(permittedStorages, leafPolicies, clockSkew, NATIONAL_TIME_STAMPS);
    }

    public EdsPolicy {
        Map<HolderKind, Set<KeyStorage>> copy = new EnumMap<>(HolderKind.class);
        permittedStorages.forEach((kind, storages) -> copy.put(kind, Set.copyOf(storages)));
        permittedStorages = Map.copyOf(copy);
        leafPolicies = Set.copyOf(leafPolicies);
        timeStampPolicies = Set.copyOf(timeStampPolicies);
        if (clockSkew.isNegative()) {
            throw new IllegalArgumentException("clockSkew must not be negative");
        }
    }

    /**
     * The policy for keys of the National Certification Authority: persons only with a protected carrier (R150-38,
     * R150-A11d), organisations and systems also with a PKCS#12 file.
     */
    public static EdsPolicy national() {
        EnumSet<KeyStorage> carriers =
                EnumSet.complementOf(EnumSet.of(KeyStorage.PKCS12, KeyStorage.JKS, KeyStorage.UNKNOWN));
        EnumSet<KeyStorage> carriersAndFiles = EnumSet.copyOf(carriers);
        carriersAndFiles.add(KeyStorage.PKCS12);
        return new EdsPolicy(
                Map.of(
                        HolderKind.PERSON, carriers,
                        HolderKind.ORGANISATION, carriersAndFiles,
                        HolderKind.SYSTEM, carriersAndFiles),
                Set.of(
                        "1.2.398.3.3.2",
                        // issued until 2022: EDS and authentication, legal entities and individuals
                        "1.2.398.3.3.2.1",
                        "1.2.398.3.3.2.2",
                        "1.2.398.3.3.2.3",
                        "1.2.398.3.3.2.4"),
                Duration.ofMinutes(5));
    }

    boolean permits(HolderKind kind, KeyStorage storage) {
        return permittedStorages.getOrDefault(kind, Set.of()).contains(storage);
    }
}
