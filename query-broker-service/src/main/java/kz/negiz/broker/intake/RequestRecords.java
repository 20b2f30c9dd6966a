package kz.negiz.broker.intake;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.audit.StoredEvent;
import kz.negiz.broker.document.SignedRequest;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.vault.RecordVault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What requests of every kind have in common on record: their ids, the keys of their records, and what was not accepted. */
@Repository
public class RequestRecords {

    private final JdbcClient jdbc;
    private final AuditOutbox audit;
    private final RecordVault vault;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    RequestRecords(JdbcClient jdbc, AuditOutbox audit, RecordVault vault) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.vault = vault;
    }

    /** Whether an id was used, whatever became of the request. */
    boolean isUsed(UUID id) {
        return jdbc.sql("select exists (select from question_id where id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /**
     * Uses an id up, in the transaction that is there.
     *
     * @return false if it was used before
     */
    public boolean use(UUID id) {
        return jdbc.sql("insert into question_id (id) values (:id) on conflict do nothing")
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Makes the key of a new record. */
    public RecordVault.DataKey newKey(UUID record) {
        RecordVault.DataKey key = vault.newDataKey(record);
        jdbc.sql("insert into record_key (record, wrapped) values (:record, :wrapped)")
                .param("record", record)
                .param("wrapped", key.wrapped())
                .update();
        return key;
    }

    /** The key of a stored record, by what the table of the keys has of it. */
    public RecordVault.DataKey key(UUID record, byte[] wrapped) {
        return vault.dataKey(record, wrapped);
    }

    /**
     * Keeps the event by which the audit log learns of a request, and by which its user holds a promise.
     *
     * @param kind the kind of request: {@code question} or {@code encumbrance}
     */
    public void receipt(String kind, UUID id, StoredEvent event) {
        jdbc.sql("""
                        insert into %1$s_receipt (%1$s, event, number, user_number, leaf_hash, event_time)
                        values (:id, :event, :number, :userNumber, :leafHash, :time)
                        """.formatted(kind))
                .param("id", id)
                .param("event", event.id())
                .param("number", event.number())
                .param("userNumber", event.userNumber().orElseThrow())
                .param("leafHash", event.leafHash())
                .param("time", event.time().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The event of a row that was joined with its receipt. */
    public static StoredEvent receipt(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getObject("event", UUID.class),
                row.getLong("number"),
                OptionalLong.of(row.getLong("user_number")),
                new byte[0],
                row.getBytes("leaf_hash"),
                row.getObject("event_time", OffsetDateTime.class).toInstant());
    }

    /**
     * Stores what was not accepted, and uses its id up when somebody had signed it.
     *
     * @param action of the event
     */
    @Transactional
    public StoredEvent refuse(String action, NotAccepted refused, Submission submission, Caller.User carrier) {
        UUID record = ids.generate();
        Optional<UUID> request = refused.document().map(SignedRequest::id);
        if (refused.isSigned()) {
            request.ifPresent(this::use);
        }
        RecordVault.DataKey key = newKey(record);
        jdbc.sql("""
                        insert into refusal (id, account, question, problem, rule, document, signature)
                        values (:id, :account, cast(:request as uuid), :problem, :rule, :document, :signature)
                        """)
                .param("id", record)
                .param("account", carrier.account())
                .param("request", request.map(UUID::toString).orElse(null))
                .param("problem", refused.problem().code())
                .param("rule", refused.rule())
                .param("document", key.seal("document", clipped(submission.document())))
                .param("signature", key.seal("signature", clipped(submission.signature())))
                .update();
        AuditEventDraft draft = RequestEvents.about(AuditEventDraft.of(action, "REFUSED"), carrier)
                .rule(refused.rule())
                .reference(request.orElse(record))
                .detail("problem", refused.problem().code());
        return audit.append(refused.document()
                .map(document -> RequestEvents.withFields(draft, document)
                        .detail("documentSha256", RequestEvents.sha256(submission.document())))
                .orElse(draft));
    }

    private static byte[] clipped(byte[] bytes) {
        int most = Submission.MAX_SIGNATURE;
        return bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }
}
