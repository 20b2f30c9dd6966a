package kz.negiz.kit.http;

import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** A client that sends and receives and does nothing else: no retries, no redirects, no cookies, no decoding of content. */
public final class PlainClient {

    private PlainClient() {}

    /**
     * A new client.
     *
     * @param mostConnections to one address, and altogether
     * @param connect how long a connection may take, and how long to wait for a free one
     * @param answer how long to wait for the next part of an answer, where the request does not say
     */
    public static CloseableHttpClient of(int mostConnections, Duration connect, Duration answer) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(mostConnections)
                        .setMaxConnTotal(mostConnections)
                        .setDefaultSocketConfig(SocketConfig.custom()
                                .setSoTimeout(Timeout.of(answer))
                                .setTcpNoDelay(true)
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(connect))
                                .setSocketTimeout(Timeout.of(answer))
                                // A connection that the other side has closed meanwhile must not cost a request that
                                // may
                                // not be sent twice.
                                .setValidateAfterInactivity(TimeValue.ofMilliseconds(100))
                                .build())
                        .build())
                .evictIdleConnections(TimeValue.ofSeconds(10))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(connect))
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .build();
    }
}
