package kz.negiz.auditlog.log;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import kz.negiz.auditlog.log.TakenBatch.Reason;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.log.Appender;
import kz.negiz.log.MerkleHash;
import kz.negiz.log.MerkleTree;
import kz.negiz.log.checkpoint.Checkpoint;
import kz.negiz.log.checkpoint.Note;
import kz.negiz.log.checkpoint.SignerKey;
import kz.negiz.log.event.AuditEvent;
import kz.negiz.log.event.EventFormatException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The one who writes the log. It works on a single connection whose session holds a lock, so that a writer that lost the
 * connection cannot write on while another has begun. After any failure it is thrown away: a new one starts from what was
 * committed.
 */
public final class LogWriter {

    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
    private static final String LOCK = "hashtextextended('negiz.audit-log.writer', 0)";

    private final Connection connection;
    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final LogProperties properties;
    private final SignerKey key;
    private final Clock clock;
    private final Map<String, Long> lastNumbers = new HashMap<>();

    private int year;
    private Appender appender;
    private long signedSize;
    private Instant signedAt = Instant.MIN;

    private LogWriter(Connection connection, LogProperties properties, SignerKey key, Clock clock) {
        this.connection = connection;
        this.template = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        this.jdbc = JdbcClient.create(template);
        this.properties = properties;
        this.key = key;
        this.clock = clock;
        this.appender = Appender.at(0, nodes -> Map.of());
    }

    /** A message from the road. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    public record Message(@Nullable String key, byte @Nullable [] value) {}

    /** Up to which record of Kafka messages were looked at. */
    public record Offset(String cluster, String topic, long next) {}

    /**
     * Becomes the writer on this connection, or gives nothing if another process is.
     *
     * @throws IllegalStateException if the stored log does not fit its own last checkpoint; nothing is ever added to such a log
     */
    public static Optional<LogWriter> open(Connection connection, LogProperties properties, SignerKey key, Clock clock)
            throws SQLException {
        connection.setAutoCommit(false);
        LogWriter writer = new LogWriter(connection, properties, key, clock);
        boolean locked = writer.jdbc
                .sql("select pg_try_advisory_lock(" + LOCK + ")")
                .query(Boolean.class)
                .single();
        if (!locked) {
            connection.rollback();
            return Optional.empty();
        }
        writer.read();
        return Optional.of(writer);
    }

    /** Gives the lock back, so that the connection can return to its pool. */
    public void close() throws SQLException {
        try {
            connection.rollback();
            boolean unlocked = jdbc.sql("select pg_advisory_unlock(" + LOCK + ")")
                    .query(Boolean.class)
                    .single();
            connection.commit();
            if (!unlocked) {
                connection.abort(Runnable::run);
            }
        } catch (SQLException | RuntimeException e) {
            // Ending the session is the one sure way to give the lock up.
            connection.abort(Runnable::run);
        }
    }

    /** Where reading goes on; nothing if this cluster was never read. */
    public OptionalLong offset(String cluster, String topic) throws SQLException {
        Optional<Long> next = jdbc.sql(
                        "select next_offset from intake_offset where cluster = :cluster and topic = :topic"
                                + " order by id desc limit 1")
                .param("cluster", cluster)
                .param("topic", topic)
                .query(Long.class)
                .optional();
        connection.commit();
        return next.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /** Makes leaves of those messages that are next in their producer's order, and notes the offset, all or nothing. */
    public TakenBatch take(List<Message> messages, Offset offset) throws SQLException {
        turnYear();
        TakenBatch.Counter counter = new TakenBatch.Counter();
        List<AuditEvent> events = new ArrayList<>();
        List<byte[]> contents = new ArrayList<>();
        List<Arrived> arrived = arrived(messages, counter);
        Known known = known(arrived.stream().map(Arrived::event).toList());
        for (Arrived message : arrived) {
            if (isNext(message, known, counter)) {
                events.add(message.event());
                contents.add(message.bytes());
            }
        }
        append(events, contents);
        jdbc.sql("insert into intake_offset (cluster, topic, next_offset) values (:cluster, :topic, :next)")
                .param("cluster", offset.cluster())
                .param("topic", offset.topic())
                .param("next", offset.next())
                .update();
        connection.commit();
        return counter.batch();
    }

    /** Signs a checkpoint if the log has grown and the last one is old enough; opens the new year's log when it has begun. */
    public Optional<SignedCheckpoint> sign() throws SQLException {
        turnYear();
        Instant now = clock.instant();
        if (appender.size() == signedSize || now.isBefore(signedAt.plus(properties.checkpointInterval()))) {
            connection.commit();
            return Optional.empty();
        }
        SignedCheckpoint signed = insertCheckpoint(now);
        connection.commit();
        return Optional.of(signed);
    }

    /** Number of leaves of the current log. */
    public long size() {
        return appender.size();
    }

    private void read() throws SQLException {
        Optional<Integer> last =
                jdbc.sql("select max(year) from log").query(Integer.class).optional();
        if (last.isEmpty()) {
            openFirst();
            return;
        }
        year = last.get();
        long size = jdbc.sql("select coalesce(max(leaf_index) + 1, 0) from leaf where log_year = :year")
                .param("year", year)
                .query(Long.class)
                .single();
        appender = Appender.at(size, new StoredNodes(template, year));
        Optional<SignedCheckpoint> checkpoint = jdbc.sql(
                        "select * from checkpoint where log_year = :year order by size desc limit 1")
                .param("year", year)
                .query(LogReader::checkpoint)
                .optional();
        if (checkpoint.isPresent()) {
            requireFitting(checkpoint.get(), size);
            signedSize = checkpoint.get().checkpoint().size();
            signedAt = checkpoint.get().signed();
        }
        jdbc.sql("select producer, max(number) as number from leaf where producer is not null group by producer")
                .query(row -> {
                    lastNumbers.put(row.getString("producer"), row.getLong("number"));
                });
        connection.commit();
    }

    /** What was promised to the world must be what is stored; a log that broke its promise takes nothing more. */
    private void requireFitting(SignedCheckpoint signed, long size) {
        Checkpoint checkpoint = signed.checkpoint();
        boolean fits = signed.note().isSignedBy(key.verifier())
                && checkpoint.origin().equals(origin(year))
                && checkpoint.size() <= size
                && Arrays.equals(
                        checkpoint.root(), new MerkleTree(new StoredNodes(template, year)).root(checkpoint.size()));
        if (!fits) {
            throw new IllegalStateException("the stored log does not fit its checkpoint of size " + checkpoint.size()
                    + "; nothing is added to it");
        }
    }

    private void openFirst() throws SQLException {
        year = AstanaTime.date(clock.instant()).getYear();
        String genesis = "{\"log\":\"" + origin(year) + "\",\"type\":\"kz.negiz.log\",\"version\":1}";
        openLog(genesis.getBytes(StandardCharsets.UTF_8));
        connection.commit();
        LOG.info("Opened the first log, {}", origin(year));
    }

    private void turnYear() {
        int now = AstanaTime.date(clock.instant()).getYear();
        if (now <= year) {
            return;
        }
        Note last = appender.size() == signedSize
                ? jdbc.sql("select * from checkpoint where log_year = :year and size = :size")
                        .param("year", year)
                        .param("size", signedSize)
                        .query(LogReader::checkpoint)
                        .single()
                        .note()
                : insertCheckpoint(clock.instant()).note();
        LOG.info("Closed the log {} at size {}", origin(year), appender.size());
        year = now;
        openLog(last.encode());
    }

    /** The first leaf of a log is the last checkpoint of the one before, so that years cannot be exchanged. */
    private void openLog(byte[] firstLeaf) {
        jdbc.sql("insert into log (year, origin) values (:year, :origin)")
                .param("year", year)
                .param("origin", origin(year))
                .update();
        appender = Appender.at(0, nodes -> Map.of());
        signedSize = 0;
        byte[] hash = MerkleHash.leaf(firstLeaf);
        jdbc.sql("insert into leaf (log_year, leaf_index, hash, content) values (:year, 0, :hash, :content)")
                .param("year", year)
                .param("hash", hash)
                .param("content", firstLeaf)
                .update();
        insertNodes(appender.append(hash));
        insertCheckpoint(clock.instant());
    }

    private SignedCheckpoint insertCheckpoint(Instant now) {
        Instant signed = now.truncatedTo(ChronoUnit.MICROS);
        Checkpoint checkpoint = new Checkpoint(origin(year), appender.size(), appender.root());
        Note note = key.sign(checkpoint.text());
        jdbc.sql(
                        "insert into checkpoint (log_year, size, root, note, signed) values (:year, :size, :root, :note, :signed)")
                .param("year", year)
                .param("size", checkpoint.size())
                .param("root", checkpoint.root())
                .param("note", note.encode())
                .param("signed", signed.atOffset(ZoneOffset.UTC))
                .update();
        signedSize = checkpoint.size();
        signedAt = signed;
        return new SignedCheckpoint(year, checkpoint, note, signed);
    }

    private List<Arrived> arrived(List<Message> messages, TakenBatch.Counter counter) {
        List<Arrived> arrived = new ArrayList<>(messages.size());
        for (Message message : messages) {
            byte[] bytes = message.value();
            try {
                if (bytes == null) {
                    throw new EventFormatException("empty");
                }
                AuditEvent event = AuditEvent.parse(bytes);
                if (properties.producers().contains(event.producer())
                        && event.producer().equals(message.key())) {
                    arrived.add(new Arrived(event, bytes));
                } else {
                    LOG.warn("An event is not of a known producer");
                    counter.not(Reason.FOREIGN);
                }
            } catch (EventFormatException e) {
                LOG.warn("A message is no event: {}", e.getMessage());
                counter.not(Reason.MALFORMED);
            }
        }
        return arrived;
    }

    private boolean isNext(Arrived message, Known known, TakenBatch.Counter counter) {
        AuditEvent event = message.event();
        byte[] bytes = message.bytes();
        long last = lastNumbers.getOrDefault(event.producer(), 0L);
        if (event.number() <= last) {
            if (known.isSame(event, bytes)) {
                counter.not(Reason.DOUBLE);
            } else {
                LOG.error("Producer {} has sent another event under number {}", event.producer(), event.number());
                counter.not(Reason.CONFLICT);
            }
            return false;
        }
        if (event.number() > last + 1) {
            LOG.info("Event {} of {} comes before event {}", event.number(), event.producer(), last + 1);
            counter.not(Reason.NOT_NEXT);
            return false;
        }
        if (!known.isNew(event)) {
            LOG.error(
                    "Event {} of {} has an id or a user number that is not its own", event.number(), event.producer());
            counter.not(Reason.CONFLICT);
            return false;
        }
        known.add(event, bytes);
        lastNumbers.put(event.producer(), event.number());
        counter.taken();
        return true;
    }

    private void append(List<AuditEvent> events, List<byte[]> contents) {
        List<Object[]> leaves = new ArrayList<>(events.size());
        List<Appender.Completed> nodes = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            AuditEvent event = events.get(i);
            byte[] hash = MerkleHash.leaf(contents.get(i));
            leaves.add(new @Nullable Object[] {
                year,
                appender.size(),
                hash,
                contents.get(i),
                event.id(),
                event.producer(),
                event.number(),
                event.time().atOffset(ZoneOffset.UTC),
                event.action(),
                event.outcome(),
                event.account().orElse(null),
                event.userNumber().isPresent() ? event.userNumber().getAsLong() : null,
                event.body().orElse(null),
                event.department().orElse(null),
                event.reference().orElse(null)
            });
            nodes.addAll(appender.append(hash));
        }
        template.batchUpdate(
                "insert into leaf (log_year, leaf_index, hash, content, event_id, producer, number, time, action, outcome,"
                        + " account, user_number, body, department, reference)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                leaves);
        insertNodes(nodes);
    }

    private void insertNodes(List<Appender.Completed> nodes) {
        // Level 0 is the leaf itself.
        template.batchUpdate(
                "insert into node (log_year, level, node_index, hash) values (?, ?, ?, ?)",
                nodes.stream()
                        .filter(node -> node.id().level() > 0)
                        .map(node ->
                                new Object[] {year, node.id().level(), node.id().index(), node.hash()})
                        .toList());
    }

    private String origin(int of) {
        return properties.logName() + "/" + of;
    }

    /** Reads in three queries what the log already knows of the ids, numbers and users of a batch. */
    private Known known(List<AuditEvent> events) {
        Known known = new Known();
        if (events.isEmpty()) {
            return known;
        }
        jdbc.sql("select event_id from leaf where event_id = any(cast(:ids as uuid[]))")
                .param(
                        "ids",
                        text(events.stream().map(event -> event.id().toString()).toList()))
                .query(row -> {
                    known.ids.add(row.getObject(1, UUID.class));
                });
        jdbc.sql("select producer, number, hash from leaf where (producer, number) in"
                        + " (select * from unnest(cast(:producers as text[]), cast(:numbers as bigint[])))")
                .param(
                        "producers",
                        text(events.stream().map(AuditEvent::producer).toList()))
                .param(
                        "numbers",
                        text(events.stream()
                                .map(event -> Long.toString(event.number()))
                                .toList()))
                .query(row -> {
                    known.hashes.put(new Numbered(row.getString(1), row.getLong(2)), row.getBytes(3));
                });
        List<AuditEvent> acted =
                events.stream().filter(event -> event.account().isPresent()).toList();
        jdbc.sql(
                        "select w.producer, w.account, (select max(l.user_number) from leaf l"
                                + " where l.producer = w.producer and l.account = w.account) as last"
                                + " from (select distinct * from unnest(cast(:producers as text[]), cast(:accounts as uuid[]))) as w (producer, account)")
                .param(
                        "producers",
                        text(acted.stream().map(AuditEvent::producer).toList()))
                .param(
                        "accounts",
                        text(acted.stream()
                                .map(event -> event.account().orElseThrow().toString())
                                .toList()))
                .query(row -> {
                    known.userNumbers.put(new User(row.getString(1), row.getObject(2, UUID.class)), row.getLong(3));
                });
        return known;
    }

    /** An array as PostgreSQL writes it; ids, names and numbers of checked events need no quoting. */
    private static String text(List<String> values) {
        return "{" + String.join(",", values) + "}";
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Arrived(AuditEvent event, byte[] bytes) {}

    private record Numbered(String producer, long number) {}

    private record User(String producer, UUID account) {}

    private static final class Known {

        private final Set<UUID> ids = new HashSet<>();
        private final Map<Numbered, byte[]> hashes = new HashMap<>();
        private final Map<User, Long> userNumbers = new HashMap<>();

        boolean isSame(AuditEvent event, byte[] bytes) {
            byte[] hash = hashes.get(new Numbered(event.producer(), event.number()));
            return hash != null && Arrays.equals(hash, MerkleHash.leaf(bytes));
        }

        boolean isNew(AuditEvent event) {
            return !ids.contains(event.id())
                    && event.account()
                            .map(account -> userNumbers.getOrDefault(new User(event.producer(), account), 0L) + 1
                                    == event.userNumber().orElse(0))
                            .orElse(true);
        }

        void add(AuditEvent event, byte[] bytes) {
            ids.add(event.id());
            hashes.put(new Numbered(event.producer(), event.number()), MerkleHash.leaf(bytes));
            event.account()
                    .ifPresent(account -> userNumbers.put(
                            new User(event.producer(), account),
                            event.userNumber().orElse(0)));
        }
    }
}
