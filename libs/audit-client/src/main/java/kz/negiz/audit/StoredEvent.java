package kz.negiz.audit;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * An event on record: what a receipt promises.
 *
 * @param bytes the exact bytes of the event
 * @param leafHash the hash under which the log will prove it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by id; the arrays are this event's own
public record StoredEvent(UUID id, long number, OptionalLong userNumber, byte[] bytes, byte[] leafHash, Instant time) {}
