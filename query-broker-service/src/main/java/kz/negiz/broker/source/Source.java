package kz.negiz.broker.source;

/** A way to a database. The REST connector is one; the national gateway can be another. */
public interface Source {

    /**
     * Asks once and waits for the answer.
     *
     * @throws SourceSilent when no answer came
     * @throws AnswerInvalid when what came can't be relied on
     * @throws InterruptedException when the asker has given up
     */
    SourceAnswer ask(SourceQuestion question) throws SourceSilent, AnswerInvalid, InterruptedException;
}
