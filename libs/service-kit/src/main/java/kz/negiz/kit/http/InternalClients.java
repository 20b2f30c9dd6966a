package kz.negiz.kit.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import kz.negiz.kit.identity.Tokens;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Makes declared clients ({@code @HttpExchange} interfaces) of the other services. Every request carries a fresh service
 * token and the correlation id; nothing is retried here.
 */
public final class InternalClients {

    private final Tokens tokens;
    private final ServicesProperties services;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    public InternalClients(Tokens tokens, ServicesProperties services) {
        this.tokens = tokens;
        this.services = services;
    }

    /**
     * A client of a service.
     *
     * @param type an interface with {@code @HttpExchange} methods
     * @param service the service's name
     * @param timeout how long one answer may take
     */
    public <T> T create(Class<T> type, String service, Duration timeout) {
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(restClient(service, timeout)))
                .build()
                .createClient(type);
    }

    /** A plain client of a service, for what an interface can't declare, such as streams. */
    public RestClient restClient(String service, Duration timeout) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
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
                    return execution.execute(request, body);
                })
                .build();
    }
}
