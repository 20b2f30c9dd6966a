package kz.negiz.kit.trust;

import java.util.Optional;
import kz.negiz.eds.EdsPolicy;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.TrustBundle;

/** The trust list of the platform, as this service knows it at the moment. The gateway owns it; the others follow. */
public interface TrustBundles {

    /** The bundle of the moment; nothing when none is fresh enough, and nothing means refused, never accepted unchecked. */
    Optional<TrustBundle> current();

    /**
     * A verifier on the bundle of the moment, by the {@linkplain EdsPolicy#national() national policy}; nothing when no bundle
     * is fresh enough. Ask for each signature anew.
     */
    Optional<SignatureVerifier> verifier();
}
