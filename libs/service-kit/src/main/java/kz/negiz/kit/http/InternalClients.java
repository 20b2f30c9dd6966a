package kz.negiz.kit.http;

import io.opentelemetry.api.trace.SpanKind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import kz.negiz.kit.identity.Tokens;
import kz.negiz.kit.trace.Traces;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Makes declared clients ({@code @HttpExchange} interfaces) of the other services. Every request carries a fresh service
 * token and the correlation id; nothing is retried here.
 */
public final class InternalClients implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 500;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);

    private final Tokens tokens;
    private final ServicesProperties services;
    private final Traces traces;
    private final CloseableHttpClient http = PlainClient.of(MOST_CONNECTIONS, CONNECT, LONGEST_ANSWER);

    public InternalClients(Tokens tokens, ServicesProperties services, Traces traces) {
        this.tokens = tokens;
        this.services = services;
        this.traces = traces;
    }

    /**
     * A client of a service.
     *
     * @param type an interface with {@code @HttpExchange} methods
     * @param service the service's name
     * @param timeout how long to wait for the next part of an answer
     */
    public <T> T create(Class<T> type, String service, Duration timeout) {
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(restClient(service, timeout)))
                .build()
                .createClient(type);
    }

    /** A plain client of a service, for what an interface can't declare, such as streams. */
    public RestClient restClient(String service, Duration timeout) {
        HttpComponentsClientHttpRequestFactory requests = new HttpComponentsClientHttpRequestFactory(http);
        requests.setReadTimeout(timeout);
        return RestClient.builder()
                .baseUrl(services.of(service).toString())
                .requestFactory(requests)
                .requestInterceptor((request, body, execution) -> {
                    URI uri = request.getURI();
                    request.getHeaders()
                            .setBearerAuth(tokens.serviceToken(
                                    service, request.getMethod().name(), uri.getRawPath()));
                    request.getHeaders().set(Correlation.HEADER, Correlation.current());
                    return traces.step("call " + service, SpanKind.CLIENT, span -> {
                        Traces.handOver(request.getHeaders()::set);
                        return execution.execute(request, body);
                    });
                })
                .build();
    }

    /** Gives back the connections, and the thread that watches over them. */
    @Override
    public void close() throws IOException {
        http.close();
    }
}
