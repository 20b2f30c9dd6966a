package kz.negiz.cli.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.DataFolder;
import kz.negiz.cli.Negiz;
import kz.negiz.eds.CmsSigner;

/** A PKCS#12 key that logs in and signs; a bare name means a key of the demo PKI of this machine. */
public final class SigningKey {

    private final Path file;
    private final CmsSigner signer;

    private SigningKey(Path file, CmsSigner signer) {
        this.file = file;
        this.signer = signer;
    }

    /**
     * Opens a key.
     *
     * @param nameOrFile a demo key's name, such as {@code head}, or the path of a PKCS#12 file
     */
    public static SigningKey open(String nameOrFile, char[] password) {
        Path named = DataFolder.path().resolve("pki").resolve("keys").resolve(nameOrFile + ".p12");
        Path file = !nameOrFile.contains("/") && Files.exists(named) ? named : Path.of(nameOrFile);
        if (!Files.isReadable(file)) {
            throw new CommandFailed(
                    Negiz.USAGE, "There is no key " + nameOrFile + ": name a demo key or a PKCS#12 file");
        }
        try {
            return new SigningKey(file.toAbsolutePath().normalize(), CmsSigner.fromPkcs12(file, password));
        } catch (IOException e) {
            throw new CommandFailed(Negiz.USAGE, "The key " + nameOrFile + " does not open with this password");
        }
    }

    /** Signs bytes as NCALayer does: attached CMS. */
    public byte[] sign(byte[] content) {
        return sign(content, true);
    }

    /** Signs bytes; attached means that the content goes along. */
    public byte[] sign(byte[] content, boolean attached) {
        return signer.sign(content, attached);
    }

    /** IIN of the key's holder; empty for an information system. */
    public String iin() {
        return signer.describe().iin();
    }

    /** BIN of the key's holder; empty for a person. */
    public String bin() {
        return signer.describe().bin();
    }

    /** Identifier of the information system whose key it is; empty for everybody else. */
    public String system() {
        return signer.describe().systemOid();
    }

    Path file() {
        return file;
    }
}
