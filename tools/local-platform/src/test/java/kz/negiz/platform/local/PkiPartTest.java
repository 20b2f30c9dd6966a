package kz.negiz.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import kz.negiz.demo.pki.Branch;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.platform.process.Ports;
import kz.negiz.platform.supervisor.Part;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PkiPartTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName("the demo PKI answers on its port until it is stopped, and does not start on another's port")
    void lifeOfThePart() throws Exception {
        DemoPki pki = DemoPki.openOrCreate(folder, Clock.systemUTC(), Branch.ECDSA);
        int port = Ports.free();
        PkiPart part = new PkiPart(pki, port);
        Part.Running running = part.start();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest list = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/crl/demo-issuing-delta.crl"))
                    .build();
            assertThat(http.send(list, HttpResponse.BodyHandlers.ofByteArray()).body())
                    .isEqualTo(Files.readAllBytes(pki.crlsDir().resolve("demo-issuing-delta.crl")));
            assertThat(running.identity().isAlive()).isTrue();
            assertThatThrownBy(part::start).hasMessage("port " + port + " is taken by another program");
        } finally {
            running.stop().run();
        }
        assertThat(running.ended()).isDone();
        assertThat(Ports.isFree(port)).isTrue();
    }
}
