package kz.negiz.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import kz.negiz.gateway.RunningGateway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@DisplayName("TLS at the gateway")
class TlsTest extends RunningGateway {

    private static final TestTls TLS = TestTls.create();
    private static final String[] TLS_1_2 = {"TLSv1.2"};

    @DynamicPropertySource
    static void tls(DynamicPropertyRegistry registry) {
        TLS.register(registry);
    }

    @Test
    @DisplayName("the JDK's client gets in by TLS 1.3, and is told to keep to TLS")
    void tls13() throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(TLS.client())
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            HttpResponse<String> page = client.send(
                    HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/login"))
                            .header("Accept", "text/html")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("<html");
            assertThat(page.sslSession().map(SSLSession::getProtocol)).contains("TLSv1.3");
            assertThat(page.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
            assertThat(page.headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allMatch(cookie -> cookie.contains("; Secure"));
        }
    }

    @Test
    @DisplayName("older TLS is refused unless it is configured, and plain HTTP always")
    void nothingElse() {
        assertThatThrownBy(() -> handshake(port, TLS_1_2)).isInstanceOf(SSLException.class);
        assertThat(browser().get("/login").status()).isEqualTo(400);
    }

    private static SSLSession handshake(int port, String[] protocols, String... suites) throws IOException {
        try (SSLSocket socket =
                (SSLSocket) TLS.client().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.setEnabledProtocols(protocols);
            if (suites.length > 0) {
                socket.setEnabledCipherSuites(suites);
            }
            socket.startHandshake();
            return socket.getSession();
        }
    }

    @Nested
    @TestPropertySource(properties = "spring.ssl.bundle.pem.door.options.enabled-protocols=TLSv1.3,TLSv1.2")
    @DisplayName("with TLS 1.2 configured for old computers")
    class WithTls12 {

        /** Of the gateway with this setting; the outer one goes on beside it. */
        @LocalServerPort
        private int ownPort;

        @Test
        @DisplayName("takes it with authenticated encryption and forward secrecy only")
        void authenticatedEncryptionOnly() throws IOException {
            assertThat(handshake(ownPort, TLS_1_2).getCipherSuite()).matches("TLS_ECDHE_.*(GCM|CHACHA20_POLY1305).*");
            assertThatThrownBy(() -> handshake(ownPort, TLS_1_2, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"))
                    .isInstanceOf(SSLException.class);
            assertThat(handshake(ownPort, new String[] {"TLSv1.3", "TLSv1.2"}).getProtocol())
                    .isEqualTo("TLSv1.3");
        }
    }
}
