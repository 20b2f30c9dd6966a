package kz.negiz.acceptance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import kz.negiz.acceptance.OnRunningPlatform;
import kz.negiz.acceptance.Platform;
import kz.negiz.acceptance.Terminal;
import kz.negiz.rules.EditionFiles;
import kz.negiz.rules.ShippedEdition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

@OnRunningPlatform
@DisplayName("An edition of the rules from the terminal")
class EditionTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Platform platform;
    private final Terminal terminal;

    EditionTest(Platform platform) {
        this.platform = platform;
        this.terminal = platform.terminal();
    }

    @Test
    @DisplayName("is proposed by one operator, replayed, confirmed by another, and stands among those to come")
    void fromTheTerminal(@TempDir Path folder) throws Exception {
        platform.officer("administrator");
        platform.officer("administrator2");
        changedFiles(folder);
        // So far ahead that no other test comes to live under it.
        String from = Instant.now()
                .truncatedTo(ChronoUnit.DAYS)
                .plus(1_000, ChronoUnit.DAYS)
                .toString();

        assertThat(run(0, "propose", folder.toString(), "--valid-from", from, "--key", "administrator"))
                .contains("edition 2", "./negiz rules confirm 2");
        assertThat(run(1, "confirm", "2", "--key", "administrator")).contains("nothing for you to sign");
        JsonNode replayed = JSON.readTree(run(0, "replay", "2", "--days", "7", "--json", "--key", "administrator2"));
        assertThat(replayed.path("edition").asInt()).isEqualTo(2);
        assertThat(replayed.path("counts").path("notReproduced").asInt(-1)).isZero();
        assertThat(run(0, "confirm", "2", "--key", "administrator2")).contains("takes effect at its moment");

        assertThat(run(0, "list", "--key", "administrator"))
                .contains("edition 2  comes", "edition 1  in force", "CONFIRMED, signed by 2 of 2");
        assertThat(run(2, "withdraw", "2", "--key", "administrator")).contains("No open proposal has the number 2");
        assertThat(platform.officer("head")
                        .get("/api/questions/services")
                        .path("edition")
                        .asInt())
                .isEqualTo(1);
    }

    private String run(int exit, String... verb) throws IOException, InterruptedException {
        String[] whole = new String[verb.length + 5];
        whole[0] = "rules";
        System.arraycopy(verb, 0, whole, 1, verb.length);
        whole[verb.length + 1] = "--lang";
        whole[verb.length + 2] = "en";
        whole[verb.length + 3] = "--gateway";
        whole[verb.length + 4] = platform.gateway().toString();
        Terminal.Ended ended = terminal.run(whole);
        assertThat(ended.exit()).as(ended.told()).isEqualTo(exit);
        return ended.told();
    }

    private static void changedFiles(Path folder) throws IOException {
        EditionFiles files = ShippedEdition.all().getFirst().files();
        for (String name : EditionFiles.NAMES) {
            String text = new String(files.content(name), StandardCharsets.UTF_8);
            Files.writeString(
                    folder.resolve(name + ".csv"),
                    name.equals("access_matrix")
                            ? text.replace(
                                    "STATE_REVENUE_FIELD_INSPECTION,5,VEHICLES,FULL,",
                                    "STATE_REVENUE_FIELD_INSPECTION,5,VEHICLES,NONE,")
                            : text);
        }
    }
}
