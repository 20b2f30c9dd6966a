package kz.negiz.testkit.service;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import kz.negiz.audit.PayloadKeys;
import kz.negiz.kit.identity.ServiceIdentity;
import kz.negiz.kit.identity.Tokens;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * Throw-away keys of a whole platform, written as the files that services read: identities that know each other, a vault's
 * master keyset, and the payload keysets of the audit log.
 *
 * <pre>{@code
 * static final TestKeys KEYS = TestKeys.create();
 *
 * @DynamicPropertySource
 * static void properties(DynamicPropertyRegistry registry) {
 *     KEYS.register(registry, "access-registry-service");
 * }
 *
 * String token = KEYS.tokens("gateway-service").callToken(user, "access-registry-service", "GET", "/api/registry/bodies");
 * }</pre>
 */
public final class TestKeys {

    /** Name of the installation that the tests play. */
    public static final String AUDIENCE = "negiz-test";

    /** The services of the platform. */
    public static final List<String> SERVICES = List.of(
            "gateway-service",
            "access-registry-service",
            "query-broker-service",
            "video-access-service",
            "audit-log-service");

    private final Path folder;

    private TestKeys(Path folder) {
        this.folder = folder;
    }

    /** Makes all keys in a temporary folder, which goes with the JVM. */
    public static TestKeys create() {
        try {
            Path folder = Files.createTempDirectory("negiz-test-keys-");
            TestKeys keys = new TestKeys(folder);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(keys::delete));
            List<JWK> trusted = new ArrayList<>();
            for (String service : SERVICES) {
                ECKey key =
                        new ECKeyGenerator(Curve.P_256).keyID(service + ":1").generate();
                Files.writeString(keys.identityKeyFile(service), key.toJSONString());
                trusted.add(key.toPublicJWK());
            }
            Files.writeString(keys.trustedKeysFile(), new JWKSet(trusted).toString());
            AeadConfig.register();
            Files.writeString(
                    keys.masterKeysetFile(),
                    TinkJsonProtoKeysetFormat.serializeKeyset(
                            KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
                            InsecureSecretKeyAccess.get()));
            PayloadKeys payload = PayloadKeys.generate();
            Files.writeString(keys.payloadPublicKeysetFile(), payload.publicKeyset());
            Files.writeString(keys.payloadPrivateKeysetFile(), payload.privateKeyset());
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The tokens that a service mints; the gateway's are the only call tokens that stand. */
    public Tokens tokens(String service) {
        return new Tokens(
                ServiceIdentity.read(service, identityKeyFile(service), trustedKeysFile()), Clock.systemUTC());
    }

    public Path identityKeyFile(String service) {
        return folder.resolve(service + ".jwk");
    }

    public Path trustedKeysFile() {
        return folder.resolve("trusted-keys.json");
    }

    public Path masterKeysetFile() {
        return folder.resolve("vault-master.json");
    }

    public Path payloadPublicKeysetFile() {
        return folder.resolve("audit-payload-public.json");
    }

    public Path payloadPrivateKeysetFile() {
        return folder.resolve("audit-payload-private.json");
    }

    /** Gives a Spring test of the named service its keys; the relay to Kafka stays off, the outbox works. */
    public void register(DynamicPropertyRegistry registry, String service) {
        registry.add("spring.application.name", () -> service);
        registry.add("negiz.platform.audience", () -> AUDIENCE);
        registry.add("negiz.identity.key-file", () -> identityKeyFile(service).toString());
        registry.add("negiz.identity.trusted-keys-file", () -> trustedKeysFile().toString());
        registry.add("negiz.vault.master-keyset-file", () -> masterKeysetFile().toString());
        registry.add(
                "negiz.audit.payload-public-keyset-file",
                () -> payloadPublicKeysetFile().toString());
        registry.add("negiz.audit.relay.enabled", () -> false);
    }

    private void delete() {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // A temporary folder with worthless keys stays behind; the system sweeps it.
            return;
        }
    }
}
