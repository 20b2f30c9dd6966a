package kz.negiz.broker.source;

/** A way to databases: REST, or a channel of the national gateway. */
interface Source {

    /**
     * Asks and waits for the answer.
     *
     * @return an answer about the very subject that was asked about
     * @throws NotAnswered when there is none, or none that can be relied on
     * @throws InterruptedException when the asker has given up
     */
    SourceAnswer ask(SourceQuestion question) throws NotAnswered, InterruptedException;
}
