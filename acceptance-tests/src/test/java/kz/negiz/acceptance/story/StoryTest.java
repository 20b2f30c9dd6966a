package kz.negiz.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import kz.negiz.acceptance.LocalFolder;
import kz.negiz.cli.Negiz;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("platform")
@DisplayName("negiz demo")
class StoryTest {

    @Test
    @DisplayName("tells its twelve steps on an empty machine and again on the same data, and leaves no process behind")
    void twice() throws IOException, InterruptedException {
        LocalFolder folder = LocalFolder.empty("story");

        String first = demo(folder);
        String second = demo(folder, "--exit");

        for (String told : List.of(first, second)) {
            assertThat(told.lines().filter(line -> line.matches(" ?[0-9]+  .*")).map(StoryTest::number))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 12).boxed().toList());
            assertThat(told).contains("All twelve steps went as told.").doesNotContain("✗");
        }
        assertThat(first).contains("http://127.0.0.1:");
        assertThat(folder.control().running()).isEmpty();
    }

    private static int number(String heading) {
        return Integer.parseInt(heading.strip().split(" ", 2)[0]);
    }

    /** Runs the verb as the script does, in a process of its own. */
    private static String demo(LocalFolder folder, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Negiz.class.getName(),
                "demo"));
        command.addAll(List.of(options));
        Path output = Files.createTempFile("story", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .put("NEGIZ_WORKING_COPY", folder.layout().workingCopy().toString());
        builder.environment().put("NEGIZ_DATA", folder.layout().home().toString());
        try {
            Process process = builder.start();
            boolean ended = process.waitFor(15, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly();
            }
            String told = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(ended).as(told).isTrue();
            assertThat(process.exitValue()).as(told).isZero();
            return told;
        } finally {
            Files.delete(output);
        }
    }
}
