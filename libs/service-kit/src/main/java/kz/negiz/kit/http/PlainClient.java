package kz.negiz.kit.http;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * A client that sends and receives and does nothing else: no retries, no redirects, no cookies, no credentials, no
 * decoding of content.
 */
public final class PlainClient {

    private static final int LONGEST_LINE = 16 * 1024;
    private static final int MOST_HEADERS = 200;

    private PlainClient() {}

    /**
     * A new client that trusts whom Java trusts.
     *
     * @param mostConnections to one address, and altogether
     * @param connect how long a connection may take, and how long to wait for a free one
     * @param answer how long to wait for the next part of an answer, where the request does not say; zero: without end
     */
    public static CloseableHttpClient of(int mostConnections, Duration connect, Duration answer) {
        return of(mostConnections, connect, answer, SSLContexts.createDefault());
    }

    /**
     * The same, with keys and trusted certificates of its own.
     *
     * @param tls the name in the other side's certificate is held against its address whatever this says
     */
    public static CloseableHttpClient of(int mostConnections, Duration connect, Duration answer, SSLContext tls) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(mostConnections)
                        .setMaxConnTotal(mostConnections)
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                // Whoever bounds what is read of a body is not to be drowned in the head before it.
                                .http1Config(Http1Config.custom()
                                        .setMaxLineLength(LONGEST_LINE)
                                        .setMaxHeaderCount(MOST_HEADERS)
                                        .build())
                                .build())
                        .setTlsSocketStrategy(ClientTlsStrategyBuilder.create()
                                .setSslContext(tls)
                                .setHostVerificationPolicy(HostnameVerificationPolicy.BUILTIN)
                                .buildClassic())
                        .setDefaultSocketConfig(SocketConfig.custom()
                                .setSoTimeout(Timeout.of(answer))
                                .setTcpNoDelay(true)
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(connect))
                                .setSocketTimeout(Timeout.of(answer))
                                // A connection that the other side has closed meanwhile must not cost a request that
                                // may not be sent twice.
                                .setValidateAfterInactivity(TimeValue.ofMilliseconds(100))
                                .build())
                        .build())
                .evictIdleConnections(TimeValue.ofSeconds(10))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(connect))
                        .setAuthenticationEnabled(false)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableDefaultUserAgent()
                // All requests are by the same key, if by any, and may share connections.
                .disableConnectionState()
                .build();
    }
}
