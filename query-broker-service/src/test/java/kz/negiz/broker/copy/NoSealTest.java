package kz.negiz.broker.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.trust.TrustBundles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@DisplayName("Without a seal that stands no copy leaves")
class NoSealTest extends BrokerUnderTest {

    @Autowired
    private TrustBundles trust;

    @TempDir
    Path folder;

    private Path password;

    @BeforeEach
    void password() throws Exception {
        password = Files.writeString(folder.resolve("password"), DemoPki.PASSWORD + "\n");
    }

    @Test
    @DisplayName("where none is set up")
    void refused() {
        assertRefused(new CopiesProperties(null, null, Duration.ofDays(30)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"revoked", "expired", "foreign", "head-auth"})
    @DisplayName("where its certificate is one that any reader would refuse")
    void doesNotStand(String key) {
        assertRefused(new CopiesProperties(PKI.key(key).file(), password, Duration.ofDays(30)));
    }

    @Test
    @DisplayName("a store that can't be opened stops the start with a sentence")
    void stopsTheStart() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong"), "other");
        CopiesProperties closed = new CopiesProperties(PKI.key("platform").file(), wrong, Duration.ofDays(30));

        assertThatIllegalStateException()
                .isThrownBy(() -> new PlatformSeal(closed, trust, Clock.systemUTC()))
                .withMessageContaining("negiz.copies.seal-key-store-file can't be opened");
    }

    private void assertRefused(CopiesProperties properties) {
        PlatformSeal seal = new PlatformSeal(properties, trust, Clock.systemUTC());

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(seal::signer)
                .satisfies(e -> assertThat(e.problem()).isEqualTo(BrokerProblem.SEAL_NOT_AVAILABLE));
    }
}
