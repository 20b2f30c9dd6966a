package kz.negiz.auditlog.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.negiz.auditlog.RunningLog;
import kz.negiz.auditlog.TestBroker;
import kz.negiz.auditlog.TestEvents;
import kz.negiz.auditlog.TestProsecutors;
import kz.negiz.auditlog.TestRoad;
import kz.negiz.auditlog.Waiting;
import kz.negiz.auditlog.log.LogReader;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.testkit.PageTexts;
import kz.negiz.testkit.browser.PortalBrowser;
import kz.negiz.testkit.browser.PortalPage;
import kz.negiz.testkit.browser.SigningNcaLayer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The pages of the audit")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditPagesTest {

    private static final SigningNcaLayer NCALAYER = SigningNcaLayer.start();
    private static final Caller.User PROSECUTOR = TestProsecutors.prosecutor("prosecutor", "gp-pages", "/");
    private static final Caller.User OTHER_PROSECUTOR =
            RunningLog.user(UUID.randomUUID(), "gp-pages", "/", AccessRole.PROSECUTOR);
    private static final Caller.User OPERATOR = RunningLog.user(UUID.randomUUID(), "kpsisu", "/", AccessRole.OPERATOR);
    private static final UUID OFFICER = UUID.randomUUID();
    private static final byte[] RESOLUTION = "%PDF-1.7 resolution 17".getBytes(StandardCharsets.UTF_8);

    private final String topic = "audit-pages-" + UUID.randomUUID();
    private final TestBroker broker = new TestBroker();
    private final RunningLog log = RunningLog.start(
            RunningLog.newDatabase(),
            topic,
            "negiz.services.broker-url=" + broker.url(),
            "negiz.portal.demo=true",
            "negiz.portal.serve-assets=true",
            "negiz.portal.ncalayer-port=" + NCALAYER.port());

    @BeforeAll
    void feed() {
        TestEvents events = new TestEvents();
        try (TestRoad road = new TestRoad(topic)) {
            for (int i = 0; i < 3; i++) {
                road.send(events.next(
                        TestEvents.GATEWAY,
                        OFFICER,
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        "LOGIN",
                        "PERMITTED",
                        UUID.randomUUID(),
                        Map.of()));
            }
            road.flush();
        }
        Waiting.until(() -> log.bean(LogReader.class)
                .latest()
                .filter(latest -> latest.checkpoint().size() >= 4)
                .isPresent());
    }

    @AfterAll
    void stop() {
        log.close();
        broker.close();
    }

    @Test
    void everyTextIsThereInThreeLanguagesAndUsed() {
        assertThat(PageTexts.of("messages", "portal-messages").faults()).isEmpty();
        assertThat(PageTexts.of("problems", "messages", "portal-messages").faults())
                .isEmpty();
    }

    @Test
    @DisplayName("the last checkpoint is shown as it is, and kept as a file with its exact bytes; nobody cosigned it")
    void theLastCheckpoint() {
        String page = page(PROSECUTOR, "/audit");
        String note = log.bean(LogReader.class).latest().orElseThrow().note().toString();

        assertThat(page).contains("Last checkpoint", note.lines().toList().get(2), "Nobody has cosigned it");
        HttpResponse<byte[]> file = log.page(PROSECUTOR, "/audit/checkpoint");
        assertThat(new String(file.body(), StandardCharsets.UTF_8)).isEqualTo(note);
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("attachment", "negiz-checkpoint-");
        assertThat(new String(log.page(PROSECUTOR, "/audit/key").body(), StandardCharsets.UTF_8))
                .startsWith("negiz.kz/audit+");
    }

    @Test
    @DisplayName("R41-34b, R150-52: without the resolution the form comes back with all that was typed, and says why")
    void withoutAResolution() {
        HttpResponse<byte[]> again = log.form(PROSECUTOR, "/audit/requests/new", typed(), new byte[0]);

        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(text(again))
                .contains("id=\"file-error\"", "is attached to the request (order 41, paragraph 34")
                .contains("value=\"17/2\"", OFFICER.toString());
    }

    @Test
    void whatIsWronglyTypedIsToldBesideItsFieldAndTheAttachmentIsKept() {
        Map<String, String> typed = new HashMap<>(typed());
        typed.put("number", ".");
        String again = text(log.form(PROSECUTOR, "/audit/requests/new", typed, RESOLUTION));
        assertThat(again).contains("id=\"number-error\"", "The copy is attached: " + RESOLUTION.length + " bytes");
        typed.put("number", "17/2");
        typed.put("attachment", field(again, "attachment"));
        assertThat(text(log.form(PROSECUTOR, "/audit/requests/new", typed, new byte[0])))
                .contains("data-sign", "resolution No. 17/2");

        Map<String, String> wrong = new HashMap<>(Map.of(
                "accounts", "somebody",
                "body", "kgd",
                "from", "2026-11-20",
                "to", "2026-11-19",
                "ground", "WISH",
                "date", "soon"));
        assertThat(text(log.form(PROSECUTOR, "/audit/requests/new", wrong, RESOLUTION)))
                .contains("id=\"body-error\"", "id=\"accounts-error\"", "id=\"to-error\"", "id=\"ground-error\"")
                .contains("id=\"date-error\"", "value=\"somebody\"");
        wrong.putAll(typed());
        wrong.put("body", "");
        wrong.put("date", "2999-01-01");
        assertThat(text(log.form(PROSECUTOR, "/audit/requests/new", wrong, RESOLUTION)))
                .contains("may not be dated later than today");
    }

    @Test
    void aFileThatIsTooLargeIsToldBesideItsField() {
        HttpResponse<byte[]> again = log.form(PROSECUTOR, "/audit/requests/new", typed(), new byte[2_500_001]);

        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(text(again))
                .contains("id=\"file-error\"", "The file is larger than 2.5 MB", "value=\"17/2\"")
                .doesNotContain("The copy is attached");
        assertThat(log.form(PROSECUTOR, "/audit/requests/new", typed(), new byte[9_000_000])
                        .statusCode())
                .isEqualTo(413);
        assertThat(text(log.form(PROSECUTOR, "/audit/requests/new", typed(), new byte[2_500_000])))
                .as("the largest that is taken reaches the signing")
                .contains("data-sign");
    }

    @Test
    @DisplayName("R41-34b: signed, filed, released by the operator, taken by who asked and nobody else")
    void theWholeWay() {
        String document = text(log.form(PROSECUTOR, "/audit/requests/new", typed(), RESOLUTION));
        assertThat(document).contains("Accounts: " + OFFICER, "resolution No. 17/2 of", "data-sign");
        Map<String, String> signed = new HashMap<>(Map.of(
                "document", field(document, "document"),
                "attachment", field(document, "attachment"),
                "signature", ""));
        String again = text(log.form(PROSECUTOR, "/audit/requests", signed));
        assertThat(again).contains("The EDS did not pass the check", "Accounts: " + OFFICER);
        assertThat(field(again, "attachment")).isEqualTo(signed.get("attachment"));
        assertThat(text(log.form(PROSECUTOR, "/audit/requests/correction", signed)))
                .contains(OFFICER.toString(), "value=\"17/2\"", "The copy is attached");

        signed.put("signature", TestProsecutors.signature(field(document, "document"), "prosecutor"));
        HttpResponse<byte[]> filed = log.form(PROSECUTOR, "/audit/requests", signed);
        assertThat(filed.statusCode()).as(() -> text(filed)).isEqualTo(302);
        String path = filed.headers().firstValue("Location").orElseThrow();
        path = path.substring(path.indexOf("/audit/"));
        assertThat(page(PROSECUTOR, path)).contains("Waits for the operator", "Checked");
        assertThat(log.form(PROSECUTOR, path + "/export", Map.of()).statusCode())
                .isEqualTo(409);
        assertThat(log.page(OTHER_PROSECUTOR, path).statusCode()).isEqualTo(404);
        assertThat(page(OTHER_PROSECUTOR, "/audit")).doesNotContain(path);

        assertThat(page(OPERATOR, path)).contains(path + "/release");
        assertThat(log.form(PROSECUTOR, path + "/release", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(log.form(OPERATOR, path + "/release", Map.of()).statusCode()).isEqualTo(302);
        assertThat(page(PROSECUTOR, "/audit/cards")).contains("exports ready to be taken");

        assertThat(text(log.form(PROSECUTOR, path + "/export", Map.of("since", "yesterday"))))
                .contains("id=\"since-error\"", "value=\"yesterday\"");
        HttpResponse<byte[]> export = log.form(PROSECUTOR, path + "/export", Map.of("since", "2026:1"));
        assertThat(export.statusCode()).isEqualTo(200);
        assertThat(export.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(text(export)).contains("kz.negiz.export").endsWith("\n");
        assertThat(log.form(OPERATOR, path + "/export", Map.of()).statusCode()).isEqualTo(403);
        assertThat(page(PROSECUTOR, path)).contains("Taken: 1");
    }

    @Test
    @DisplayName("an English page has no Kazakh or Russian but in names")
    void noPageIsMixed() {
        for (String path : List.of("/audit", "/audit/requests/new")) {
            String page = page(PROSECUTOR, path).replaceAll("(?s)<button[^>]*data-language.*?</button>", "");
            assertThat(Pattern.compile("\\p{IsCyrillic}+")
                            .matcher(page)
                            .results()
                            .map(MatchResult::group))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName(
            "R41-34b, R150-52: in a browser the prosecutor files a signed request, and takes the export when it is released")
    void inABrowser(@TempDir Path folder) throws IOException {
        Path resolution = Files.write(folder.resolve("resolution.pdf"), RESOLUTION);
        NCALAYER.use(TestProsecutors.signer("prosecutor"));
        try (PortalBrowser browser = PortalBrowser.open(RunningLog.KEYS, RunningLog.NAME, log.port())) {
            PortalPage page = browser.as(PROSECUTOR).go("/audit");
            page.find("main .btn-primary").click();
            page.find("#accounts").waitFor();
            page.holds("audit-request-new");
            typed().forEach((name, value) -> {
                if (name.equals("ground")) {
                    page.find("#ground").selectOption(value);
                } else {
                    page.find("#" + name).fill(value);
                }
            });
            page.find("main .btn-primary").click();
            page.find("#file-error").waitFor();
            page.holds("audit-request-errors");
            page.find("#file").setInputFiles(resolution);
            page.find("main .btn-primary").click();
            page.find(".document").waitFor();
            page.holds("audit-document");
            page.find("[formaction]").click();
            page.find("form .state-good").waitFor();
            assertThat(page.find("#number").inputValue()).isEqualTo("17/2");
            page.find("main .btn-primary").click();
            page.find(".document").waitFor();
            page.find("form[data-sign] .btn-primary").click();
            page.find("main .state-waiting").waitFor();
            page.holds("audit-request");

            PortalPage releasing = browser.as(OPERATOR).go(page.path()).holds("audit-release");
            releasing.find("main .btn-primary").click();
            releasing.find("main dd .state-attention").waitFor();

            page.go(page.path()).holds("audit-released");
            Download download = page.page()
                    .waitForDownload(() -> page.find("main .btn-primary").click());
            assertThat(Files.readString(download.path())).contains("kz.negiz.export");
            page.go("/audit").holds("audit");
        }
    }

    private static Map<String, String> typed() {
        String today = AstanaTime.date(Instant.now()).toString();
        return Map.of(
                "accounts",
                OFFICER.toString(),
                "from",
                today,
                "to",
                today,
                "ground",
                "RESOLUTION",
                "number",
                "17/2",
                "date",
                today);
    }

    /** A page, whole: no text missing, nothing inside it that the content security policy forbids. */
    private String page(Caller.User user, String path) {
        HttpResponse<byte[]> response = log.page(user, path);
        assertThat(response.statusCode()).as(() -> text(response)).isEqualTo(200);
        assertThat(text(response)).doesNotContain("??").doesNotContain(" style=");
        return text(response);
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static String field(String page, String name) {
        Matcher matcher =
                Pattern.compile("name=\"" + name + "\"\\s+value=\"([^\"]+)\"").matcher(page);
        assertThat(matcher.find()).as(name).isTrue();
        return matcher.group(1);
    }
}
