package kz.negiz.portal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.identity.Caller;
import kz.negiz.testkit.service.TestKeys;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A running service with the kit's pages, asked over HTTP with call tokens. */
@SpringBootTest(
        classes = SamplePortal.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "negiz.portal.demo=true",
            "negiz.portal.serve-assets=true",
            "negiz.portal.operator-contacts=operator@example.kz",
            "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
abstract class PortalTest {

    private static final String SERVICE = "video-access-service";
    static final TestKeys KEYS = TestKeys.create();
    static final ScriptedNcaLayer NCALAYER = ScriptedNcaLayer.start();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        KEYS.register(registry, SERVICE);
        registry.add("negiz.portal.ncalayer-port", NCALAYER::port);
    }

    static Caller.User user(String language, AccessRole... roles) {
        return new Caller.User(
                UUID.randomUUID(),
                AccountKind.PERSON,
                Set.of(roles),
                "B-1",
                "STATE_REVENUE",
                "/",
                "",
                true,
                "session",
                language);
    }

    static String token(Caller.User user, String method, String path) {
        return KEYS.tokens("gateway-service").callToken(user, SERVICE, method, path);
    }

    HttpResponse<String> get(String path, Caller.User user, String accept) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + token(user, "GET", path))
                            .header("Accept", accept)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    String page(String path, Caller.User user) throws IOException, InterruptedException {
        return get(path, user, "text/html").body();
    }
}
