package kz.negiz.auditlog.log;

import java.util.EnumMap;
import java.util.Map;

/** What became of a batch of messages: how many were taken, and how many were not, by reason. */
public record TakenBatch(int taken, Map<Reason, Integer> notTaken) {

    public TakenBatch {
        notTaken = notTaken.isEmpty() ? Map.of() : Map.copyOf(notTaken);
    }

    /** Why a message did not become a leaf. */
    public enum Reason {
        /** The log has this very event already; the road delivers more than once. */
        DOUBLE,
        /** An earlier event of the producer is missing; it sends again from where the log is. */
        NOT_NEXT,
        /** No event in the form of the format. */
        MALFORMED,
        /** A name that is not among the producers, or not the message's own key. */
        FOREIGN,
        /** Another event under a number or id that the log has given, or a user number that is not the next: an alarm. */
        CONFLICT
    }

    static final class Counter {

        private int taken;
        private final Map<Reason, Integer> notTaken = new EnumMap<>(Reason.class);

        void taken() {
            taken++;
        }

        void not(Reason reason) {
            notTaken.merge(reason, 1, Integer::sum);
        }

        TakenBatch batch() {
            return new TakenBatch(taken, notTaken);
        }
    }
}
