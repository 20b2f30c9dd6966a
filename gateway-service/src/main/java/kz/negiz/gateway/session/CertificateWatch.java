package kz.negiz.gateway.session;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import kz.negiz.eds.Fingerprint;
import kz.negiz.eds.Revocation;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.TrustBundle;
import kz.negiz.gateway.trust.TrustListChanged;
import kz.negiz.kit.trust.TrustBundles;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Ends the sessions whose certificate was revoked after the login (R41-2b): as soon as the trust list changes, and every so often
 * for logins that were being judged by the list before. The responder is asked more seldom. Where nobody can tell, the session
 * goes on: nobody logs in meanwhile, and each question is signed and judged by itself.
 */
@Component
class CertificateWatch {

    private static final String AUTHORITY_WITHDRAWN = "AUTHORITY_WITHDRAWN";
    private static final String AUTHORITY_REVOKED = "AUTHORITY_REVOKED";

    private final Sessions sessions;
    private final TrustBundles trust;
    private final Clock clock;
    private final Duration betweenQuestions;
    private final Map<NumberedCertificate, Instant> asked = new ConcurrentHashMap<>();

    CertificateWatch(Sessions sessions, TrustBundles trust, Clock clock, SessionProperties properties) {
        this.sessions = sessions;
        this.trust = trust;
        this.clock = clock;
        this.betweenQuestions = properties.responderCheck();
    }

    @EventListener
    void trustListChanged(TrustListChanged changed) {
        check();
    }

    @Scheduled(
            fixedDelayString = "${negiz.gateway.session.certificate-check:30s}",
            initialDelayString = "${negiz.gateway.session.certificate-check:30s}")
    void check() {
        trust.verifier().ifPresent(this::check);
    }

    private void check(SignatureVerifier verifier) {
        Map<String, X509Certificate> authorities = authorities(verifier.bundle());
        List<NumberedCertificate> inUse = sessions.certificatesInUse();
        asked.keySet().retainAll(Set.copyOf(inUse));
        for (NumberedCertificate certificate : inUse) {
            cause(certificate, authorities, verifier).ifPresent(cause -> sessions.endAllBy(certificate, cause));
        }
    }

    /** Why the certificate does not stand any more, if that is so. */
    private Optional<String> cause(
            NumberedCertificate certificate, Map<String, X509Certificate> authorities, SignatureVerifier verifier) {
        Instant now = clock.instant();
        X509Certificate authority = authorities.get(certificate.authoritySha256());
        if (authority == null) {
            return Optional.of(AUTHORITY_WITHDRAWN);
        }
        if (!verifier.bundle().anchors().contains(authority)
                && verifier.revocation(authority, now) instanceof Revocation.Revoked) {
            return Optional.of(AUTHORITY_REVOKED);
        }
        SignatureVerifier judge = isTimeToAsk(certificate, now) ? verifier : verifier.withOcspAnswers(List.of());
        return judge.revocation(authority, certificate.serial(), now) instanceof Revocation.Revoked revoked
                ? Optional.of(revoked.cause())
                : Optional.empty();
    }

    /** The login has just asked about it itself. */
    private boolean isTimeToAsk(NumberedCertificate certificate, Instant now) {
        Instant last = asked.putIfAbsent(certificate, now);
        if (last == null || last.plus(betweenQuestions).isAfter(now)) {
            return false;
        }
        asked.put(certificate, now);
        return true;
    }

    private static Map<String, X509Certificate> authorities(TrustBundle bundle) {
        Map<String, X509Certificate> authorities = new HashMap<>();
        bundle.anchors().forEach(each -> authorities.put(Fingerprint.of(each), each));
        bundle.intermediates().forEach(each -> authorities.put(Fingerprint.of(each), each));
        return authorities;
    }
}
