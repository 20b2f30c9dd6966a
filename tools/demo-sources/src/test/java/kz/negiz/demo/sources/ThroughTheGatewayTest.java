package kz.negiz.demo.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.negiz.demo.pki.Branch;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.demo.pki.SyntheticNumbers;
import kz.negiz.eds.EdsPolicy;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.SoapSigner;
import kz.negiz.eds.TrustBundle;
import kz.negiz.eds.XmlVerdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("The sources behind the stand-in of the gateway")
class ThroughTheGatewayTest {

    private static final String CHANNEL = "/bip-sync-wss-gost/";

    @TempDir
    static Path folder;

    private static DemoPki pki;
    private static RunningSources sources;
    private static SoapSigner platform;

    @BeforeAll
    static void start() throws IOException {
        pki = DemoPki.openOrCreate(folder, Clock.systemUTC(), Branch.ECDSA);
        platform = SoapSigner.fromPkcs12(pki.key("platform").file(), DemoPki.PASSWORD.toCharArray());
        sources = RunningSources.start(
                "--demo.shep.pki=" + folder,
                "--demo.shep.key-password=" + DemoPki.PASSWORD,
                "--demo.shep.sender-id=NEGIZ",
                "--demo.shep.password=of-the-test",
                "--demo.shep.signed=TAXPAYERS,LAND_PLOTS");
    }

    @AfterAll
    static void stop() {
        sources.close();
    }

    private static String message(String service, String number, String password) {
        return envelope(
                service,
                password,
                "<question><requestId>r1</requestId><subject><kind>BIN</kind><value>" + number
                        + "</value></subject></question>");
    }

    private static String envelope(String service, String password, String data) {
        return "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body><t:SendMessage"
                + " xmlns:t=\"http://bip.bee.kz/SyncChannel/v10/Types\"><request><requestInfo><messageId>m1</messageId>"
                + "<serviceId>" + service + "</serviceId><messageDate>" + Instant.now() + "</messageDate><sender>"
                + "<senderId>NEGIZ</senderId><password>" + password + "</password></sender></requestInfo><requestData>"
                + "<data>" + data + "</data></requestData></request></t:SendMessage></S:Body></S:Envelope>";
    }

    private static String signed(String message) {
        return new String(platform.sign(message.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    /** The content of a genuine answer. */
    private static String genuine(HttpResponse<String> response) throws IOException {
        TrustBundle bundle =
                TrustBundle.read(pki.anchorsDir(), pki.intermediatesDir(), pki.crlsDir(), 1, Instant.now());
        XmlVerdict verdict = new SignatureVerifier(bundle, EdsPolicy.national())
                .verifySoap(response.body().getBytes(StandardCharsets.UTF_8), Purpose.SIGNING, Instant.now());
        assertThat(verdict).isInstanceOf(XmlVerdict.Valid.class);
        XmlVerdict.Valid valid = (XmlVerdict.Valid) verdict;
        assertThat(valid.signer().bin()).isEqualTo(pki.key("shep-gateway").bin());
        return new String(valid.signedContent(), StandardCharsets.UTF_8)
                .replace("&lt;", "<")
                .replace("&gt;", ">");
    }

    private static String value(String xml, String name) {
        Matcher found = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(xml);
        return found.find() ? found.group(1) : "";
    }

    @Test
    @DisplayName("answer a signed question with the same facts as over REST, and sign the answer")
    void sameFacts() throws IOException {
        String bin = SyntheticNumbers.bin("through the gateway");
        for (String service : new String[] {"LEGAL_ENTITIES_REGISTER", "VEHICLES", "TAX_DEBT"}) {
            String answer = genuine(sources.send("POST", CHANNEL, signed(message(service, bin, "of-the-test"))));
            JsonNode rest = sources.data(service, "BIN", bin);

            assertThat(value(answer, "code")).as(answer).isEqualTo(rest.isEmpty() ? "SCSE001" : "SCSS001");
            assertThat(answer).contains("<value>" + bin + "</value>");
            rest.properties().stream()
                    .filter(field ->
                            field.getValue().isString() || field.getValue().isNumber())
                    .forEach(field -> assertThat(answer)
                            .contains("<" + field.getKey() + ">"
                                    + field.getValue().asString() + "</" + field.getKey() + ">"));
        }
    }

    @Test
    @DisplayName("sign their answers themselves where they are told to, also when they have no record")
    void signedByOwners() throws IOException {
        SignatureVerifier verifier = new SignatureVerifier(
                TrustBundle.read(pki.anchorsDir(), pki.intermediatesDir(), pki.crlsDir(), 1, Instant.now()),
                EdsPolicy.national());
        for (String number : new String[] {SyntheticNumbers.bin("through the gateway"), SyntheticNumbers.bin("1")}) {
            for (String service : new String[] {"TAXPAYERS", "LAND_PLOTS"}) {
                String answer = genuine(sources.send("POST", CHANNEL, signed(message(service, number, "of-the-test"))));

                String document = answer.substring(answer.indexOf("<answer"), answer.indexOf("</answer>") + 9);
                assertThat(verifier.verifyXml(
                                document.getBytes(StandardCharsets.UTF_8),
                                Optional.empty(),
                                Purpose.SIGNING,
                                Instant.now()))
                        .as(answer)
                        .isInstanceOfSatisfying(
                                XmlVerdict.Valid.class,
                                valid -> assertThat(valid.signer().bin())
                                        .isEqualTo(pki.key("source-owner").bin()));
            }
        }
    }

    @Test
    @DisplayName("refuse a question that is not signed, altered, or sent with another password")
    void refusals() {
        String bin = SyntheticNumbers.bin("through the gateway");
        String plain = message("VEHICLES", bin, "of-the-test");

        assertThat(value(sources.send("POST", CHANNEL, plain).body(), "errorCode"))
                .isEqualTo("SCE007");
        assertThat(value(
                        sources.send("POST", CHANNEL, signed(plain).replace("r1", "r2"))
                                .body(),
                        "errorCode"))
                .isEqualTo("SCE006");
        assertThat(value(
                        sources.send("POST", CHANNEL, signed(message("VEHICLES", bin, "guessed")))
                                .body(),
                        "errorCode"))
                .isEqualTo("SCE001");
    }

    @Test
    @DisplayName("carry an encumbrance out once, and tell later what became of it, as over REST")
    void encumbrance() throws IOException {
        String bin = SyntheticNumbers.bin("through the gateway");
        String id = "00000000-0000-7000-8000-000000000001";
        String action = "<question><requestId>" + id + "</requestId><subject><kind>BIN</kind><value>" + bin
                + "</value></subject><action><kind>IMPOSE</kind><groundNumber>17/2026</groundNumber><notAfter>"
                + Instant.now().plusSeconds(600) + "</notAfter></action></question>";

        String done =
                genuine(sources.send("POST", CHANNEL, signed(envelope("LEGAL_ENTITY_BAN", "of-the-test", action))));
        String told = genuine(sources.send("POST", CHANNEL, signed(inquiry(id))));
        String unheard = genuine(sources.send("POST", CHANNEL, signed(inquiry("another"))));

        assertThat(value(done, "requestId")).isEqualTo(id);
        assertThat(done).contains("<groundNumber>17/2026</groundNumber>");
        assertThat(value(done, "state")).as(done).isNotEmpty();
        assertThat(value(told, "state")).isEqualTo(value(done, "state"));
        assertThat(value(told, "registrationNumber")).isEqualTo(value(done, "registrationNumber"));
        assertThat(unheard).contains("<knownSince>").doesNotContain("<outcome>");
        assertThat(sources.send("GET", "/services/LEGAL_ENTITY_BAN/actions/" + id, "")
                        .body())
                .contains(value(done, "state"));
    }

    private static String inquiry(String id) {
        return envelope(
                "LEGAL_ENTITY_BAN",
                "of-the-test",
                "<inquiry><requestId>" + id + "</requestId><service>LEGAL_ENTITY_BAN</service></inquiry>");
    }

    @Test
    @DisplayName("can be made to fail as the gateway and the owners do")
    void faults() throws IOException {
        String bin = SyntheticNumbers.bin("through the gateway");
        String question = signed(message("VEHICLES", bin, "of-the-test"));
        sources.send("PUT", "/shep/faults/VEHICLES", "{\"fault\":\"OWNER_EXCEPTION\"}");
        assertThat(value(genuine(sources.send("POST", CHANNEL, question)), "code"))
                .isEqualTo("SCSE003");

        sources.send("DELETE", "/shep/faults", "");
        sources.send("POST", "/faults", "{\"target\":\"services/VEHICLES\",\"fault\":\"DOWN\",\"count\":1}");
        assertThat(sources.send("POST", CHANNEL, question).statusCode()).isEqualTo(503);
        assertThat(value(genuine(sources.send("POST", CHANNEL, question)), "code"))
                .isEqualTo("SCSS001");
    }
}
