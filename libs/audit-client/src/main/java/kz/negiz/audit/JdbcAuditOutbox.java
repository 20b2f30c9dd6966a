package kz.negiz.audit;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import kz.negiz.log.MerkleHash;
import kz.negiz.log.event.AuditEvent;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The outbox in the service's own database. Numbers are the greatest one plus one, taken under a lock that lasts to the end
 * of the transaction: a sequence would leave a gap at each roll-back, and a gap would look like a hidden event.
 */
final class JdbcAuditOutbox implements AuditOutbox {

    private static final String INSERT = """
            insert into audit_outbox (producer, number, id, time, account, user_number, event, leaf_hash)
            values (:producer, :number, :id, :time, cast(:account as uuid), cast(:userNumber as bigint), :event, :leafHash)
            """;

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final String producer;
    private final PayloadSealer sealer;
    private final EventOrigins origins;
    private final Runnable afterCommit;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    JdbcAuditOutbox(
            DataSource dataSource, String producer, PayloadSealer sealer, EventOrigins origins, Runnable afterCommit) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
        this.batches = new NamedParameterJdbcTemplate(dataSource);
        this.producer = producer;
        this.sealer = sealer;
        this.origins = origins;
        this.afterCommit = afterCommit;
    }

    @Override
    public List<StoredEvent> append(List<AuditEventDraft> drafts) {
        requireTransaction();
        if (drafts.isEmpty()) {
            return List.of();
        }
        List<Sealed> sealed = drafts.stream().map(this::seal).toList();
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('negiz.audit.append:' || :producer, 0))")
                .param("producer", producer)
                .query((row, index) -> true)
                .single();
        Position position = next();
        Map<UUID, Long> userNumbers = new HashMap<>();
        List<StoredEvent> stored = new ArrayList<>();
        List<SqlParameterSource> rows = new ArrayList<>();
        for (Sealed one : sealed) {
            OptionalLong userNumber = one.draft().account().stream()
                    .mapToLong(account -> userNumbers.compute(
                            account, (key, last) -> last == null ? nextUserNumber(key) : Long.valueOf(last + 1)))
                    .findFirst();
            AuditEvent event = one.event(producer, position.number() + stored.size(), position.time(), userNumber);
            byte[] bytes = event.encode();
            byte[] leafHash = MerkleHash.leaf(bytes);
            rows.add(row(event, bytes, leafHash));
            stored.add(new StoredEvent(event.id(), event.number(), userNumber, bytes, leafHash, event.time()));
        }
        batches.batchUpdate(INSERT, rows.toArray(SqlParameterSource[]::new));
        stored.forEach(event -> origins.note(event.number()));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                afterCommit.run();
            }
        });
        return List.copyOf(stored);
    }

    private Sealed seal(AuditEventDraft draft) {
        UUID id = ids.generate();
        return new Sealed(id, draft, sealer.seal(id, draft.details()));
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
    private Position next() {
        return jdbc.sql("""
                        select clock_timestamp() as time,
                               (select coalesce(max(number), 0) + 1 from audit_outbox where producer = :producer) as number
                        """)
                .param("producer", producer)
                .query((row, index) -> new Position(
                        row.getLong("number"),
                        row.getObject("time", OffsetDateTime.class).toInstant()))
                .single();
    }

    private long nextUserNumber(UUID account) {
        return jdbc.sql("""
                        select coalesce(max(user_number), 0) + 1 from audit_outbox
                         where producer = :producer and account = :account
                        """)
                .param("producer", producer)
                .param("account", account)
                .query(Long.class)
                .single();
    }

    private SqlParameterSource row(AuditEvent event, byte[] bytes, byte[] leafHash) {
        return new MapSqlParameterSource()
                .addValue("producer", producer)
                .addValue("number", event.number())
                .addValue("id", event.id())
                .addValue("time", event.time().atOffset(ZoneOffset.UTC))
                .addValue("account", event.account().map(UUID::toString).orElse(null))
                .addValue(
                        "userNumber",
                        event.userNumber().isPresent() ? event.userNumber().getAsLong() : null)
                .addValue("event", bytes)
                .addValue("leafHash", leafHash);
    }

    private record Position(long number, Instant time) {}

    /** An event but for its place in the order of events. */
    private record Sealed(UUID id, AuditEventDraft draft, SealedDetails details) {

        AuditEvent event(String producer, long number, Instant time, OptionalLong userNumber) {
            return new AuditEvent(
                    id,
                    producer,
                    number,
                    time,
                    draft.action(),
                    draft.account(),
                    userNumber,
                    draft.body(),
                    draft.department(),
                    draft.edition(),
                    draft.rules(),
                    draft.outcome(),
                    draft.reference(),
                    draft.session(),
                    details.commitments(),
                    details.payload());
        }
    }
}
