package kz.negiz.broker.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import kz.negiz.broker.BrokerApi;
import kz.negiz.eds.Evidence;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.SealedContainer;
import kz.negiz.eds.SignatureVerdict;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.log.event.AuditEvent;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("Copies of records (R41-21, R41-23, R41-24, R150-26, R150-37, R150-49)")
class CopiesTest extends CopyReader {

    private static final String INSPECTION = "T-61";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void sources() {
        api.openInspection(INSPECTION);
        AROUND.data.put("VEHICLES", """
                {"owner":{"kind":"BIN","number":"991340000017","name":"«Қаңтар» ЖШС"},"vehicles":[
                {"plate":"001AAA02","make":"Toyota","year":2021,"registeredOn":"2021-03-04"}],"total":1}""");
        AROUND.data.put("PENSION_CONTRIBUTIONS", """
                {"contributions":[{"month":"2026-05","employerBin":"991340000017","amount":125731,"kind":"MANDATORY"}],
                "totals":{"amount":998877}}""");
    }

    @Test
    @DisplayName(
            "as PDF: everything of the record in the reader's language, who took it and when on each page, and the seal")
    void paper() throws Exception {
        Caller.User head = BrokerApi.reading(api.head(), "kk");
        UUID id = asked("VEHICLES", "PENSION_CONTRIBUTIONS");

        HttpResponse<byte[]> copy = take(id, CopyForm.PDF, head);

        assertThat(copy.statusCode())
                .as(new String(copy.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        assertThat(copy.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(copy.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"negiz-[0-9a-f-]{36}\\.pdf\"");
        assertThat(copy.headers().firstValue("Cache-Control")).contains("no-store");
        String text = text(copy.body());
        assertThat(text)
                .contains(bare(id.toString()), bare(INSPECTION), "001AAA02", bare("«Қаңтар» ЖШС"), "04.03.2021")
                .contains(bare("To compare what was declared"), bare("Құпия."), bare("R41-A2b"))
                .contains(bare("2026-05"))
                .doesNotContain("125731", "125 731", "998877", "□");
        api.get("/api/questions/" + id, head)
                .body()
                .path("words")
                .forEach(sentence -> assertThat(text).contains(bare(sentence.asString(""))));
        try (PDDocument document = Loader.loadPDF(copy.body())) {
            assertThat(document.getNumberOfPages()).isPositive();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(bare(stripper.getText(document)))
                        .contains(bare(id + " · " + page + "-бет"), bare("Құпия."))
                        .contains(bare(AstanaTime.day(Instant.now())));
            }
            PDSignature signature = document.getLastSignatureDictionary();
            SignatureVerdict verdict = verifier()
                    .verify(
                            withoutPadding(signature.getContents(copy.body())),
                            signature.getSignedContent(copy.body()),
                            Purpose.SIGNING,
                            Instant.now());
            assertThat(verdict).isInstanceOf(SignatureVerdict.Valid.class);
            assertThat(signature.getByteRange()[2] + signature.getByteRange()[3])
                    .isEqualTo(copy.body().length);
        }
    }

    @Test
    @DisplayName(
            "as ASiC-E: what was signed and stored byte by byte, under a seal that stands, and verifies by itself (R41-21)")
    void container() throws Exception {
        byte[] document =
                api.draft(api.head(), BrokerApi.underInspection(INSPECTION, "VEHICLES", "PENSION_CONTRIBUTIONS"));
        byte[] signature = api.sign("head", document);
        UUID id = api.submit(api.head(), document, signature).id();

        HttpResponse<byte[]> copy = take(id, CopyForm.ASIC_E, api.head());

        assertThat(copy.headers().firstValue("Content-Type")).contains(SealedContainer.MEDIA_TYPE);
        SealedContainer container = SealedContainer.read(copy.body());
        assertThat(container.verify(verifier(), Instant.now())).isInstanceOf(SignatureVerdict.Valid.class);
        assertThat(container.content("question.json")).hasValue(document);
        assertThat(container.content("question.json.cms")).hasValue(signature);
        Evidence evidence = Evidence.fromBytes(container.content("evidence.der").orElseThrow());
        assertThat(verifier().verifyPast(signature, document, Purpose.SIGNING, evidence.validatedAt(), Instant.now()))
                .isInstanceOf(SignatureVerdict.Valid.class);
        JsonNode index = JSON.readTree(container.content("record.json").orElseThrow());
        assertThat(index.path("question").asString("")).isEqualTo(id.toString());
        assertThat(index.path("decisions"))
                .extracting(decision -> decision.path("service").asString("") + " "
                        + decision.path("level").asString("") + " "
                        + decision.path("rule").asString(""))
                .containsExactly("VEHICLES FULL ", "PENSION_CONTRIBUTIONS REDUCED R41-A2b");
        JsonNode shown = api.get("/api/questions/" + id, api.head()).body().path("services");
        for (int i = 0; i < 2; i++) {
            byte[] answer = container
                    .content(index.path("answers").get(i).path("file").asString(""))
                    .orElseThrow();
            assertThat(JSON.readTree(answer).path("data"))
                    .isEqualTo(shown.get(i).path("content"));
        }
        assertThat(text(container.content("record.pdf").orElseThrow())).contains("001AAA02");
        assertThat(new String(copy.body(), 30, 39, StandardCharsets.US_ASCII))
                .isEqualTo("mimetypeapplication/vnd.etsi.asic-e+zip");
    }

    @Test
    @DisplayName("a change of any file of a container is found, and so is one around them")
    void tampered() throws Exception {
        byte[] good = take(asked("VEHICLES"), CopyForm.ASIC_E, api.head()).body();
        List<ZipEntry> entries = entries(good);
        assertThat(entries).hasSizeGreaterThan(6);
        for (ZipEntry entry : entries) {
            byte[] altered = repacked(good, entry.getName(), bytes -> {
                bytes[bytes.length / 2] ^= 1;
                return bytes;
            });
            assertThat(stands(altered)).as("altered " + entry.getName()).isFalse();
            assertThat(stands(repacked(good, entry.getName(), bytes -> new byte[0])))
                    .as("emptied " + entry.getName())
                    .isFalse();
        }
        assertThat(stands(repacked(good, "none", bytes -> bytes)))
                .as("packed alike")
                .isTrue();
        Random random = new Random(41);
        for (int i = 0; i < 300; i++) {
            byte[] flipped = good.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(stands(flipped)).as("a bit of the file").isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("each is on record before it leaves, with the digest of its very bytes, and stands in the lists")
    void onRecord(CopyForm form) throws Exception {
        UUID id = asked("VEHICLES");

        byte[] copy = take(id, form, api.head()).body();

        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(copy));
        JsonNode listed = api.get("/api/questions/" + id + "/copies", api.head())
                .body()
                .path("copies")
                .get(0);
        assertThat(listed.path("sha256").asString("")).isEqualTo(sha256);
        assertThat(listed.path("form").asString("")).isEqualTo(form.name());
        assertThat(listed.path("own").asBoolean(false)).isTrue();
        assertThat(listed.at("/material/basisNumber").asString("")).isEqualTo(INSPECTION);
        assertThat(listed.path("overdue").asBoolean(true)).isFalse();
        AuditEvent event = eventsOf(id).getLast();
        assertThat(event.action() + " " + event.outcome()).isEqualTo("COPY_TAKEN " + form.name());
        assertThat(event.rules()).contains("R41-23a", "R41-23b");
        assertThat(api.get("/api/questions/copies?open=true", api.head()).body().toString())
                .contains(sha256);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("whom it is not for gets none, and no word of it")
    void others(boolean noticeRead) {
        UUID id = asked("VEHICLES");
        Caller.User stranger = api.operative();
        Caller.User otherDepartment = official("/astana");

        for (Caller.User other : List.of(stranger, otherDepartment)) {
            HttpResponse<byte[]> refused =
                    api.postForFile("/api/questions/" + id + "/copies", other, wanted(CopyForm.PDF, noticeRead));
            assertThat(refused.statusCode()).isEqualTo(404);
            assertThat(api.get("/api/questions/" + id + "/copies", other).status())
                    .isEqualTo(404);
        }
        assertThat(copies(id)).isZero();
        assertThat(take(id, CopyForm.PDF, official("/almaty")).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("without the notice read there is none (R41-9b)")
    void noticeNotRead() {
        UUID id = asked("VEHICLES");

        HttpResponse<byte[]> refused =
                api.postForFile("/api/questions/" + id + "/copies", api.head(), wanted(CopyForm.ASIC_E, false));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("notice-not-read", "R41-9b");
        assertThat(copies(id)).isZero();
    }

    @Test
    @DisplayName("a block that was answered holds for copies too (R41-32a)")
    void blocked() {
        UUID id = asked("VEHICLES");
        Caller.User head = api.head();
        api.blocked("head", head);

        HttpResponse<byte[]> refused = take(id, CopyForm.PDF, head);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(copies(id)).isZero();
        assertThat(eventsOf(id).getLast().action()).isEqualTo("ANSWER_WITHHELD");
    }

    @Test
    @DisplayName("no value that redaction left out occurs in any byte of a copy, whatever the source sends (R41-A2b)")
    void redacted() throws Exception {
        Random random = new Random(23);
        for (int round = 0; round < 6; round++) {
            List<String> secrets = new ArrayList<>();
            ObjectNode data = JSON.createObjectNode();
            var contributions = data.putArray("contributions");
            for (int i = 0; i < 3; i++) {
                ObjectNode entry = contributions.addObject().put("month", "2026-0" + (i + 1));
                scatter(entry, random, secrets, 0);
            }
            scatter(data, random, secrets, 0);
            AROUND.data.put("PENSION_CONTRIBUTIONS", data.toString());
            UUID id = asked("PENSION_CONTRIBUTIONS");

            SealedContainer container =
                    SealedContainer.read(take(id, CopyForm.ASIC_E, api.head()).body());

            StringBuilder all = new StringBuilder();
            for (SealedContainer.File file : container.files()) {
                all.append(new String(file.content(), StandardCharsets.ISO_8859_1));
            }
            String paper = text(container.content("record.pdf").orElseThrow());
            assertThat(secrets).hasSizeGreaterThan(5);
            assertThat(all.toString()).contains("2026-01");
            assertThat(paper).contains("2026-01");
            for (String secret : secrets) {
                assertThat(all.indexOf(secret)).isEqualTo(-1);
                assertThat(paper).doesNotContain(secret);
            }
        }
    }

    /** Fields that no rule names, at any depth, each with a value that occurs nowhere else. */
    private static void scatter(ObjectNode node, Random random, List<String> secrets, int depth) {
        for (int i = 0; i < 3; i++) {
            String secret = "zq" + Long.toString(random.nextLong(1L << 60), 36).toUpperCase(Locale.ROOT);
            String field = "f" + random.nextInt(1000);
            if (i == 0) {
                long amount = 1_000_000_000L + random.nextInt(1_000_000_000);
                node.put("amount", amount);
                secrets.add(String.valueOf(amount));
            } else if (depth < 3 && random.nextBoolean()) {
                scatter(node.putObject(field), random, secrets, depth + 1);
            } else {
                node.put(field, secret);
                secrets.add(secret);
            }
        }
    }

    @Test
    @DisplayName(
            "a destruction is confirmed by number and date of the act, by whoever took the copy or the official above (R41-24b)")
    void destroyed() {
        UUID id = asked("VEHICLES");
        take(id, CopyForm.PDF, api.head());
        take(id, CopyForm.ASIC_E, api.head());
        List<String> both = ids(id);
        String today = AstanaTime.date(Instant.now()).toString();

        assertThat(destroy(api.operative(), both, "7", today).refusal()).startsWith("404");
        assertThat(destroy(official("/astana"), both, "7", today).refusal()).startsWith("404");
        assertThat(destroy(api.head(), both, " . ", today).refusal()).isEqualTo("400 act-not-accepted R41-24b");
        assertThat(destroy(api.head(), both, "7<b>", today).refusal()).startsWith("400 act-not-accepted");
        assertThat(destroy(
                                api.head(),
                                both,
                                "7",
                                LocalDate.parse(today).plusDays(1).toString())
                        .refusal())
                .startsWith("400 act-not-accepted");
        assertThat(destroy(
                                api.head(),
                                both,
                                "7",
                                LocalDate.parse(today).minusDays(1).toString())
                        .refusal())
                .startsWith("400 act-not-accepted");
        assertThat(destroy(api.head(), List.of(), "7", today).status()).isEqualTo(400);

        assertThat(destroy(api.head(), both.subList(0, 1), "№ 7/26-к", today).status())
                .isEqualTo(204);
        assertThat(destroy(api.head(), both, "8", today).refusal()).startsWith("409 copy-destroyed-before");
        assertThat(destroy(official("/almaty"), both.subList(1, 2), "8", today).status())
                .isEqualTo(204);

        assertThat(api.get("/api/questions/" + id + "/copies", api.head())
                        .body()
                        .path("copies"))
                .extracting(copy -> copy.at("/destroyed/act").asString("-"))
                .containsExactly("№ 7/26-к", "8");
        assertThat(eventsOf(id).stream().map(AuditEvent::action).filter("COPY_DESTROYED"::equals))
                .hasSize(2);
        assertThat(api.get("/api/questions/copies?open=true", api.head()).body().toString())
                .doesNotContain(both);
        assertThat(api.get("/api/questions/" + id, api.head())
                        .service("VEHICLES")
                        .path("state")
                        .asString(""))
                .as("the system's own record stays")
                .isEqualTo("ANSWERED");
    }

    @Test
    @DisplayName(
            "a copy that waits for its act for longer than thirty days is marked as overdue, for the official above too")
    void overdue() {
        UUID id = asked("VEHICLES");
        take(id, CopyForm.PDF, api.head());
        jdbc.sql("""
                        insert into question_copy (id, kind, question, account, body, department, law, session, form, language, sha256,
                            bytes, taken_at)
                        select gen_random_uuid(), kind, question, account, body, department, law, session, form, language, sha256, bytes,
                            taken_at - interval '30 days 1 minute' from question_copy where question = :question
                        """).param("question", id).update();

        for (Caller.User reader : List.of(api.head(), official("/almaty"))) {
            assertThat(api.get("/api/questions/" + id + "/copies", reader)
                            .body()
                            .path("copies"))
                    .extracting(copy -> copy.path("overdue").asBoolean(false))
                    .containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    @DisplayName("an official sees the copies of the own department and those below, and nobody else's (R41-17)")
    void subordinates() {
        UUID id = asked("VEHICLES");
        take(id, CopyForm.PDF, api.head());
        String copy = ids(id).getFirst();
        String list = "/api/questions/copies?of=subordinates&limit=100";

        assertThat(api.get(list, official("/almaty")).body().toString()).contains(copy);
        assertThat(api.get(list, official("/astana")).body().toString()).doesNotContain(copy);
        assertThat(api.get(list, api.head()).body().path("copies")).isEmpty();
        assertThat(api.get("/api/questions/copies", api.operative()).body().toString())
                .doesNotContain(copy);
    }

    @Test
    @DisplayName("a refused question can be taken along too: the refusal is a record")
    void refusedQuestion() throws Exception {
        api.inspection("T-62", true, BrokerApi.BODY, BrokerApi.INSPECTED, "2026-02-01");
        UUID id = api.ask(api.head(), "head", BrokerApi.underInspection("T-62", "VEHICLES"))
                .id();

        byte[] copy = take(id, CopyForm.PDF, api.head()).body();

        assertThat(text(copy)).contains("R41-22", bare("refused"));
    }

    private UUID asked(String... services) {
        BrokerApi.Answer answer = api.ask(api.head(), "head", BrokerApi.underInspection(INSPECTION, services));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.id();
    }

    private HttpResponse<byte[]> take(UUID id, CopyForm form, Caller.User user) {
        return api.postForFile("/api/questions/" + id + "/copies", user, wanted(form, true));
    }

    private static ObjectNode wanted(CopyForm form, boolean noticeRead) {
        return JSON.createObjectNode().put("form", form.name()).put("noticeRead", noticeRead);
    }

    private BrokerApi.Answer destroy(Caller.User user, List<String> copies, String act, String on) {
        ObjectNode body = JSON.createObjectNode().put("act", act).put("on", on);
        var ids = body.putArray("copies");
        copies.forEach(ids::add);
        return api.post("/api/questions/copies/destructions", user, body);
    }

    /** The latest first. */
    private List<String> ids(UUID question) {
        List<String> ids = new ArrayList<>();
        api.get("/api/questions/" + question + "/copies", api.head())
                .body()
                .path("copies")
                .forEach(copy -> ids.add(copy.path("id").asString("")));
        return ids;
    }

    private Caller.User official(String department) {
        Caller.User registered =
                api.registered("official", BrokerApi.BODY, "STATE_REVENUE", "", "ORDER_41", AccessRole.OFFICIAL);
        Caller.User moved = new Caller.User(
                registered.account(),
                registered.kind(),
                registered.roles(),
                registered.body(),
                registered.bodyKind(),
                department,
                registered.roleCode(),
                true,
                registered.session(),
                "en");
        api.stands("official", moved, "ORDER_41", true);
        return moved;
    }

    private int copies(UUID question) {
        return jdbc.sql("select count(*) from question_copy where question = :question")
                .param("question", question)
                .query(Integer.class)
                .single();
    }

    private static boolean stands(byte[] container) throws IOException {
        try {
            return SealedContainer.read(container).verify(verifier(), Instant.now()) instanceof SignatureVerdict.Valid;
        } catch (SealedContainer.Refused e) {
            return false;
        }
    }

    private static List<ZipEntry> entries(byte[] container) throws IOException {
        List<ZipEntry> entries = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(container))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /** The same container with one file changed, and its check sums right again. */
    private static byte[] repacked(byte[] container, String name, UnaryOperator<byte[]> change) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(container));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                byte[] kept = entry.getName().equals(name) ? change.apply(content) : content;
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setMethod(ZipEntry.STORED);
                copy.setTimeLocal(LocalDateTime.of(1980, 2, 1, 0, 0));
                copy.setSize(kept.length);
                CRC32 sum = new CRC32();
                sum.update(kept);
                copy.setCrc(sum.getValue());
                zip.putNextEntry(copy);
                zip.write(kept);
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    /** In a PDF zeroes fill the room up that was left for the signature. */
    private static byte[] withoutPadding(byte[] der) {
        assertThat(der[1]).isEqualTo((byte) 0x82);
        return Arrays.copyOf(der, 4 + (Byte.toUnsignedInt(der[2]) << 8) + Byte.toUnsignedInt(der[3]));
    }
}
