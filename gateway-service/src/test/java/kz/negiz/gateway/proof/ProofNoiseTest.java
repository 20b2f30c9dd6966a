package kz.negiz.gateway.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import kz.negiz.gateway.GatewayProblem;
import kz.negiz.gateway.InformationSystem;
import kz.negiz.gateway.RunningGateway;
import kz.negiz.kit.problem.ProblemException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@DisplayName("Proofs that chance has made")
class ProofNoiseTest extends RunningGateway {

    private static final int ROUNDS = 2_000;
    private static final List<String> PIECES = List.of(
            "null",
            "true",
            "-1",
            "1e999",
            "\"\"",
            "[]",
            "{}",
            "[[[[",
            "\\u0000",
            "\"kty\":\"RSA\"",
            "\"crv\":\"P-521\"",
            "\"x\":\"\"",
            "\"y\":null",
            "\"alg\":null",
            "\"jwk\":[]",
            "\"d\":\"AA\"",
            "9999999999999999999",
            ",",
            ":",
            "\"");

    @Autowired
    private Proofs proofs;

    @Test
    @DisplayName("are refused, each with a reason, and never break anything")
    void noise() {
        Random random = new Random(7);
        InformationSystem system = new InformationSystem(port, signer("system"), CLOCK);
        system.challenge();
        String good = system.proof("GET", "/api/session").sign();
        assertThat(reason(good)).isEmpty();
        String[] parts = good.split("\\.", -1);
        List<String> wrong = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            String[] bent = parts.clone();
            int part = random.nextInt(3);
            bent[part] =
                    part == 2 || random.nextInt(4) == 0 ? bentText(bent[part], random) : bentJson(bent[part], random);
            String proof = String.join(".", bent);
            if (!proof.equals(good) && reason(proof).isEmpty()) {
                wrong.add(proof);
            }
        }
        // The last letter of a signature has bits that mean nothing; everything else is signed.
        assertThat(wrong).allMatch(proof -> proof.startsWith(parts[0] + "." + parts[1] + "."));
    }

    /** The reason of a refusal; anything but a refusal fails the test. */
    private Optional<Object> reason(String proof) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/session");
        request.addHeader("DPoP", proof);
        try {
            proofs.of(request, new MockHttpServletResponse(), Optional.empty());
            return Optional.empty();
        } catch (ProblemException refusal) {
            assertThat(refusal.problem()).isEqualTo(GatewayProblem.PROOF_REFUSED);
            return Optional.ofNullable(refusal.particulars().get("reason"));
        }
    }

    private static String bentText(String text, Random random) {
        StringBuilder bent = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(bent.length());
            switch (random.nextInt(3)) {
                case 0 -> bent.setCharAt(at, (char) (33 + random.nextInt(94)));
                case 1 -> bent.deleteCharAt(at);
                default -> bent.insert(at, (char) (33 + random.nextInt(94)));
            }
        }
        return bent.toString();
    }

    private static String bentJson(String part, Random random) {
        StringBuilder json = new StringBuilder(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
        for (int i = random.nextInt(3); i >= 0; i--) {
            int from = random.nextInt(json.length());
            int to = Math.min(json.length(), from + random.nextInt(12));
            json.replace(from, to, PIECES.get(random.nextInt(PIECES.size())));
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
