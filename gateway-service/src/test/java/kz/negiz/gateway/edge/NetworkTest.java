package kz.negiz.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A network")
class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,      10.255.255.255,      true",
        "10.0.0.0/8,      11.0.0.0,            false",
        "10.20.0.0/15,    10.21.255.1,         true",
        "10.20.0.0/15,    10.22.0.0,           false",
        "192.0.2.7/32,    192.0.2.7,           true",
        "192.0.2.7/32,    192.0.2.6,           false",
        "0.0.0.0/0,       203.0.113.9,         true",
        "0.0.0.0/0,       2001:db8::1,         false",
        "::/0,            10.0.0.1,            false",
        "10.0.0.0/8,      ::ffff:10.1.2.3,     true",
        "2001:db8::/32,   2001:db8:ffff::1,    true",
        "2001:db8::/32,   2001:db9::1,         false",
        "2001:db8:8000::/33, 2001:db8:7fff::1, false",
        "2001:db8:8000::/33, 2001:DB8:8001::1, true",
        "::1/128,         ::1,                 true",
        "::1/128,         ::2,                 false"
    })
    @DisplayName("contains the addresses that share its first bits, and no others")
    void contains(String network, String address, boolean contained) {
        assertThat(Network.of(network).contains(Network.address(address).orElseThrow()))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "10.0.0.0",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/08",
                "10.0.0.0/8/8",
                "10.0.0.1/8",
                "10.0.0/8",
                "10/8",
                "010.0.0.0/8",
                "256.0.0.0/8",
                "2001:db8::/129",
                "2001:db8::1/32",
                "::ffff:10.0.0.0/104",
                "fe80::%1/64",
                "[2001:db8::]/32",
                "localhost/8",
                "*"
            })
    @DisplayName("that is written in any other way stops the start")
    void malformed(String network) {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.of(network));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "unknown",
                "_hidden",
                "localhost",
                "10.1",
                "2130706433",
                "0x7f.0.0.1",
                "010.0.0.1",
                "10.0.0.256",
                "10.0.0.1:4711",
                "[::1]",
                "[::1]:80",
                "fe80::1%eth0",
                "::1::",
                ":",
                "10.0.0.1\t",
                "１０.0.0.1"
            })
    @DisplayName("takes no address that two programs could read in two ways")
    void ambiguousAddress(String address) {
        assertThat(Network.address(address)).isEmpty();
    }
}
