package kz.negiz.broker.source;

/** What a source sent can't be relied on; the message names the fault and repeats nothing of what was sent. */
public final class AnswerInvalid extends Exception {

    private static final long serialVersionUID = 1L;

    AnswerInvalid(String fault) {
        super(fault);
    }
}
