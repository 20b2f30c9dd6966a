package kz.negiz.broker.encumbrance;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kz.negiz.kit.receipt.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * An encumbrance as its officer, its system and the officials of the body see it.
 *
 * @param system the name in the certificate of the system that asks
 * @param state its name: {@code WAITS}, {@code DONE} and so on
 * @param footing whether a register verified the basis, or it was declared
 * @param rule the requirement that refused, {@code reason} its stable name, {@code detail} the same in words
 * @param words what was signed, in words
 * @param language of the words
 * @param document the exact bytes that were signed, base64; only for its officer while it waits
 * @param confirmBy until when its officer may confirm it
 * @param registrationNumber under which the owner of the register has it
 * @param receipt the promise that it stands in the log
 */
public record EncumbranceView(
        UUID id,
        Instant received,
        String system,
        String state,
        String service,
        String serviceTitle,
        String action,
        String profile,
        int edition,
        @Nullable String footing,
        @Nullable String rule,
        @Nullable String reason,
        @Nullable String detail,
        List<String> words,
        String language,
        @Nullable String document,
        Instant confirmBy,
        @Nullable String registrationNumber,
        List<StepView> steps,
        Receipt receipt) {

    public EncumbranceView {
        words = List.copyOf(words);
        steps = List.copyOf(steps);
    }

    /**
     * A step that was taken.
     *
     * @param account who took it; absent where the platform did
     * @param said in a word or sentence of whoever decided
     * @param byLetter whether that is a letter of the register's owner, which an operator put on record
     */
    public record StepView(
            String state,
            Instant at,
            @Nullable UUID account,
            @Nullable String said,
            boolean byLetter) {}

    /**
     * One in a list: without whom it is about.
     *
     * @param message names its sending to the owner of the register; absent while it was not sent
     */
    record Summary(
            UUID id,
            Instant received,
            String state,
            Instant since,
            String service,
            String serviceTitle,
            String action,
            @Nullable UUID message,
            long userNumber) {}
}
