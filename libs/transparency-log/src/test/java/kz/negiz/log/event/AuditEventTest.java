package kz.negiz.log.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An audit event")
class AuditEventTest {

    /** Kept as it is for ever: if this text stops being read, old logs cannot be read. */
    private static final String FULL =
            "{\"account\":\"8b6f0d4e-3c1a-4d57-9f0e-0a1b2c3d4e5f\",\"action\":\"QUESTION_DECIDED\","
                    + "\"body\":\"kgd-almaty\",\"commitments\":{\"subject\":\"1LCbSZpeLNg7cCEPTPuS3Y4SDFl3yRnK6x8e6WXJ9XA\"},"
                    + "\"department\":\"/алматы/тексеру\",\"edition\":1,\"id\":\"019ab5a4-7c00-7abc-8def-0123456789ab\","
                    + "\"number\":42,\"outcome\":\"REFUSED\",\"payload\":\"AAEC\",\"producer\":\"query-broker-service\","
                    + "\"reference\":\"019ab5a4-7c00-7abc-8def-0123456789ac\",\"rules\":[\"R41-20\",\"R41-22\"],"
                    + "\"session\":\"s-1\",\"time\":\"2026-11-22T08:00:00.123456Z\",\"type\":\"kz.negiz.event\","
                    + "\"userNumber\":7,\"version\":1}";

    private static final String SHORT =
            "{\"action\":\"SERVICE_STARTED\",\"id\":\"019ab5a4-7c00-7abc-8def-0123456789ab\","
                    + "\"number\":1,\"outcome\":\"DONE\",\"producer\":\"gateway-service\",\"rules\":[],"
                    + "\"time\":\"2026-11-22T08:00:00.000000Z\",\"type\":\"kz.negiz.event\",\"version\":1}";

    @Test
    @DisplayName("reads back from its bytes, and gives the same bytes again")
    void roundTrip() {
        AuditEvent event = parse(FULL);

        assertThat(event.id()).isEqualTo(UUID.fromString("019ab5a4-7c00-7abc-8def-0123456789ab"));
        assertThat(event.producer()).isEqualTo("query-broker-service");
        assertThat(event.number()).isEqualTo(42);
        assertThat(event.time()).isEqualTo(Instant.parse("2026-11-22T08:00:00.123456Z"));
        assertThat(event.account()).contains(UUID.fromString("8b6f0d4e-3c1a-4d57-9f0e-0a1b2c3d4e5f"));
        assertThat(event.userNumber()).hasValue(7);
        assertThat(event.body()).contains("kgd-almaty");
        assertThat(event.department()).contains("/алматы/тексеру");
        assertThat(event.edition()).hasValue(1);
        assertThat(event.rules()).containsExactly("R41-20", "R41-22");
        assertThat(event.outcome()).isEqualTo("REFUSED");
        assertThat(event.session()).contains("s-1");
        assertThat(event.commitments()).containsOnlyKeys("subject");
        assertThat(event.payload()).contains("AAEC");
        assertThat(new String(event.encode(), StandardCharsets.UTF_8)).isEqualTo(FULL);
        assertThat(new String(parse(SHORT).encode(), StandardCharsets.UTF_8)).isEqualTo(SHORT);
    }

    @Test
    @DisplayName("is either refused or another event when any bit of it is changed")
    void everyBitCounts() {
        AuditEvent event = parse(FULL);
        byte[] bytes = FULL.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = bytes.clone();
                changed[i] ^= (byte) (1 << bit);
                try {
                    assertThat(AuditEvent.parse(changed)).isNotEqualTo(event);
                } catch (EventFormatException refused) {
                    assertThat(refused).hasMessageNotContaining("2026-11-22");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"a\":1}",
                " {S}",
                "{S} ",
                "{S}{S}",
                "{\"zzz\":1,{S",
                "\uFEFF{S}",
            })
    @DisplayName("is refused in any other form")
    void otherForms(String form) {
        String text = form.replace("{S}", SHORT).replace("{S", SHORT.substring(1));
        assertThatThrownBy(() -> parse(text)).isInstanceOf(EventFormatException.class);
    }

    @Test
    @DisplayName("is refused with changed fields")
    void changedFields() {
        List<Map.Entry<String, String>> changes = List.of(
                Map.entry("\"version\":1}", "\"version\":2}"),
                Map.entry("\"version\":1", "\"version\":1.0"),
                Map.entry("\"type\":\"kz.negiz.event\"", "\"type\":\"kz.negiz.other\""),
                Map.entry("\"number\":1", "\"number\":0"),
                Map.entry("\"number\":1,", "\"number\":9007199254740992,"),
                Map.entry("\"number\":", "\"numbers\":"),
                Map.entry("\"rules\":[]", "\"rules\":[[]]"),
                Map.entry("\"rules\":[],", ""),
                Map.entry("\"rules\":[]", "\"rules\":null"),
                Map.entry("00.000000Z", "00.000Z"),
                Map.entry("00.000000Z", "00.000000+00:00"),
                Map.entry("08:00:00", "24:00:00"),
                Map.entry("7abc-8def", "4abc-8def"),
                Map.entry("019ab5a4", "019AB5A4"),
                Map.entry("\"outcome\":\"DONE\"", "\"outcome\":\"done\""),
                Map.entry("\"outcome\":\"DONE\"", "\"outcome\":\"DONE\",\"outcome\":\"DONE\""),
                Map.entry("\"action\"", "\"account\":\"8b6f0d4e-3c1a-4d57-9f0e-0a1b2c3d4e5f\",\"action\""),
                Map.entry("\"outcome\":\"DONE\"", "\"outcome\":\"DONE\",\"payload\":\"AAEC\""),
                Map.entry("\"action\":\"SERVICE_STARTED\"", "\"action\":\"SERVICE_STARTED\",\"edition\":\"1\""));
        changes.forEach(change -> {
            String from = change.getKey();
            String to = change.getValue();
            assertThat(SHORT).contains(from);
            assertThatThrownBy(() -> parse(SHORT.replace(from, to)))
                    .as("%s to %s", from, to)
                    .isInstanceOf(EventFormatException.class);
        });
    }

    @Test
    @DisplayName("is refused, not swallowed, when huge or deep")
    void hugeOrDeep() {
        assertThatThrownBy(() -> parse("[".repeat(60_000))).isInstanceOf(EventFormatException.class);
        assertThatThrownBy(() -> parse("{\"a\":".repeat(10_000))).isInstanceOf(EventFormatException.class);
        assertThatThrownBy(() -> parse(SHORT.replace("SERVICE_STARTED", "S".repeat(70_000))))
                .isInstanceOf(EventFormatException.class);
        assertThatThrownBy(() -> AuditEvent.parse(new byte[] {(byte) 0xC3, (byte) 0x28}))
                .isInstanceOf(EventFormatException.class);
    }

    @Test
    @DisplayName("never carries an IIN or BIN in clear, but may carry a UUID that ends in twelve digits")
    void noPersonNumber() {
        assertThatThrownBy(() -> parse(FULL.replace("kgd-almaty", "990101399992")))
                .isInstanceOf(EventFormatException.class)
                .hasMessageNotContaining("990101399992");
        assertThatThrownBy(() -> parse(FULL.replace("алматы", "990101399992")))
                .isInstanceOf(EventFormatException.class);
        assertThatThrownBy(() -> parse(FULL.replace("\"s-1\"", "\"990101399992\"")))
                .isInstanceOf(EventFormatException.class);
        assertThat(parse(FULL.replace("kgd-almaty", "8b6f0d4e-3c1a-4d57-9f0e-990101399992"))
                        .body())
                .isPresent();
    }

    @Test
    @DisplayName("commits to a value by the formula of the format")
    void commitment() {
        byte[] salt = new byte[32];
        assertThat(Commitment.of(salt, "990101399992")).isEqualTo(EXPECTED_COMMITMENT);
        DisclosedValue shown = new DisclosedValue("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "990101399992");
        assertThat(shown.keeps(EXPECTED_COMMITMENT)).isTrue();
        assertThat(new DisclosedValue("AAAA", "990101399992").keeps(EXPECTED_COMMITMENT))
                .isFalse();
        assertThat(new DisclosedValue("not base64!", "990101399992").keeps(EXPECTED_COMMITMENT))
                .isFalse();
        assertThat(shown.toString()).doesNotContain("990101399992");
    }

    /** Computed apart from this code: sha256 of 00000020, 32 zero bytes, 0000000c and the text. */
    private static final String EXPECTED_COMMITMENT = "sZ-W3bXWu3FNQ3h1fEfPnKQN0pdFMIYcvEsYNR4S6mI";

    @Test
    @DisplayName("is made only with a time, an account and numbers that fit together")
    void inconsistent() {
        assertThatThrownBy(() -> new AuditEvent(
                        UUID.fromString("019ab5a4-7c00-7abc-8def-0123456789ab"),
                        "gateway-service",
                        1,
                        Instant.parse("2026-11-22T08:00:00.123456789Z"),
                        "LOGIN",
                        Optional.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        List.of(),
                        "DONE",
                        Optional.empty(),
                        Optional.empty(),
                        new TreeMap<>(),
                        Optional.empty()))
                .isInstanceOf(EventFormatException.class);
    }

    private static AuditEvent parse(String text) {
        return AuditEvent.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
