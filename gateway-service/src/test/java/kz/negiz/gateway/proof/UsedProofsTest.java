package kz.negiz.gateway.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import kz.negiz.gateway.RunningGateway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;

@DisplayName("What is remembered of proofs, and where they are made for")
class UsedProofsTest extends RunningGateway {

    @Autowired
    private Proofs proofs;

    @Test
    @DisplayName("a used proof is forgotten when it could not count any more, and not before")
    void forgotten() {
        Proof proof = new Proof(new byte[32], UUID.randomUUID().toString());
        proofs.use(proof, new MockHttpServletResponse());
        CLOCK.goOn(Proofs.LONGEST_AGE.plus(Proofs.AHEAD).plusMinutes(2));
        proofs.forgetOld();
        assertThat(remembered(proof)).isOne();
        CLOCK.goOn(Duration.ofMinutes(3));
        proofs.forgetOld();
        assertThat(remembered(proof)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://negiz.example/",
                "https://negiz.example/path",
                "https://negiz.example?x",
                "https://user@negiz.example",
                "ftp://negiz.example",
                "negiz.example",
                "//negiz.example",
                "https:///",
            })
    @DisplayName("an external address that is more or less than an origin stops the start")
    void notAnOrigin(String address) {
        assertThat(new ExternalAddress(URI.create(address)).isOrigin()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://negiz.example", "https://negiz.example:8443", "http://127.0.0.1:8080"})
    @DisplayName("an origin is one")
    void origin(String address) {
        assertThat(new ExternalAddress(URI.create(address)).isOrigin()).isTrue();
    }

    private long remembered(Proof proof) {
        return jdbc.sql("select count(*) from proof_used where mark = :mark")
                .param("mark", proof.mark())
                .query(Long.class)
                .single();
    }
}
