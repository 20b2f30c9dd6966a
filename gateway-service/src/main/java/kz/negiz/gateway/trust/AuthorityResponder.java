package kz.negiz.gateway.trust;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import kz.negiz.eds.OcspResponder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authorities' OCSP responder over HTTP (RFC 6960, appendix A). A dead or slow one is left alone for a while, so that it
 * makes nobody wait; what it does say, however odd, is handed on as its answer.
 */
final class AuthorityResponder implements OcspResponder {

    private static final Logger log = LoggerFactory.getLogger(AuthorityResponder.class);
    private static final int MOST_UNDER_WAY = 64;
    private static final int MOST_BYTES = 256 * 1024;
    private static final int OK = 200;

    /** An answer that had begun and did not come to its end, or had none: an answer, and no good one. */
    private static final byte[] BROKEN_OFF = {};

    private final URI url;
    private final Duration timeout;
    private final Duration pause;
    private final Clock clock;
    private final Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private volatile Instant silentUntil = Instant.MIN;
    private volatile Optional<Instant> answered = Optional.empty();

    AuthorityResponder(URI url, OcspProperties properties, Clock clock) {
        this.url = url;
        this.timeout = properties.timeout();
        this.pause = properties.pause();
        this.clock = clock;
    }

    /** When it last answered anything. */
    Optional<Instant> answered() {
        return answered;
    }

    /** Whether it is being left alone because it did not answer. */
    boolean isSilent() {
        return clock.instant().isBefore(silentUntil);
    }

    URI url() {
        return url;
    }

    @Override
    public Optional<byte[]> ask(byte[] request) {
        if (isSilent() || !underWay.tryAcquire()) {
            return Optional.empty();
        }
        try {
            Optional<byte[]> answer = send(request);
            if (answer.isPresent()) {
                answered = Optional.of(clock.instant());
            } else {
                silentUntil = clock.instant().plus(pause);
            }
            return answer;
        } finally {
            underWay.release();
        }
    }

    private Optional<byte[]> send(byte[] request) {
        AtomicBoolean begun = new AtomicBoolean();
        CompletableFuture<HttpResponse<byte[]>> coming = http.sendAsync(
                HttpRequest.newBuilder(url)
                        .header("Content-Type", "application/ocsp-request")
                        .header("Accept", "application/ocsp-response")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                        .build(),
                head -> {
                    begun.set(head.statusCode() == OK);
                    return BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES)
                            .apply(head);
                });
        try {
            HttpResponse<byte[]> response = coming.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() == OK) {
                return Optional.of(response.body());
            }
            log.warn("The OCSP responder answers with the status {}", response.statusCode());
            return Optional.empty();
        } catch (ExecutionException e) {
            log.warn("The OCSP responder can't be asked: {}", e.getMessage());
            return begun.get() ? Optional.of(BROKEN_OFF) : Optional.empty();
        } catch (TimeoutException e) {
            log.warn("The OCSP responder does not answer within {} ms", timeout.toMillis());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            coming.cancel(true);
        }
    }
}
