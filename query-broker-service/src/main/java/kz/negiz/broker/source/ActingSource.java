package kz.negiz.broker.source;

/** A source that not only knows but does: it imposes and lifts encumbrances. */
interface ActingSource extends Source {

    /**
     * Sends an action, once.
     *
     * @throws NotAnswered when there is no answer, or none that can be relied on; what became of the action is not known then
     */
    ActionOutcome act(SourceAction action) throws NotAnswered, InterruptedException;

    /**
     * Asks what became of an action that was sent.
     *
     * @throws NotAnswered when there is no answer, or none that can be relied on
     */
    ActionOutcome becameOf(SourceAction action) throws NotAnswered, InterruptedException;
}
