package kz.negiz.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import kz.negiz.demo.pki.Branch;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.eds.CmsSigner;
import kz.negiz.eds.OcspRelay;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.TrustBundle;
import kz.negiz.kit.trust.HeldBundle;
import kz.negiz.kit.trust.TrustBundles;
import org.springframework.util.FileSystemUtils;

/** A trust bundle of a demo PKI of the test's own, in place of the gateway's, and the keys that this PKI issued. */
public final class TestTrust implements TrustBundles {

    private final DemoPki pki;
    private final HeldBundle held =
            new HeldBundle(Clock.systemUTC(), Duration.ofMinutes(30), (serial, issuer) -> new OcspRelay.Word.Silence());
    private final AtomicBoolean silent = new AtomicBoolean();

    public TestTrust() {
        try {
            Path folder = Files.createTempDirectory("negiz-test-pki-");
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> delete(folder)));
            pki = DemoPki.openOrCreate(folder, Clock.systemUTC(), Branch.ECDSA);
            TrustBundle bundle =
                    TrustBundle.read(pki.anchorsDir(), pki.intermediatesDir(), pki.crlsDir(), 1, Instant.now());
            held.take(bundle, bundle.sha256(), Instant.now());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody's key, by its name in the demo PKI. */
    public CmsSigner signer(String key) {
        try {
            return CmsSigner.fromPkcs12(pki.key(key).file(), DemoPki.PASSWORD.toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RegistryApi.Person person(String key) {
        return new RegistryApi.Person(pki.key(key).iin(), pki.key(key).bin());
    }

    /** As if the gateway had not been heard of for too long, or as if it were back. */
    public void silent(boolean now) {
        silent.set(now);
    }

    @Override
    public Optional<TrustBundle> current() {
        return silent.get() ? Optional.empty() : held.current();
    }

    @Override
    public Optional<SignatureVerifier> verifier() {
        return silent.get() ? Optional.empty() : held.verifier();
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            // A temporary folder with worthless keys stays behind; the system sweeps it.
            return;
        }
    }
}
