package kz.negiz.broker.question;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kz.negiz.kit.receipt.Receipt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A question as its author and the officials of the body see it.
 *
 * @param asker the signer's name, as the certificate gives it
 * @param outcome {@code PERMITTED} (at least one service), {@code REFUSED} or {@code UNVERIFIABLE}
 * @param language of the signed words and, it is supposed, of the purpose
 * @param words what was signed, in words
 * @param receipt the promise that the question stands in the log
 */
public record QuestionView(
        UUID id,
        Instant received,
        String asker,
        String outcome,
        int edition,
        String profile,
        String profileTitle,
        String basisKind,
        String basisNumber,
        String purpose,
        String language,
        List<String> words,
        Receipt receipt,
        List<ServiceView> services) {

    public QuestionView {
        words = List.copyOf(words);
        services = List.copyOf(services);
    }

    /** Number and kind of a subject. */
    public record SubjectView(String kind, String value) {}

    /**
     * One service, and one subject where it was permitted.
     *
     * @param state {@code REFUSED}, {@code UNVERIFIABLE}, {@code ASKING}, {@code NOT_ANSWERED}, {@code ANSWERED}, {@code
     *     SOURCE_SILENT}, {@code SOURCE_REFUSED} or {@code ANSWER_INVALID}
     * @param footing whether a register verified the basis, or it was declared
     * @param article the listed article that opened the service
     * @param rule the requirement that refused or reduced
     * @param reason a stable name of the refusal
     * @param detail the refusal in words
     * @param content what the rules left of the answer
     */
    public record ServiceView(
            String service,
            String title,
            @Nullable SubjectView subject,
            String state,
            @Nullable String level,
            @Nullable String footing,
            @Nullable String article,
            @Nullable String rule,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable Instant retrievedAt,
            @Nullable JsonNode content) {}
}
