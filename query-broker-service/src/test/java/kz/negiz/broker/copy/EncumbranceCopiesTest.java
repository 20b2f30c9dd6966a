package kz.negiz.broker.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.Surroundings.Fault;
import kz.negiz.broker.encumbrance.EncumbranceApi;
import kz.negiz.eds.Evidence;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.SealedContainer;
import kz.negiz.eds.SignatureVerdict;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.log.event.AuditEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("Copies of encumbrances (R41-21, R150-26, R150-37, R150-49)")
class EncumbranceCopiesTest extends CopyReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EncumbranceApi bans;

    @BeforeEach
    void register() {
        bans = new EncumbranceApi(api);
    }

    @Test
    @DisplayName(
            "as ASiC-E: what was signed, by the system and by its officer, byte by byte under a seal that stands (R150-37)")
    void container() throws Exception {
        byte[] document = bans.draft(bans.ban());
        byte[] asked = api.sign("system", document);
        UUID id = api.post("/api/encumbrances", bans.system(), BrokerApi.signed(document, asked))
                .id();
        byte[] confirmed = api.sign("operative", document);
        bans.confirm(id, bans.operative(), confirmed);

        HttpResponse<byte[]> copy = take(id, CopyForm.ASIC_E, bans.operative());

        assertThat(copy.statusCode())
                .as(new String(copy.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        assertThat(copy.headers().firstValue("Content-Type")).contains(SealedContainer.MEDIA_TYPE);
        SealedContainer container = SealedContainer.read(copy.body());
        assertThat(container.verify(verifier(), Instant.now())).isInstanceOf(SignatureVerdict.Valid.class);
        assertThat(container.files())
                .extracting(SealedContainer.File::name)
                .containsExactly(
                        "record.json",
                        "encumbrance.json",
                        "encumbrance.json.cms",
                        "evidence.der",
                        "confirmation.cms",
                        "confirmation-evidence.der",
                        "record.pdf");
        assertThat(container.content("encumbrance.json")).hasValue(document);
        assertThat(container.content("encumbrance.json.cms")).hasValue(asked);
        assertThat(container.content("confirmation.cms")).hasValue(confirmed);
        assertSigned(document, asked, container, "evidence.der");
        assertSigned(document, confirmed, container, "confirmation-evidence.der");
        JsonNode index = JSON.readTree(container.content("record.json").orElseThrow());
        assertThat(index.path("type").asString("")).isEqualTo("kz.negiz.encumbrance-record");
        assertThat(index.path("encumbrance").asString("")).isEqualTo(id.toString());
        assertThat(index.path("state").asString("")).isEqualTo("DONE");
        assertThat(index.path("registrationNumber").asString("")).isEqualTo("AU-2026-17");
        assertThat(index.path("steps"))
                .extracting(step -> step.path("state").asString(""))
                .containsExactly("WAITS", "CONFIRMED", "SENDING", "DONE");
        assertThat(index.at("/event/leafHash").asString(""))
                .isEqualTo(api.get("/api/encumbrances/" + id, bans.operative())
                        .body()
                        .at("/receipt/leafHash")
                        .asString("-"));
        assertThat(text(container.content("record.pdf").orElseThrow())).contains("AU-2026-17");
    }

    private static void assertSigned(byte[] document, byte[] signature, SealedContainer container, String evidence)
            throws Exception {
        Instant accepted =
                Evidence.fromBytes(container.content(evidence).orElseThrow()).validatedAt();
        assertThat(verifier().verifyPast(signature, document, Purpose.SIGNING, accepted, Instant.now()))
                .isInstanceOf(SignatureVerdict.Valid.class);
    }

    @Test
    @DisplayName("as PDF: its words, who asked and who confirmed, each step, and who took it and when on each page")
    void paper() throws Exception {
        UUID id = bans.waiting();
        bans.confirm(id);
        Caller.User reader = BrokerApi.reading(bans.operative(), "kk");

        HttpResponse<byte[]> copy = take(id, CopyForm.PDF, reader);

        assertThat(copy.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"negiz-[0-9a-f-]{36}\\.pdf\"");
        assertThat(copy.headers().firstValue("Cache-Control")).contains("no-store");
        String text = text(copy.body());
        JsonNode view = api.get("/api/encumbrances/" + id, reader).body();
        assertThat(text)
                .contains(bare(id.toString()), bare("15-7/231"), bare("Құпия."), bare("ауыртпалықтың жазбасы"))
                .contains(bare(view.path("system").asString("-")), bare("Кім растады"))
                .contains(bare("растауды күтуде"), bare("орындалды"), "AU-2026-17")
                .contains(bare(AstanaTime.day(Instant.now())), bare(id + " · 1-бет"))
                .doesNotContain("□");
        view.path("words").forEach(sentence -> assertThat(text).contains(bare(sentence.asString(""))));
    }

    @Test
    @DisplayName("tells each outcome: rejected with the owner's word, not known, and settled by a letter")
    void outcomes() throws Exception {
        AROUND.actionState = "NO_SUCH_OBJECT";
        UUID rejected = bans.waiting();
        bans.confirm(rejected);
        AROUND.actionState = "DONE";
        AROUND.faults.put(EncumbranceApi.BAN, Fault.DOWN);
        UUID unknown = bans.waiting();
        bans.confirm(unknown);
        UUID waiting = bans.waiting();

        assertThat(text(take(rejected, CopyForm.PDF, bans.operative()).body()))
                .contains(bare("rejected by the owner of the register: NO_SUCH_OBJECT"));
        assertThat(text(take(unknown, CopyForm.PDF, bans.operative()).body()))
                .contains(bare("outcome not known"), bare("It is never sent again"));
        assertThat(index(waiting).path("state").asString("")).isEqualTo("WAITS");
        assertThat(SealedContainer.read(
                                take(waiting, CopyForm.ASIC_E, bans.operative()).body())
                        .content("confirmation.cms"))
                .isEmpty();
        api.post(
                "/api/encumbrances/" + unknown + "/outcome",
                user("administrator", AccessRole.OPERATOR, "police-almaty"),
                JSON.createObjectNode().put("state", "NOT_EXECUTED").put("letter", "No. 5-3/118 of 2026-11-20"));
        assertThat(text(take(unknown, CopyForm.PDF, bans.operative()).body()))
                .contains(bare("by a letter of the owner of the register, No. 5-3/118 of 2026-11-20"));
        assertThat(index(unknown).path("steps").get(4).path("letter").asString(""))
                .isEqualTo("No. 5-3/118 of 2026-11-20");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "each is on record before it leaves, with the digest of its very bytes, and followed to its act (R150-49b)")
    void onRecord(CopyForm form) throws Exception {
        UUID id = bans.waiting();

        byte[] copy = take(id, form, bans.operative()).body();

        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(copy));
        JsonNode listed = api.get("/api/encumbrances/" + id + "/copies", bans.operative())
                .body()
                .path("copies")
                .get(0);
        assertThat(listed.path("sha256").asString("")).isEqualTo(sha256);
        assertThat(listed.path("encumbrance").asString("")).isEqualTo(id.toString());
        assertThat(listed.has("question")).isFalse();
        assertThat(listed.at("/material/basisNumber").asString("")).isEqualTo("15-7/231");
        AuditEvent event = eventsOf(id).getLast();
        assertThat(event.action() + " " + event.outcome()).isEqualTo("COPY_TAKEN " + form.name());
        assertThat(event.rules()).contains("R150-26a", "R150-26b");
        assertThat(api.get("/api/questions/copies?open=true", bans.operative())
                        .body()
                        .toString())
                .contains(sha256);

        ObjectNode act = JSON.createObjectNode()
                .put("act", "7/26")
                .put("on", AstanaTime.date(Instant.now()).toString());
        act.putArray("copies").add(listed.path("id").asString(""));
        assertThat(api.post("/api/questions/copies/destructions", bans.operative(), act)
                        .status())
                .isEqualTo(204);
        assertThat(eventsOf(id).getLast().action()).isEqualTo("COPY_DESTROYED");
    }

    @Test
    @DisplayName("its system, its officer and the officials above may take one, and nobody else: not a word of it")
    void readers() {
        UUID id = bans.waiting();
        Caller.User official = user("official", AccessRole.OFFICIAL, "police-almaty");

        for (Caller.User reader : List.of(bans.system(), bans.operative(), official)) {
            assertThat(take(id, CopyForm.PDF, reader).statusCode()).isEqualTo(200);
        }
        Caller.User elsewhere = user("prosecutor", AccessRole.OFFICIAL, "police-astana");
        for (Caller.User other : List.of(api.head(), elsewhere)) {
            assertThat(take(id, CopyForm.PDF, other).statusCode()).isEqualTo(404);
            assertThat(api.get("/api/encumbrances/" + id + "/copies", other).status())
                    .isEqualTo(404);
        }
        for (AccessRole role : List.of(
                AccessRole.OPERATOR, AccessRole.PROSECUTOR, AccessRole.WAREHOUSE_OFFICER, AccessRole.WAREHOUSE_OWNER)) {
            Caller.User other = user("administrator", role, "police-almaty");
            assertThat(take(id, CopyForm.PDF, other).statusCode())
                    .as(role.name())
                    .isEqualTo(403);
            assertThat(api.get("/api/encumbrances/" + id + "/copies", other).status())
                    .as(role.name())
                    .isEqualTo(403);
        }
        assertThat(api.get("/api/encumbrances/" + id + "/copies", bans.operative())
                        .body()
                        .path("copies"))
                .hasSize(3);
        assertThat(api.get("/api/questions/" + id + "/copies", bans.operative()).status())
                .as("an encumbrance is no question")
                .isEqualTo(404);
    }

    @Test
    @DisplayName(
            "without the notice read there is none (R150-23b), and none for whoever is blocked meanwhile (R150-46)")
    void refused() {
        UUID id = bans.waiting();

        HttpResponse<byte[]> unread = api.postForFile(
                "/api/encumbrances/" + id + "/copies", bans.operative(), wanted(CopyForm.ASIC_E, false));
        assertThat(unread.statusCode()).isEqualTo(400);
        assertThat(new String(unread.body(), StandardCharsets.UTF_8)).contains("notice-not-read", "R150-23b");
        api.blocked("operative", bans.operative());
        assertThat(take(id, CopyForm.PDF, bans.operative()).statusCode()).isEqualTo(403);
        AuditEvent last = eventsOf(id).getLast();
        assertThat(last.action() + " " + last.outcome() + " " + last.rules())
                .isEqualTo("ENCUMBRANCE_WITHHELD NO_STANDING [R150-15b]");
        api.operative();
        assertThat(api.get("/api/encumbrances/" + id + "/copies", bans.operative())
                        .body()
                        .path("copies"))
                .isEmpty();
    }

    private JsonNode index(UUID id) throws Exception {
        return JSON.readTree(
                SealedContainer.read(take(id, CopyForm.ASIC_E, bans.operative()).body())
                        .content("record.json")
                        .orElseThrow());
    }

    private HttpResponse<byte[]> take(UUID id, CopyForm form, Caller.User user) {
        return api.postForFile("/api/encumbrances/" + id + "/copies", user, wanted(form, true));
    }

    private static ObjectNode wanted(CopyForm form, boolean noticeRead) {
        return JSON.createObjectNode().put("form", form.name()).put("noticeRead", noticeRead);
    }

    private Caller.User user(String key, AccessRole role, String body) {
        Caller.User user = new Caller.User(
                UUID.randomUUID(),
                AccountKind.PERSON,
                Set.of(role),
                body,
                "INTERNAL_AFFAIRS",
                "/",
                "",
                true,
                "session-" + key,
                "en");
        api.stands(key, user, "ORDER_150", true);
        return user;
    }
}
