package kz.negiz.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import kz.negiz.gateway.Browser;
import kz.negiz.gateway.RunningGateway;
import kz.negiz.gateway.TestUpstream;
import kz.negiz.gateway.stranger.StrangerRefusals;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@DisplayName("Routing")
class RoutingTest extends RunningGateway {

    @Autowired
    private StrangerRefusals strangers;

    @ParameterizedTest
    @CsvSource({
        "/registry/users,      access-registry-service",
        "/api/registry/bodies, access-registry-service",
        "/questions,           query-broker-service",
        "/rules,               query-broker-service",
        "/api/rules/editions,  query-broker-service",
        "/api/questions/1,     query-broker-service",
        "/video/warehouses,    video-access-service",
        "/api/video,           video-access-service",
        "/audit,               audit-log-service",
        "/api/audit/log,       audit-log-service"
    })
    @DisplayName("each prefix goes to its service, with a call token for this audience, method and path")
    void prefixesGoToTheirServices(String path, String service) {
        UUID account = UPSTREAM.registerOfficer(iin("head"));
        Browser browser = browser();
        login(browser, signer("head"));
        String session = browser.get("/api/session").json().path("session").asString();

        Browser.Answer answer = browser.get(path + "?a=1&b=%D2%9B", "Accept-Language: ru");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        TestUpstream.Received received = UPSTREAM.forUsers().getLast();
        assertThat(received.target()).isEqualTo(path + "?a=1&b=%D2%9B");
        // The server stands for the service of the path and verifies audience, method and path as that service does.
        assertThat(received.caller()).as(service).hasValueSatisfying(caller -> {
            Caller.User user = (Caller.User) caller;
            assertThat(user.account()).isEqualTo(account);
            assertThat(user.roles()).containsExactly(AccessRole.OFFICER);
            assertThat(user.body()).isEqualTo("body-1");
            assertThat(user.department()).isEqualTo("/almaty/inspections");
            assertThat(user.roleCode()).isEqualTo("STATE_REVENUE_UNIT_HEAD");
            assertThat(user.agreementSigned()).isTrue();
            assertThat(user.session()).isEqualTo(session);
            assertThat(user.language()).isEqualTo("ru");
        });
    }

    @Test
    @DisplayName("R41-2a: the standing is read for every request; a block between two requests refuses the second")
    void standingIsReadForEveryRequest() {
        UUID account = UPSTREAM.registerOfficer(iin("head"));
        Browser browser = browser();
        login(browser, signer("head"));
        int before = UPSTREAM.standingQuestions().size();

        assertThat(browser.get("/api/questions").status()).isEqualTo(200);
        assertThat(browser.get("/api/questions").status()).isEqualTo(200);
        assertThat(UPSTREAM.standingQuestions()).hasSize(before + 2);
        UPSTREAM.block(account);
        Browser.Answer refused = browser.get("/api/questions");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("no-standing");
        assertThat(UPSTREAM.forUsers()).as("the service was not asked").hasSize(2);
    }

    @Test
    @DisplayName("while the registry does not answer nothing is forwarded")
    void silentRegistryStopsEverything() {
        Browser browser = officer("head");
        UPSTREAM.silenceRegistry();

        Browser.Answer answer = browser.get("/api/questions");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("unavailable");
        assertThat(UPSTREAM.forUsers()).isEmpty();
        UPSTREAM.reset();
    }

    @Test
    @DisplayName("R41-7: before the agreement is signed the token says so, and the home page leads to it")
    void agreementIsToldToTheServices() {
        UPSTREAM.register(iin("head"), "", "PERSON", Set.of(AccessRole.OFFICER), false);
        Browser browser = browser();
        login(browser, signer("head"));

        browser.get("/registry/agreement");

        assertThat(UPSTREAM.forUsers().getLast().caller())
                .hasValueSatisfying(caller ->
                        assertThat(((Caller.User) caller).agreementSigned()).isFalse());
        Browser.Answer home = browser.get("/", "Accept: text/html");
        assertThat(home.status()).isEqualTo(302);
        assertThat(home.header("Location")).contains("/registry/agreement");
    }

    @Test
    @DisplayName("no header of the caller says who he is, where he comes from, or what he may")
    void identityCannotBeInjected() {
        Browser browser = officer("head");

        Browser.Answer answer = browser.get(
                "/api/questions",
                "Authorization: Bearer forged",
                "X-Correlation-Id: 11111111-1111-1111-1111-111111111111",
                "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "tracestate: evil=1",
                "baggage: who=admin",
                "X-Forwarded-For: 10.0.0.1",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Prefix: /evil",
                "X-Real-IP: 10.0.0.1",
                "Forwarded: for=10.0.0.1;host=evil.example",
                "X-User: admin",
                "X-Account-Id: 1",
                "X-Negiz-Roles: OPERATOR",
                "X-HTTP-Method-Override: DELETE",
                "Proxy-Authorization: Basic eDp5",
                "TE: trailers",
                "Upgrade: websocket",
                "Via: 1.1 evil",
                "X-Accept: text/plain",
                "User-Agent: test");

        assertThat(answer.status()).isEqualTo(200);
        TestUpstream.Received received = UPSTREAM.forUsers().getLast();
        assertThat(received.headers().keySet())
                .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                .containsOnly(
                        "authorization", "x-correlation-id", "accept-language", "user-agent", "host", "connection");
        assertThat(received.caller()).isPresent();
        assertThat(received.header("X-Correlation-Id"))
                .get()
                .isEqualTo(answer.header("X-Correlation-Id").orElseThrow())
                .isNotEqualTo("11111111-1111-1111-1111-111111111111");
        assertThat(received.header("Cookie")).isEmpty();
        assertThat(received.header("Host")).get().asString().doesNotContain("evil");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/questions/../registry/users",
                "/api/questions/%2e%2e/registry",
                "/api/questions/..%2fregistry",
                "/api/questions%2f..%2f..%2finternal/standing",
                "/api//registry",
                "//internal/standing",
                "/api/questions/./1",
                "/api/questions/;/../internal",
                "/api/questions;jsessionid=1",
                "/api/questions/%5c..%5cinternal",
                "/api/questions/\\..\\internal",
                "/api/questions/%00",
                "/api/questions/%252e%252e/internal",
                "/api/%71uestions",
                "/api/questions/%ff",
                "/api/questions/%c0%ae%c0%ae/internal",
                "/%69nternal/standing",
                "http://127.0.0.1/internal/standing",
                "/api/questions?x=%",
                "/api/questions?x=<script>"
            })
    @DisplayName("a path that could be read in two ways is refused, and reaches nobody")
    void ambiguousPathsAreRefused(String path) {
        Browser browser = officer("head");

        Browser.Answer answer = browser.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(UPSTREAM.forUsers()).isEmpty();
        assertThat(UPSTREAM.standingQuestions()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/internal/standing", "/internal", "/actuator", "/actuator/env", "/apiregistry", "/api", "/x"})
    @DisplayName("what no route covers is forwarded to nobody")
    void onlyRoutesAreForwarded(String path) {
        Browser browser = officer("head");

        Browser.Answer answer = browser.get(path);

        assertThat(answer.status()).isIn(401, 404);
        assertThat(UPSTREAM.forUsers()).isEmpty();
    }

    @Test
    @DisplayName("without a session programs are told, people are led to the login and back")
    void withoutASession() {
        Browser browser = browser();

        assertThat(browser.get("/api/questions").problem()).isEqualTo("unauthenticated");
        assertThat(browser.get("/api/questions", "Accept: text/html").status()).isEqualTo(401);
        Browser.Answer page = browser.get("/questions/ask?basis=1", "Accept: text/html,*/*");
        assertThat(page.status()).isEqualTo(302);
        assertThat(page.header("Location")).contains("/login?next=%2Fquestions%2Fask%3Fbasis%3D1");
        Browser.Answer fragment = browser.get("/questions/cards", "HX-Request: true");
        assertThat(fragment.status()).isEqualTo(401);
        assertThat(fragment.header("HX-Redirect")).contains("/login?next=%2F");
        assertThat(browser.get("/questions/cards", "HX-Request: true", "HX-Current-URL: https://x/audit?a=1")
                        .header("HX-Redirect"))
                .contains("/login?next=%2Faudit%3Fa%3D1");
        assertThat(UPSTREAM.forUsers()).isEmpty();
    }

    @Test
    @DisplayName("what is refused at the threshold is counted, and goes on record with its minute")
    void thresholdRefusalsAreCounted() {
        int before = events("STRANGER_REFUSALS_COUNTED").size();
        browser().get("/api/questions");
        browser().get("/api//questions");
        browser().post("/api/questions", "{}", "Origin: https://evil.example");

        CLOCK.goOn(Duration.ofMinutes(3));
        strangers.record();

        assertThat(events("STRANGER_REFUSALS_COUNTED")
                        .subList(before, events("STRANGER_REFUSALS_COUNTED").size()))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event).contains("\"address\":").doesNotContain("127.0.0.1"));
    }

    @Test
    @DisplayName("a form or a document reaches the service byte for byte")
    void bodiesAreUntouched() {
        Browser browser = officer("head");
        byte[] form = "signature=A%2BB+C&document=%D2%9B&x=".getBytes(StandardCharsets.UTF_8);

        browser.send("POST", "/questions?q=1", form, "Content-Type: application/x-www-form-urlencoded");

        TestUpstream.Received received = UPSTREAM.forUsers().getLast();
        assertThat(received.body()).isEqualTo(form);
        assertThat(received.target()).isEqualTo("/questions?q=1");
        assertThat(received.header("Content-Type")).contains("application/x-www-form-urlencoded");
        byte[] chunked = "5\r\nhello\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        browser.send("PUT", "/api/questions/1", chunked, "Transfer-Encoding: chunked", "Content-Type: text/plain");
        assertThat(UPSTREAM.forUsers().getLast().body()).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
        assertThat(UPSTREAM.forUsers().getLast().caller()).isPresent();
    }

    @Test
    @DisplayName("a request that changes something comes from a page of this site, or from no page")
    void crossSiteIsRefused() {
        Browser browser = officer("head");
        String own = "http://127.0.0.1:" + port;

        for (List<String> foreign : List.of(
                List.of("Origin: https://evil.example"),
                List.of("Origin: null"),
                List.of("Origin: " + own + ".evil.example"),
                List.of("Sec-Fetch-Site: cross-site"),
                List.of("Sec-Fetch-Site: same-site"),
                List.of("Sec-Fetch-Site: same-origin", "Origin: https://evil.example"),
                List.of("Sec-Fetch-Site: cross-site", "Origin: " + own))) {
            Browser.Answer answer = browser.post("/api/questions", "{}", foreign.toArray(String[]::new));
            assertThat(answer.status()).as(foreign.toString()).isEqualTo(403);
            assertThat(answer.problem()).isEqualTo("cross-site");
        }
        assertThat(UPSTREAM.forUsers()).isEmpty();
        assertThat(browser.post("/api/questions", "{}").status()).isEqualTo(200);
        assertThat(browser.post("/api/questions", "{}", "Origin: " + own, "Sec-Fetch-Site: same-origin")
                        .status())
                .isEqualTo(200);
        assertThat(browser.get("/api/questions", "Sec-Fetch-Site: cross-site").status())
                .as("a link from elsewhere changes nothing")
                .isEqualTo(200);
    }

    @Test
    @DisplayName("a body beyond the limit is answered 413, whether its length was told or not")
    void oversizedBodiesAreRefused() {
        Browser browser = officer("head");
        byte[] body = new byte[300 * 1024];
        byte[] chunk = ("4b000\r\n" + "x".repeat(0x4b000) + "\r\n0\r\n\r\n").getBytes(StandardCharsets.US_ASCII);

        Browser.Answer told = browser.send("POST", "/api/questions", body, "Content-Type: text/plain");
        Browser.Answer untold =
                browser.send("POST", "/api/questions", chunk, "Transfer-Encoding: chunked", "Content-Type: text/plain");

        assertThat(told.status()).isEqualTo(413);
        assertThat(told.problem()).isEqualTo("too-large");
        assertThat(untold.status()).isEqualTo(413);
        assertThat(browser.send("POST", "/api/login", body, "Content-Type: application/json")
                        .status())
                .isEqualTo(413);
    }

    @Test
    @DisplayName("a service that is silent, or doesn't take our tokens, is told as 503; nothing is sent twice")
    void unreachableServiceIsTold() {
        Browser browser = officer("head");
        UPSTREAM.answer(new TestUpstream.Reply(401, Map.of(), ""));
        Browser.Answer refused = browser.post("/api/questions", "{}");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.problem()).isEqualTo("unavailable");
        assertThat(UPSTREAM.forUsers()).hasSize(1);

        UPSTREAM.answer(new TestUpstream.Reply(-1, Map.of(), ""));
        Browser.Answer broken = browser.post("/api/questions", "{}");
        assertThat(broken.status()).isEqualTo(503);
        assertThat(broken.problem()).isEqualTo("unavailable");
        assertThat(UPSTREAM.forUsers())
                .as("a request that may change something is never repeated")
                .hasSize(2);
        assertThat(browser.get("/questions", "Accept: text/html").text()).contains("<html");
    }

    @Test
    @DisplayName("a service that takes a request and stays silent is given up after the time-out")
    void hangingServiceIsGivenUp() {
        Browser browser = officer("head");
        UPSTREAM.hang();
        try {
            Browser.Answer answer = browser.post("/api/questions", "{}");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.problem()).isEqualTo("unavailable");
            assertThat(UPSTREAM.forUsers()).hasSize(1);
        } finally {
            UPSTREAM.reset();
        }
    }

    @Test
    @DisplayName("events come through one by one, not when the last is there")
    void eventsComeOneByOne() throws Exception {
        Browser browser = officer("head");
        UPSTREAM.answer(new TestUpstream.Reply(
                200, Map.of("Content-Type", "text/event-stream"), "event: answer\n\nevent: end\n\n"));
        UPSTREAM.hang();

        HttpResponse<Stream<String>> answer = browser.lines("/api/questions/1/answers");
        Iterator<String> lines = answer.body().iterator();
        String first = lines.next();
        UPSTREAM.goOn();

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(first).isEqualTo("event: answer");
        assertThat(lines.next()).isEmpty();
        assertThat(lines.next()).isEqualTo("event: end");
        UPSTREAM.reset();
    }

    @Test
    @DisplayName("a service's answer comes through, its cookies and its name for itself do not")
    void answersAreCleaned() {
        Browser browser = officer("head");
        UPSTREAM.answer(new TestUpstream.Reply(
                201,
                Map.of(
                        "Content-Type", "application/json",
                        "Location", UPSTREAM.url() + "/api/questions/7?x=1",
                        "Set-Cookie", "negiz-session=planted",
                        "Server", "secret/1.0",
                        "X-Internal", "1",
                        "Cache-Control", "public, max-age=600",
                        "Content-Security-Policy", "default-src *",
                        "HX-Trigger", "asked"),
                "{}"));

        Browser.Answer answer = browser.post("/api/questions", "{}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text()).isEqualTo("{}");
        assertThat(answer.header("Location")).contains("/api/questions/7?x=1");
        assertThat(answer.header("HX-Trigger")).contains("asked");
        assertThat(answer.all("Set-Cookie")).isEmpty();
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("X-Internal")).isEmpty();
        assertThat(answer.all("Cache-Control")).containsExactly("no-store");
        assertThat(answer.all("Content-Security-Policy"))
                .hasSize(1)
                .first()
                .asString()
                .doesNotContain("*");
    }

    @Test
    @DisplayName("a service can't send people to another site")
    void foreignRedirectsAreDropped() {
        Browser browser = officer("head");
        UPSTREAM.answer(new TestUpstream.Reply(302, Map.of("Location", "https://evil.example/"), ""));

        assertThat(browser.get("/questions").header("Location")).isEmpty();

        UPSTREAM.answer(new TestUpstream.Reply(302, Map.of("Location", "/questions/9#answer"), ""));
        assertThat(browser.get("/questions").header("Location")).contains("/questions/9#answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "OPTIONS", "CONNECT", "PROPFIND", "FOO"})
    @DisplayName("only the methods of the API are taken")
    void otherMethodsAreRefused(String method) {
        Browser browser = officer("head");

        assertThat(browser.send(method, "/api/questions", new byte[0]).status()).isIn(400, 405, 501);
        assertThat(UPSTREAM.forUsers()).isEmpty();
    }
}
