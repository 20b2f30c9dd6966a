package kz.negiz.auditlog.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import kz.negiz.auditlog.TestEvents;
import kz.negiz.auditlog.log.TakenBatch.Reason;
import kz.negiz.log.MerkleHash;
import kz.negiz.log.Proofs;
import kz.negiz.log.checkpoint.Checkpoint;
import kz.negiz.log.checkpoint.Note;
import kz.negiz.log.checkpoint.SignerKey;
import kz.negiz.log.checkpoint.VerifierKey.Purpose;
import kz.negiz.log.event.AuditEvent;
import kz.negiz.testkit.TestDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@DisplayName("The writer of the log")
class LogWriterTest {

    private static final SignerKey KEY = SignerKey.generate("negiz.kz/audit", Purpose.NOTE);
    private static final LogProperties PROPERTIES = new LogProperties(
            "negiz.kz/audit",
            Path.of("unused"),
            Duration.ofSeconds(1),
            Set.of(TestEvents.BROKER, TestEvents.GATEWAY),
            Path.of("unused"));
    private static final UUID OFFICER = UUID.fromString("8b6f0d4e-3c1a-4d57-9f0e-0a1b2c3d4e5f");

    private final TestDatabase database = TestDatabase.create("audit", "classpath:db/audit", "classpath:db/migration");
    private final TestEvents events = new TestEvents();
    private final MovedClock clock = new MovedClock(Instant.parse("2026-11-22T08:00:00Z"));
    private final LogReader reader = new LogReader(
            new JdbcTemplate(new DriverManagerDataSource(database.url(), database.user(), database.password())));

    private long offset;

    @Test
    @DisplayName("opens a log of the year with a leaf that names it and a signed checkpoint")
    void opens() throws SQLException {
        try (Writing writing = open()) {
            assertThat(writing.writer.size()).isEqualTo(1);
        }
        SignedCheckpoint checkpoint = reader.latest().orElseThrow();
        assertThat(checkpoint.checkpoint().origin()).isEqualTo("negiz.kz/audit/2026");
        assertThat(checkpoint.checkpoint().size()).isEqualTo(1);
        assertThat(checkpoint.note().isSignedBy(KEY.verifier())).isTrue();
        assertThat(reader.content(2026, 0))
                .contains("{\"log\":\"negiz.kz/audit/2026\",\"type\":\"kz.negiz.log\",\"version\":1}"
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("makes a leaf of each event, provable below the next checkpoint")
    void takes() throws SQLException {
        List<AuditEvent> sent = new ArrayList<>();
        try (Writing writing = open()) {
            for (int i = 0; i < 20; i++) {
                sent.add(i % 3 == 0 ? events.next(TestEvents.GATEWAY) : events.next(TestEvents.BROKER, OFFICER));
            }
            assertThat(writing.take(sent)).isEqualTo(new TakenBatch(20, Map.of()));
            clock.move(Duration.ofSeconds(1));
            assertThat(writing.writer.sign()).isPresent();
        }
        SignedCheckpoint latest = reader.latest().orElseThrow();
        assertThat(latest.checkpoint().size()).isEqualTo(21);
        for (AuditEvent event : sent) {
            byte[] hash = MerkleHash.leaf(event.encode());
            LogReader.LeafPlace place = reader.find(hash).orElseThrow();
            assertThat(reader.content(2026, place.index())).contains(event.encode());
            assertThat(Proofs.isIncluded(
                            hash,
                            place.index(),
                            21,
                            reader.tree(2026).inclusionProof(place.index(), 21),
                            latest.checkpoint().root()))
                    .isTrue();
        }
        assertThat(reader.lastNumber(TestEvents.GATEWAY)).isEqualTo(7);
        assertThat(reader.lastNumber(TestEvents.BROKER)).isEqualTo(13);
        assertThat(reader.lastNumber("video-access-service")).isZero();
    }

    @Test
    @DisplayName("signs no more often than the interval, and never twice the same")
    void signsInTime() throws SQLException {
        try (Writing writing = open()) {
            writing.take(List.of(events.next(TestEvents.BROKER)));
            assertThat(writing.writer.sign()).as("within the interval").isEmpty();
            clock.move(Duration.ofSeconds(1));
            assertThat(writing.writer.sign()).as("grown").isPresent();
            clock.move(Duration.ofSeconds(1));
            assertThat(writing.writer.sign()).as("not grown").isEmpty();
        }
    }

    @Test
    @DisplayName("drops what it has already, within a batch and from earlier ones")
    void dropsDoubles() throws SQLException {
        try (Writing writing = open()) {
            AuditEvent first = events.next(TestEvents.BROKER, OFFICER);
            AuditEvent second = events.next(TestEvents.BROKER, OFFICER);
            writing.take(List.of(first));
            assertThat(writing.take(List.of(first, second, second, first)))
                    .isEqualTo(new TakenBatch(1, Map.of(Reason.DOUBLE, 3)));
            assertThat(writing.writer.size()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("does not take an event whose forerunner is missing, until that one has come")
    void waitsForTheNext() throws SQLException {
        try (Writing writing = open()) {
            AuditEvent first = events.next(TestEvents.BROKER);
            AuditEvent second = events.next(TestEvents.BROKER);
            AuditEvent third = events.next(TestEvents.BROKER);
            AuditEvent other = events.next(TestEvents.GATEWAY);
            assertThat(writing.take(List.of(second, third, other)))
                    .isEqualTo(new TakenBatch(1, Map.of(Reason.NOT_NEXT, 2)));
            assertThat(writing.take(List.of(third, first, third, second)))
                    .isEqualTo(new TakenBatch(2, Map.of(Reason.NOT_NEXT, 2)));
            assertThat(writing.take(List.of(first, second, third)))
                    .isEqualTo(new TakenBatch(1, Map.of(Reason.DOUBLE, 2)));
        }
        assertThat(reader.lastNumber(TestEvents.BROKER)).isEqualTo(3);
    }

    @Test
    @DisplayName("takes no other event under a number, id or user number that is given")
    void conflicts() throws SQLException {
        try (Writing writing = open()) {
            AuditEvent first = events.next(TestEvents.BROKER, OFFICER);
            writing.take(List.of(first));
            AuditEvent sameNumber = TestEvents.event(TestEvents.BROKER, 1, Optional.of(OFFICER), OptionalLong.of(1));
            AuditEvent skippedUserNumber =
                    TestEvents.event(TestEvents.BROKER, 2, Optional.of(OFFICER), OptionalLong.of(3));
            AuditEvent doubledUserNumber =
                    TestEvents.event(TestEvents.BROKER, 2, Optional.of(OFFICER), OptionalLong.of(1));
            byte[] sameId = new String(events.next(TestEvents.GATEWAY).encode(), StandardCharsets.UTF_8)
                    .replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"" + first.id() + "\"")
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(writing.take(
                            List.of(sameNumber, skippedUserNumber, doubledUserNumber, AuditEvent.parse(sameId))))
                    .isEqualTo(new TakenBatch(0, Map.of(Reason.CONFLICT, 4)));
        }
    }

    @Test
    @DisplayName("takes neither malformed messages nor those of strangers")
    void foreign() throws SQLException {
        try (Writing writing = open()) {
            AuditEvent stranger = TestEvents.event("stranger", 1, Optional.empty(), OptionalLong.empty());
            AuditEvent gateway = events.next(TestEvents.GATEWAY);
            TakenBatch batch = writing.writer.take(
                    List.of(
                            new LogWriter.Message("stranger", stranger.encode()),
                            new LogWriter.Message(TestEvents.BROKER, gateway.encode()),
                            new LogWriter.Message(null, gateway.encode()),
                            new LogWriter.Message(TestEvents.GATEWAY, null),
                            new LogWriter.Message(TestEvents.GATEWAY, "{}".getBytes(StandardCharsets.UTF_8))),
                    new LogWriter.Offset("cluster", "topic", 5));
            assertThat(batch).isEqualTo(new TakenBatch(0, Map.of(Reason.FOREIGN, 3, Reason.MALFORMED, 2)));
            assertThat(writing.writer.offset("cluster", "topic")).hasValue(5);
        }
    }

    @Test
    @DisplayName("goes on after a crash from what was committed, offsets of each cluster included")
    void goesOn() throws SQLException {
        AuditEvent first = events.next(TestEvents.BROKER, OFFICER);
        AuditEvent second = events.next(TestEvents.BROKER, OFFICER);
        try (Writing writing = open()) {
            writing.take(List.of(first));
        }
        try (Writing writing = open()) {
            assertThat(writing.writer.offset("cluster", "topic")).hasValue(1);
            assertThat(writing.writer.offset("other cluster", "topic")).isEmpty();
            assertThat(writing.take(List.of(first, second))).isEqualTo(new TakenBatch(1, Map.of(Reason.DOUBLE, 1)));
            clock.move(Duration.ofSeconds(1));
            writing.writer.sign();
        }
        assertThat(reader.latest().orElseThrow().checkpoint().size()).isEqualTo(3);
    }

    @Test
    @DisplayName("stores leaves and offset together or not at all")
    void allOrNothing() throws SQLException {
        Connection connection = database.connect();
        LogWriter writer = LogWriter.open(connection, PROPERTIES, KEY, clock).orElseThrow();
        try (Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement()) {
            // The process dies between insert and commit: its session ends on the server.
            statement.execute("create function die() returns trigger language plpgsql as"
                    + " $$ begin perform 1 / 0; return null; end $$");
            statement.execute("create trigger die before insert on intake_offset execute function die()");
        }
        assertThatThrownBy(() -> writer.take(
                        List.of(new LogWriter.Message(
                                TestEvents.BROKER,
                                events.next(TestEvents.BROKER).encode())),
                        new LogWriter.Offset("cluster", "topic", 1)))
                .isInstanceOf(RuntimeException.class);
        writer.close();
        connection.close();
        assertThat(reader.lastNumber(TestEvents.BROKER)).isZero();
    }

    @Test
    @DisplayName("is one at a time")
    void oneAtATime() throws SQLException {
        try (Connection second = database.connect()) {
            try (Writing first = open()) {
                assertThat(first.take(List.of(events.next(TestEvents.BROKER))).taken())
                        .isEqualTo(1);
                assertThat(LogWriter.open(second, PROPERTIES, KEY, clock)).isEmpty();
            }
            Optional<LogWriter> opened = LogWriter.open(second, PROPERTIES, KEY, clock);
            assertThat(opened).isPresent();
            opened.orElseThrow().close();
        }
    }

    @Test
    @DisplayName("begins a new log at New Year in Astana, whose first leaf is the last checkpoint of the old one")
    void newYear() throws SQLException {
        clock.set(Instant.parse("2026-12-31T18:59:59Z"));
        try (Writing writing = open()) {
            writing.take(List.of(events.next(TestEvents.BROKER, OFFICER)));
            clock.set(Instant.parse("2026-12-31T19:00:00Z"));
            writing.take(List.of(events.next(TestEvents.BROKER, OFFICER)));
            clock.move(Duration.ofSeconds(1));
            writing.writer.sign();
        }
        SignedCheckpoint closed = reader.latest(2026).orElseThrow();
        SignedCheckpoint opened = reader.latest(2027).orElseThrow();
        assertThat(closed.checkpoint().size()).isEqualTo(2);
        assertThat(opened.checkpoint().size()).isEqualTo(2);
        assertThat(opened.checkpoint().origin()).isEqualTo("negiz.kz/audit/2027");
        byte[] first = reader.content(2027, 0).orElseThrow();
        assertThat(first).isEqualTo(closed.note().encode());
        assertThat(Checkpoint.parse(Note.parse(first).text())).isEqualTo(closed.checkpoint());
        try (Writing writing = open()) {
            assertThat(writing.take(List.of(events.next(TestEvents.BROKER, OFFICER)))
                            .taken())
                    .isEqualTo(1);
        }
        assertThat(reader.lastNumber(TestEvents.BROKER)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update leaf set content = 'x', hash = sha256('\\x0078') where leaf_index = 2",
                "delete from leaf where leaf_index = 2",
                "update node set hash = sha256('x')"
            })
    @DisplayName("adds nothing to a log that no longer fits its checkpoint")
    void refusesChangedLog(String change) throws SQLException {
        try (Writing writing = open()) {
            writing.take(List.of(events.next(TestEvents.BROKER), events.next(TestEvents.BROKER)));
            clock.move(Duration.ofSeconds(1));
            writing.writer.sign();
        }
        try (Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("alter table leaf disable trigger user");
            statement.execute("alter table node disable trigger user");
            statement.execute(change);
        }
        assertThatThrownBy(this::open).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update leaf set content = 'x'",
                "delete from leaf",
                "truncate leaf cascade",
                "update node set hash = sha256('x')",
                "delete from checkpoint",
                "update checkpoint set size = 7",
                "delete from log",
                "alter table leaf disable trigger user",
                "drop table leaf cascade"
            })
    @DisplayName("R41-25, R41-31c, R150-40b, R150-50: works under a role that can change or remove nothing")
    void roleCannotChange(String sql) throws SQLException {
        try (Writing writing = open()) {
            writing.take(List.of(events.next(TestEvents.BROKER)));
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(SQLException.class);
        }
    }

    private Writing open() throws SQLException {
        Connection connection = database.connect();
        try {
            return new Writing(
                    connection,
                    LogWriter.open(connection, PROPERTIES, KEY, clock).orElseThrow());
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private final class Writing implements AutoCloseable {

        private final Connection connection;
        private final LogWriter writer;

        Writing(Connection connection, LogWriter writer) {
            this.connection = connection;
            this.writer = writer;
        }

        TakenBatch take(List<AuditEvent> batch) throws SQLException {
            offset += batch.size();
            return writer.take(
                    batch.stream()
                            .map(event -> new LogWriter.Message(event.producer(), event.encode()))
                            .toList(),
                    new LogWriter.Offset("cluster", "topic", offset));
        }

        @Override
        public void close() throws SQLException {
            if (!connection.isClosed()) {
                writer.close();
                connection.close();
            }
        }
    }

    private static final class MovedClock extends Clock {

        private Instant now;

        MovedClock(Instant now) {
            this.now = now;
        }

        void move(Duration by) {
            now = now.plus(by);
        }

        void set(Instant to) {
            now = to;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
