package kz.negiz.broker.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** HTTP of one connector: one try, one deadline for the whole answer, and never more read than allowed. */
final class Transport {

    private final SourcesProperties.Connector settings;
    private final int most;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;

    Transport(SourcesProperties.Connector settings) {
        this.settings = settings;
        this.most =
                (int) Math.min(Integer.MAX_VALUE - 8L, settings.largestAnswer().toBytes());
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads);
        TlsMaterial.context(settings.tls()).ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    /** What came; a body that is too large is cut off. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Received(int status, HttpHeaders headers, byte[] bytes, boolean tooLarge) {}

    /** A request to a path below the connector's address. */
    HttpRequest.Builder request(String path) {
        String base = settings.baseUrl().toString();
        return HttpRequest.newBuilder(URI.create(
                path.isEmpty() ? base : (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path));
    }

    Received exchange(HttpRequest.Builder request, Duration within) throws NotAnswered, InterruptedException {
        if (!within.isPositive()) {
            throw NotAnswered.silent("no answer in time");
        }
        HttpRequest bounded = request.timeout(within).build();
        // The client's own time-out ends with the headers; a source that drips its body must not hold the question up.
        Future<Received> future = threads.submit(() -> receive(bounded));
        try {
            return future.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw NotAnswered.silent("no answer in time");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (isNobodyThere(cause)) {
                throw NotAnswered.unreachable(name(cause));
            }
            // The client's time-out and ours are of one length: whichever is first, it is the same that has happened.
            throw NotAnswered.silent(cause instanceof HttpTimeoutException ? "no answer in time" : name(cause));
        } finally {
            future.cancel(true);
        }
    }

    private static boolean isNobodyThere(@Nullable Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnresolvedAddressException
                || cause instanceof SSLException;
    }

    private static String name(@Nullable Throwable cause) {
        return cause == null ? "unknown" : cause.getClass().getSimpleName();
    }

    private Received receive(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(most + 1);
            return new Received(response.statusCode(), response.headers(), bytes, bytes.length > most);
        }
    }
}
