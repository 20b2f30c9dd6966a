package kz.negiz.log.event;

/** Bytes or fields that are no audit event. The message names the field and never repeats its value. */
public final class EventFormatException extends IllegalArgumentException {

    public EventFormatException(String message) {
        super(message);
    }
}
