package kz.negiz.acceptance.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import kz.negiz.acceptance.OnRunningPlatform;
import kz.negiz.acceptance.Platform;
import kz.negiz.acceptance.Question;
import kz.negiz.acceptance.Scenario;
import kz.negiz.acceptance.Terminal;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.kit.time.AstanaTime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@OnRunningPlatform
@DisplayName("A copy of a record")
class CopyTest {

    private final Platform platform;
    private final ApiClient head;

    @TempDir
    Path folder;

    CopyTest(Platform platform) {
        this.platform = platform;
        this.head = platform.officer("head");
    }

    @Test
    @DisplayName(
            "R41-21, R41-24b: is taken under the platform's seal, verified offline, and followed to the act of its destruction")
    void takenVerifiedDestroyed() throws Exception {
        Scenario scenario = platform.scenario();
        String id = Question.underInspection(
                        scenario.inspection("open"), scenario.company("t1"), "VEHICLES", "PENSION_CONTRIBUTIONS")
                .ask(head)
                .get("id")
                .asString();
        String pki = platform.terminal().folder().layout().pki().toString();
        Path sealed = folder.resolve("record.asice");
        Path paper = folder.resolve("record.pdf");

        Terminal.Ended unread = run("query", "export", id, "--key", "head", "--asice", sealed.toString());
        assertThat(unread.exit()).as(unread.told()).isEqualTo(1);
        assertThat(sealed).doesNotExist();
        Terminal.Ended taken = run(
                "query",
                "export",
                id,
                "--key",
                "head",
                "--asice",
                sealed.toString(),
                "--pdf",
                paper.toString(),
                "--notice-read");
        assertThat(taken.exit()).as(taken.told()).isZero();
        assertThat(Files.readAllBytes(paper)).startsWith('%', 'P', 'D', 'F');
        Terminal.Ended verified = run(
                "query",
                "verify",
                sealed.toString(),
                "--anchors",
                pki + "/anchors",
                "--intermediates",
                pki + "/intermediates",
                "--crls",
                pki + "/crls");
        assertThat(verified.exit()).as(verified.told()).isZero();
        assertThat(verified.told()).contains("VALID", "question " + id);

        JsonNode copies = head.get("/api/questions/" + id + "/copies").get("copies");
        assertThat(copies).hasSize(2);
        List<String> ids =
                copies.valueStream().map(copy -> copy.get("id").asString()).toList();
        Terminal.Ended destroyed = run(
                "query",
                "destroyed",
                ids.getFirst(),
                ids.getLast(),
                "--key",
                "head",
                "--act",
                "7/26",
                "--on",
                AstanaTime.date(Instant.now()).toString());
        assertThat(destroyed.exit()).as(destroyed.told()).isZero();
        assertThat(run("query", "copies", "--key", "head", "--open").told()).doesNotContain(ids);
        assertThat(head.get("/api/questions/" + id).at("/services/0/state").asString())
                .isEqualTo("ANSWERED");
    }

    private Terminal.Ended run(String... verb) throws Exception {
        return platform.terminal().run(verb);
    }
}
