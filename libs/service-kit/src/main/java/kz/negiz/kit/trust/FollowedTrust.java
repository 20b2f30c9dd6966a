package kz.negiz.kit.trust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import kz.negiz.eds.OcspRelay;
import kz.negiz.eds.Reason;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.TrustBundle;
import kz.negiz.kit.identity.ServiceIdentity;
import kz.negiz.kit.identity.TokenRefused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.client.ResourceAccessException;
import tools.jackson.databind.ObjectMapper;

/**
 * Follows the gateway's trust list in the background. A gateway that does not answer costs nothing until its last word is too
 * old; from then on there is no bundle, and every signature is refused.
 */
public final class FollowedTrust implements TrustBundles, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FollowedTrust.class);

    /** However many signatures wait for a bundle, the gateway is not asked more often than this on their account. */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);

    /** However long the gateway says that its word stands. */
    private static final Duration LONGEST_KEPT = Duration.ofMinutes(1);

    private static final int MOST_KEPT = 10_000;

    private final TrustClient gateway;
    private final OcspClient ocsp;
    private final ServiceIdentity identity;
    private final ObjectMapper json;
    private final TrustProperties properties;
    private final HeldBundle held;
    private final Cache<OcspQuestion, OcspWord> words;
    private volatile @Nullable Thread following;
    private final AtomicLong asked = new AtomicLong(System.nanoTime() - BETWEEN_QUESTIONS.toNanos() - 1);
    private volatile boolean troubled;
    private volatile boolean asksResponder;

    public FollowedTrust(
            TrustClient gateway,
            OcspClient ocsp,
            ServiceIdentity identity,
            ObjectMapper json,
            Clock clock,
            TrustProperties properties) {
        this.gateway = gateway;
        this.ocsp = ocsp;
        this.identity = identity;
        this.json = json;
        this.properties = properties;
        this.held = new HeldBundle(clock, properties.stale(), this::ask);
        this.words = Caffeine.newBuilder()
                .maximumSize(MOST_KEPT)
                .expireAfter(Expiry.creating((OcspQuestion question, OcspWord word) -> stands(word)))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    @Override
    public Optional<TrustBundle> current() {
        return held.current();
    }

    @Override
    public Optional<SignatureVerifier> verifier() {
        Optional<SignatureVerifier> verifier = held.verifier();
        if (verifier.isEmpty() && isTimeToAskAgain()) {
            // A service that has just started, or whose gateway has: better to ask once now than to refuse for seconds.
            refresh();
            return held.verifier();
        }
        return verifier;
    }

    /** A gateway that does not answer is silence like the responder's own: the lists of the last bundle speak. */
    private OcspRelay.Word ask(BigInteger serial, X509Certificate issuer) {
        if (!asksResponder) {
            return new OcspRelay.Word.Silence();
        }
        try {
            return word(OcspQuestion.about(serial, issuer)).word();
        } catch (ResourceAccessException e) {
            return new OcspRelay.Word.Silence();
        } catch (RuntimeException e) {
            log.warn(
                    "The gateway's word on a revocation is not understood: {}",
                    e.getClass().getSimpleName());
            return new OcspRelay.Word.NotBelieved(Reason.OCSP_REFUSED);
        }
    }

    /** Nothing stands longer here than at the gateway, so who signs often costs one question to it, and is as fresh. */
    private OcspWord word(OcspQuestion question) {
        @Nullable OcspWord recent = words.getIfPresent(question);
        if (recent != null) {
            return recent;
        }
        OcspWord word = ocsp.word(question);
        if (stands(word).isPositive()) {
            words.put(question, word);
        }
        return word;
    }

    private static Duration stands(OcspWord word) {
        Duration said = Duration.ofMillis(word.standsMillis());
        return said.compareTo(LONGEST_KEPT) > 0 ? LONGEST_KEPT : said;
    }

    private boolean isTimeToAskAgain() {
        long now = System.nanoTime();
        long last = asked.get();
        return now - last > BETWEEN_QUESTIONS.toNanos() && asked.compareAndSet(last, now);
    }

    /** Asks the gateway once; what goes wrong is logged. */
    public synchronized void refresh() {
        try {
            TrustStatement statement = TrustStatement.verify(gateway.statement(), identity, json);
            if (!held.confirm(statement.number(), statement.sha256(), statement.asOf())) {
                fetch(statement);
            }
            asksResponder = statement.ocsp();
            if (troubled) {
                troubled = false;
                log.info("The gateway's trust list is known again");
            }
        } catch (TokenRefused | RuntimeException e) {
            // Whatever it is, the next question comes, and meanwhile the bundle at hand grows older.
            if (!troubled) {
                troubled = true;
                log.warn(
                        "The gateway's trust list can't be had: {} {}",
                        e.getClass().getSimpleName(),
                        e.getMessage());
            }
        }
    }

    private void fetch(TrustStatement statement) {
        if (statement.number() < held.number()) {
            throw new IllegalArgumentException("The gateway states an older trust bundle than it did before");
        }
        byte[] bytes = gateway.bundle(statement.number());
        if (!sha256(bytes).equals(statement.sha256())) {
            throw new IllegalArgumentException("The trust bundle is not the one that the gateway stated");
        }
        TrustBundle bundle = TrustBundle.fromBytes(bytes);
        if (bundle.number() != statement.number()) {
            throw new IllegalArgumentException("The trust bundle has another number than the gateway stated");
        }
        held.take(bundle, statement.sha256(), statement.asOf());
        log.info("Trust bundle {} is in use", bundle.number());
    }

    @Override
    public void start() {
        following = Thread.ofVirtual().name("trust").start(this::follow);
    }

    private void follow() {
        try {
            while (true) {
                refresh();
                Thread.sleep(properties.refresh());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        Thread thread = following;
        if (thread != null) {
            thread.interrupt();
            following = null;
        }
    }

    @Override
    public boolean isRunning() {
        return following != null;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
