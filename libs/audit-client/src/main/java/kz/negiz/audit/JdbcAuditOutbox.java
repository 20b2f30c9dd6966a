package kz.negiz.audit;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import kz.negiz.log.MerkleHash;
import kz.negiz.log.event.AuditEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The outbox in the service's own database. Numbers are the greatest one plus one, taken under a lock that lasts to the end
 * of the transaction: a sequence would leave a gap at each roll-back, and a gap would look like a hidden event.
 */
final class JdbcAuditOutbox implements AuditOutbox {

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final String producer;
    private final PayloadSealer sealer;
    private final Runnable afterCommit;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    JdbcAuditOutbox(DataSource dataSource, String producer, PayloadSealer sealer, Runnable afterCommit) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
        this.producer = producer;
        this.sealer = sealer;
        this.afterCommit = afterCommit;
    }

    @Override
    public StoredEvent append(AuditEventDraft draft) {
        requireTransaction();
        UUID id = ids.generate();
        SealedDetails sealed = sealer.seal(id, draft.details());
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('negiz.audit.append:' || :producer, 0))")
                .param("producer", producer)
                .query((row, index) -> true)
                .single();
        Position position = next(draft.account());
        AuditEvent event = new AuditEvent(
                id,
                producer,
                position.number(),
                position.time(),
                draft.action(),
                draft.account(),
                position.userNumber(),
                draft.body(),
                draft.department(),
                draft.edition(),
                draft.rules(),
                draft.outcome(),
                draft.reference(),
                draft.session(),
                sealed.commitments(),
                sealed.payload());
        byte[] bytes = event.encode();
        byte[] leafHash = MerkleHash.leaf(bytes);
        insert(event, bytes, leafHash);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                afterCommit.run();
            }
        });
        return new StoredEvent(id, event.number(), event.userNumber(), bytes, leafHash, event.time());
    }

    private void requireTransaction() {
        // A transaction of some other store would not do: the resource says that this very database takes part.
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.hasResource(dataSource)) {
            throw new IllegalStateException(
                    "an audit event is stored in the transaction of what it tells of, and there is none");
        }
        if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            throw new IllegalStateException("an audit event cannot be stored in a read-only transaction");
        }
    }

    /** Called after the lock is held, as a statement of its own: only then does its snapshot see the last holder's event. */
    private Position next(Optional<UUID> account) {
        return jdbc.sql("""
                        select clock_timestamp() as time,
                               (select coalesce(max(number), 0) + 1 from audit_outbox where producer = :producer) as number,
                               (select coalesce(max(user_number), 0) + 1 from audit_outbox
                                 where producer = :producer and account = cast(:account as uuid)) as user_number
                        """)
                .param("producer", producer)
                .param("account", account.map(UUID::toString).orElse(null))
                .query((row, index) -> new Position(
                        row.getLong("number"),
                        account.isPresent() ? OptionalLong.of(row.getLong("user_number")) : OptionalLong.empty(),
                        row.getObject("time", OffsetDateTime.class).toInstant()))
                .single();
    }

    private void insert(AuditEvent event, byte[] bytes, byte[] leafHash) {
        jdbc.sql("""
                        insert into audit_outbox (producer, number, id, time, account, user_number, event, leaf_hash)
                        values (:producer, :number, :id, :time, cast(:account as uuid), cast(:userNumber as bigint), :event, :leafHash)
                        """)
                .param("producer", producer)
                .param("number", event.number())
                .param("id", event.id())
                .param("time", event.time().atOffset(java.time.ZoneOffset.UTC))
                .param("account", event.account().map(UUID::toString).orElse(null))
                .param(
                        "userNumber",
                        event.userNumber().isPresent() ? event.userNumber().getAsLong() : null)
                .param("event", bytes)
                .param("leafHash", leafHash)
                .update();
    }

    private record Position(long number, OptionalLong userNumber, Instant time) {}
}
