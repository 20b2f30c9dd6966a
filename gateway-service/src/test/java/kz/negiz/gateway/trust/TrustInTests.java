package kz.negiz.gateway.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import kz.negiz.eds.Fingerprint;
import kz.negiz.eds.TrustBundle;
import org.springframework.context.ApplicationContext;

/** Lets tests of other features look at the folders of the trust list at once, when their clock has jumped. */
public final class TrustInTests {

    private TrustInTests() {}

    public static void reread(ApplicationContext gateway) {
        gateway.getBean(OwnTrust.class).reread();
    }

    /** The certificates of a folder as an operator writes them into the configuration: capitals and colons. */
    public static String fingerprints(Path anchors) {
        try {
            return TrustBundle.read(anchors, anchors, anchors, 1, Instant.EPOCH).anchors().stream()
                    .map(each -> Fingerprint.of(each).toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:"))
                    .collect(Collectors.joining(","));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
