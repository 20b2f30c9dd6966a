package kz.negiz.broker.question;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.broker.intake.RequestRecords;
import kz.negiz.broker.question.QuestionRecords.AnswerRow;
import kz.negiz.broker.question.QuestionRecords.DecisionRow;
import kz.negiz.broker.question.QuestionRecords.QuestionRow;
import kz.negiz.kit.vault.RecordVault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens records whole: the exact bytes of what was signed, what it was decided on, and what was answered. */
@Component
class Disclosures {

    private final QuestionRecords records;
    private final RequestRecords requests;
    private final JdbcClient jdbc;
    private final AuditOutbox audit;

    Disclosures(QuestionRecords records, RequestRecords requests, JdbcClient jdbc, AuditOutbox audit) {
        this.records = records;
        this.requests = requests;
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** Hands the records over and puts that on record first. */
    @Transactional
    public Disclosure disclose(UUID order, List<UUID> ids) {
        Set<UUID> wanted = new LinkedHashSet<>(ids);
        List<QuestionRecord> questions = new ArrayList<>();
        List<Refused> refusals = new ArrayList<>();
        Set<UUID> missing = new LinkedHashSet<>(wanted);
        for (UUID id : wanted) {
            records.find(id).ifPresent(row -> {
                questions.add(record(row));
                missing.remove(id);
            });
        }
        jdbc.sql("""
                        select f.id, f.received_at, f.account, f.question, f.problem, f.rule, f.document, f.signature, k.wrapped
                        from refusal f join record_key k on k.record = f.id
                        where f.id = any(:ids) or f.question = any(:ids) order by f.id
                        """)
                .param("ids", wanted.toArray(UUID[]::new))
                .query((row, index) -> {
                    UUID id = row.getObject("id", UUID.class);
                    RecordVault.DataKey key = requests.key(id, row.getBytes("wrapped"));
                    return new Refused(
                            id,
                            row.getObject("question", UUID.class),
                            row.getObject("received_at", OffsetDateTime.class).toInstant(),
                            row.getObject("account", UUID.class),
                            row.getString("problem"),
                            row.getString("rule"),
                            base64(key.open("document", row.getBytes("document"))),
                            base64(key.open("signature", row.getBytes("signature"))));
                })
                .list()
                .forEach(refused -> {
                    refusals.add(refused);
                    missing.remove(refused.id());
                    if (refused.question() != null) {
                        missing.remove(refused.question());
                    }
                });
        audit.append(AuditEventDraft.of("RECORDS_DISCLOSED", "DISCLOSED")
                .rules("R41-34b", "R150-52")
                .reference(order)
                .detail("questions", String.valueOf(questions.size()))
                .detail("refusals", String.valueOf(refusals.size()))
                .detail("missing", String.valueOf(missing.size())));
        return new Disclosure(order, questions, refusals, List.copyOf(missing));
    }

    private QuestionRecord record(QuestionRow row) {
        RecordVault.DataKey key = records.key(row);
        List<DecisionRow> decisions = records.decisions(row.id());
        List<Answer> answers = records.answers(row.id()).stream()
                .map(answer -> answer(answer, decisions, key))
                .toList();
        return new QuestionRecord(
                row.id(),
                row.receivedAt(),
                row.account(),
                row.body(),
                row.department(),
                row.edition(),
                row.outcome(),
                base64(key.open("document", row.document())),
                base64(key.open("signature", row.signature())),
                base64(key.open("evidence", row.evidence())),
                new String(key.open("register", row.register()), StandardCharsets.UTF_8),
                row.event().id(),
                row.event().number(),
                row.event().userNumber().orElseThrow(),
                decisions.stream()
                        .map(one -> new Decided(
                                one.service(),
                                one.decision(),
                                one.level(),
                                one.footing(),
                                one.article(),
                                one.rule(),
                                one.reason()))
                        .toList(),
                answers);
    }

    private static Answer answer(AnswerRow row, List<DecisionRow> decisions, RecordVault.DataKey key) {
        Optional<KeptSignature> signature = row.signature(key);
        return new Answer(
                decisions.get(row.ordinal() - 1).service(),
                row.subjectOrdinal(),
                row.state(),
                row.storedAt(),
                base64(row.content(key)),
                signature.map(each -> base64(each.message())).orElse(""),
                signature.map(each -> each.messageSha256().hex()).orElse(""),
                signature.map(each -> base64(each.evidence().toBytes())).orElse(""));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** What is handed over; {@code missing} are ids that this service has no record of. */
    record Disclosure(
            UUID disclosureOrderId, List<QuestionRecord> questions, List<Refused> refusals, List<UUID> missing) {}

    /** A question: document, signature and evidence as base64 of their exact bytes. */
    record QuestionRecord(
            UUID id,
            Instant received,
            UUID account,
            String body,
            String department,
            int edition,
            String outcome,
            String document,
            String signature,
            String evidence,
            String register,
            UUID event,
            long number,
            long userNumber,
            List<Decided> decisions,
            List<Answer> answers) {

        @Override
        public String toString() {
            return "QuestionRecord[" + id + "]";
        }
    }

    /** The decision on one service. */
    record Decided(
            String service,
            String decision,
            @Nullable String level,
            @Nullable String footing,
            @Nullable String article,
            @Nullable String rule,
            @Nullable String reason) {}

    /**
     * An answer.
     *
     * @param content base64 of the stored JSON, empty where there was none
     * @param ownerMessage base64 of what the database's owner signed, where all of it is kept
     * @param ownerMessageSha256 its digest; empty where the owner did not sign
     * @param ownerEvidence base64 of what the verdict on the owner's signature rests on
     */
    record Answer(
            String service,
            int subject,
            AnswerState state,
            Instant storedAt,
            String content,
            String ownerMessage,
            String ownerMessageSha256,
            String ownerEvidence) {

        @Override
        public String toString() {
            return "Answer[" + service + ", " + state + "]";
        }
    }

    /** What was not accepted as a question. */
    record Refused(
            UUID id,
            @Nullable UUID question,
            Instant received,
            UUID account,
            String problem,
            String rule,
            String document,
            String signature) {

        @Override
        public String toString() {
            return "Refused[" + id + "]";
        }
    }
}
