package kz.negiz.cli.eds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;

/** A file named on the command line. */
final class InputFile {

    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private InputFile() {}

    static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new CommandFailed(Negiz.USAGE, "The file " + file + " is larger than 64 MB.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CommandFailed(Negiz.USAGE, "The file " + file + " cannot be read.");
        }
    }

    /** Whether it begins as an XML document; CMS begins with another byte in each of its forms. */
    static boolean isXml(byte[] content) {
        int start = content.length > 2 && content[0] == (byte) 0xef && content[1] == (byte) 0xbb ? 3 : 0;
        while (start < content.length && Character.isWhitespace(content[start])) {
            start++;
        }
        return start < content.length && content[start] == '<';
    }
}
