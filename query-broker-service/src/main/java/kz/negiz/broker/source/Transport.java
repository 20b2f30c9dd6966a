package kz.negiz.broker.source;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import kz.negiz.kit.http.PlainClient;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.MessageHeaders;
import org.jspecify.annotations.Nullable;

/** HTTP of one connector: one try, one deadline for the whole answer, and never more read than allowed. */
final class Transport {

    /** How many ask at once is bounded by those who ask. */
    private static final int MOST_CONNECTIONS = Integer.MAX_VALUE;

    private final String address;
    private final int most;
    private final HttpClient http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Transport(SourcesProperties.Connector settings) {
        this.address = settings.baseUrl().toString();
        this.most =
                (int) Math.min(Integer.MAX_VALUE - 8L, settings.largestAnswer().toBytes());
        // The deadline of an exchange ends every wait for a part of its answer.
        this.http = PlainClient.of(
                MOST_CONNECTIONS, settings.connectTimeout(), Duration.ZERO, TlsMaterial.context(settings.tls()));
    }

    /** What came; a body that is too large is cut off. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Received(int status, MessageHeaders headers, byte[] bytes, boolean tooLarge) {

        /** The first header of a name. */
        Optional<String> header(String name) {
            return Optional.ofNullable(headers.getFirstHeader(name)).map(Header::getValue);
        }
    }

    /** A request to a path below the connector's address, or to the address itself where the path is empty. */
    HttpUriRequestBase request(String method, String path) {
        return new HttpUriRequestBase(
                method, URI.create(path.isEmpty() ? address : address.replaceAll("/+$", "") + path));
    }

    Received exchange(HttpUriRequestBase request, Duration within) throws NotAnswered, InterruptedException {
        if (!within.isPositive()) {
            throw NotAnswered.silent("no answer in time");
        }
        HttpClientContext context = HttpClientContext.create();
        // On a thread of its own: nothing cuts the look-up of a name short, and on some threads no interrupt a read.
        Future<Received> future = threads.submit(() -> receive(request, context));
        try {
            return future.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw NotAnswered.silent("no answer in time");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            String name = cause == null ? "unknown" : cause.getClass().getSimpleName();
            throw wasAsked(context, cause) ? NotAnswered.silent(name) : NotAnswered.unreachable(name);
        } finally {
            // Closes the connection of what is not at its end; one whose answer was read to the end is free already.
            request.cancel();
        }
    }

    /** The client tells of a connection right before it sends; the other side may refuse our certificate even after that. */
    private static boolean wasAsked(HttpClientContext context, @Nullable Throwable cause) {
        return context.getEndpointDetails() != null && !(cause instanceof SSLHandshakeException);
    }

    private Received receive(HttpUriRequestBase request, HttpClientContext context) throws IOException {
        // Never closed: that would read the rest of a body of any size.
        ClassicHttpResponse response = http.executeOpen(null, request, context);
        HttpEntity body = response.getEntity();
        byte[] bytes = body == null ? new byte[0] : body.getContent().readNBytes(most + 1);
        return new Received(response.getCode(), response, bytes, bytes.length > most);
    }
}
