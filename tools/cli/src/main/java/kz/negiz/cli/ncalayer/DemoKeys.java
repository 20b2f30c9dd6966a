package kz.negiz.cli.ncalayer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.negiz.eds.CmsSigner;

/** The demo keys of a folder, each a PKCS#12 file {@code NAME.p12} with the password that all demo keys have. */
final class DemoKeys {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final String ENDING = ".p12";
    private static final String PASSWORD = "demo";

    private final Path folder;

    DemoKeys(Path folder) {
        this.folder = folder;
    }

    /** Opens a key anew each time: the demo PKI may have replaced it. */
    CmsSigner open(String name) {
        Path file = folder.resolve(name + ENDING);
        if (!NAME.matcher(name).matches() || !Files.isReadable(file)) {
            throw new IllegalArgumentException("There is no demo key of this name; there are " + names());
        }
        try {
            return CmsSigner.fromPkcs12(file, PASSWORD.toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
