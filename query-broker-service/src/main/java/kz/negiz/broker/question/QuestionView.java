package kz.negiz.broker.question;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kz.negiz.broker.notice.Notice;
import kz.negiz.kit.receipt.Receipt;
import kz.negiz.rules.Subject;
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
 * @param notice what the reader takes on with the answers (R41-26, R150-25)
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
        Notice notice,
        List<ServiceView> services) {

    public QuestionView {
        words = List.copyOf(words);
        services = List.copyOf(services);
    }

    /**
     * A subject.
     *
     * @param document which document {@code value} is the number of
     * @param value what names it, in one line
     */
    public record SubjectView(String kind, @Nullable String document, String value) {

        public static SubjectView of(Subject subject) {
            return new SubjectView(subject.kind().name(), subject.fields().get("document"), subject.shown());
        }

        /** What the texts for people are found by. */
        @JsonIgnore
        public String label() {
            return document == null ? kind : kind + "." + document;
        }

        /** Whether it is an IIN or BIN. */
        @JsonIgnore
        public boolean isNumber() {
            return Subject.Kind.valueOf(kind).isNational();
        }
    }

    /**
     * One service, and one subject where it was permitted.
     *
     * @param state {@code REFUSED}, {@code UNVERIFIABLE}, {@code ASKING}, {@code AWAITED}, {@code NOT_ANSWERED}, {@code ANSWERED}, {@code
     *     SOURCE_SILENT}, {@code SOURCE_REFUSED}, {@code ANSWER_INVALID} or {@code OWNER_UNPROVED}
     * @param footing whether a register verified the basis, or it was declared
     * @param article the listed article that opened the service
     * @param rule the requirement that refused or reduced
     * @param reason a stable name of the refusal
     * @param detail the refusal in words
     * @param awaitedUntil the moment after which an awaited answer is not waited for any more
     * @param owner who signed the answer, where the database's owner did
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
            @Nullable Instant awaitedUntil,
            @Nullable OwnerView owner,
            @Nullable JsonNode content) {}

    /**
     * Who signed an answer.
     *
     * @param organisation as the certificate names it
     * @param verifiedAt when the signature was found good
     * @param messageSha256 digest of what was signed, which holds more than the answer where that is reduced
     */
    public record OwnerView(String organisation, String bin, Instant verifiedAt, String messageSha256) {

        static OwnerView of(KeptSignature signature) {
            return new OwnerView(
                    signature.organisation(),
                    signature.bin(),
                    signature.verifiedAt(),
                    signature.messageSha256().hex());
        }
    }
}
