package kz.negiz.audit;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import kz.negiz.log.MerkleHash;
import kz.negiz.log.event.AuditEvent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
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

    /**
     * One way to the database and back for what every stored event needs. They are three statements and not one, since only a
     * statement that begins after the lock is held sees the last holder's events.
     */
    private static final String NEXT = """
            select pg_advisory_xact_lock(hashtextextended('negiz.audit.append:' || ?, 0));
            select clock_timestamp() as time,
                   (select coalesce(max(number), 0) + 1 from audit_outbox where producer = ?) as number;
            select asked.account,
                   (select coalesce(max(user_number), 0) + 1 from audit_outbox
                     where producer = ? and account = asked.account) as number
              from unnest(cast(? as uuid[])) asked (account)
            """;

    private final DataSource dataSource;
    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final String producer;
    private final PayloadSealer sealer;
    private final EventOrigins origins;
    private final Runnable afterCommit;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    JdbcAuditOutbox(
            DataSource dataSource, String producer, PayloadSealer sealer, EventOrigins origins, Runnable afterCommit) {
        this.dataSource = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
        this.batches = new NamedParameterJdbcTemplate(jdbc);
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
        Position position = next(sealed.stream()
                .flatMap(one -> one.draft().account().stream())
                .distinct()
                .toArray(UUID[]::new));
        List<StoredEvent> stored = new ArrayList<>();
        List<SqlParameterSource> rows = new ArrayList<>();
        for (Sealed one : sealed) {
            OptionalLong userNumber = one.draft().account().stream()
                    .mapToLong(position::takeUserNumber)
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

    /** Waits for whoever is storing events now, and keeps others from it until the end of the transaction. */
    private Position next(UUID[] accounts) {
        return Objects.requireNonNull(jdbc.execute(NEXT, (PreparedStatement statement) -> {
            for (int parameter = 1; parameter <= 3; parameter++) {
                statement.setString(parameter, producer);
            }
            statement.setArray(4, statement.getConnection().createArrayOf("uuid", accounts));
            statement.execute();
            ResultSet position = nextResult(statement);
            position.next();
            long number = position.getLong("number");
            Instant time = position.getObject("time", OffsetDateTime.class).toInstant();
            Map<UUID, Long> userNumbers = new HashMap<>();
            ResultSet numbers = nextResult(statement);
            while (numbers.next()) {
                userNumbers.put(numbers.getObject("account", UUID.class), numbers.getLong("number"));
            }
            return new Position(number, time, userNumbers);
        }));
    }

    private static ResultSet nextResult(PreparedStatement statement) throws SQLException {
        statement.getMoreResults();
        return statement.getResultSet();
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

    /**
     * Where the events of a transaction begin.
     *
     * @param number the first one's among the producer's events
     * @param userNumbers the next one's among each account's
     */
    private record Position(long number, Instant time, Map<UUID, Long> userNumbers) {

        long takeUserNumber(UUID account) {
            return Objects.requireNonNull(userNumbers.merge(account, 1L, Long::sum)) - 1;
        }
    }

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
