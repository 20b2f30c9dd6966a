package kz.negiz.cli;

import java.nio.file.Path;
import java.util.Objects;

/** Where the platform of this machine keeps its data: {@code NEGIZ_DATA}, or {@code .negiz} in the current folder. */
public final class DataFolder {

    private DataFolder() {}

    /** The working copy whose services are run: {@code NEGIZ_WORKING_COPY}, or the current folder. */
    public static Path workingCopy() {
        return Path.of(Objects.requireNonNullElse(System.getenv("NEGIZ_WORKING_COPY"), "."))
                .toAbsolutePath()
                .normalize();
    }

    public static Path path() {
        return Path.of(Objects.requireNonNullElse(System.getenv("NEGIZ_DATA"), ".negiz"))
                .toAbsolutePath()
                .normalize();
    }
}
