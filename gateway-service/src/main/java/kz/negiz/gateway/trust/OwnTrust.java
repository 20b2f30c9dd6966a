package kz.negiz.gateway.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kz.negiz.eds.EdsPolicy;
import kz.negiz.eds.Fingerprint;
import kz.negiz.eds.OcspRelay;
import kz.negiz.eds.Reason;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.TrustBundle;
import kz.negiz.kit.trust.HeldBundle;
import kz.negiz.kit.trust.OcspQuestion;
import kz.negiz.kit.trust.OcspWord;
import kz.negiz.kit.trust.TrustBundles;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The trust list, read from the folders that configuration names, but for the anchors: those in force stay until two operators have
 * signed what the folder holds instead. Whatever else changes there makes a new number. While a folder
 * can't be read, the last bundle grows old, and after five minutes nobody is let in: half a trust list is none.
 */
@Component
class OwnTrust implements TrustBundles {

    private static final Logger log = LoggerFactory.getLogger(OwnTrust.class);
    private static final Duration STALE = Duration.ofMinutes(5);

    private final OwnTrustProperties folders;
    private final AnchorSets anchors;
    private final BundleNumbers numbers;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final HeldBundle held;
    private final Optional<AuthorityResponder> responder;
    private final Optional<OcspAnswers> answers;
    private volatile @Nullable Known known;

    OwnTrust(
            OwnTrustProperties folders,
            OcspProperties ocsp,
            AnchorSets anchors,
            BundleNumbers numbers,
            Clock clock,
            ApplicationEventPublisher events) {
        this.folders = folders;
        this.anchors = anchors;
        this.numbers = numbers;
        this.clock = clock;
        this.events = events;
        this.responder = Optional.ofNullable(ocsp.url()).map(url -> new AuthorityResponder(url, ocsp, clock));
        this.answers = responder.map(each -> new OcspAnswers(each, ocsp.keep(), this::verifier, clock));
        this.held = new HeldBundle(
                clock,
                STALE,
                answers.<OcspRelay>map(each -> each).orElse((serial, issuer) -> new OcspRelay.Word.Silence()));
        try {
            read();
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalStateException(
                    "The trust list can't be read from the folders of negiz.trust: " + e.getMessage(), e);
        }
    }

    /**
     * What the folders held when they were last looked at.
     *
     * @param change what the folder of anchors proposes; only the anchors in force are in the bundle
     */
    record Known(
            TrustBundle bundle, byte[] bytes, String sha256, AnchorChange change, List<Stamp> stamps, Instant asOf) {

        Known asOf(Instant later) {
            return new Known(bundle, bytes, sha256, change, stamps, later);
        }
    }

    /** How a file looked from outside. */
    record Stamp(Path file, long size, Instant modified) {}

    @Override
    public Optional<TrustBundle> current() {
        return held.current();
    }

    @Override
    public Optional<SignatureVerifier> verifier() {
        return held.verifier();
    }

    /** What the responder says of a certificate of an authority of the list. */
    OcspWord revocation(OcspQuestion question) {
        return current().stream()
                .flatMap(bundle -> Stream.concat(bundle.anchors().stream(), bundle.intermediates().stream()))
                .filter(authority -> Fingerprint.of(authority).equals(question.issuerSha256()))
                .findFirst()
                .map(issuer -> word(question.number(), issuer))
                .orElseGet(() -> OcspWord.of(new OcspRelay.Word.NotBelieved(Reason.ISSUER_NOT_TRUSTED), Duration.ZERO));
    }

    private OcspWord word(BigInteger serial, X509Certificate issuer) {
        return answers.map(each -> each.said(serial, issuer))
                .map(said -> OcspWord.of(said.word(), Duration.between(clock.instant(), said.until())))
                .orElseGet(() -> OcspWord.of(new OcspRelay.Word.Silence(), Duration.ZERO));
    }

    /** A verifier on the last bundle, however old: for judging what is to make a newer one. */
    SignatureVerifier lastVerifier() {
        return verifier().orElseGet(() -> new SignatureVerifier(known().bundle(), EdsPolicy.national()));
    }

    Optional<AuthorityResponder> responder() {
        return responder;
    }

    Known known() {
        Known last = known;
        if (last == null) {
            throw new IllegalStateException("the folders were not read yet");
        }
        return last;
    }

    @Scheduled(fixedDelayString = "${negiz.trust.reread:10s}")
    void reread() {
        boolean changed = false;
        try {
            changed = read();
        } catch (IOException | RuntimeException e) {
            log.error("The trust list can't be read, the last one is from {}: {}", known().asOf(), e.getMessage());
        }
        if (changed) {
            events.publishEvent(new TrustListChanged(known().bundle().number()));
        }
    }

    /** Whether the content is another one than before. */
    private synchronized boolean read() throws IOException {
        Instant now = clock.instant();
        List<Stamp> stamps = stamps();
        Known last = known;
        if (last != null
                && last.stamps().equals(stamps)
                && anchors.number().equals(Optional.of(last.change().basis()))) {
            known = last.asOf(now);
            held.confirm(last.bundle().number(), last.sha256(), now);
            return false;
        }
        TrustBundle folder =
                TrustBundle.read(folders.anchorsDir(), folders.intermediatesDir(), folders.crlsDir(), 0, Instant.EPOCH);
        if (folder.anchors().isEmpty()) {
            throw new IOException("no trust anchor in " + folders.anchorsDir());
        }
        AnchorSet inForce = anchors.inForce(folder.anchors());
        AnchorChange change = inForce.changeTo(folder.anchors());
        if (!change.isNone()) {
            log.warn("The anchors in {} are not those in force; two operators must sign", folders.anchorsDir());
        }
        TrustBundle content =
                new TrustBundle(0, Instant.EPOCH, inForce.certificates(), folder.intermediates(), folder.crls());
        BundleNumbers.Numbered number = numbers.of(content);
        TrustBundle bundle = new TrustBundle(
                number.number(), number.since(), content.anchors(), content.intermediates(), content.crls());
        Known found = new Known(bundle, bundle.toBytes(), bundle.sha256(), change, stamps, now);
        known = found;
        held.take(bundle, found.sha256(), now);
        log.info("Trust list: {}", bundle);
        return true;
    }

    private List<Stamp> stamps() throws IOException {
        List<Stamp> stamps = new ArrayList<>();
        for (Path folder : List.of(folders.anchorsDir(), folders.intermediatesDir(), folders.crlsDir())) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(OwnTrust::isShown).sorted().toList()) {
                    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                    stamps.add(new Stamp(
                            file,
                            attributes.size(),
                            attributes.lastModifiedTime().toInstant()));
                }
            }
        }
        return stamps;
    }

    /** Hidden files are drafts that somebody is still writing. */
    private static boolean isShown(Path file) {
        return !file.getFileName().toString().startsWith(".");
    }
}
