package kz.negiz.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Services of annex 8 open only under a listed article that the register confirms (R150-9)")
class ListedArticlesTest {

    private final Rules rules = new Rules(LawFiles.edition());

    @Test
    @DisplayName("each of the 75 entries opens the service")
    void everyListedArticleOpens() {
        LawFiles.read("articles").forEach(row -> {
            Article article = new Article(String.valueOf(row.get("article")), String.valueOf(row.get("part")));
            assertThat(decide("COVERT_INVESTIGATION", article))
                    .as(article.toString())
                    .isEqualTo(new Decision.Permit(new Level.ListedArticle(article), Decision.Footing.VERIFIED));
        });
    }

    @ParameterizedTest(name = "article {0} part {1}")
    @CsvSource({
        "215,''", "215,1", "240,''", "240,1", "213,1", "250,1", "99,2", "217,4", "217,''", "214,3", "21,''", "2,17"
    })
    @DisplayName("an article or part that is not listed opens nothing")
    void othersDoNot(String article, String part) {
        assertThat(decide("COVERT_INVESTIGATION", new Article(article, part)))
                .isEqualTo(new Decision.Refuse("R150-9", Reason.ARTICLE_NOT_LISTED));
    }

    @Test
    @DisplayName("an entry without a part covers every part of its article")
    void wholeArticleCoversItsParts() {
        assertThat(decide("COVERT_INVESTIGATION", new Article("244", "1")))
                .isEqualTo(new Decision.Permit(
                        new Level.ListedArticle(new Article("244", "1")), Decision.Footing.VERIFIED));
    }

    @Test
    @DisplayName("one listed article among others is enough, and no article at all is not")
    void oneIsEnough() {
        assertThat(decide("COVERT_INVESTIGATION", new Article("188", "1"), new Article("216", "3")))
                .isEqualTo(new Decision.Permit(
                        new Level.ListedArticle(new Article("216", "3")), Decision.Footing.VERIFIED));
        assertThat(decide("COVERT_INVESTIGATION")).isEqualTo(new Decision.Refuse("R150-9", Reason.ARTICLE_NOT_LISTED));
    }

    @ParameterizedTest(name = "under {0}")
    @ValueSource(strings = {"OPERATIONAL_SEARCH", "PROSECUTION_OTHER_TASKS"})
    @DisplayName(
            "where the basis is no criminal case, one has to be named, and its register has to confirm the article")
    void otherProfilesNameACase(String profile) {
        Asker asker = TestAsks.ASKERS.getOrDefault(profile, TestAsks.officer("", ""));
        Basis without = profile.equals("OPERATIONAL_SEARCH")
                ? new Basis.OptionalText("Article 217(2)", Optional.empty())
                : new Basis.Chosen("ORDER_OF_THE_HEAD", "Article 217(2)", Optional.empty());
        Ask ask = TestAsks.ask(profile, without, "VAT_PAYERS", "VEHICLES");

        assertThat(rules.lookup(asker, ask)).isEqualTo(new Lookup.Nothing());
        var decisions = rules.decide(asker, ask, new RegisterAnswer.NotAsked());
        assertThat(decisions).containsEntry("VAT_PAYERS", new Decision.Refuse("R150-9", Reason.CASE_NOT_NAMED));
        assertThat(decisions)
                .containsEntry("VEHICLES", new Decision.Permit(new Level.Full(), Decision.Footing.DECLARED));
        assertThat(decide(profile, new Article("217", "2")))
                .isEqualTo(new Decision.Permit(
                        new Level.ListedArticle(new Article("217", "2")), Decision.Footing.DECLARED));
        assertThat(decide(profile, new Article("240", "1")))
                .isEqualTo(new Decision.Refuse("R150-9", Reason.ARTICLE_NOT_LISTED));
    }

    private Decision decide(String profile, Article... articles) {
        BasisKind kind = rules.edition().profile(profile).orElseThrow().basisKind();
        Ask ask = TestAsks.ask(profile, TestAsks.basis(kind), "VAT_PAYERS");
        Decision decision = rules.decide(
                        TestAsks.ASKERS.getOrDefault(profile, TestAsks.officer("", "")),
                        ask,
                        TestAsks.criminalCase(articles))
                .get("VAT_PAYERS");
        if (decision == null) {
            throw new AssertionError("no decision");
        }
        return decision;
    }
}
