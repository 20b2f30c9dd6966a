package kz.negiz.cli.eds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import kz.negiz.cli.Negiz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The public suites as anybody would run them: through the command line, from files and folders, in batches. */
class PublicSuitesTest {

    private static final Path SUITES = Path.of("../../libs/eds/src/test/resources/suites");

    @TempDir
    private Path folder;

    @Test
    void everyPathOfPkitsGetsItsVerdictThroughABatch() throws Exception {
        try (ZipFile zip = new ZipFile(SUITES.resolve("pkits.zip").toFile())) {
            for (ZipEntry each : zip.stream().map(ZipEntry.class::cast).toList()) {
                Path file = folder.resolve(each.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, zip.getInputStream(each).readAllBytes());
            }
        }
        Map<String, String> expected = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (String row :
                Files.readAllLines(SUITES.resolve("pkits.csv")).stream().skip(1).toList()) {
            String[] cells = row.split(",", -1);
            expected.put(cells[0], cells[4] + " " + cells[5]);
            lines.add(pkitsLine(cells).toString());
        }
        Path batch = Files.write(folder.resolve("pkits.jsonl"), lines);
        List<JsonNode> answers = run("eds", "validate", "--batch", batch.toString());
        assertThat(answers).hasSize(expected.size());
        for (JsonNode each : answers) {
            assertThat(each.path("verdict").asString() + " "
                            + each.path("reason").asString())
                    .as(each.path("id").asString())
                    .isEqualTo(expected.get(each.path("id").asString()));
        }
    }

    /** Paths are relative to the folder of the batch. */
    private static ObjectNode pkitsLine(String[] cells) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("id", cells[0]);
        line.put("file", "certs/" + cells[1] + ".crt");
        line.putArray("anchors").add("certs/TrustAnchorRootCertificate.crt");
        line.putArray("intermediates").add("certs");
        line.putArray("crls").add("crls");
        line.put("at", "2026-11-22T09:00:00Z");
        var policies = line.putArray("policies");
        Stream.of(cells[2].split(" ")).filter(each -> !each.isEmpty()).forEach(policies::add);
        line.put("explicitPolicy", cells[3].contains("E"));
        line.put("inhibitAnyPolicy", cells[3].contains("A"));
        line.put("inhibitPolicyMapping", cells[3].contains("M"));
        return line;
    }

    @Test
    void signaturesOfWycheproofGetTheirVerdictsThroughABatch() throws Exception {
        List<String> lines = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        try (ZipFile zip = new ZipFile(SUITES.resolve("wycheproof.zip").toFile())) {
            for (String name : List.of("ecdsa_secp256r1_sha256", "rsa_signature_2048_sha256", "ed448")) {
                JsonNode suite = JsonMapper.shared()
                        .readTree(zip.getInputStream(zip.getEntry(name + "_test.json"))
                                .readAllBytes());
                for (JsonNode group : suite.path("testGroups")) {
                    for (JsonNode each : group.path("tests")) {
                        ObjectNode line = JsonNodeFactory.instance.objectNode();
                        line.put("id", name + each.path("tcId"));
                        line.set("publicKey", group.path("keyDer"));
                        line.set("algorithm", suite.path("algorithm"));
                        if (group.has("sha")) {
                            line.set("hash", group.path("sha"));
                        }
                        line.set("message", each.path("msg"));
                        line.set("signature", each.path("sig"));
                        line.put("encoding", "hex");
                        lines.add(line.toString());
                        expected.add(verdict(each));
                    }
                }
            }
        }
        Path batch = Files.write(folder.resolve("wycheproof.jsonl"), lines);
        assertThat(run("eds", "verify", "--raw", "--batch", batch.toString()))
                .extracting(each -> each.path("verdict").asString())
                .isEqualTo(expected);
    }

    /** What the suite leaves open: another encoding is invalid, a small exponent by itself is not. */
    private static String verdict(JsonNode test) {
        String result = test.path("result").asString();
        if (!result.equals("acceptable")) {
            return result;
        }
        return test.path("flags").toString().contains("Missing") ? "invalid" : "valid";
    }

    private static List<JsonNode> run(String... arguments) {
        CommandLine line = Negiz.commandLine();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        assertThat(line.execute(arguments)).isZero();
        assertThat(err.toString()).isEmpty();
        return out.toString()
                .lines()
                .map(each -> JsonMapper.shared().readTree(each))
                .toList();
    }
}
