package kz.negiz.audit;

import java.util.UUID;

/** A payload that was not sealed for this log and this event. Says which event, and nothing of its content. */
public final class UnreadablePayloadException extends RuntimeException {

    UnreadablePayloadException(UUID event) {
        super("the payload of event " + event + " cannot be opened");
    }
}
