package kz.negiz.broker.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.broker.CountedStatements;
import kz.negiz.broker.encumbrance.EncumbranceApi;
import kz.negiz.kit.identity.Caller;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("A list of copies")
@Import(CountedStatements.class)
class CopyListTest extends BrokerUnderTest {

    @Autowired
    private Copies copies;

    @Test
    @DisplayName(
            "of eight records costs the database no more than one of two, and each line has the material of its own")
    void costsNoMore() {
        EncumbranceApi bans = new EncumbranceApi(api);
        Caller.User operative = bans.operative();
        for (int pair = 0; pair < 4; pair++) {
            take(RecordKind.QUESTION, asked(operative), operative);
            take(RecordKind.ENCUMBRANCE, bans.waiting(), operative);
        }

        int ofTwo = CountedStatements.of(() -> assertThat(list(operative, 2)).hasSize(2));
        int ofEight = CountedStatements.of(() -> assertThat(list(operative, 8)).hasSize(8));

        assertThat(ofTwo).isPositive();
        assertThat(ofEight).isEqualTo(ofTwo);
        assertThat(list(operative, 8)).allSatisfy(copy -> {
            RecordKind kind = copy.question() == null ? RecordKind.ENCUMBRANCE : RecordKind.QUESTION;
            assertThat(Objects.requireNonNull(copy.material()))
                    .isEqualTo(copies.material(kind, copy.record(), operative, "en"));
        });
    }

    private List<CopyView> list(Caller.User reader, int most) {
        return copies.own(reader, false, Optional.empty(), most, "en");
    }

    private UUID asked(Caller.User operative) {
        ObjectNode question = BrokerApi.question("OPERATIONAL_SEARCH", "VEHICLES");
        question.putObject("basis").put("kind", "OPTIONAL_TEXT").put("text", "");
        return api.ask(operative, "operative", question).id();
    }

    private void take(RecordKind kind, UUID id, Caller.User taker) {
        copies.take(kind, id, CopyForm.PDF, true, taker, "en");
    }
}
