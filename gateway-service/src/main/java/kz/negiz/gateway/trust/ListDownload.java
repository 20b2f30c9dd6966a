package kz.negiz.gateway.trust;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kz.negiz.eds.Reason;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.TrustBundle;
import org.bouncycastle.asn1.x509.Extension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One published revocation list and its place in the folder. A new one takes the place of the old in one step, and only when an
 * authority of the trust list has signed it, it is fresh, and no older than what is there.
 */
final class ListDownload {

    private static final Logger log = LoggerFactory.getLogger(ListDownload.class);
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final URI url;
    private final Path file;
    private final Path draft;
    private volatile Optional<String> tag = Optional.empty();
    private volatile State state = new State(Optional.empty(), Optional.empty());

    ListDownload(URI url, Path folder) {
        this.url = url;
        String name = "fetched-" + UUID.nameUUIDFromBytes(url.toString().getBytes(StandardCharsets.UTF_8));
        this.file = folder.resolve(name + ".crl");
        this.draft = folder.resolve("." + name + ".draft");
    }

    /**
     * How it stands.
     *
     * @param fetched when its publisher last gave a good list, or said that it has not changed
     * @param problem what went wrong since
     */
    record State(Optional<Instant> fetched, Optional<String> problem) {}

    URI url() {
        return url;
    }

    State state() {
        return state;
    }

    /** Asks once; whether the folder holds another list now. */
    boolean fetch(HttpClient http, Duration timeout, SignatureVerifier verifier, Instant now) {
        try {
            boolean changed = download(http, timeout).isPresent() && take(verifier, now);
            state = new State(Optional.of(now), Optional.empty());
            return changed;
        } catch (NotTaken e) {
            log.warn("The revocation list of {} is not taken: {}", url, e.getMessage());
            state = new State(state.fetched(), Optional.of(String.valueOf(e.getMessage())));
            return false;
        } finally {
            discardDraft();
        }
    }

    /** The draft, or nothing where the publisher says that nothing changed. */
    private Optional<Path> download(HttpClient http, Duration timeout) throws NotTaken {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).header("Accept", "application/pkix-crl, */*");
        if (Files.exists(file)) {
            tag.ifPresent(known -> request.header("If-None-Match", known));
        }
        CompletableFuture<HttpResponse<Path>> coming =
                http.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofFile(draft), MOST_BYTES));
        try {
            HttpResponse<Path> response = coming.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() == NOT_MODIFIED) {
                return Optional.empty();
            }
            if (response.statusCode() != OK) {
                throw new NotTaken("HTTP_" + response.statusCode());
            }
            tag = response.headers().firstValue("ETag");
            return Optional.of(response.body());
        } catch (ExecutionException e) {
            throw new NotTaken("NOT_COMPLETE");
        } catch (TimeoutException e) {
            throw new NotTaken("TOO_SLOW");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotTaken("INTERRUPTED");
        } finally {
            coming.cancel(true);
        }
    }

    private boolean take(SignatureVerifier verifier, Instant now) throws NotTaken {
        try {
            byte[] bytes = Files.readAllBytes(draft);
            X509CRL list = TrustBundle.list(bytes);
            Optional<Reason> wrong = verifier.examine(list, now);
            if (wrong.isPresent()) {
                throw new NotTaken(wrong.get().code());
            }
            Optional<Instant> held = latest(verifier.bundle(), list);
            Instant from = list.getThisUpdate().toInstant();
            if (held.isPresent() && from.isBefore(held.get())) {
                throw new NotTaken("OLDER_THAN_KNOWN");
            }
            if (verifier.bundle().crls().contains(list)) {
                return false;
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (CRLException e) {
            throw new NotTaken("NO_LIST");
        } catch (IOException e) {
            throw new NotTaken("FOLDER_NOT_WRITABLE");
        }
    }

    /** When the newest list of the same kind and issuer that is in force was made. */
    private static Optional<Instant> latest(TrustBundle bundle, X509CRL list) {
        return bundle.crls().stream()
                .filter(each -> each.getIssuerX500Principal().equals(list.getIssuerX500Principal())
                        && isDelta(each) == isDelta(list))
                .map(each -> each.getThisUpdate().toInstant())
                .max(Comparator.naturalOrder());
    }

    private static boolean isDelta(X509CRL list) {
        return list.getExtensionValue(Extension.deltaCRLIndicator.getId()) != null;
    }

    private void discardDraft() {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            log.warn("A draft of a revocation list can't be removed from its folder");
        }
    }

    /** Why what came does not take the place of what is there; a code, not a sentence. */
    private static final class NotTaken extends Exception {

        private static final long serialVersionUID = 1;

        NotTaken(String code) {
            super(code);
        }
    }
}
