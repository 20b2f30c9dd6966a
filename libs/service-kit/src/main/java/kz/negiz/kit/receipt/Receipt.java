package kz.negiz.kit.receipt;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The signed promise that an event will stand in the log.
 *
 * @param event id of the event
 * @param leafHash base64 of the leaf's hash, by which the log is asked for the inclusion proof
 * @param number the producer's gapless number
 * @param userNumber the user's own gapless number, when the event belongs to an account
 * @param time when the event was stored
 * @param promise the same, signed by the service (compact JWS)
 */
public record Receipt(
        UUID event, String leafHash, long number, @Nullable Long userNumber, Instant time, String promise) {}
