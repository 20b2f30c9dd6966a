package kz.negiz.eds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kz.negiz.eds.BareAlgorithm.PssParameters;
import kz.negiz.eds.CertificateExamination.Finding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The vectors of Project Wycheproof for all kinds of signatures that are verified here. */
class WycheproofTest {

    private static final Map<String, byte[]> FILES = SuiteFiles.of("wycheproof.zip");

    /**
     * The suite leaves it to the library whether these are taken. A value in another encoding than its one is not; a sound
     * value of an old hash or a short key is, since a bare value lets nobody in.
     */
    private static final Set<String> OTHER_ENCODINGS =
            Set.of("BER", "MissingZero", "MissingNull", "NoLeadingZero", "SigSize", "GroupIsomorphism");

    static Stream<String> files() {
        return FILES.keySet().stream().filter(name -> name.endsWith(".json"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everySignatureOfTheSuiteGetsTheVerdictThatItStates(String file) {
        JsonNode suite = JsonMapper.shared().readTree(Objects.requireNonNull(FILES.get(file)));
        List<String> wrong = new ArrayList<>();
        int count = 0;
        for (JsonNode group : suite.path("testGroups")) {
            byte[] key = HexFormat.of().parseHex(group.path("keyDer").asString());
            BareAlgorithm algorithm = algorithm(suite, group);
            for (JsonNode each : group.path("tests")) {
                count++;
                Finding found = BareSignature.verify(
                        key,
                        algorithm,
                        HexFormat.of().parseHex(each.path("msg").asString()),
                        HexFormat.of().parseHex(each.path("sig").asString()));
                if (found instanceof Finding.Valid != isExpected(each)) {
                    wrong.add(each + " was " + found);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(count).isEqualTo(suite.path("numberOfTests").asInt());
    }

    private static boolean isExpected(JsonNode test) {
        return switch (test.path("result").asString()) {
            case "valid" -> true;
            case "invalid" -> false;
            default ->
                Stream.of(test.path("flags"))
                        .flatMap(flags -> flags.valueStream())
                        .map(JsonNode::asString)
                        .noneMatch(OTHER_ENCODINGS::contains);
        };
    }

    private static BareAlgorithm algorithm(JsonNode suite, JsonNode group) {
        String name = suite.path("algorithm").asString();
        boolean plain = group.path("type").asString().contains("P1363");
        Optional<String> salt = text(group, "sLen");
        return BareAlgorithm.named(
                        plain ? name + "inP1363Format" : name,
                        new PssParameters(text(group, "sha"), text(group, "mgfSha"), salt.map(Integer::valueOf)))
                .orElseThrow();
    }

    private static Optional<String> text(JsonNode node, String name) {
        return node.path(name).isMissingNode()
                ? Optional.empty()
                : Optional.of(node.path(name).asString());
    }
}
