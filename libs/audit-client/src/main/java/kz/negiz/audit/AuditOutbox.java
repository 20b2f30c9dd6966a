package kz.negiz.audit;

import java.util.List;

/**
 * Puts events on record in the transaction of what they tell of: both are stored, or neither. The relay carries them to the
 * audit log afterwards.
 */
public interface AuditOutbox {

    /**
     * Stores events in their order with the producer's next numbers and, where an account acted, with that account's next
     * numbers. From here to the end of the transaction other events of this service wait, so this is best the last step of it.
     *
     * @throws IllegalStateException outside a transaction: an event alone could tell of something that never happened
     * @throws kz.negiz.log.event.EventFormatException when a draft breaks the format
     */
    List<StoredEvent> append(List<AuditEventDraft> drafts);

    /** Stores one event. */
    default StoredEvent append(AuditEventDraft draft) {
        return append(List.of(draft)).getFirst();
    }
}
