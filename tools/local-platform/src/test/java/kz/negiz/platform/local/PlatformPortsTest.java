package kz.negiz.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import kz.negiz.platform.process.Ports;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformPortsTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "ports given at the call go before the settings, the settings before the base, the base before the defaults")
    void precedence() throws IOException {
        Path settings = folder.resolve("config.properties");
        assertThat(PlatformPorts.of(settings, Optional.empty(), Map.of()).of(PlatformService.BROKER))
                .isEqualTo(8082);
        Files.writeString(settings, "port-base=20000\nport.registry=9001\nport.broker=9002\n");
        PlatformPorts ports = PlatformPorts.of(settings, Optional.empty(), Map.of("broker", 9003));
        assertThat(ports.of(PlatformService.GATEWAY)).isEqualTo(20000);
        assertThat(ports.of(PlatformService.REGISTRY)).isEqualTo(9001);
        assertThat(ports.of(PlatformService.BROKER)).isEqualTo(9003);
        assertThat(PlatformPorts.of(settings, Optional.of(30000), Map.of()).of(PlatformPorts.KAFKA_CONTROLLER))
                .isEqualTo(30008);
        assertThat(PlatformPorts.of(settings, Optional.of(30000), Map.of()).of(PlatformPorts.PKI))
                .isEqualTo(30009);
    }

    @Test
    @DisplayName("a port given twice, an unknown name and a number out of range are refused with a sentence")
    void nonsense() {
        Path settings = folder.resolve("none");
        assertThatThrownBy(() -> PlatformPorts.of(settings, Optional.empty(), Map.of("broker", 8080)))
                .hasMessage("port 8080 is given to both gateway and broker");
        assertThatThrownBy(() -> PlatformPorts.of(settings, Optional.empty(), Map.of("brokr", 1)))
                .hasMessageContaining("there is no port named brokr");
        assertThatThrownBy(() -> PlatformPorts.of(settings, Optional.of(65_530), Map.of()))
                .hasMessageContaining("not a port");
    }

    @Test
    @DisplayName("when a port is taken, then nothing is started and the sentence names port and part")
    void takenPort() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LocalLayout layout = LocalLayout.of(folder);
            PlatformPorts ports = PlatformPorts.of(
                    layout.settings(),
                    Optional.empty(),
                    Map.of(
                            "gateway", other.getLocalPort(),
                            "registry", Ports.free(),
                            "broker", Ports.free(),
                            "video", Ports.free(),
                            "audit", Ports.free(),
                            "sources", Ports.free(),
                            "postgres", Ports.free(),
                            "kafka", Ports.free(),
                            "kafka-controller", Ports.free(),
                            "pki", Ports.free()));
            PlatformControl control = new PlatformControl(layout);
            assertThatThrownBy(() -> control.up(ports, state -> {}))
                    .isInstanceOf(PlatformRefused.class)
                    .hasMessageContaining("port " + other.getLocalPort() + " (gateway) is taken by another program");
            assertThat(control.running()).isEmpty();
            assertThat(layout.data()).doesNotExist();
        }
    }
}
