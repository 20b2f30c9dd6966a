package kz.negiz.broker.question;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import kz.negiz.broker.document.DocumentRefused;
import kz.negiz.broker.document.QuestionDocument;
import kz.negiz.broker.document.QuestionFields;
import kz.negiz.broker.intake.Submission;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.kit.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Places for questions in progress. Nobody waits for one: who finds none is told to come back, before anything is written, so that
 * neither a crowd nor a single account can pile up work.
 */
@Component
class QuestionPlaces {

    private static final int SECONDS_TO_RETRY = 5;

    private final QuestionsProperties limits;
    private final Semaphore parts;
    private final ConcurrentMap<UUID, Integer> byAccount = new ConcurrentHashMap<>();

    QuestionPlaces(QuestionsProperties limits) {
        this.limits = limits;
        this.parts = new Semaphore(limits.parts());
    }

    /**
     * Takes the places that a submission needs.
     *
     * @throws ProblemException when there are not as many
     */
    Taken take(Submission submission, UUID account) {
        return take(partsOf(submission), account);
    }

    /**
     * Takes places for so many parts.
     *
     * @throws ProblemException when there are not as many
     */
    Taken take(int wanted, UUID account) {
        int mine = byAccount.merge(account, 1, Integer::sum);
        if (mine > limits.perAccount()) {
            leave(account);
            throw busy();
        }
        if (!parts.tryAcquire(wanted)) {
            leave(account);
            throw busy();
        }
        return new Taken(account, wanted);
    }

    /** What can't be read asks nothing, but it is checked and put on record. The largest question still fits when it is alone. */
    private int partsOf(Submission submission) {
        try {
            QuestionFields fields =
                    QuestionDocument.parse(submission.document()).fields();
            return Math.min(fields.services().size() * fields.subjects().size(), limits.parts());
        } catch (DocumentRefused e) {
            return 1;
        }
    }

    private void leave(UUID account) {
        byAccount.computeIfPresent(account, (key, count) -> count > 1 ? count - 1 : null);
    }

    private static ProblemException busy() {
        return new ProblemException(BrokerProblem.TOO_MANY_QUESTIONS).retryAfter(SECONDS_TO_RETRY);
    }

    /** Places that are held until closed. */
    final class Taken implements AutoCloseable {

        private final UUID account;
        private final int held;
        private final AtomicBoolean left = new AtomicBoolean();

        private Taken(UUID account, int held) {
            this.account = account;
            this.held = held;
        }

        @Override
        public void close() {
            if (left.compareAndSet(false, true)) {
                parts.release(held);
                leave(account);
            }
        }
    }
}
