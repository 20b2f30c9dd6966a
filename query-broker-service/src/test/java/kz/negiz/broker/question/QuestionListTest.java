package kz.negiz.broker.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.broker.CountedStatements;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("A list of questions")
@Import(CountedStatements.class)
class QuestionListTest extends BrokerUnderTest {

    private static final String INSPECTION = "T-2026-0077";
    private static final int PAGE = 20;

    /** The third one is refused beside the others. */
    private static final String[] SERVICES = {"VEHICLES", "LEGAL_ENTITIES_REGISTER", "TAX_DEBT"};

    @Autowired
    private Questions questions;

    @Autowired
    private JdbcClient jdbc;

    private Caller.User head;

    /** The latest first. */
    private List<UUID> ids;

    @BeforeEach
    void ask() {
        head = api.head();
        api.openInspection(INSPECTION);
        ids = IntStream.range(0, PAGE)
                .mapToObj(number -> api.ask(head, "head", BrokerApi.underInspection(INSPECTION, services(number)))
                        .id())
                .toList()
                .reversed();
    }

    /** One, two or all three of them. */
    private static String[] services(int number) {
        return List.of(SERVICES).subList(0, 1 + number % SERVICES.length).toArray(String[]::new);
    }

    @Test
    @DisplayName("of twenty lines costs the database no more than one of two, whosever they are")
    void costsNoMore() {
        ids.forEach(this::cameLate);
        Caller.User official =
                api.registered("other-head", BrokerApi.BODY, "STATE_REVENUE", "", "ORDER_41", AccessRole.OFFICIAL);

        assertCostsNoMore(most -> questions.mine(head, QuestionFilter.ALL, Optional.empty(), most, "en"));
        assertCostsNoMore(most -> questions.ofSubordinates(official, QuestionFilter.ALL, Optional.empty(), most, "en"));
        assertCostsNoMore(most -> questions.news(head, most, "en"));
        assertCostsNoMore(most -> questions.latest(head, most));
    }

    private static void assertCostsNoMore(IntFunction<List<?>> page) {
        int ofTwo = CountedStatements.of(() -> assertThat(page.apply(2)).hasSize(2));
        int ofTwenty = CountedStatements.of(() -> assertThat(page.apply(PAGE)).hasSize(PAGE));

        assertThat(ofTwo).isPositive();
        assertThat(ofTwenty).isEqualTo(ofTwo);
    }

    @Test
    @DisplayName("has in each line what belongs to that question: its services, what may still come, and what is new")
    void eachItsOwn() {
        UUID awaited = ids.get(3);
        UUID fresh = ids.get(7);
        awaits(awaited);
        cameLate(fresh);

        List<QuestionSummary> page = questions.mine(head, QuestionFilter.ALL, Optional.empty(), PAGE, "en");

        assertThat(page).extracting(QuestionSummary::id).isEqualTo(ids);
        for (int line = 0; line < PAGE; line++) {
            assertThat(page.get(line).services())
                    .extracting(QuestionSummary.ServiceSummary::service)
                    .containsExactly(services(PAGE - 1 - line));
        }
        assertThat(page)
                .filteredOn(line -> line.awaited() == 2)
                .extracting(QuestionSummary::id)
                .containsExactly(awaited);
        assertThat(page)
                .filteredOn(QuestionSummary::fresh)
                .extracting(QuestionSummary::id)
                .containsExactly(fresh);
        assertThat(page).filteredOn(line -> line.awaited() == 0).hasSize(PAGE - 1);
    }

    @Test
    @DisplayName("has no line for a question that is not the reader's, nor for one that is not on record")
    void notTheReaders() {
        Caller.User operative = api.operative();

        assertThat(questions.summaries(Set.of(ids.getFirst(), UUID.randomUUID()), head, "en"))
                .extracting(QuestionSummary::id)
                .containsExactly(ids.getFirst());
        assertThat(questions.summaries(Set.copyOf(ids), operative, "en")).isEmpty();
    }

    /** As after an answer that came late. */
    private void cameLate(UUID question) {
        jdbc.sql("insert into late_answer (account, question, came_at) values (:account, :question, now())")
                .param("account", head.account())
                .param("question", question)
                .update();
    }

    /** As while two sources may still answer; nobody looks for it meanwhile. */
    private void awaits(UUID question) {
        for (int ordinal = 1; ordinal <= 2; ordinal++) {
            jdbc.sql("""
                            insert into awaited_answer (question, ordinal, subject_ordinal, attempt, request, chain, look_from, until)
                            values (:question, :ordinal, 1, 1, :request, 'none', '2100-01-01', '2100-01-02')
                            """)
                    .param("question", question)
                    .param("ordinal", ordinal)
                    .param("request", UUID.randomUUID())
                    .update();
        }
    }
}
