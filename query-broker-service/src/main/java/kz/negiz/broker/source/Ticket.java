package kz.negiz.broker.source;

import java.time.Duration;
import java.time.Instant;

/**
 * By what a late answer is fetched.
 *
 * @param chain what the gateway calls the exchange, or the place where a REST source puts the answer
 * @param lookFrom when whoever asks has given up waiting, so that somebody else may look
 * @param until the moment after which no answer is taken any more
 */
public record Ticket(String chain, Instant lookFrom, Instant until) {

    /** How long after its time whoever asked may still be storing the answer. */
    private static final Duration TO_STORE = Duration.ofSeconds(5);

    /**
     * The ticket of a question.
     *
     * @param within how long whoever asked waits for its answer
     * @param late how long its owner may take in all
     */
    static Ticket of(String chain, Instant asked, Duration within, Duration late) {
        return new Ticket(chain, asked.plus(within).plus(TO_STORE), asked.plus(late));
    }

    /** The same where the source wants to be left alone until a moment; it is asked once before its time is over all the same. */
    Ticket notBefore(Instant moment) {
        Instant bounded = moment.isBefore(until) ? moment : until;
        return new Ticket(chain, lookFrom.isAfter(bounded) ? lookFrom : bounded, until);
    }
}
