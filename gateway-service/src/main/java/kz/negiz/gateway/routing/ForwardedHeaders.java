package kz.negiz.gateway.routing;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import kz.negiz.gateway.edge.LocalPath;
import kz.negiz.kit.http.Correlation;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.trace.Traces;
import org.springframework.http.HttpHeaders;

/**
 * The headers that go on, in both directions. Only named ones do: an identity, an address, a hop or a cookie that somebody
 * invents is not among them, whatever it is called.
 */
final class ForwardedHeaders {

    private static final Set<String> TO_SERVICE = Set.of(
            "accept",
            "content-length",
            "content-type",
            "hx-boosted",
            "hx-current-url",
            "hx-request",
            "hx-target",
            "hx-trigger",
            "hx-trigger-name",
            "idempotency-key",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "last-event-id",
            "prefer",
            "range",
            "user-agent");

    private static final Set<String> TO_CALLER = Set.of(
            "accept-ranges",
            "allow",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-length",
            "content-range",
            "content-type",
            "etag",
            "hx-location",
            "hx-push-url",
            "hx-redirect",
            "hx-refresh",
            "hx-replace-url",
            "hx-reswap",
            "hx-retarget",
            "hx-trigger",
            "last-modified",
            "preference-applied",
            "retry-after",
            "vary");

    private ForwardedHeaders() {}

    static HttpHeaders toService(HttpServletRequest given, Caller.User user, String callToken) {
        HttpHeaders headers = new HttpHeaders();
        for (String name : Collections.list(given.getHeaderNames())) {
            if (TO_SERVICE.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, Collections.list(given.getHeaders(name)));
            }
        }
        headers.setBearerAuth(callToken);
        headers.set(Correlation.HEADER, Correlation.current());
        Traces.handOver(headers::set);
        headers.set(HttpHeaders.ACCEPT_LANGUAGE, user.language());
        return headers;
    }

    /** The services' headers without what is the gateway's to say; a redirection stays on this site. */
    static HttpHeaders toCaller(HttpHeaders given, URI service) {
        HttpHeaders headers = new HttpHeaders();
        given.forEach((name, values) -> {
            if (TO_CALLER.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, List.copyOf(values));
            }
        });
        String location = given.getFirst(HttpHeaders.LOCATION);
        if (location != null) {
            local(location, service).ifPresent(path -> headers.set(HttpHeaders.LOCATION, path));
        }
        return headers;
    }

    private static Optional<String> local(String location, URI service) {
        String origin = service.getScheme() + "://" + service.getRawAuthority();
        String path = location.startsWith(origin + "/") ? location.substring(origin.length()) : location;
        int fragment = path.indexOf('#');
        return LocalPath.isLocal(fragment < 0 ? path : path.substring(0, fragment))
                ? Optional.of(path)
                : Optional.empty();
    }
}
