package kz.negiz.audit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import kz.negiz.log.MerkleHash;
import kz.negiz.log.event.AuditEvent;
import kz.negiz.log.event.DisclosedValue;
import kz.negiz.log.event.EventFormatException;
import kz.negiz.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The outbox")
class AuditOutboxTest {

    private static final String IIN = "990101399992";

    private final TestDatabase database = TestDatabase.create("broker", "classpath:db/audit");
    private TestProducer service = TestProducer.withoutRelay(database, "query-broker-service");

    @AfterEach
    void close() {
        service.close();
    }

    @BeforeEach
    void isEmpty() throws SQLException {
        assertThat(numbers()).isEmpty();
    }

    @Test
    @DisplayName("keeps exactly the bytes it returns, which read back as what was drafted")
    void keepsExactBytes() throws SQLException {
        UUID account = UUID.randomUUID();
        UUID question = UUID.randomUUID();

        StoredEvent stored = service.store(AuditEventDraft.of("QUESTION_DECIDED", "REFUSED")
                .account(account)
                .body("kgd-almaty")
                .department("/almaty/inspections")
                .edition(1)
                .rules("R41-20", "R41-22")
                .reference(question)
                .session("s-1")
                .detail("subject", IIN)
                .detail("basisNumber", "2026-77/қ"));

        AuditEvent event = AuditEvent.parse(stored.bytes());
        assertThat(bytes(stored.number())).isEqualTo(stored.bytes());
        assertThat(stored.leafHash()).isEqualTo(MerkleHash.leaf(stored.bytes()));
        assertThat(event.id()).isEqualTo(stored.id());
        assertThat(event.producer()).isEqualTo("query-broker-service");
        assertThat(event.number()).isEqualTo(1);
        assertThat(event.userNumber()).isEqualTo(OptionalLong.of(1));
        assertThat(event.account()).contains(account);
        assertThat(event.reference()).contains(question);
        assertThat(event.rules()).containsExactly("R41-20", "R41-22");
        assertThat(event.time()).isEqualTo(stored.time());
        assertThat(event.commitments()).containsOnlyKeys("subject", "basisNumber");
    }

    @Test
    @DisplayName(
            "numbers events that are stored together in their order, for the service and for each account (R41-25)")
    void numbersTogether() throws SQLException {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        service.store(AuditEventDraft.of("FIRST", "DONE").account(one));

        List<StoredEvent> stored = service.store(List.of(
                AuditEventDraft.of("SECOND", "DONE").account(one),
                AuditEventDraft.of("THIRD", "DONE").account(other),
                AuditEventDraft.of("FOURTH", "DONE"),
                AuditEventDraft.of("FIFTH", "DONE").account(one)));

        assertThat(stored).extracting(StoredEvent::number).containsExactly(2L, 3L, 4L, 5L);
        assertThat(stored)
                .extracting(StoredEvent::userNumber)
                .containsExactly(OptionalLong.of(2), OptionalLong.of(1), OptionalLong.empty(), OptionalLong.of(3));
        assertThat(stored)
                .extracting(event -> AuditEvent.parse(event.bytes()).action())
                .containsExactly("SECOND", "THIRD", "FOURTH", "FIFTH");
        assertThat(numbers()).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(service.store(List.of())).isEmpty();
    }

    @Test
    @DisplayName("seals details so that only the log can open them, and each keeps its commitment")
    void sealsDetails(@TempDir Path folder) throws Exception {
        StoredEvent stored = service.store(
                AuditEventDraft.of("QUESTION_DECIDED", "PERMITTED").detail("subject", IIN));
        AuditEvent event = AuditEvent.parse(stored.bytes());
        PayloadOpener log = opener(folder, TestProducer.KEYS);

        DisclosedValue subject = requireNonNull(
                log.open(event.id(), event.payload().orElseThrow()).get("subject"));
        String commitment = requireNonNull(event.commitments().get("subject"));

        assertThat(subject.value()).isEqualTo(IIN);
        assertThat(subject.keeps(commitment)).isTrue();
        assertThat(new DisclosedValue(subject.salt(), "990101399993").keeps(commitment))
                .isFalse();
        assertThatThrownBy(() -> log.open(UUID.randomUUID(), event.payload().orElseThrow()))
                .as("a payload moved to another event")
                .isInstanceOf(UnreadablePayloadException.class);
        assertThatThrownBy(() -> opener(folder, PayloadKeys.generate())
                        .open(event.id(), event.payload().orElseThrow()))
                .as("another log's keys")
                .isInstanceOf(UnreadablePayloadException.class);
    }

    @Test
    @DisplayName("shows no IIN in clear, nowhere in its table")
    void noPersonNumberInClear() throws SQLException {
        service.store(AuditEventDraft.of("QUESTION_DECIDED", "PERMITTED")
                .account(UUID.randomUUID())
                .detail("subject", IIN));

        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select o::text, convert_from(event, 'UTF8') from audit_outbox o")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1) + rows.getString(2)).doesNotContain(IIN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"990101399992", "bin:990101399992", "a.990101399992"})
    @DisplayName("refuses an event that would carry an IIN or BIN in clear")
    void refusesPersonNumberInClear(String value) throws SQLException {
        assertThatThrownBy(() ->
                        service.store(AuditEventDraft.of("LOGIN", "ACCEPTED").body(value)))
                .isInstanceOf(EventFormatException.class)
                .hasMessageNotContaining(IIN);
        assertThatThrownBy(() ->
                        service.store(AuditEventDraft.of("LOGIN", "ACCEPTED").department("/" + IIN)))
                .isInstanceOf(EventFormatException.class)
                .hasMessageNotContaining(IIN);
        assertThat(numbers()).isEmpty();
    }

    @Test
    @DisplayName("refuses an event outside a transaction and in a read-only one")
    void refusesWithoutTransaction() throws SQLException {
        AuditEventDraft draft = AuditEventDraft.of("LOGIN", "ACCEPTED");

        assertThatThrownBy(() -> service.outbox().append(draft)).isInstanceOf(IllegalStateException.class);
        var readOnly = service.transaction();
        readOnly.setReadOnly(true);
        assertThatThrownBy(() -> readOnly.execute(status -> service.outbox().append(draft)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(numbers()).isEmpty();
    }

    @Test
    @DisplayName("leaves no gap when a transaction is rolled back")
    void rollBackLeavesNoGap() throws SQLException {
        UUID account = UUID.randomUUID();
        AuditEventDraft draft = AuditEventDraft.of("LOGIN", "ACCEPTED").account(account);
        service.store(draft);
        service.transaction().executeWithoutResult(status -> {
            service.outbox().append(draft);
            status.setRollbackOnly();
        });

        StoredEvent next = service.store(draft);

        assertThat(next.number()).isEqualTo(2);
        assertThat(next.userNumber()).hasValue(2);
        assertThat(numbers()).containsExactly(1L, 2L);
    }

    @Test
    @DisplayName("numbers events of many users at once without gap or double, per producer and per user")
    void numbersUnderConcurrency() throws Exception {
        List<UUID> accounts = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        int each = 40;
        List<StoredEvent> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<StoredEvent>> running = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                for (UUID account : accounts) {
                    running.add(threads.submit(() -> service.store(
                            AuditEventDraft.of("LOGIN", "ACCEPTED").account(account))));
                }
            }
            for (Future<StoredEvent> one : running) {
                all.add(one.get());
            }
        }

        assertThat(all.stream().map(StoredEvent::number).sorted())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 3L * each).boxed().toList());
        for (UUID account : accounts) {
            assertThat(all.stream()
                            .map(stored -> AuditEvent.parse(stored.bytes()))
                            .filter(event ->
                                    event.account().filter(account::equals).isPresent())
                            .map(event -> event.userNumber().orElseThrow())
                            .sorted())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, each).boxed().toList());
        }
        // Time follows the numbers: both are taken under the same lock.
        List<StoredEvent> inOrder = all.stream()
                .sorted((a, b) -> Long.compare(a.number(), b.number()))
                .toList();
        assertThat(inOrder).isSortedAccordingTo((a, b) -> a.time().compareTo(b.time()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_outbox set event = 'x'",
                "delete from audit_outbox",
                "truncate audit_outbox",
                "alter table audit_outbox disable trigger all",
                "drop table audit_outbox"
            })
    @DisplayName("R41-25, R150-50: lets the service's role change or remove nothing")
    void roleCannotChange(String sql) throws SQLException {
        StoredEvent stored = service.store(AuditEventDraft.of("LOGIN", "ACCEPTED"));

        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(SQLException.class);
        }
        assertThat(bytes(1)).isEqualTo(stored.bytes());
    }

    @Test
    @DisplayName("R41-25, R150-50: lets not even the owner change a record in passing")
    void ownerCannotChangeInPassing() throws SQLException {
        service.store(AuditEventDraft.of("LOGIN", "ACCEPTED"));

        try (Connection connection = database.connectAsOwner();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("delete from audit_outbox"))
                    .hasMessageContaining("R41-25");
        }
    }

    private static PayloadOpener opener(Path folder, PayloadKeys keys) throws Exception {
        Path file = folder.resolve(UUID.randomUUID() + ".json");
        Files.writeString(file, keys.privateKeyset(), StandardCharsets.UTF_8);
        return PayloadOpener.fromFile(file);
    }

    private List<Long> numbers() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select number from audit_outbox order by number")) {
            List<Long> numbers = new ArrayList<>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        }
    }

    private byte[] bytes(long number) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select event from audit_outbox where number = " + number)) {
            assertThat(rows.next()).isTrue();
            return rows.getBytes(1);
        }
    }
}
