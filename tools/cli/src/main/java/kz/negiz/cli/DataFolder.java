package kz.negiz.cli;

import java.nio.file.Path;
import java.util.Objects;

/** Where the platform of this machine keeps its data: {@code NEGIZ_DATA}, or {@code .negiz} in the current folder. */
public final class DataFolder {

    private DataFolder() {}

    public static Path path() {
        return Path.of(Objects.requireNonNullElse(System.getenv("NEGIZ_DATA"), ".negiz"))
                .toAbsolutePath()
                .normalize();
    }
}
