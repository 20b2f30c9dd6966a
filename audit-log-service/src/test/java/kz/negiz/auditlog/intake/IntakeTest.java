package kz.negiz.auditlog.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import kz.negiz.auditlog.RunningLog;
import kz.negiz.auditlog.TestEvents;
import kz.negiz.auditlog.TestRoad;
import kz.negiz.auditlog.Waiting;
import kz.negiz.auditlog.log.LogReader;
import kz.negiz.log.event.AuditEvent;
import kz.negiz.testkit.TestDatabase;
import kz.negiz.testkit.TestKafka;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The intake, with a real Kafka")
class IntakeTest {

    private final TestDatabase database = RunningLog.newDatabase();
    private final String topic = "audit-" + UUID.randomUUID();
    private final TestEvents events = new TestEvents();

    @Test
    @DisplayName("makes the topic, takes what comes, and signs it")
    void takes() {
        try (RunningLog log = RunningLog.start(database, topic);
                TestRoad road = new TestRoad(topic)) {
            send(road, events(30));
            LogReader reader = log.bean(LogReader.class);
            Waiting.until(() -> reader.latest()
                    .filter(latest -> latest.checkpoint().size() == 31)
                    .isPresent());
        }
    }

    @Test
    @DisplayName(
            "misses nothing and takes nothing twice from doubled and mixed-up deliveries, once they are sent again")
    void doubledAndMixedUp() {
        List<AuditEvent> all = events(60);
        List<AuditEvent> mixed = new ArrayList<>(all);
        mixed.addAll(all.subList(10, 40));
        Collections.shuffle(mixed, new Random(41));
        try (RunningLog log = RunningLog.start(database, topic);
                TestRoad road = new TestRoad(topic)) {
            send(road, mixed);
            LogReader reader = log.bean(LogReader.class);
            // What a relay does: it asks where the log is, and sends again from there.
            Waiting.until(() -> {
                long last = reader.lastNumber(TestEvents.BROKER);
                send(road, all.stream().filter(event -> event.number() > last).toList());
                return reader.lastNumber(TestEvents.BROKER) == 60;
            });
        }
        assertThat(numbers())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 60).boxed().toList());
    }

    @Test
    @DisplayName("goes on where it was when it was stopped and started again")
    void restarted() {
        try (TestRoad road = new TestRoad(topic)) {
            try (RunningLog log = RunningLog.start(database, topic)) {
                send(road, events(20));
                LogReader reader = log.bean(LogReader.class);
                Waiting.until(() -> reader.lastNumber(TestEvents.BROKER) == 20);
            }
            send(road, events(20));
            try (RunningLog log = RunningLog.start(database, topic)) {
                LogReader reader = log.bean(LogReader.class);
                Waiting.until(() -> reader.lastNumber(TestEvents.BROKER) == 40);
            }
        }
        assertThat(numbers())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 40).boxed().toList());
    }

    @Test
    @DisplayName("goes on when Kafka was killed, and when its own database session was cut off")
    void killed() {
        try (RunningLog log = RunningLog.start(database, topic);
                TestRoad road = new TestRoad(topic)) {
            LogReader reader = log.bean(LogReader.class);
            send(road, events(20));
            Waiting.until(() -> reader.lastNumber(TestEvents.BROKER) == 20);
            TestKafka.kill();
            TestKafka.restart();
            send(road, events(20));
            Waiting.until(() -> reader.lastNumber(TestEvents.BROKER) == 40);
            cutSessions();
            send(road, events(20));
            Waiting.until(() -> numbers().size() == 60);
        }
        assertThat(numbers())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 60).boxed().toList());
    }

    private void cutSessions() {
        // Its own sessions any role may end; that is what a network failure does to them.
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and usename = current_user and pid <> pg_backend_pid()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<AuditEvent> events(int count) {
        List<AuditEvent> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(events.next(TestEvents.BROKER));
        }
        return made;
    }

    private static void send(TestRoad road, List<AuditEvent> all) {
        all.forEach(road::send);
        road.flush();
    }

    private List<Long> numbers() {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select number from leaf where number is not null order by leaf_index")) {
            List<Long> numbers = new ArrayList<>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
