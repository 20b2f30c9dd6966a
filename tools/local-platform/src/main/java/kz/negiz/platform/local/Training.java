package kz.negiz.platform.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes of what recording JVMs have noted a cache for each service (JEP 483, 514 and 515): its classes, loaded and linked, and
 * what its compiler would otherwise have to find out anew after each start. A cache belongs to one build and is left unused by a
 * JVM that it does not fit.
 */
public final class Training {

    private final LocalLayout layout;

    public Training(LocalLayout layout) {
        this.layout = layout;
    }

    /**
     * Makes the caches; some seconds of work each.
     *
     * @param done is told of each service that has its cache
     * @throws IllegalStateException when a service has noted nothing, or the JVM makes no cache of it
     */
    public void keep(Consumer<String> done) {
        List<String> options =
                LocalSettings.serviceJvmOptions(layout.settings()).orElse(JavaCommand.TRAINED);
        LocalPlatform.apps(layout).values().forEach(app -> {
            keep(app, options);
            done.accept(app.name());
        });
    }

    private void keep(ServiceApp app, List<String> options) {
        if (!Files.exists(app.notes())) {
            throw new IllegalStateException(app.name() + " has noted nothing; see " + layout.log(app.name()));
        }
        try {
            Files.deleteIfExists(app.cache());
            ShortProcess.run(
                    app.name() + "-training", JavaCommand.train(options, app), app.folder(), layout.log("training"));
            Files.delete(app.notes());
        } catch (IOException e) {
            throw new UncheckedIOException("no cache can be kept for " + app.name(), e);
        }
    }
}
