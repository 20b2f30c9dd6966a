package kz.negiz.cli.eds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import kz.negiz.cli.Negiz;
import kz.negiz.demo.pki.KeyKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VerifyRawTest {

    private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);
    private static final KeyPair EC = KeyKind.EC_P256.generate();
    private static final KeyPair RSA = KeyKind.RSA_2048.generate();
    private static final KeyPair GOST = KeyKind.GOST_512.generate();

    @TempDir
    private Path folder;

    private record Run(int exit, String out, String err) {}

    @Test
    void oneSignatureIsVerifiedFromFiles() throws Exception {
        Path key = Files.write(folder.resolve("key.der"), EC.getPublic().getEncoded());
        Path pem = Files.writeString(folder.resolve("key.pem"), pem(EC));
        Path message = Files.write(folder.resolve("message"), MESSAGE);
        Path signature = Files.write(folder.resolve("signature"), sign("SHA256withECDSA", EC));
        for (Path each : List.of(key, pem)) {
            Run run = run("--public-key", each, "--algorithm", "SHA256withECDSA", message, signature);
            assertThat(run.out()).isEqualToIgnoringNewLines("VALID");
            assertThat(run.exit()).isZero();
        }
        Run wrong = run("--public-key", key, "--algorithm", "SHA256withECDSA", "--json", signature, message);
        assertThat(wrong.exit()).isEqualTo(Negiz.REFUSED);
        assertThat(JsonMapper.shared().readTree(wrong.out()).path("reason").asString())
                .isEqualTo("SIGNATURE_WRONG");
        Run unknown = run("--public-key", key, "--algorithm", "MD5withRSA", message, signature);
        assertThat(unknown.exit()).isEqualTo(Negiz.REFUSED);
        assertThat(unknown.out()).startsWith("UNKNOWN ALGORITHM_NOT_ACCEPTED");
    }

    @Test
    void rsaPssTakesItsParametersFromOptions() throws Exception {
        Signature signer = Signature.getInstance("RSASSA-PSS");
        signer.setParameter(new PSSParameterSpec("SHA-384", "MGF1", MGF1ParameterSpec.SHA256, 17, 1));
        Path key = Files.write(folder.resolve("key.der"), RSA.getPublic().getEncoded());
        Path message = Files.write(folder.resolve("message"), MESSAGE);
        Path signature = Files.write(folder.resolve("signature"), sign(signer, RSA));
        Object[] right = {
            "--public-key",
            key,
            "--algorithm",
            "RSASSA-PSS",
            "--pss-hash",
            "SHA-384",
            "--pss-mgf-hash",
            "SHA-256",
            "--pss-salt",
            "17",
            message,
            signature
        };
        assertThat(run(right).exit()).isZero();
        right[9] = "18";
        assertThat(run(right).exit()).isEqualTo(Negiz.REFUSED);
        right[9] = "-1";
        assertThat(run(right).exit()).isEqualTo(Negiz.USAGE);
    }

    @Test
    void aBatchAnswersEachLine() throws Exception {
        byte[] ec = sign("SHA256withECDSA", EC);
        byte[] gost = sign("1.2.398.3.10.1.1.2.3.2", GOST);
        byte[] longer = java.util.Arrays.copyOf(gost, gost.length + 1);
        Path batch = Files.write(
                folder.resolve("cases.jsonl"),
                List.of(
                        line(1, hex(EC.getPublic().getEncoded()), "SHA256withECDSA", hex(MESSAGE), hex(ec)),
                        line(2, base64(EC.getPublic().getEncoded()), "SHA256withECDSA", base64(MESSAGE), base64(ec)),
                        line(3, pem(EC), "1.2.840.10045.4.3.2", hex(MESSAGE), hex(ec)),
                        line(4, hex(GOST.getPublic().getEncoded()), "1.2.398.3.10.1.1.2.3.2", hex(MESSAGE), hex(gost)),
                        line(5, hex(GOST.getPublic().getEncoded()), "ECGOST3410-2015-512", hex(MESSAGE), hex(longer)),
                        "",
                        line(6, hex(EC.getPublic().getEncoded()), "SHA256withRSA", hex(MESSAGE), hex(ec)),
                        line(7, hex(EC.getPublic().getEncoded()), "SHA256withECDSA", "", ""),
                        line(8, "", "SHA256withECDSA", hex(MESSAGE), hex(ec)),
                        line(9, hex(EC.getPublic().getEncoded()), "Rainbow", hex(MESSAGE), hex(ec)),
                        line(10, "not a key", "SHA256withECDSA", hex(MESSAGE), hex(ec)),
                        "{nonsense",
                        "[1]",
                        "{\"id\":13}"));
        Run run = run("--batch", batch);
        assertThat(run.exit()).isEqualTo(Negiz.USAGE);
        assertThat(run.out().lines().map(VerifyRawTest::summary))
                .containsExactly(
                        "1 valid ",
                        "2 valid ",
                        "3 valid ",
                        "4 valid ",
                        "5 invalid SIGNATURE_WRONG",
                        "6 invalid KEY_NOT_ACCEPTED",
                        "7 invalid SIGNATURE_WRONG",
                        "8 invalid KEY_NOT_ACCEPTED",
                        "9 unknown ALGORITHM_NOT_ACCEPTED",
                        "10 unknown LINE_NOT_UNDERSTOOD",
                        " unknown LINE_NOT_UNDERSTOOD",
                        " unknown LINE_NOT_UNDERSTOOD",
                        "13 unknown LINE_NOT_UNDERSTOOD");
        Files.writeString(batch, line(1, pem(EC), "SHA256withECDSA", hex(MESSAGE), hex(MESSAGE)));
        assertThat(run("--batch", batch).exit()).isZero();
    }

    @Test
    void wrongUsageIsToldApart() {
        assertThat(run().exit()).isEqualTo(Negiz.USAGE);
        assertThat(run("--public-key", folder, "--algorithm", "Ed25519").exit()).isEqualTo(Negiz.USAGE);
        assertThat(run("--batch", folder.resolve("missing")).exit()).isEqualTo(Negiz.USAGE);
        assertThat(execute("eds", "verify", "--algorithm", "Ed25519", "x").exit())
                .isEqualTo(Negiz.USAGE);
    }

    private static String summary(String line) {
        JsonNode node = JsonMapper.shared().readTree(line);
        return node.path("id").asString("") + " " + node.path("verdict").asString() + " "
                + node.path("reason").asString();
    }

    private static String line(int id, String key, String algorithm, String message, String signature) {
        return JsonMapper.shared()
                .writeValueAsString(JsonMapper.shared()
                        .createObjectNode()
                        .put("id", id)
                        .put("publicKey", key)
                        .put("algorithm", algorithm)
                        .put("message", message)
                        .put("signature", signature));
    }

    private static byte[] sign(String name, KeyPair pair) throws Exception {
        return sign(Signature.getInstance(name), pair);
    }

    private static byte[] sign(Signature signature, KeyPair pair) throws Exception {
        signature.initSign(pair.getPrivate());
        signature.update(MESSAGE);
        return signature.sign();
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Run run(Object... args) {
        return execute(Stream.concat(Stream.of("eds", "verify", "--raw"), Stream.of(args))
                .map(Object::toString)
                .toArray(String[]::new));
    }

    private static Run execute(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Negiz.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        int exit = line.execute(args);
        return new Run(exit, out.toString(), err.toString());
    }
}
