package kz.negiz.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Exchanging a service's key while it runs")
class KeyExchangeTest {

    private static final String TYPE = "test+jws";
    private static final byte[] WORDS = "words".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private ServiceIdentity signer;
    private ServiceIdentity reader;

    @BeforeEach
    void meet() {
        List<ServiceIdentity> identities = TestIdentities.of(folder, "signer", "reader");
        signer = identities.get(0);
        reader = identities.get(1);
    }

    @Test
    @DisplayName("told first, then signed with, then the old one taken away: at no moment is a good signature refused")
    void exchange() throws Exception {
        ECKey second = new ECKeyGenerator(Curve.P_256).keyID("signer:2").generate();
        String byOld = signer.sign(TYPE, WORDS);

        publish(second);
        signer.reread();
        reader.reread();
        assertThat(reader.verify(TYPE, signer.sign(TYPE, WORDS)).service()).isEqualTo("signer");

        Files.writeString(folder.resolve("signer"), second.toJSONString());
        signer.reread();
        String byNew = signer.sign(TYPE, WORDS);
        assertThat(kidOf(byNew)).isEqualTo("signer:2");
        assertThat(reader.verify(TYPE, byNew).service()).isEqualTo("signer");
        assertThat(reader.verify(TYPE, byOld).service()).as("made a moment ago").isEqualTo("signer");

        withdraw("signer:1");
        reader.reread();
        assertThatThrownBy(() -> reader.verify(TYPE, byOld)).isInstanceOf(TokenRefused.class);
        assertThat(reader.verify(TYPE, byNew).service()).isEqualTo("signer");
    }

    @Test
    @DisplayName("a file that is broken, another's, or not made known leaves the former keys in use")
    void broken() throws Exception {
        ECKey unknown = new ECKeyGenerator(Curve.P_256).keyID("signer:3").generate();
        ECKey others = new ECKeyGenerator(Curve.P_256).keyID("reader:1").generate();
        ECKey sameName = new ECKeyGenerator(Curve.P_256).keyID("signer:1").generate();
        for (String wrong : List.of("", "{", unknown.toJSONString(), others.toJSONString(), sameName.toJSONString())) {
            Files.writeString(folder.resolve("signer"), wrong);
            signer.reread();
            assertThat(reader.verify(TYPE, signer.sign(TYPE, WORDS)).service()).isEqualTo("signer");
        }
        Files.writeString(folder.resolve("trusted"), "no set");
        reader.reread();
        assertThat(reader.verify(TYPE, signer.sign(TYPE, WORDS)).service()).isEqualTo("signer");
        Files.delete(folder.resolve("trusted"));
        reader.reread();
        assertThat(reader.verify(TYPE, signer.sign(TYPE, WORDS)).service()).isEqualTo("signer");
    }

    private static String kidOf(String jws) throws Exception {
        return JWSObject.parse(jws).getHeader().getKeyID();
    }

    private void publish(ECKey key) throws Exception {
        List<JWK> all = new ArrayList<>(trusted());
        all.add(key.toPublicJWK());
        write(all);
    }

    private void withdraw(String keyId) throws Exception {
        write(trusted().stream().filter(each -> !each.getKeyID().equals(keyId)).toList());
    }

    private List<JWK> trusted() throws Exception {
        return JWKSet.parse(Files.readString(folder.resolve("trusted"))).getKeys();
    }

    private void write(List<JWK> keys) throws IOException {
        Files.writeString(folder.resolve("trusted"), new JWKSet(keys).toString());
    }
}
