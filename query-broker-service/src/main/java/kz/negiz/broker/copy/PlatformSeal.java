package kz.negiz.broker.copy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.eds.CertificateVerdict;
import kz.negiz.eds.CmsSigner;
import kz.negiz.eds.Purpose;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.trust.TrustBundles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The platform's own key, by which whoever gets a copy sees that it is one. It seals only while its certificate stands up by the
 * rules of every signature: what would be refused by a reader is not given out.
 */
@Component
class PlatformSeal {

    private static final Logger log = LoggerFactory.getLogger(PlatformSeal.class);

    private final Optional<CmsSigner> signer;
    private final TrustBundles trust;
    private final Clock clock;

    PlatformSeal(CopiesProperties properties, TrustBundles trust, Clock clock) {
        this.signer = signer(properties).map(known -> known.withClock(clock));
        this.trust = trust;
        this.clock = clock;
    }

    private static Optional<CmsSigner> signer(CopiesProperties properties) {
        Path file = properties.sealKeyStoreFile();
        Path passwordFile = properties.sealKeyStorePasswordFile();
        if (file == null) {
            return Optional.empty();
        }
        if (passwordFile == null) {
            throw new IllegalStateException(
                    "negiz.copies.seal-key-store-file needs negiz.copies.seal-key-store-password-file beside it");
        }
        try {
            return Optional.of(CmsSigner.fromPkcs12(
                    file, Files.readString(passwordFile).strip().toCharArray()));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "negiz.copies.seal-key-store-file can't be opened: see that it is a PKCS#12 store with a key, that the"
                            + " password is right, and that both files are readable for this service",
                    e);
        }
    }

    /**
     * The signer of the moment.
     *
     * @throws ProblemException where there is none, or its certificate does not stand up now
     */
    CmsSigner signer() {
        CmsSigner known = signer.orElseThrow(() -> new ProblemException(BrokerProblem.SEAL_NOT_AVAILABLE));
        CertificateVerdict verdict = trust.verifier()
                .map(verifier -> verifier.validate(known.certificate(), Purpose.SIGNING, clock.instant()))
                .orElseThrow(() -> new ProblemException(BrokerProblem.SEAL_NOT_AVAILABLE));
        if (!(verdict instanceof CertificateVerdict.Valid)) {
            log.error("The platform's own certificate does not stand up, so no copy is given out: {}", verdict);
            throw new ProblemException(BrokerProblem.SEAL_NOT_AVAILABLE);
        }
        return known;
    }
}
