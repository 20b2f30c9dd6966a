package kz.negiz.eds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import kz.negiz.demo.pki.DemoPkiServer;
import kz.negiz.demo.pki.IssuedKey;
import kz.negiz.demo.pki.TimeStampAuthority;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo PKI over HTTP, held to the rules of this library. */
class DemoPkiServerTest {

    private static final byte[] STAMPED = "stamped".getBytes(StandardCharsets.UTF_8);

    private static HttpClient http;
    private static DemoPkiServer server;

    @BeforeAll
    static void start() {
        server = DemoPkiServer.start(Lab.PKI, 0);
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"head, true", "head-gost, true", "revoked, false", "revoked-gost, false"})
    void theResponderSaysGoodOrRevokedInBothBranches(String name, boolean good) {
        AtomicReference<byte[]> answer = new AtomicReference<>();
        X509Certificate leaf = Lab.PKI.key(name).certificate();
        Revocation said = Lab.verifier().withOcsp(asking(answer)).revocation(leaf, Lab.NOW);
        assertThat(said).isInstanceOf(good ? Revocation.Good.class : Revocation.Revoked.class);
        if (said instanceof Revocation.Good known) {
            assertThat(known.ocspAnswers()).containsExactly(answer.get());
        }
    }

    @Test
    void whatWasNeverIssuedIsUnknownAndWhatTheListsSayComesFromOneRecord() {
        IssuedKey known = Lab.leaf(spec -> spec);
        IssuedKey unknown = Lab.PKI.issuing().issue(Lab.person(spec -> spec));
        assertThat(asked(known.certificate())).isInstanceOf(Revocation.Good.class);
        assertThat(asked(unknown.certificate())).isEqualTo(new Revocation.Unknown(Reason.OCSP_STATUS_UNKNOWN));

        Lab.PKI.revoke(known.certificate(), CRLReason.certificateHold);
        assertThat(asked(known.certificate())).isEqualTo(new Revocation.Revoked(Lab.NOW, "CERTIFICATE_HOLD"));
        assertThat(Lab.verifier().revocation(known.certificate(), Lab.NOW))
                .as("by the delta list")
                .isEqualTo(new Revocation.Revoked(Lab.NOW, "CERTIFICATE_HOLD"));
        Lab.PKI.refreshCrls();
        assertThat(Lab.verifier().revocation(known.certificate(), Lab.NOW)).isInstanceOf(Revocation.Revoked.class);
        assertThat(Lab.PKI.release(known.certificate())).isTrue();
        assertThat(asked(known.certificate())).isInstanceOf(Revocation.Good.class);
        assertThat(Lab.verifier().revocation(known.certificate(), Lab.NOW))
                .as("lifted by removeFromCRL in the delta")
                .isInstanceOf(Revocation.Good.class);
    }

    @Test
    void theSameAnswerIsHadByGet() throws Exception {
        BigInteger leaf = Lab.PKI.key("revoked").certificate().getSerialNumber();
        byte[] request = OcspAnswer.request(leaf, Lab.PKI.issuing().certificate(), new byte[32]);
        String encoded = URLEncoder.encode(Base64.getEncoder().encodeToString(request), StandardCharsets.US_ASCII);
        HttpResponse<byte[]> answer = get("/ocsp/" + encoded);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/ocsp-response");
        Revocation said = OcspAnswer.read(answer.body())
                .of(
                        leaf,
                        Lab.PKI.issuing().certificate(),
                        Optional.of(new byte[32]),
                        new OcspAnswer.Rules(
                                Lab.NOW,
                                EdsPolicy.national().clockSkew(),
                                AcceptedAlgorithm::acceptsAuthority,
                                each -> new Revocation.Good(List.of(), List.of())));
        assertThat(said).isInstanceOf(Revocation.Revoked.class);
    }

    @Test
    void othersAuthoritiesAndNonsenseGetNoAnswerOfSubstance() throws Exception {
        X509Certificate issuing = Lab.PKI.issuing().certificate();
        BigInteger leaf = Lab.PKI.key("head").certificate().getSerialNumber();
        byte[] ofTheRoot =
                OcspAnswer.request(issuing.getSerialNumber(), Lab.PKI.root().certificate(), new byte[32]);
        byte[] ofTheLookAlike = OcspAnswer.request(leaf, Lab.PKI.foreign().certificate(), new byte[32]);
        byte[] longNonce = OcspAnswer.request(leaf, issuing, new byte[200]);
        byte[] good = OcspAnswer.request(leaf, issuing, new byte[32]);
        assertThat(status(ofTheRoot)).isEqualTo(OCSPRespBuilder.UNAUTHORIZED);
        assertThat(status(ofTheLookAlike)).isEqualTo(OCSPRespBuilder.UNAUTHORIZED);
        assertThat(status(longNonce)).isEqualTo(OCSPRespBuilder.MALFORMED_REQUEST);
        assertThat(status(new byte[] {1, 2, 3})).isEqualTo(OCSPRespBuilder.MALFORMED_REQUEST);
        assertThat(status(new byte[0])).isEqualTo(OCSPRespBuilder.MALFORMED_REQUEST);
        assertThat(status(good)).isEqualTo(OCSPRespBuilder.SUCCESSFUL);
        assertThat(new OCSPResp(get("/ocsp/%21%21").body()).getStatus()).isEqualTo(OCSPRespBuilder.MALFORMED_REQUEST);
        assertThat(post("/ocsp", "application/ocsp-request", new byte[20_000]).statusCode())
                .isEqualTo(413);
        assertThat(post("/ocsp", "text/plain", good).statusCode()).isEqualTo(415);
        assertThat(get("/ocsp").statusCode()).isEqualTo(405);
        assertThat(get("/ocspx").statusCode()).isEqualTo(404);
        assertThat(post("/tsa", "application/timestamp-query", new byte[] {1}).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {TimeStampAuthority.POLICY, TimeStampAuthority.GOST_POLICY})
    void timeStampsAreGivenByTheBranchWhosePolicyIsAskedFor(String policy) throws Exception {
        TimeStampRequest request = TimeStampRequest.over(STAMPED, TimeStampRequest.SHA_256, Optional.of(policy));
        HttpResponse<byte[]> answer = post("/tsa", "application/timestamp-query", request.toBytes());
        assertThat(Lab.verifier().verifyTimeStampResponse(request, answer.body(), STAMPED, Lab.NOW))
                .isInstanceOfSatisfying(
                        TimeStampVerdict.Valid.class,
                        valid -> assertThat(valid.timeStamp().policy()).isEqualTo(policy));
    }

    @Test
    void everyListIsGivenOutAndNoOtherFile() throws Exception {
        Set<Path> lists;
        try (Stream<Path> files = Files.list(Lab.PKI.crlsDir())) {
            lists = Set.copyOf(files.toList());
        }
        assertThat(lists).hasSize(6);
        for (Path each : lists) {
            assertThat(get("/crl/" + each.getFileName()).body()).isEqualTo(Files.readAllBytes(each));
        }
        for (String other : List.of("", "none.crl", "../manifest.json", "%2e%2e/manifest.json", "..%2fmanifest.json")) {
            assertThat(get("/crl/" + other).statusCode()).as(other).isEqualTo(404);
        }
    }

    private static Revocation asked(X509Certificate leaf) {
        return Lab.verifier().withOcsp(asking(new AtomicReference<>())).revocation(leaf, Lab.NOW);
    }

    private static OcspResponder asking(AtomicReference<byte[]> kept) {
        return request -> {
            byte[] answer = post("/ocsp", "application/ocsp-request", request).body();
            kept.set(answer);
            return Optional.of(answer);
        };
    }

    private static int status(byte[] request) throws IOException {
        return new OCSPResp(post("/ocsp", "application/ocsp-request", request).body()).getStatus();
    }

    private static HttpResponse<byte[]> post(String path, String type, byte[] body) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    private static HttpResponse<byte[]> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    private static HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
