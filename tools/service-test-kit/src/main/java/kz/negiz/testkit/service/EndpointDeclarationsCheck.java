package kz.negiz.testkit.service;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesAnyone;
import kz.negiz.kit.identity.ServesServices;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.identity.Tokens;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Knocks at every endpoint of a running service as everybody it does not declare to serve, and finds those that open all the
 * same. An endpoint that declares nothing is found too: it serves nobody, so it should not exist.
 *
 * <pre>{@code
 * @Test
 * void everyEndpointServesOnlyWhomItDeclares() {
 *     assertThat(EndpointDeclarationsCheck.of("access-registry-service", KEYS, port).faults(mappings)).isEmpty();
 * }
 * }</pre>
 */
public final class EndpointDeclarationsCheck {

    private static final String GATEWAY = "gateway-service";

    private final String service;
    private final TestKeys keys;
    private final int port;

    private EndpointDeclarationsCheck(String service, TestKeys keys, int port) {
        this.service = service;
        this.keys = keys;
        this.port = port;
    }

    /** A check of the service that listens on a port of this machine. */
    public static EndpointDeclarationsCheck of(String service, TestKeys keys, int port) {
        return new EndpointDeclarationsCheck(service, keys, port);
    }

    /** A sentence for each endpoint without a declaration and for each caller who was not refused but should have been. */
    public List<String> faults(RequestMappingHandlerMapping mappings) {
        List<String> faults = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (Map.Entry<RequestMappingInfo, HandlerMethod> mapping :
                    mappings.getHandlerMethods().entrySet()) {
                HandlerMethod handler = mapping.getValue();
                if (!handler.getBeanType().getName().startsWith("org.spring")) {
                    check(http, mapping.getKey(), handler, faults);
                }
            }
        }
        return faults;
    }

    private void check(HttpClient http, RequestMappingInfo mapping, HandlerMethod handler, List<String> faults) {
        if (declared(handler, ServesAnyone.class) != null) {
            return;
        }
        ServesUsers users = declared(handler, ServesUsers.class);
        ServesServices services = declared(handler, ServesServices.class);
        for (String pattern : mapping.getPatternValues()) {
            for (String method : methods(mapping)) {
                String endpoint = method + " " + pattern;
                if (users == null && services == null) {
                    faults.add(endpoint + " declares nobody to serve");
                    continue;
                }
                String path = pattern.replaceAll("\\{\\*?[^/]*}", "x").replaceAll("\\*+", "x");
                for (Knock knock : knocks(users, services)) {
                    int status = send(http, method, path, knock.token(keys, service, method, path));
                    if (status != knock.expected()) {
                        faults.add("%s answered %d to %s, not %d"
                                .formatted(endpoint, status, knock.who(), knock.expected()));
                    }
                }
            }
        }
    }

    private static List<Knock> knocks(@Nullable ServesUsers users, @Nullable ServesServices services) {
        List<Knock> knocks = new ArrayList<>();
        knocks.add(new Knock("somebody without a token", 401, (tokens, audience, method, path) -> ""));
        knocks.add(new Knock(
                "somebody with a token for another path",
                401,
                (tokens, audience, method, path) -> tokens.of(GATEWAY)
                        .callToken(user(Set.of(AccessRole.values()), true), audience, method, path + "/other")));
        knocks.add(new Knock(
                "a user's token minted by another service than the gateway",
                401,
                (tokens, audience, method, path) -> tokens.of("query-broker-service")
                        .callToken(user(Set.of(AccessRole.values()), true), audience, method, path)));
        for (AccessRole role : AccessRole.values()) {
            boolean served = users != null
                    && (users.value().length == 0 || List.of(users.value()).contains(role));
            if (!served) {
                knocks.add(asUser("a user with the role " + role, Set.of(role), true));
            }
        }
        if (users == null || users.value().length > 0) {
            knocks.add(asUser("a user without a role", Set.of(), true));
        }
        if (users == null || !users.beforeAgreement()) {
            knocks.add(asUser("a user who has not signed the agreement", Set.of(AccessRole.values()), false));
        }
        for (String other : TestKeys.SERVICES) {
            if (services == null || !List.of(services.value()).contains(other)) {
                knocks.add(new Knock(
                        other,
                        403,
                        (tokens, audience, method, path) -> tokens.of(other).serviceToken(audience, method, path)));
            }
        }
        return knocks;
    }

    private static Knock asUser(String who, Set<AccessRole> roles, boolean agreement) {
        return new Knock(
                who,
                403,
                (tokens, audience, method, path) ->
                        tokens.of(GATEWAY).callToken(user(roles, agreement), audience, method, path));
    }

    private static Caller.User user(Set<AccessRole> roles, boolean agreement) {
        return new Caller.User(
                UUID.randomUUID(), AccountKind.PERSON, roles, "nobody", "", "/", "", agreement, "test", "kk");
    }

    private int send(HttpClient http, String method, String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString("{}"));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new IllegalStateException(service + " does not answer on port " + port, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> methods(RequestMappingInfo mapping) {
        var declared = mapping.getMethodsCondition().getMethods();
        return declared.isEmpty()
                ? List.of("GET", "POST")
                : declared.stream().map(Enum::name).sorted().toList();
    }

    private static <A extends Annotation> @Nullable A declared(HandlerMethod handler, Class<A> type) {
        boolean replaced = Arrays.stream(handler.getMethod().getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(found ->
                        found == ServesUsers.class || found == ServesServices.class || found == ServesAnyone.class);
        return replaced
                ? AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), type)
                : AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), type);
    }

    /** Mints the token with which somebody knocks. */
    private interface Minting {
        String mint(ByService tokens, String audience, String method, String path);
    }

    /** The tokens of each service. */
    private interface ByService {
        Tokens of(String service);
    }

    private record Knock(String who, int expected, Minting minting) {

        String token(TestKeys keys, String audience, String method, String path) {
            return minting.mint(keys::tokens, audience, method, path);
        }
    }
}
