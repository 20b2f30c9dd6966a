package kz.negiz.platform.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformSecretsTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName("secrets are the same after reopening, differ by name, and only their owner may read them")
    void stableAndPrivate() throws IOException {
        PlatformSecrets secrets = PlatformSecrets.open(folder.resolve("secrets"));
        String password = secrets.password("negiz_broker_app");
        secrets.vaultMasterKeyset("query-broker-service");
        secrets.checkpointKey();
        secrets.auditPayloadPublicKeyset();

        assertThat(password).matches("[0-9a-f]{64}");
        assertThat(PlatformSecrets.open(folder.resolve("secrets")).password("negiz_broker_app"))
                .isEqualTo(password)
                .isNotEqualTo(secrets.password("negiz_broker_owner"));
        try (Stream<Path> files = Files.list(folder.resolve("secrets"))) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    @DisplayName("a secret that was lost is not made anew in silence")
    void lostSecret() throws IOException {
        PlatformSecrets secrets = PlatformSecrets.open(folder);
        Files.delete(secrets.vaultMasterKeyset("query-broker-service"));
        assertThatThrownBy(() -> PlatformSecrets.open(folder).vaultMasterKeyset("query-broker-service"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is gone");
    }

    @Test
    @DisplayName("the trusted set holds every service's public key, named after it, and no private part")
    void trustedIdentities() throws Exception {
        PlatformSecrets secrets = PlatformSecrets.open(folder);
        Path trusted = secrets.trustedIdentities(List.of("gateway-service", "query-broker-service"));
        JWKSet set = JWKSet.parse(Files.readString(trusted));
        assertThat(set.getKeys()).hasSize(2).noneMatch(key -> key.isPrivate());
        ECKey own = ECKey.parse(Files.readString(secrets.identityKey("gateway-service")));
        assertThat(own.isPrivate()).isTrue();
        assertThat(set.getKeyByKeyId("gateway-service:1")).isEqualTo(own.toPublicJWK());
    }
}
