package kz.negiz.acceptance.question;

import static kz.negiz.acceptance.Refusals.problemOf;
import static kz.negiz.acceptance.Refusals.refusalOf;
import static kz.negiz.acceptance.Refusals.refusedUnasked;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import kz.negiz.acceptance.OnRunningPlatform;
import kz.negiz.acceptance.Platform;
import kz.negiz.acceptance.Question;
import kz.negiz.acceptance.Scenario;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.ApiRefused;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@OnRunningPlatform
@DisplayName("A question that the rules refuse reaches no source:")
class RefusedQuestionTest {

    private final Platform platform;
    private final Scenario scenario;
    private final ApiClient head;
    private final ApiClient operative;

    RefusedQuestionTest(Platform platform) {
        this.platform = platform;
        this.scenario = platform.scenario();
        this.head = platform.officer("head");
        this.operative = platform.officer("operative");
    }

    @ParameterizedTest(name = "R41-22: {0}: {1}")
    @CsvSource({
        "closed, inspection-closed",
        "desk, inspection-not-in-the-field",
        "otherBody, inspection-of-another-body",
        "invented, inspection-unknown"
    })
    void inspections(String name, String problem) {
        refused(
                problem,
                head,
                Question.underInspection(scenario.inspection(name), company("t1"), "VEHICLES"),
                "R41-20",
                "R41-22");
    }

    @Test
    @DisplayName("R41-22: about a taxpayer whom the inspection does not concern")
    void anotherTaxpayer() {
        refused(
                "inspection-of-another-subject",
                head,
                Question.underInspection(openInspection(), company("t2"), "VEHICLES"),
                "R41-20",
                "R41-22");
    }

    @Test
    @DisplayName("R41-22: the register of inspections does not answer")
    void registerDown() {
        for (String fault : List.of("DOWN", "MALFORMED", "EMPTY", "WRONG_SUBJECT")) {
            platform.sources().heal();
            platform.sources().fault("registers/inspections", fault);
            refused(
                    "inspection-register-silent",
                    head,
                    Question.underInspection(openInspection(), company("t1"), "VEHICLES"),
                    "R41-20",
                    "R41-22");
        }
    }

    @Test
    @DisplayName("R41-2d: a service outside annex 2")
    void outsideProfile() {
        refused(
                "service-outside-profile",
                head,
                Question.underInspection(openInspection(), company("t1"), "TAX_DEBT"),
                "R41-2d");
    }

    @ParameterizedTest(name = "{2}: {0}: {1}")
    @CsvSource({
        "closed, case-closed, R150-A11b",
        "somebodyElses, case-of-another-officer, R150-A11b",
        "invented, case-unknown, R150-19"
    })
    void cases(String name, String problem, String rule) {
        refused(
                problem,
                operative,
                Question.underCase(scenario.criminalCase(name), scenario.suspect(), "VEHICLES"),
                rule);
    }

    @Test
    @DisplayName("R150-9: a service of the revenue committee under an article that is not listed")
    void articleNotListed() {
        refused(
                "article-not-listed",
                operative,
                Question.underCase(scenario.criminalCase("otherArticle"), company("t1"), "COUNTERPARTIES"),
                "R150-9");
    }

    @Test
    @DisplayName("R41-21: an altered document")
    void altered() {
        byte[] document = Question.underInspection(openInspection(), company("t1"), "VEHICLES")
                .draft(head);
        byte[] signature = head.key().sign(document);
        byte[] altered = new String(document, StandardCharsets.UTF_8)
                .replace(
                        company("t1").get("number").asString(),
                        company("t2").get("number").asString())
                .getBytes(StandardCharsets.UTF_8);

        long before = platform.sources().servicesAsked();
        ApiRefused refused = refusalOf(() -> Question.send(head, altered, signature));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(platform.sources().servicesAsked()).isEqualTo(before);
    }

    @Test
    @DisplayName("R41-21: a document handed in a second time")
    void replayed() {
        byte[] document = Question.underInspection(openInspection(), company("t1"), "VEHICLES")
                .draft(head);
        byte[] signature = head.key().sign(document);
        Question.send(head, document, signature);

        long before = platform.sources().servicesAsked();
        ApiRefused refused = refusalOf(() -> Question.send(head, document, signature));

        assertThat(problemOf(refused)).isEqualTo("question-used-before");
        assertThat(platform.sources().servicesAsked()).isEqualTo(before);
    }

    @Test
    @DisplayName("signed by somebody else than the one who is logged in")
    void anothersSignature() {
        byte[] document = Question.underInspection(openInspection(), company("t1"), "VEHICLES")
                .draft(head);
        byte[] signature = platform.officer("other-head").key().sign(document);

        ApiRefused refused = refusalOf(() -> Question.send(head, document, signature));

        assertThat(problemOf(refused)).isEqualTo("signer-is-another");
    }

    @Test
    @DisplayName("signed with a key that may only log in")
    void signedWithTheLoginKey() {
        byte[] document = Question.underInspection(openInspection(), company("t1"), "VEHICLES")
                .draft(head);
        byte[] signature = platform.key("head-auth").sign(document);

        ApiRefused refused = refusalOf(() -> Question.send(head, document, signature));

        assertThat(problemOf(refused)).isEqualTo("signature-refused");
    }

    private void refused(String problem, ApiClient asker, Question question, String... rules) {
        ApiRefused refused = refusedUnasked(platform, problem, List.of(rules), () -> question.ask(asker));

        assertThat(refused.problem().at("/receipt/promise").asString())
                .as("a refusal is on record and has a receipt")
                .isNotEmpty();
    }

    private String openInspection() {
        return scenario.inspection("open");
    }

    private JsonNode company(String taxpayer) {
        return scenario.company(taxpayer);
    }
}
