package kz.negiz.broker.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.negiz.broker.BrokerApi;
import kz.negiz.kit.identity.Caller;
import kz.negiz.testkit.service.TestKeys;

/** A browser without scripts: it follows links, fills forms in, and signs with a demo key. */
final class Pages {

    static final String INSPECTION_RIGHT = "STATE_REVENUE_FIELD_INSPECTION";

    /** The edition of the notice. */
    private static final String NOTICE = "1";

    private static final Pattern DOCUMENT = Pattern.compile("name=\"document\" value=\"([^\"]+)\"");

    private final int port;
    private final TestKeys keys;
    private final BrokerApi api;
    private final HttpClient http = HttpClient.newHttpClient();

    Pages(int port, TestKeys keys, BrokerApi api) {
        this.port = port;
        this.keys = keys;
        this.api = api;
    }

    /**
     * What came back.
     *
     * @param refresh whether the page is to be asked for anew
     */
    record Page(int status, String text, String location, boolean refresh) {

        Page expect(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }

        byte[] document() {
            Matcher document = DOCUMENT.matcher(text);
            assertThat(document.find()).as(text).isTrue();
            return Base64.getDecoder().decode(document.group(1));
        }
    }

    Page get(String path, Caller.User user) {
        return send(request(path, user, "GET").GET());
    }

    /** Sends a form; names and values in turn. */
    Page post(String path, Caller.User user, String... fields) {
        List<String> encoded = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            encoded.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return send(request(path, user, "POST")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", encoded))));
    }

    /** Fills the form in, under an inspection and about whomever it inspects, and looks at the document. */
    Page review(Caller.User user, String inspection, String... services) {
        return filled(user, inspection, services).expect(200);
    }

    /** The same, whatever comes of it. */
    Page filled(Caller.User user, String inspection, String... services) {
        List<String> fields = new ArrayList<>(
                List.of("profile", INSPECTION_RIGHT, "number", inspection, "purpose", "To compare what was declared"));
        for (String service : services) {
            fields.add("services");
            fields.add(service);
        }
        return post("/questions/ask", user, fields.toArray(String[]::new));
    }

    /** Says that the notice was read that stands before an answer. */
    Page noticeRead(String address, Caller.User user) {
        return post(address + "/notice", user, "notice", NOTICE);
    }

    /** Signs; where the notice stood above the document, that says that it was read. */
    Page sign(Caller.User user, String key, byte[] document) {
        return sign(user, key, document, "");
    }

    /** Signs a question that is kept under an id until it is asked. */
    Page sign(Caller.User user, String key, byte[] document, String unfinished) {
        return post(
                "/questions",
                user,
                "unfinished",
                unfinished,
                "document",
                Base64.getEncoder().encodeToString(document),
                "signature",
                Base64.getEncoder().encodeToString(api.sign(key, document)),
                "notice",
                NOTICE);
    }

    /** From the form to the answer's address. */
    String asked(Caller.User user, String key, String inspection, String... services) {
        return sign(user, key, review(user, inspection, services).document())
                .expect(302)
                .location();
    }

    /** The answer's page, once all sources have had their say. */
    Page answered(String address, Caller.User user) {
        Instant deadline = Instant.now().plusSeconds(60);
        while (Instant.now().isBefore(deadline)) {
            Page page = get(address, user).expect(200);
            if (!page.text().contains("data-state=\"ASKING\"")) {
                return page;
            }
            pause();
        }
        throw new AssertionError("the sources are still being asked");
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path, Caller.User user, String method) {
        String bare = path.split("\\?", 2)[0];
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", "text/html")
                .header(
                        "Authorization",
                        "Bearer "
                                + keys.tokens("gateway-service").callToken(user, "query-broker-service", method, bare));
    }

    private Page send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String location = response.headers()
                    .firstValue("Location")
                    .map(address -> URI.create(address).getPath())
                    .orElse("");
            return new Page(
                    response.statusCode(),
                    response.body(),
                    location,
                    response.headers().firstValue("HX-Refresh").isPresent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
