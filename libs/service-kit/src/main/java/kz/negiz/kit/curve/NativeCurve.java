package kz.negiz.kit.curve;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The curve P-256 by AWS-LC, which takes a tenth of the CPU time of Java's own arithmetic. Only what the platform itself makes
 * goes there: the tokens of the services and the sealing of events. Signatures of people and systems are always verified by
 * Java's own providers, so that no verdict depends on the machine. Where the machine's library can't be loaded, Java's own
 * serves here too.
 */
public final class NativeCurve {

    private static final Logger log = LoggerFactory.getLogger(NativeCurve.class);

    private static final Optional<Provider> LOADED = load();

    private NativeCurve() {}

    /** For signatures that name their provider. */
    public static Optional<Provider> provider() {
        return LOADED;
    }

    /** Makes it the first choice of this process for key agreement, and for that alone. */
    public static void preferForKeyAgreement() {
        LOADED.ifPresent(provider -> {
            // Without an effect where it stands already.
            Security.insertProviderAt(new KeyAgreementOnly(provider), 1);
        });
    }

    private static Optional<Provider> load() {
        try {
            AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
            Throwable error = provider.getLoadingError();
            if (error == null) {
                return Optional.of(provider);
            }
            log.info("P-256 is computed by Java: {}", error.toString());
        } catch (LinkageError e) {
            log.info("P-256 is computed by Java: {}", e.toString());
        }
        return Optional.empty();
    }

    /** What HPKE needs of P-256, handed on; everything else stays with the providers that are there. */
    private static final class KeyAgreementOnly extends Provider {

        private static final long serialVersionUID = 1L;

        KeyAgreementOnly(Provider behind) {
            super("NegizKeyAgreement", "1", "ECDH and EC key pairs by " + behind.getName());
            handOn(behind, "KeyAgreement", "ECDH");
            handOn(behind, "KeyPairGenerator", "EC");
        }

        private void handOn(Provider behind, String type, String algorithm) {
            Service service = behind.getService(type, algorithm);
            if (service != null) {
                putService(new HandedOn(this, service));
            }
        }
    }

    private static final class HandedOn extends Provider.Service {

        private final Provider.Service behind;

        HandedOn(Provider provider, Provider.Service behind) {
            super(provider, behind.getType(), behind.getAlgorithm(), behind.getClassName(), null, Map.of());
            this.behind = behind;
        }

        @Override
        public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
            return behind.newInstance(parameter);
        }

        @Override
        public boolean supportsParameter(Object parameter) {
            return behind.supportsParameter(parameter);
        }
    }
}
