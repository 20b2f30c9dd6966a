package kz.negiz.cli.api;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** People and organisations: cookies, as a browser has them. */
final class CookieAccess implements Access {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> cookies = new TreeMap<>();

    @Override
    public void forget() {
        cookies.clear();
    }

    @Override
    public boolean isOpen() {
        return !cookies.isEmpty();
    }

    @Override
    public void addTo(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.setHeader(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
    }

    @Override
    public boolean take(HttpResponse<?> answer) {
        answer.headers().allValues("Set-Cookie").forEach(this::take);
        return false;
    }

    private void take(String setCookie) {
        String pair = setCookie.split(";", 2)[0];
        int equals = pair.indexOf('=');
        if (equals > 0) {
            String value = pair.substring(equals + 1).strip();
            if (value.isEmpty()) {
                cookies.remove(pair.substring(0, equals));
            } else {
                cookies.put(pair.substring(0, equals).strip(), value);
            }
        }
    }

    @Override
    public ObjectNode wanted() {
        return JSON.createObjectNode();
    }

    @Override
    public void entered(JsonNode answer) {
        // The cookie came with it.
    }

    @Override
    public ObjectNode kept() {
        ObjectNode kept = JSON.createObjectNode();
        cookies.forEach(kept::put);
        return kept;
    }

    @Override
    public void goOn(JsonNode kept) {
        kept.properties()
                .forEach(
                        cookie -> cookies.put(cookie.getKey(), cookie.getValue().asString("")));
    }
}
