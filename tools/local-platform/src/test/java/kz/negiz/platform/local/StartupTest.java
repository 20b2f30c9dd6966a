package kz.negiz.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A service's JVM")
class StartupTest {

    private static final List<String> CHOSEN = List.of("-Xmx512m");

    @TempDir
    private Path folder;

    private ServiceApp app;

    @BeforeEach
    void unpacked() {
        app = new ServiceApp("some-service", "build", folder.resolve("some-service.jar"));
    }

    @Test
    @DisplayName("starts quickly where nobody has trained it, and takes no cache")
    void untrained() {
        assertThat(JavaCommand.run(Startup.NORMAL, Optional.empty(), app))
                .containsAll(JavaCommand.QUICK_START)
                .noneMatch(option -> option.contains("AOT"));
    }

    @Test
    @DisplayName("starts with what its training has left, under the options that somebody chose")
    void trained() throws IOException {
        Files.createFile(app.cache());

        assertThat(JavaCommand.run(Startup.NORMAL, Optional.empty(), app))
                .containsAll(JavaCommand.TRAINED)
                .contains("-XX:AOTCache=" + app.cache())
                .doesNotContainAnyElementsOf(JavaCommand.QUICK_START.stream()
                        .filter(option -> option.contains("Tier4"))
                        .toList());
        assertThat(JavaCommand.run(Startup.NORMAL, Optional.of(CHOSEN), app))
                .containsAll(CHOSEN)
                .contains("-XX:AOTCache=" + app.cache());
    }

    @Test
    @DisplayName("takes notes in training, and uses none of an earlier one")
    void recording() throws IOException {
        Files.createFile(app.cache());

        assertThat(JavaCommand.run(Startup.RECORDING, Optional.empty(), app))
                .contains("-XX:AOTMode=record", "-XX:AOTConfiguration=" + app.notes())
                .noneMatch(option -> option.startsWith("-XX:AOTCache="));
    }

    @Test
    @DisplayName("starts all the same where its cache is damaged or of another JVM")
    void damaged() throws Exception {
        Files.writeString(app.cache(), "no cache at all");
        List<String> command = JavaCommand.run(Startup.NORMAL, Optional.empty(), app);
        List<String> version = command.stream()
                .takeWhile(option -> !option.equals("-jar"))
                .collect(Collectors.toCollection(ArrayList::new));
        version.add("-version");

        assertThat(new ProcessBuilder(version).start().waitFor()).isZero();
    }
}
