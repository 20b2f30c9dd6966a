package kz.negiz.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import kz.negiz.acceptance.LocalFolder;
import kz.negiz.acceptance.Terminal;
import kz.negiz.acceptance.Terminal.Ended;
import kz.negiz.platform.local.PlatformService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.ObjectMapper;

/** One machine from its first start to its last: the verbs are tried on it in the order in which somebody would use them. */
@Tag("platform")
@DisplayName("On one machine")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StoryTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static LocalFolder folder;
    private static Terminal terminal;

    @BeforeAll
    static void anEmptyMachine() {
        folder = LocalFolder.empty("story");
        terminal = new Terminal(folder);
    }

    @AfterAll
    static void down() {
        folder.control().down(state -> {});
    }

    @Test
    @Order(1)
    @DisplayName("nothing runs: status says so, and down has nothing to do")
    void nothingRuns() throws IOException, InterruptedException {
        assertThat(terminal.run("status").exit()).isEqualTo(3);
        Ended down = terminal.run("down", "--json");
        assertThat(down.exit()).as(down.told()).isZero();
        assertThat(JSON.readTree(down.told()).path("ran").asBoolean(true)).isFalse();
    }

    @Test
    @Order(2)
    @DisplayName("demo tells its twelve steps on empty data, and leaves the platform running")
    void toldOnEmptyData() throws IOException, InterruptedException {
        assertThat(toldAsItWent(terminal.run("demo"))).contains(folder.ports().url(PlatformService.GATEWAY));
    }

    @Test
    @Order(3)
    @DisplayName("status shows every part ready, up finds it running, and logs shows one part's last words")
    void looksAtIt() throws IOException, InterruptedException {
        Ended status = terminal.run("status", "--json");
        assertThat(status.exit()).as(status.told()).isZero();
        assertThat(JSON.readTree(status.told()).path("parts").valueStream())
                .extracting(part -> part.path("name").asString(""))
                .contains("gateway-service", "postgres", "kafka", "audit-log-service");
        long supervisor = supervisor();
        assertThat(terminal.run("up").exit()).isZero();
        assertThat(supervisor()).isEqualTo(supervisor);
        assertThat(terminal.run("logs", "gateway-service", "-n", "3").told().lines())
                .hasSize(3);
        assertThat(terminal.run("logs", "no-such-part").exit()).isEqualTo(2);
    }

    @Test
    @Order(4)
    @DisplayName("demo tells its twelve steps again on the same data, and with --exit leaves no process behind")
    void toldAgain() throws IOException, InterruptedException {
        toldAsItWent(terminal.run("demo", "--exit"));
        assertThat(folder.control().running()).isEmpty();
        assertThat(processesOf(folder.layout().home())).isEmpty();
    }

    @Test
    @Order(5)
    @DisplayName("reset deletes nothing unless told to, and then everything")
    void reset() throws IOException, InterruptedException {
        assertThat(terminal.run("reset").exit()).isEqualTo(2);
        assertThat(folder.layout().pki()).isNotEmptyDirectory();
        assertThat(terminal.run("reset", "--yes").exit()).isZero();
        assertThat(folder.layout().pki()).doesNotExist();
        assertThat(folder.layout().logs()).doesNotExist();
    }

    private static String toldAsItWent(Ended demo) {
        assertThat(demo.exit()).as(demo.told()).isZero();
        assertThat(demo.told()
                        .lines()
                        .filter(line -> line.matches(" ?[0-9]+  .*"))
                        .map(heading -> Integer.parseInt(heading.strip().split(" ", 2)[0])))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 12).boxed().toList());
        assertThat(demo.told()).contains("All twelve steps went as told.").doesNotContain("✗");
        return demo.told();
    }

    private static long supervisor() {
        return folder.control().running().orElseThrow().supervisor().pid();
    }

    /** Processes that were given this folder when they were started. */
    private static List<String> processesOf(Path home) {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(home + "/"))
                .toList();
    }
}
