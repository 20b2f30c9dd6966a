package kz.negiz.cli.api;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kz.negiz.cli.DataFolder;

/** Where the gateway of this machine's platform answers: as {@code up} noted it, else the default port. */
final class GatewayAddress {

    private static final String DEFAULT = "http://127.0.0.1:8080";

    private GatewayAddress() {}

    static URI ofThisMachine() {
        Path noted = DataFolder.path().resolve("run").resolve("addresses.properties");
        if (!Files.exists(noted)) {
            return URI.create(DEFAULT);
        }
        Properties addresses = new Properties();
        try (Reader reader = Files.newBufferedReader(noted)) {
            addresses.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return URI.create(addresses.getProperty("gateway", DEFAULT));
    }
}
