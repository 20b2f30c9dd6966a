package kz.negiz.broker.source;

/** A source gave no answer; the message says why in words that are fit for a log. */
public final class SourceSilent extends Exception {

    private static final long serialVersionUID = 1L;

    SourceSilent(String why) {
        super(why);
    }
}
