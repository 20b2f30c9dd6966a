package kz.negiz.platform.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import kz.negiz.platform.process.ProcessIdentity;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the supervisor tells of itself in a file, so that other processes can watch it.
 *
 * @param message why it failed, otherwise empty
 * @param dataDirectory where the database's data lie
 */
public record PlatformState(
        ProcessIdentity supervisor,
        Phase phase,
        String message,
        String startedAt,
        String dataDirectory,
        List<PartState> parts) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Where the platform as a whole stands. */
    public enum Phase {
        STARTING,
        READY,
        STOPPING,
        FAILED
    }

    /** Where one part stands. */
    public enum Condition {
        WAITING,
        STARTING,
        READY,
        DONE,
        RESTARTING,
        FAILED,
        STOPPED
    }

    /**
     * One part.
     *
     * @param port 0 for none
     * @param process the process, while there is one
     * @param restarts how often it was started again since the platform came up
     * @param millis how long its last start took
     * @param message why it ended or failed, otherwise empty
     */
    public record PartState(
            String name,
            Condition condition,
            int port,
            @Nullable ProcessIdentity process,
            int restarts,
            long millis,
            String message) {}

    /** What stands in the file, if there is one that can be read. */
    public static Optional<PlatformState> read(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(Files.readString(file), PlatformState.class))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** What stands in the file, if the supervisor that wrote it still runs. */
    public static Optional<PlatformState> ofRunning(Path file) {
        return read(file).filter(state -> state.supervisor().isAlive());
    }

    public Optional<PartState> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    /**
     * Where a part answers.
     *
     * @throws IllegalArgumentException if there is no such part
     */
    public int port(String name) {
        return part(name)
                .map(PartState::port)
                .orElseThrow(() -> new IllegalArgumentException("there is no part " + name));
    }

    void write(Path file) {
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".draft");
            Files.writeString(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the state of the platform cannot be written", e);
        }
    }
}
