package kz.negiz.platform.local;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The settings file of the person who runs the platform, {@code .negiz/config.properties}. */
final class LocalSettings {

    private LocalSettings() {}

    /** All of them; none where there is no file. */
    static Properties read(Path file) {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return properties;
    }

    /** Where the services send the traces of all requests: {@code traces-endpoint}, none unless somebody looks at them. */
    static Optional<String> tracesEndpoint(Path file) {
        return Optional.of(read(file).getProperty("traces-endpoint", "").strip())
                .filter(endpoint -> !endpoint.isEmpty());
    }

    /** Options for the services' JVMs: {@code service-jvm-options}, apart by spaces. */
    static Optional<List<String>> serviceJvmOptions(Path file) {
        return Optional.of(read(file).getProperty("service-jvm-options", "").strip())
                .filter(options -> !options.isEmpty())
                .map(options -> List.of(options.split("\\s+")));
    }
}
