package kz.negiz.cli.ncalayer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import kz.negiz.demo.pki.Branch;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.eds.EdsPolicy;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.Reason;
import kz.negiz.eds.SignatureVerdict;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.TrustBundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NcaLayerStandInTest {

    private static final String MODULE_NOT_FOUND = "{\"success\":false,\"errorCode\":\"MODULE_NOT_FOUND\"}";
    private static final String ACTIVE_TOKENS =
            "{\"module\":\"kz.gov.pki.knca.commonUtils\",\"method\":\"getActiveTokens\"}";
    private static final byte[] CONTENT = "NEGIZ LOGIN\nnonce=1\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path folder;

    private static DemoPki pki;
    private static HttpClient http;

    private NcaLayerStandIn standIn;
    private Page page;

    @BeforeAll
    static void makeKeys() {
        pki = DemoPki.openOrCreate(folder, Clock.systemUTC(), Branch.ECDSA);
        http = HttpClient.newHttpClient();
    }

    @BeforeEach
    void open() throws Exception {
        standIn = NcaLayerStandIn.start(0, pki.keysDir(), "head");
        page = new Page(standIn.port());
    }

    @AfterEach
    void close() {
        page.socket.abort();
        standIn.close();
    }

    @Test
    void theServerSpeaksFirst() throws Exception {
        assertThat(page.answer().path("result").path("version").asString("")).isNotEmpty();
    }

    @Test
    void aSignatureOfTheBasicsModuleStandsUp() throws Exception {
        page.greeting();
        JsonNode answer = page.ask(sign("", "\"chain\":[]"));
        assertThat(answer.path("status").asBoolean()).isTrue();
        String pem = answer.path("body").path("result").asString();
        assertThat(pem).startsWith("-----BEGIN CMS-----\n").endsWith("-----END CMS-----\n");
        assertThat(verdict(pem)).isInstanceOf(SignatureVerdict.Valid.class);
    }

    @Test
    void aGostKeySignsInBothModules() throws Exception {
        page.greeting();
        standIn.use("head-gost");
        JsonNode answer = page.ask(sign("", "\"chain\":[]"));
        assertThat(verdict(answer.path("body").path("result").asString())).isInstanceOf(SignatureVerdict.Valid.class);
        answer = page.ask(commonUtils(
                "createCAdESFromBase64",
                "\"PKCS12\",\"SIGNATURE\",\"" + Base64.getEncoder().encodeToString(CONTENT) + "\",true"));
        assertThat(verdict(answer.path("responseObject").asString())).isInstanceOf(SignatureVerdict.Valid.class);
        JsonNode info = page.ask(commonUtils("getKeyInfo", "\"PKCS12\"")).path("responseObject");
        assertThat(info.path("algorithm").asString()).isEqualTo("ECGOST3410-2015");
    }

    @Test
    void aSignatureOfTheOlderModuleIsBareBase64() throws Exception {
        page.greeting();
        for (String method : new String[] {"createCAdESFromBase64", "createCMSSignatureFromBase64"}) {
            JsonNode answer = page.ask(commonUtils(
                    method, "\"PKCS12\",\"SIGNATURE\",\"" + Base64.getEncoder().encodeToString(CONTENT) + "\",true"));
            assertThat(answer.path("code").asString()).isEqualTo("200");
            assertThat(verdict(answer.path("responseObject").asString())).isInstanceOf(SignatureVerdict.Valid.class);
        }
    }

    @Test
    void theSampleConversationOfTheProtocolIsHeld() throws Exception {
        page.greeting();
        assertThat(page.askText("--heartbeat--")).isEqualTo("--heartbeat--");
        JsonNode tokens = page.ask("{\"module\":\"kz.gov.pki.knca.commonUtils\",\"method\":\"getActiveTokens\"}");
        assertThat(tokens.toString()).isEqualTo("{\"responseObject\":[\"AKKaztokenStore\"],\"code\":\"200\"}");
        standIn.use("owner");
        tokens = page.ask("{\"module\":\"kz.gov.pki.knca.commonUtils\",\"method\":\"getActiveTokens\"}");
        assertThat(tokens.toString()).isEqualTo("{\"responseObject\":[],\"code\":\"200\"}");
        standIn.cancelNext();
        assertThat(page.ask(sign("", "\"chain\":[]")).toString()).isEqualTo("{\"body\":{},\"status\":true}");
        assertThat(page.ask(sign("", "\"chain\":[]")).path("body").has("result"))
                .isTrue();
    }

    @Test
    void heartbeatsAreEchoedWhileTheWindowIsOpen() throws Exception {
        page.greeting();
        standIn.delay(Duration.ofSeconds(2));
        page.send(sign("", "\"chain\":[]"));
        assertThat(page.askText("--heartbeat--")).isEqualTo("--heartbeat--");
        standIn.delay(Duration.ZERO);
        assertThat(page.answer().path("status").asBoolean()).isTrue();
    }

    @Test
    void keyInfoTellsOfTheCertificate() throws Exception {
        page.greeting();
        JsonNode info = page.ask(commonUtils("getKeyInfo", "\"PKCS12\"")).path("responseObject");
        assertThat(info.path("subjectDn").asString())
                .contains("IIN" + pki.key("head").iin());
        assertThat(info.path("subjectCn").asString()).isEqualTo("ДЕМОҰЛЫ HEAD");
        assertThat(info.path("pem").asString()).startsWith("-----BEGIN CERTIFICATE-----\n");
        assertThat(Instant.ofEpochMilli(Long.parseLong(info.path("certNotAfter").asString())))
                .isEqualTo(pki.key("head").certificate().getNotAfter().toInstant());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // another key is wanted than the one at hand: it cannot be chosen, so the person cancels
                "\"iin\":\"000000000000\",\"chain\":[]                      | {\"body\":{},\"status\":true}",
                "\"chain\":null                                            | {\"body\":{},\"status\":true}",
                "\"bin\":\"991340000001\",\"chain\":[]                      | {\"body\":{},\"status\":true}",
            })
    void whenNoKeyFitsThenItIsAsIfCancelled(String signerParams, String answer) throws Exception {
        page.greeting();
        assertThat(page.ask(sign("", signerParams.strip())).toString()).isEqualTo(answer.strip());
    }

    @Test
    void anAuthenticationKeyIsNotOfferedForSigning() throws Exception {
        page.greeting();
        standIn.use("head-auth");
        assertThat(page.ask(sign("\"1.3.6.1.5.5.7.3.4\"", "\"chain\":[]"))
                        .path("body")
                        .isEmpty())
                .isTrue();
        assertThat(page.ask(sign("\"1.3.6.1.5.5.7.3.2\"", "\"chain\":[]"))
                        .path("body")
                        .has("result"))
                .isTrue();
        JsonNode answer = page.ask(commonUtils("createCAdESFromBase64", "\"PKCS12\",\"SIGNATURE\",\"AA==\",true"));
        assertThat(answer.toString()).isEqualTo("{\"code\":\"500\",\"message\":\"action.canceled\"}");
    }

    @Test
    void wrongRequestsAreAnsweredAsByTheOriginal() throws Exception {
        page.greeting();
        assertThat(page.ask("{\"module\":\"kz.digiflow.mobile.extensions\",\"method\":\"getVersion\"}")
                        .toString())
                .isEqualTo("{\"success\":false,\"errorCode\":\"MODULE_NOT_FOUND\"}");
        assertThat(page.ask("{\"method\":\"browseKeyStore\"}").path("errorCode").asString())
                .isEqualTo("Method not implemented. Method:browseKeyStore");
        JsonNode noObject = page.ask(
                "{\"module\":\"kz.gov.pki.knca.basics\",\"method\":\"sign\",\"args\":{\"format\":\"cms\",\"data\":\"\",\"signingParams\":1,\"signerParams\":{}}}");
        assertThat(noObject.path("code").asString()).isEqualTo("INVOCATION_ERROR");
        assertThat(noObject.path("details").asString())
                .isEqualTo("org.json.JSONException: JSONObject[\"signingParams\"] is not a JSONObject.");
        JsonNode misspelt = page.ask("{\"module\":\"kz.gov.pki.knca.basics\",\"method\":\"sing\"}");
        assertThat(misspelt.path("code").asString()).isEqualTo("GENERAL_ERROR");
        assertThat(page.ask(commonUtils("getKeyInfo", "1")).path("message").asString())
                .isEqualTo("java.lang.IllegalArgumentException: argument type mismatch. Method: getKeyInfo");
        assertThat(page.ask("no JSON").path("errorCode").asString()).isEqualTo("MODULE_NOT_FOUND");
    }

    @Test
    void mishapsHappenOnceEach() throws Exception {
        page.greeting();
        standIn.next(Mishap.ERROR);
        standIn.next(Mishap.OTHER_CONTENT);
        standIn.next(Mishap.CORRUPT);
        standIn.next(Mishap.ARRAY);
        assertThat(page.ask(sign("", "\"chain\":[]")).path("code").asString()).isEqualTo("INVOCATION_ERROR");
        assertThat(verdict(page.ask(sign("", "\"chain\":[]"))
                        .path("body")
                        .path("result")
                        .asString()))
                .isEqualTo(new SignatureVerdict.Invalid(Reason.CONTENT_DIFFERS));
        assertThat(verdict(page.ask(sign("", "\"chain\":[]"))
                        .path("body")
                        .path("result")
                        .asString()))
                .isEqualTo(new SignatureVerdict.Invalid(Reason.SIGNATURE_WRONG));
        assertThat(page.ask(sign("", "\"chain\":[]"))
                        .path("body")
                        .path("result")
                        .isArray())
                .isTrue();
        standIn.next(Mishap.CLOSE);
        page.send(sign("", "\"chain\":[]"));
        assertThat(page.closed()).isTrue();
    }

    @Test
    void aMissingModuleIsMissingForOneSigning() throws Exception {
        page.greeting();
        standIn.next(Mishap.NO_BASICS);
        standIn.next(Mishap.NO_TOKEN);
        standIn.next(Mishap.NO_BASICS);
        standIn.next(Mishap.TWO_TOKENS);
        standIn.next(Mishap.NO_MODULES);
        standIn.next(Mishap.NO_TOKEN);
        assertThat(page.ask(sign("", "\"chain\":[]")).toString()).isEqualTo(MODULE_NOT_FOUND);
        assertThat(page.ask(ACTIVE_TOKENS).path("responseObject").toString()).isEqualTo("[]");
        assertThat(page.ask(sign("", "\"chain\":[]")).toString()).isEqualTo(MODULE_NOT_FOUND);
        assertThat(page.ask(ACTIVE_TOKENS).path("responseObject").toString())
                .isEqualTo("[\"AKKaztokenStore\",\"AKKZIDCardStore\"]");
        assertThat(page.ask(sign("", "\"chain\":[]")).toString()).isEqualTo(MODULE_NOT_FOUND);
        assertThat(page.ask(ACTIVE_TOKENS).toString()).isEqualTo(MODULE_NOT_FOUND);
        assertThat(page.ask(sign("", "\"chain\":[]")).toString()).isEqualTo("{\"body\":{},\"status\":true}");
        assertThat(page.ask(sign("", "\"chain\":[]")).path("body").has("result"))
                .isTrue();
    }

    @Test
    void withTlsItShowsACertificateOfThisComputersAddress() throws Exception {
        ThrowAwayCertificate certificate = ThrowAwayCertificate.make(Clock.systemUTC());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("stand-in", certificate.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (HttpClient secured = HttpClient.newBuilder().sslContext(context).build();
                NcaLayerStandIn tls = NcaLayerStandIn.startTls(0, pki.keysDir(), "head", certificate)) {
            for (String host : List.of("127.0.0.1", "localhost")) {
                Page caller = new Page(secured, "wss://" + host + ":" + tls.port() + "/");
                caller.greeting();
                JsonNode answer = caller.ask(sign("", "\"chain\":[]"));
                assertThat(verdict(answer.path("body").path("result").asString()))
                        .isInstanceOf(SignatureVerdict.Valid.class);
                caller.socket.abort();
            }
            assertThatThrownBy(() -> new Page(http, "wss://127.0.0.1:" + tls.port() + "/"))
                    .hasRootCauseInstanceOf(CertPathBuilderException.class);
            assertThatThrownBy(() -> new Page(tls.port())).isInstanceOf(CompletionException.class);
        }
    }

    @Test
    void theHelpNamesEveryMishap() {
        String help = new CommandLine(new NcaLayerCommand()).getUsageMessage();
        assertThat(Mishap.values()).allSatisfy(mishap -> assertThat(help).contains(mishap.title()));
        assertThat(help).contains("--tls");
    }

    @Test
    void theControlPageChoosesTheKey() throws Exception {
        page.greeting();
        try (ControlServer control = ControlServer.start(0, standIn, pki.manifest())) {
            assertThat(request(control, "GET", "/", Map.of()).body())
                    .contains("owner", "/next/two-tokens")
                    .contains("Қойма");
            assertThat(request(control, "POST", "/use/owner", Map.of()).body()).contains("\"key\":\"owner\"");
            assertThat(standIn.current()).isEqualTo("owner");
            assertThat(request(control, "POST", "/use/nobody", Map.of()).statusCode())
                    .isEqualTo(400);
            assertThat(request(control, "POST", "/use/..%2F..%2Fx", Map.of()).statusCode())
                    .isEqualTo(400);
            assertThat(request(control, "POST", "/use/head", Map.of("Origin", "https://evil.example"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(request(control, "POST", "/next/cancel", Map.of()).statusCode())
                    .isEqualTo(200);
            assertThat(page.ask(sign("", "\"chain\":[]")).path("body").isEmpty())
                    .isTrue();
        }
    }

    @Test
    void whenThePortIsTakenThenItSaysSo() {
        assertThatThrownBy(() -> NcaLayerStandIn.start(standIn.port(), pki.keysDir(), "head"))
                .hasMessageContaining("port " + standIn.port());
        assertThatThrownBy(() -> NcaLayerStandIn.start(0, pki.keysDir(), "nobody"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static HttpResponse<String> request(
            ControlServer control, String method, String path, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + control.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static SignatureVerdict verdict(String signature) throws IOException {
        TrustBundle bundle =
                TrustBundle.read(pki.anchorsDir(), pki.intermediatesDir(), pki.crlsDir(), 1, Instant.now());
        return new SignatureVerifier(bundle, EdsPolicy.national())
                .verify(signature.getBytes(StandardCharsets.US_ASCII), CONTENT, Purpose.SIGNING, Instant.now());
    }

    private static String sign(String usages, String signerParams) {
        return """
                {"module":"kz.gov.pki.knca.basics","method":"sign","args":{"allowedStorages":null,"format":"cms","data":"%s",
                 "signingParams":{"decode":"true","encapsulate":true},
                 "signerParams":{"extKeyUsageOids":[%s],%s},"locale":"ru"}}""".formatted(Base64.getEncoder().encodeToString(CONTENT), usages, signerParams);
    }

    private static String commonUtils(String method, String args) {
        return "{\"module\":\"kz.gov.pki.knca.commonUtils\",\"method\":\"%s\",\"args\":[%s]}".formatted(method, args);
    }

    /** A web page at the other end. */
    private static final class Page implements WebSocket.Listener {

        private static final String CLOSED = "closed";
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();
        private final WebSocket socket;

        Page(int port) {
            this(http, "ws://127.0.0.1:" + port + "/");
        }

        Page(HttpClient client, String address) {
            socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create(address), this)
                    .join();
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                received.add(part.toString());
                part.setLength(0);
            }
            return WebSocket.Listener.super.onText(webSocket, data, last);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            received.add(CLOSED);
            return WebSocket.Listener.super.onClose(webSocket, statusCode, reason);
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            received.add(CLOSED);
        }

        void greeting() throws InterruptedException {
            assertThat(text()).isEqualTo("{\"result\":{\"version\":\"1.4\"}}");
        }

        void send(String message) {
            socket.sendText(message, true).join();
        }

        String askText(String message) throws InterruptedException {
            send(message);
            return text();
        }

        JsonNode ask(String message) throws InterruptedException {
            send(message);
            return answer();
        }

        JsonNode answer() throws InterruptedException {
            return JsonMapper.shared().readTree(text());
        }

        /** The client does not always hear of an end without a goodbye; whoever goes on sending does. */
        boolean closed() throws InterruptedException {
            for (int attempt = 0; attempt < 200; attempt++) {
                String text = received.poll(100, TimeUnit.MILLISECONDS);
                if (text != null) {
                    return text.equals(CLOSED);
                }
                try {
                    socket.sendPing(ByteBuffer.allocate(0)).join();
                } catch (CompletionException e) {
                    return true;
                }
            }
            return false;
        }

        private String text() throws InterruptedException {
            String text = received.poll(20, TimeUnit.SECONDS);
            assertThat(text).isNotNull();
            return text == null ? "" : text;
        }
    }
}
