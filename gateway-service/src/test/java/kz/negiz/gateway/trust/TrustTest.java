package kz.negiz.gateway.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import kz.negiz.eds.TrustBundle;
import kz.negiz.kit.identity.Tokens;
import kz.negiz.kit.trust.FollowedTrust;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The trust list")
class TrustTest extends FollowedGateway {

    @Test
    @DisplayName("a service follows the gateway's bundle, by number and digest")
    void serviceFollowsTheGateway() {
        FollowedTrust followed = followed();

        TrustBundle bundle = followed.current()
                .or(() -> {
                    followed.refresh();
                    return followed.current();
                })
                .orElseThrow();

        assertThat(bundle.sha256()).isEqualTo(own.current().orElseThrow().sha256());
        assertThat(bundle.anchors()).contains(PKI.root().certificate()).hasSameSizeAs(files(PKI.anchorsDir()));
        assertThat(bundle.crls()).hasSameSizeAs(files(PKI.crlsDir()));
    }

    @Test
    @DisplayName("a fresh revocation list makes a new number, on record, and reaches the services")
    void changeMakesANewNumber() {
        FollowedTrust followed = followed();
        followed.refresh();
        long before = followed.current().orElseThrow().number();

        PKI.refreshCrls();
        own.reread();
        followed.refresh();

        assertThat(followed.current().orElseThrow().number()).isEqualTo(before + 1);
        assertThat(events("TRUST_CHANGED").getLast()).contains("\"outcome\":\"NUMBERED\"");
        own.reread();
        assertThat(own.current().orElseThrow().number())
                .as("what did not change keeps its number")
                .isEqualTo(before + 1);
    }

    @Test
    @DisplayName("five minutes without the gateway's word mean unknown, and unknown means refused")
    void silentGatewayMeansUnknown() {
        FollowedTrust followed = followed();
        followed.refresh();

        CLOCK.goOn(Duration.ofMinutes(4).plusSeconds(50));
        assertThat(followed.current()).isPresent();
        CLOCK.goOn(Duration.ofSeconds(20));

        assertThat(followed.current()).isEmpty();
        assertThat(own.current())
                .as("the gateway itself can't tell either, until it has looked again")
                .isEmpty();
        own.reread();
        followed.refresh();
        assertThat(followed.current()).isPresent();
    }

    @Test
    @DisplayName("a file that can't be read spoils the whole list, and the last one grows old")
    void halfAListIsNone() throws Exception {
        var broken = PKI.anchorsDir().resolve("broken.cer");
        Files.writeString(broken, "no certificate");
        try {
            CLOCK.goOn(Duration.ofMinutes(5).plusSeconds(1));
            own.reread();
            assertThat(own.current()).isEmpty();
        } finally {
            Files.delete(broken);
        }
        own.reread();
        assertThat(own.current()).isPresent();
    }

    @Test
    @DisplayName("only services of the platform get the list")
    void listIsForServices() throws Exception {
        Tokens reader = new Tokens(identity(READER), CLOCK);
        String path = "/internal/trust/bundle";

        assertThat(status(path, Optional.empty())).isEqualTo(401);
        assertThat(status(path, Optional.of(reader.serviceToken("gateway-service", "GET", path))))
                .isEqualTo(200);
        assertThat(status(path, Optional.of(reader.serviceToken("gateway-service", "GET", "/internal/other"))))
                .isEqualTo(401);
        assertThat(status(
                        path,
                        Optional.of(new Tokens(identity("gateway-service"), CLOCK)
                                .serviceToken("gateway-service", "GET", path))))
                .as("the gateway needs no way to itself")
                .isEqualTo(403);
        assertThat(officer("head").get(path).status())
                .as("a session means nothing here")
                .isEqualTo(401);
    }

    private int status(String path, Optional<String> token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static String[] files(Path directory) {
        return Objects.requireNonNull(directory.toFile().list(), "a folder of the demo PKI");
    }
}
