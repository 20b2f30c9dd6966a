package kz.negiz.broker.source;

import java.util.function.Consumer;

/** A source whose owners may answer after the question's own time, where configuration gives a service such a time. */
interface LateSource extends Source {

    /**
     * Asks, as {@link #ask(SourceQuestion)} does.
     *
     * @param keep gets the ticket of a question that may be answered late, before its answer is waited for
     * @throws NotAnswered also with {@link Outcome.Awaited}
     */
    SourceAnswer ask(SourceQuestion question, Consumer<Ticket> keep) throws NotAnswered, InterruptedException;

    /**
     * Looks once whether an answer has come. Nothing is sent to its owner.
     *
     * @param chain of the ticket
     */
    Look look(SourceQuestion question, String chain) throws InterruptedException;
}
