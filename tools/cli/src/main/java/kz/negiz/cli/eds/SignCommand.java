package kz.negiz.cli.eds;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.cli.api.SigningKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code negiz eds sign}: signs a file in the form that the national client gives. */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        description = "Signs a file with a PKCS#12 key; writes a CMS signature.")
final class SignCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"--key", "-k"},
            required = true,
            paramLabel = "NAME|P12",
            description = "A demo key's name or a PKCS#12 file.")
    private String key;

    @Option(
            names = "--password",
            paramLabel = "TEXT",
            defaultValue = "${env:NEGIZ_KEY_PASSWORD:-demo}",
            description = "Password of the key; better in NEGIZ_KEY_PASSWORD (demo keys: demo).")
    private String password;

    @Option(names = "--detached", description = "Leave the content out of the signature.")
    private boolean detached;

    @Option(names = "--pem", description = "Write PEM instead of DER.")
    private boolean pem;

    @Option(
            names = {"--out", "-o"},
            paramLabel = "FILE",
            description = "Where to write (default: FILE.cms).")
    private @Nullable Path out;

    @Parameters(paramLabel = "FILE", description = "The content to sign.")
    private Path file;

    @Override
    public Integer call() {
        byte[] content = InputFile.bytes(file);
        byte[] cms = SigningKey.open(key, password.toCharArray()).sign(content, !detached);
        Path target = Objects.requireNonNullElseGet(out, () -> Path.of(file + ".cms"));
        try {
            Files.write(target, pem ? pem(cms) : cms);
        } catch (IOException e) {
            throw new CommandFailed(Negiz.USAGE, "The file " + target + " cannot be written.");
        }
        spec.commandLine().getOut().println("Signed: " + target);
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static byte[] pem(byte[] cms) {
        byte[] newline = {'\n'};
        String text = "-----BEGIN CMS-----\n"
                + Base64.getMimeEncoder(64, newline).encodeToString(cms) + "\n-----END CMS-----\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
