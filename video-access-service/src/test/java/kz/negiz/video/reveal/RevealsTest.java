package kz.negiz.video.reveal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import kz.negiz.kit.identity.Caller;
import kz.negiz.video.AuditTrail;
import kz.negiz.video.VideoApi;
import kz.negiz.video.VideoApi.Answer;
import kz.negiz.video.VideoApi.Owner;
import kz.negiz.video.VideoUnderTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RevealsTest extends VideoUnderTest {

    private static final String PASSWORD = "Құпия-pass {0} '7'";
    private static final String PURPOSE = "Қоймадағы жүкті қашықтан қарау";
    private final AuditTrail trail = new AuditTrail(DATABASE, KEYS);
    private Owner owner;
    private Caller.User officer;
    private String warehouse;

    @BeforeEach
    void anAccess() {
        owner = api.owner();
        officer = api.officer("revenue-semey");
        warehouse = api.warehouse(owner, "revenue-semey");
        api.handOver(owner, VideoApi.whole(api.request(officer, warehouse))).expect(201);
    }

    @Test
    @DisplayName("R283-4b: an officer of the registering body sees the access, for a purpose, and it is on record")
    void theAccessIsShown(CapturedOutput output) {
        Answer shown = reveal(officer, PURPOSE).expect(200);

        assertThat(shown.text("login")).isEqualTo("camera-7");
        assertThat(shown.text("password")).isEqualTo(PASSWORD);
        assertThat(shown.text("url")).isEqualTo("https://video.example/warehouse/7");
        assertThat(shown.response().headers().firstValue("Cache-Control").orElseThrow())
                .contains("no-store");
        AuditTrail.Event event = trail.of(officer.account()).getLast();
        assertThat(event.told()).isEqualTo("VIDEO_ACCESS_REVEAL REVEALED");
        assertThat(event.details()).containsEntry("purpose", PURPOSE).containsEntry("version", "1");
        assertThat(event.clear() + event.details()).doesNotContain(PASSWORD, "camera-7");
        assertThat(output.getAll()).doesNotContain(PASSWORD);
    }

    @Test
    @DisplayName("one showing a request: the second under the same id is refused, and a new purpose is on record anew")
    void onceOnly() {
        Map<String, Object> wanted = Map.of("id", UUID.randomUUID(), "warehouseId", warehouse, "purpose", PURPOSE);
        api.post(officer, "/api/video/reveals", wanted).expect(200);

        Answer again = api.post(officer, "/api/video/reveals", wanted).expectRefused(409, "video-reveal-used", "");
        assertThat(again.body()).doesNotContain(PASSWORD);
        reveal(officer, PURPOSE).expect(200);
        assertThat(api.get(owner.user(), "/api/video/reveals?warehouse=" + warehouse)
                        .expect(200)
                        .json())
                .as("the owner sees that it was looked at, twice")
                .hasSize(2);
    }

    @Test
    @DisplayName("R283-4b: an officer of another body is refused, and on record")
    void anotherBodyIsRefused() {
        Caller.User other = api.officer("revenue-oral");

        assertThat(reveal(other, PURPOSE)
                        .expectRefused(403, "video-not-registering-body", "R283-4b")
                        .body())
                .doesNotContain(PASSWORD);
        assertThat(trail.of(other.account()))
                .extracting(AuditTrail.Event::told)
                .containsExactly("VIDEO_ACCESS_REVEAL REFUSED");
    }

    @Test
    void neitherOwnerNorOperatorSeesIt() {
        reveal(owner.user(), PURPOSE).expectRefused(403, "forbidden", "");
        reveal(api.operator(), PURPOSE).expectRefused(403, "forbidden", "");
    }

    @Test
    void aPurposeThatSaysNothingIsRefusedAndOnRecord() {
        reveal(officer, "..........").expectRefused(400, "video-purpose-empty", "");
        assertThat(trail.of(officer.account()).getLast().told()).isEqualTo("VIDEO_ACCESS_REVEAL REFUSED");
    }

    @Test
    void whoWasBlockedSinceTheLoginSeesNothing() {
        REGISTRY.block(officer);

        assertThat(reveal(officer, PURPOSE)
                        .expectRefused(403, "no-standing", "R150-33")
                        .body())
                .doesNotContain(PASSWORD);
    }

    @Test
    @DisplayName("the newest hand-over is shown, with what it lacks")
    void theNewestHolds() {
        Map<String, Object> incomplete = VideoApi.whole(api.request(officer, warehouse));
        incomplete.put("login", "camera-9");
        incomplete.remove("password");
        api.handOver(owner, incomplete).expect(201);

        Answer shown = reveal(officer, PURPOSE).expect(200);
        assertThat(shown.text("login")).isEqualTo("camera-9");
        assertThat(shown.json().path("missing").path(0).asString()).isEqualTo("PASSWORD");
    }

    @Test
    void whereNothingWasHandedOverNothingIsShown() {
        String empty = api.warehouse(owner, "revenue-semey");

        api.post(officer, "/api/video/reveals", Map.of("warehouseId", empty, "purpose", PURPOSE))
                .expectRefused(409, "video-nothing-handed-over", "R283-4a");
    }

    private Answer reveal(Caller.User user, String purpose) {
        return api.post(user, "/api/video/reveals", Map.of("warehouseId", warehouse, "purpose", purpose));
    }
}
