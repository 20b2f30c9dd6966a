package kz.negiz.broker.source;

/** There is no answer of a source; the outcome says why, in words that are fit for a log. */
final class NotAnswered extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    private NotAnswered(Outcome outcome, String why) {
        // No stack trace: a source that is down is no fault of this program.
        super(why, null, false, false);
        this.outcome = outcome;
    }

    /** What is there does not answer, or not in time. */
    static NotAnswered silent(String why) {
        return new NotAnswered(new Outcome.Silent(why, true), why);
    }

    /** Nobody is there. */
    static NotAnswered unreachable(String why) {
        return new NotAnswered(new Outcome.Silent(why, false), why);
    }

    /** The owner has more time than the question. */
    static NotAnswered awaited() {
        return new NotAnswered(new Outcome.Awaited(), "awaited");
    }

    static NotAnswered failed(String why) {
        return new NotAnswered(new Outcome.Failed(why), why);
    }

    static NotAnswered refused(Outcome.Ground ground, String why) {
        return new NotAnswered(new Outcome.Refused(ground, why), why);
    }

    /** What came can't be relied on; the words repeat nothing of it. */
    static NotAnswered invalid(String fault) {
        return new NotAnswered(new Outcome.Invalid(fault), fault);
    }

    /** What came is not proved to be the owner's; the words repeat nothing of it. */
    static NotAnswered unproved(String fault) {
        return new NotAnswered(new Outcome.Unproved(fault), fault);
    }

    Outcome outcome() {
        return outcome;
    }
}
