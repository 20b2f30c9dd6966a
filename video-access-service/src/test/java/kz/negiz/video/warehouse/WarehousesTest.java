package kz.negiz.video.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import kz.negiz.kit.identity.Caller;
import kz.negiz.video.AuditTrail;
import kz.negiz.video.VideoApi.Owner;
import kz.negiz.video.VideoUnderTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WarehousesTest extends VideoUnderTest {

    private final AuditTrail trail = new AuditTrail(DATABASE, KEYS);

    @Test
    @DisplayName("R283-4b: an officer registers a warehouse for the own body, and for no other")
    void anOfficerRegistersForTheOwnBodyOnly() {
        Owner owner = api.owner();
        Caller.User officer = api.officer("revenue-almaty");

        api.post(officer, "/api/video/warehouses", warehouse(owner, "one"))
                .expect(201)
                .json();
        Map<String, Object> foreign = warehouse(owner, "two");
        foreign.put("registeredByBody", "revenue-astana");
        api.post(officer, "/api/video/warehouses", foreign).expectRefused(403, "video-not-registering-body", "R283-4b");

        assertThat(trail.of(officer.account()))
                .extracting(AuditTrail.Event::told)
                .containsExactly("WAREHOUSE_REGISTRATION REGISTERED", "WAREHOUSE_REGISTRATION REFUSED");
        assertThat(trail.of(officer.account()).getFirst().details())
                .containsEntry("registeredByBody", "revenue-almaty")
                .containsEntry("ownerBin", owner.bin());
        assertThat(trail.of(officer.account()).getFirst().clear())
                .as("the BIN is no business of who reads the log")
                .doesNotContain(owner.bin());
    }

    @Test
    @DisplayName("R283-D1: each sees the own warehouses: the owner, the registering body, the operator all")
    void eachSeesTheOwn() {
        Owner owner = api.owner();
        Owner other = api.owner();
        String warehouse = api.warehouse(owner, "revenue-shymkent");

        assertThat(list(owner.user())).contains(warehouse);
        assertThat(list(other.user())).doesNotContain(warehouse);
        assertThat(list(api.officer("revenue-shymkent"))).contains(warehouse);
        assertThat(list(api.officer("revenue-other"))).doesNotContain(warehouse);
        assertThat(list(api.operator())).contains(warehouse);
    }

    @Test
    void theSameWarehouseIsNotRegisteredTwice() {
        Owner owner = api.owner();
        Caller.User officer = api.officer("revenue-almaty");
        api.post(officer, "/api/video/warehouses", warehouse(owner, "same")).expect(201);

        api.post(officer, "/api/video/warehouses", warehouse(owner, " same "))
                .expectRefused(409, "video-warehouse-exists", "");
    }

    @Test
    void aNumberWithAWrongCheckDigitIsNoBin() {
        Map<String, Object> wrong = warehouse(api.owner(), "wrong");
        wrong.put("ownerBin", "991340000018");

        api.post(api.officer("revenue-almaty"), "/api/video/warehouses", wrong).expectRefused(400, "invalid-input", "");
    }

    @Test
    void whoWasBlockedSinceTheLoginRegistersNothing() {
        Owner owner = api.owner();
        Caller.User officer = api.officer("revenue-almaty");
        REGISTRY.block(officer);

        api.post(officer, "/api/video/warehouses", warehouse(owner, "late"))
                .expectRefused(403, "no-standing", "R150-33");
        assertThat(trail.of(officer.account()))
                .extracting(AuditTrail.Event::told)
                .containsExactly("WAREHOUSE_REGISTRATION REFUSED");
    }

    private String list(Caller.User user) {
        return api.get(user, "/api/video/warehouses").expect(200).body();
    }

    private static Map<String, Object> warehouse(Owner owner, String name) {
        Map<String, Object> warehouse = new HashMap<>();
        warehouse.put("ownerBody", owner.body());
        warehouse.put("ownerBin", owner.bin());
        warehouse.put("name", name);
        warehouse.put("address", "Астана қ.");
        return warehouse;
    }
}
