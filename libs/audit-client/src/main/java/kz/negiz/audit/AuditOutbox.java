package kz.negiz.audit;

/**
 * Puts events on record in the transaction of what they tell of: both are stored, or neither. The relay carries them to the
 * audit log afterwards.
 */
public interface AuditOutbox {

    /**
     * Stores the event with the producer's next number and, when an account acted, with that account's next number. From
     * here to the end of the transaction other events of this service wait, so this is best the last step of it.
     *
     * @throws IllegalStateException outside a transaction: an event alone could tell of something that never happened
     * @throws kz.negiz.log.event.EventFormatException when the draft breaks the format
     */
    StoredEvent append(AuditEventDraft draft);
}
