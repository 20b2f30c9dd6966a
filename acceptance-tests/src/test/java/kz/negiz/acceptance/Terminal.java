package kz.negiz.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import kz.negiz.cli.Negiz;

/** Runs verbs as the script does, each in a process of its own. */
public record Terminal(LocalFolder folder) {

    /** How a verb ended, and all that it printed. */
    public record Ended(int exit, String told) {}

    public Ended run(String... verb) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Negiz.class.getName()));
        command.addAll(List.of(verb));
        Path output = Files.createTempFile("terminal", ".txt");
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
            return new Ended(process.exitValue(), told);
        } finally {
            Files.delete(output);
        }
    }
}
