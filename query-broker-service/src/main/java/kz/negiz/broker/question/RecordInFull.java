package kz.negiz.broker.question;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.eds.Evidence;
import kz.negiz.rules.Order;

/**
 * A question whole, for a copy that leaves the system: what a page shows of it, and the exact bytes that were signed and stored.
 *
 * @param account who signed
 * @param order by which it was decided
 * @param signature as it came
 * @param evidence what the verdict on the signature rests on
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RecordInFull(
        QuestionView view,
        UUID account,
        Order order,
        byte[] document,
        byte[] signature,
        Evidence evidence,
        List<RecordedQuestions.Outcome> decisions,
        List<Answered> answers) {

    public RecordInFull {
        decisions = List.copyOf(decisions);
        answers = List.copyOf(answers);
    }

    /**
     * What became of asking one service about one subject.
     *
     * @param subject its place among the subjects of the question
     * @param content what the rules left of the answer, exactly as it is stored; empty where there was none
     * @param signature the owner's, where there is one
     */
    public record Answered(
            String service,
            int subject,
            int attempt,
            AnswerState state,
            Instant storedAt,
            byte[] content,
            Optional<KeptSignature> signature) {

        /** How many bytes of it a copy holds. */
        public int size() {
            return content.length + signature.map(each -> each.message().length).orElse(0);
        }

        @Override
        public String toString() {
            return "Answered[" + service + ", " + state + "]";
        }
    }

    @Override
    public String toString() {
        return "RecordInFull[" + view.id() + "]";
    }
}
