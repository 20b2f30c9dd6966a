package kz.negiz.broker.encumbrance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import kz.negiz.broker.BrokerApi;
import kz.negiz.kit.identity.Caller;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A system that asks for encumbrances, and the officer who has to confirm them. */
public final class EncumbranceApi {

    public static final String PROFILE = "MIA_ADQ";
    public static final String BAN = "REAL_ESTATE_BAN";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicInteger OBJECTS = new AtomicInteger();

    private final BrokerApi api;
    private final Caller.User system;
    private final Caller.User operative;

    public EncumbranceApi(BrokerApi api) {
        this.api = api;
        this.operative = api.operative();
        this.system = api.system(PROFILE);
    }

    public Caller.User system() {
        return system;
    }

    /** The officer. */
    public Caller.User operative() {
        return operative;
    }

    /** A cadastral number that no other test uses. */
    public String object() {
        return "20:315:040:%04d".formatted(OBJECTS.incrementAndGet());
    }

    /** What a system fills in. */
    public ObjectNode wish(String service, String object) {
        ObjectNode wish = BrokerApi.question(PROFILE, service);
        wish.putObject("basis")
                .put("kind", "CHOSEN_BASIS")
                .put("code", "ORDER_OF_THE_HEAD")
                .put("material", "15-7/231");
        wish.putObject("onBehalfOf").put("iin", api.key("operative").iin()).put("bin", "");
        wish.put("action", "IMPOSE");
        wish.putObject("ground")
                .put("number", "17/2026")
                .put("date", "2026-11-02")
                .put("issuedBy", "Specialised court of Almaty");
        return object.isEmpty() ? wish : wish.put("object", object);
    }

    /** The same for a ban on a piece of real estate of its own. */
    public ObjectNode ban() {
        return wish(BAN, object());
    }

    public byte[] draft(ObjectNode wish) {
        BrokerApi.Answer drafted = api.post("/api/encumbrances/drafts", system, wish);
        assertThat(drafted.status()).as(drafted.body().toString()).isEqualTo(200);
        return Base64.getDecoder().decode(drafted.body().path("document").asString(""));
    }

    public BrokerApi.Answer request(ObjectNode wish) {
        return submit(draft(wish), "system");
    }

    /** One that waits for its officer. */
    public UUID waiting() {
        return request(ban()).id();
    }

    public BrokerApi.Answer submit(byte[] document, String key) {
        return api.post("/api/encumbrances", system, BrokerApi.signed(document, api.sign(key, document)));
    }

    /** The bytes that wait for the officer's signature. */
    public byte[] document(UUID id) {
        return Base64.getDecoder()
                .decode(api.get("/api/encumbrances/" + id, operative)
                        .body()
                        .path("document")
                        .asString(""));
    }

    public BrokerApi.Answer confirm(UUID id) {
        return confirm(id, operative, api.sign("operative", document(id)));
    }

    public BrokerApi.Answer confirm(UUID id, Caller.User officer, byte[] signature) {
        return api.post(
                "/api/encumbrances/" + id + "/confirmation",
                officer,
                JSON.createObjectNode().put("signature", Base64.getEncoder().encodeToString(signature)));
    }
}
