package kz.negiz.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import kz.negiz.demo.pki.DemoKey;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.eds.CmsSigner;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.identity.Caller;
import kz.negiz.testkit.service.TestKeys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The broker as the gateway and the officers see it: call tokens, drafts, real signatures. */
public final class BrokerApi {

    public static final String BODY = "kgd-almaty";
    public static final String INSPECTED = "991340000017";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int port;
    private final TestKeys keys;
    private final DemoPki pki;
    private final Surroundings around;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Caller.User> users = new HashMap<>();

    BrokerApi(int port, TestKeys keys, DemoPki pki, Surroundings around) {
        this.port = port;
        this.keys = keys;
        this.pki = pki;
        this.around = around;
    }

    /** The same people at another instance of the service. */
    public BrokerApi at(int otherPort) {
        BrokerApi other = new BrokerApi(otherPort, keys, pki, around);
        other.users.putAll(users);
        return other;
    }

    /** The head of a state revenue division, in good standing. */
    public Caller.User head() {
        return registered("head", BODY, "STATE_REVENUE", "STATE_REVENUE_UNIT_HEAD", "ORDER_41", AccessRole.OFFICER);
    }

    /** A police operative, in good standing. */
    public Caller.User operative() {
        return registered(
                "operative", "police-almaty", "INTERNAL_AFFAIRS", "POLICE_OPERATIVE", "ORDER_150", AccessRole.OFFICER);
    }

    /** An information system of the police, which has the access right that bears its name, in good standing. */
    public Caller.User system(String profile) {
        Caller.User user = users.computeIfAbsent(
                "system",
                name -> new Caller.User(
                        UUID.randomUUID(),
                        AccountKind.SYSTEM,
                        Set.of(AccessRole.INFORMATION_SYSTEM),
                        "police-almaty",
                        "INTERNAL_AFFAIRS",
                        "/",
                        profile,
                        true,
                        "session-" + name,
                        "en"));
        stands("system", user, "ORDER_150", true);
        return user;
    }

    /** Registers the holder of a demo key; the same holder keeps the same account. */
    public Caller.User registered(
            String key, String body, String bodyKind, String roleCode, String order, AccessRole... roles) {
        Caller.User user = users.computeIfAbsent(
                key,
                name -> new Caller.User(
                        UUID.randomUUID(),
                        AccountKind.PERSON,
                        Set.of(roles),
                        body,
                        bodyKind,
                        "/almaty/inspections",
                        roleCode,
                        true,
                        "session-" + name,
                        "en"));
        stands(key, user, order, true);
        return user;
    }

    /** The same user, reading in another language. */
    public static Caller.User reading(Caller.User user, String language) {
        return of(user, user.session(), language);
    }

    /** The same user after another login. */
    public static Caller.User inAnotherSession(Caller.User user) {
        return of(user, "another-" + user.session(), user.language());
    }

    private static Caller.User of(Caller.User user, String session, String language) {
        return new Caller.User(
                user.account(),
                user.kind(),
                user.roles(),
                user.body(),
                user.bodyKind(),
                user.department(),
                user.roleCode(),
                user.agreementSigned(),
                session,
                language);
    }

    /** Lets the registry answer that this account stands. */
    public void stands(String key, Caller.User user, String order, boolean agreement) {
        ObjectNode good = JSON.createObjectNode()
                .put("standing", "GOOD")
                .put("accountId", user.account().toString())
                .put("kind", user.kind().name());
        var roles = good.putArray("roles");
        user.roles().forEach(role -> roles.add(role.name()));
        good.put("bodyId", user.body())
                .put("bodyKind", user.bodyKind())
                .put("department", user.department())
                .put("roleCode", user.roleCode())
                .put("order", order)
                .put("agreementSigned", agreement);
        around.standings.put(holder(key), good.toString());
        around.standings.put(user.account().toString(), good.toString());
    }

    /** Lets the registry answer that this account is blocked. */
    public void blocked(String key, Caller.User user) {
        String none = JSON.createObjectNode()
                .put("standing", "NONE")
                .put("reason", "BLOCKED")
                .put("rule", "R41-32a")
                .put("accountId", user.account().toString())
                .toString();
        around.standings.put(holder(key), none);
        around.standings.put(user.account().toString(), none);
    }

    /** The numbers that the registry finds a holder by. */
    private String holder(String key) {
        DemoKey named = pki.key(key);
        return named.iin().isEmpty() ? named.bin() + "/2.999.1" : named.iin();
    }

    /** An open field inspection of the head's body about {@link #INSPECTED}. */
    public void openInspection(String number) {
        inspection(number, true, BODY, INSPECTED, "");
    }

    public void inspection(String number, boolean field, String body, String bin, String closedOn) {
        ObjectNode entry = JSON.createObjectNode()
                .put("number", number)
                .put("kind", "TAX")
                .put("field", field)
                .put("bodyId", body)
                .put("openedOn", "2026-01-10");
        entry.putObject("subject").put("kind", "BIN").put("value", bin);
        if (closedOn.isEmpty()) {
            entry.putNull("closedOn");
        } else {
            entry.put("closedOn", closedOn);
        }
        around.inspections.put(number, entry.toString());
    }

    public void criminalCase(String number, boolean closed, String inCharge, String article, String part) {
        ObjectNode entry = JSON.createObjectNode()
                .put("number", number)
                .put("closed", closed)
                .put("bodyId", "police-almaty");
        entry.putArray("inCharge").add(inCharge);
        entry.putArray("articles").addObject().put("article", article).put("part", part);
        around.cases.put(number, entry.toString());
    }

    public DemoKey key(String name) {
        return pki.key(name);
    }

    /** A question under an inspection about the inspected one. */
    public static ObjectNode underInspection(String number, String... services) {
        ObjectNode question = question("STATE_REVENUE_FIELD_INSPECTION", services);
        question.putObject("basis").put("kind", "INSPECTION_NUMBER").put("number", number);
        return question;
    }

    /** A question under a criminal case. */
    public static ObjectNode underCase(String profile, String number, String... services) {
        ObjectNode question = question(profile, services);
        question.putObject("basis").put("kind", "CRIMINAL_CASE_NUMBER").put("number", number);
        return question;
    }

    public static ObjectNode question(String profile, String... services) {
        ObjectNode question = JSON.createObjectNode().put("profile", profile);
        var codes = question.putArray("services");
        List.of(services).forEach(codes::add);
        question.putArray("subjects").addObject().put("kind", "BIN").put("value", INSPECTED);
        return question.put("purpose", "To compare what was declared").put("language", "en");
    }

    /** Draws the document up and gives its bytes. */
    public byte[] draft(Caller.User user, JsonNode question) {
        Answer drafted = post("/api/questions/drafts", user, question);
        if (drafted.status() != 200) {
            throw new AssertionError("no draft: " + drafted.body());
        }
        return Base64.getDecoder().decode(drafted.body().path("document").asString(""));
    }

    public byte[] sign(String key, byte[] document) {
        try {
            return CmsSigner.fromPkcs12(pki.key(key).file(), DemoPki.PASSWORD.toCharArray())
                    .sign(document, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Draws up, signs and asks. */
    public Answer ask(Caller.User user, String key, JsonNode question) {
        byte[] document = draft(user, question);
        return submit(user, document, sign(key, document));
    }

    public Answer submit(Caller.User carrier, byte[] document, byte[] signature) {
        return post("/api/questions", carrier, signed(document, signature));
    }

    /** Asks without waiting for the answers. */
    public Answer begin(Caller.User user, String key, JsonNode question) {
        byte[] document = draft(user, question);
        return send(posted("/api/questions", user, signed(document, sign(key, document)))
                .header("Prefer", "respond-async"));
    }

    public static JsonNode signed(byte[] document, byte[] signature) {
        return JSON.createObjectNode()
                .put("document", Base64.getEncoder().encodeToString(document))
                .put("signature", Base64.getEncoder().encodeToString(signature));
    }

    /** The lines of an event stream, as they come. */
    public HttpResponse<Stream<String>> stream(String path, Caller.User user) {
        HttpRequest request = request(
                        path, keys.tokens("gateway-service").callToken(user, BrokerUnderTest.SERVICE, "GET", path))
                .setHeader("Accept", "text/event-stream, application/problem+json")
                .GET()
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofLines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Answer get(String path, Caller.User user) {
        String bare = path.split("\\?", 2)[0];
        return send(request(path, keys.tokens("gateway-service").callToken(user, BrokerUnderTest.SERVICE, "GET", bare))
                .GET());
    }

    /** What an address answers, byte by byte. */
    public byte[] download(String path, Caller.User user) {
        try {
            return http.send(
                            request(
                                            path,
                                            keys.tokens("gateway-service")
                                                    .callToken(user, BrokerUnderTest.SERVICE, "GET", path))
                                    .setHeader("Accept", "*/*")
                                    .GET()
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Answer post(String path, Caller.User user, JsonNode body) {
        return send(posted(path, user, body));
    }

    public Answer put(String path, Caller.User user, JsonNode body) {
        return send(request(path, keys.tokens("gateway-service").callToken(user, BrokerUnderTest.SERVICE, "PUT", path))
                .PUT(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    public Answer delete(String path, Caller.User user) {
        return send(
                request(path, keys.tokens("gateway-service").callToken(user, BrokerUnderTest.SERVICE, "DELETE", path))
                        .DELETE());
    }

    private HttpRequest.Builder posted(String path, Caller.User user, JsonNode body) {
        return request(path, keys.tokens("gateway-service").callToken(user, BrokerUnderTest.SERVICE, "POST", path))
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    /** Sends what is answered with a file. */
    public HttpResponse<byte[]> postForFile(String path, Caller.User user, JsonNode body) {
        try {
            return http.send(
                    request(path, keys.tokens("gateway-service").callToken(user, BrokerUnderTest.SERVICE, "POST", path))
                            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Answer postAs(String service, String path, JsonNode body) {
        return send(request(path, keys.tokens(service).serviceToken(BrokerUnderTest.SERVICE, "POST", path))
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, application/problem+json")
                .header("Accept-Language", "en")
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    response.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    public record Answer(int status, JsonNode body) {

        /** Status, problem and rule in one line. */
        public String refusal() {
            return status + " " + body.path("type").asString("").replace("urn:negiz:problem:", "") + " "
                    + body.path("rule").asString("-");
        }

        public JsonNode service(String code) {
            for (JsonNode each : body.path("services")) {
                if (code.equals(each.path("service").asString(""))) {
                    return each;
                }
            }
            throw new AssertionError("no " + code + " in " + body);
        }

        public UUID id() {
            return UUID.fromString(
                    body.path("id").asString(body.path("question").asString("")));
        }
    }
}
