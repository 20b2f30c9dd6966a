package kz.negiz.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Carries the outbox to Kafka, event by event in the order of their numbers. One relay a producer is at work, fenced by a
 * session lock of PostgreSQL; at least once, since the log throws doubles away. A dead Kafka or database makes it wait and try
 * again, never skip.
 */
final class AuditRelay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AuditRelay.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(200);
    private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(20);
    private static final Duration CLOSING = Duration.ofSeconds(1);
    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final Duration MARK_INTERVAL = Duration.ofSeconds(10);

    private final DataSource dataSource;
    private final String producerName;
    private final String topic;
    private final AuditClientProperties.Relay settings;
    private final LogPosition logPosition;
    private final EventOrigins origins;
    private final Supplier<Producer<String, byte[]>> producers;
    private final Clock clock;
    private final BlockingQueue<Boolean> wakeUps = new ArrayBlockingQueue<>(1);

    private volatile boolean running;
    private volatile Instant stopAt = Instant.MAX;
    private volatile @Nullable RelayPosition position;
    private volatile boolean logAhead;
    private @Nullable Thread thread;

    AuditRelay(
            DataSource dataSource,
            String producerName,
            String topic,
            AuditClientProperties.Relay settings,
            LogPosition logPosition,
            EventOrigins origins,
            Supplier<Producer<String, byte[]>> producers,
            Clock clock) {
        this.dataSource = dataSource;
        this.producerName = producerName;
        this.topic = topic;
        this.settings = settings;
        this.logPosition = logPosition;
        this.origins = origins;
        this.producers = producers;
        this.clock = clock;
    }

    /** Tells that something was committed. */
    void wake() {
        // A full queue is a wake-up already on its way.
        boolean ignored = wakeUps.offer(true);
    }

    /** Last number on the road or in the log, as far as this process is the one that relays. */
    OptionalLong sent() {
        RelayPosition now = position;
        return now == null ? OptionalLong.empty() : OptionalLong.of(now.sent());
    }

    /** Last number that the log confirmed. */
    OptionalLong logged() {
        RelayPosition now = position;
        return now == null ? OptionalLong.empty() : now.logged();
    }

    /** The log has more events than this database: the database was set back, and numbers would be given twice. */
    boolean logAhead() {
        return logAhead;
    }

    @Override
    public synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        stopAt = Instant.MAX;
        thread = Thread.ofPlatform().name("audit-relay").daemon().start(this::run);
    }

    @Override
    public void stop() {
        Thread worker;
        synchronized (this) {
            worker = thread;
            thread = null;
            stopAt = clock.instant().plus(DRAIN);
            running = false;
        }
        if (worker == null) {
            return;
        }
        wake();
        try {
            worker.join(DRAIN.plusSeconds(1));
            if (worker.isAlive()) {
                worker.interrupt();
                worker.join(DRAIN);
            }
        } catch (InterruptedException e) {
            worker.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops after the web server, whose last requests may still store events. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void run() {
        Duration backOff = FIRST_BACK_OFF;
        while (mayGoOn()) {
            try {
                if (relayWhileLocked()) {
                    backOff = FIRST_BACK_OFF;
                }
                if (!running) {
                    return;
                }
                boolean ignored = woken(settings.pollInterval());
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException e) {
                position = null;
                if (!running) {
                    return;
                }
                LOG.warn("Audit events wait in the outbox: {}; next try in {}", e.toString(), backOff);
                LOG.debug("Audit relay failed", e);
                try {
                    Thread.sleep(backOff);
                } catch (InterruptedException interrupted) {
                    return;
                }
                backOff = backOff.multipliedBy(2).compareTo(settings.longestBackOff()) > 0
                        ? settings.longestBackOff()
                        : backOff.multipliedBy(2);
            }
        }
    }

    /** False if another process relays. */
    private boolean relayWhileLocked() throws SQLException, InterruptedException {
        try (Connection connection = dataSource.getConnection()) {
            OutboxReader outbox = new OutboxReader(connection, producerName);
            if (!outbox.lock()) {
                return false;
            }
            try {
                relayTo(outbox);
                return true;
            } finally {
                position = null;
                unlock(connection, outbox);
            }
        }
    }

    private void relayTo(OutboxReader outbox) throws SQLException, InterruptedException {
        Producer<String, byte[]> kafka = producers.get();
        try {
            relay(outbox, kafka);
        } finally {
            // What is still on its way may arrive or not: it is sent again, and the log drops the double.
            kafka.close(CLOSING);
        }
    }

    private static void unlock(Connection connection, OutboxReader outbox) throws SQLException {
        try {
            outbox.unlock();
        } catch (SQLException e) {
            // The session may still hold the lock on the server; ending it is the one sure way to give it up.
            connection.abort(Runnable::run);
        }
    }

    private void relay(OutboxReader outbox, Producer<String, byte[]> kafka) throws SQLException, InterruptedException {
        RelayPosition at = new RelayPosition(start(outbox), settings.positionInterval(), clock.instant());
        position = at;
        Instant nextQuestion = Instant.MIN;
        Instant nextMark = clock.instant().plus(MARK_INTERVAL);
        long marked = at.sent();
        while (true) {
            Instant now = clock.instant();
            if (running && !now.isBefore(nextQuestion)) {
                ask(outbox, at);
                nextQuestion = now.plus(settings.positionInterval());
            }
            List<OutboxReader.Entry> batch = outbox.after(at.sent(), settings.batchSize());
            if (!batch.isEmpty()) {
                send(kafka, batch, at);
            }
            boolean last = (batch.isEmpty() && !running) || !mayGoOn();
            if (at.sent() != marked && (last || !now.isBefore(nextMark))) {
                outbox.mark(at.sent());
                marked = at.sent();
                nextMark = now.plus(MARK_INTERVAL);
            }
            if (last) {
                return;
            }
            if (batch.isEmpty() && woken(settings.pollInterval()) && running) {
                Thread.sleep(settings.gather());
            }
        }
    }

    private long start(OutboxReader outbox) throws SQLException {
        OptionalLong logged = answer();
        if (logged.isPresent()) {
            return withinOutbox(outbox, logged.getAsLong());
        }
        return outbox.lastMark().orElse(0);
    }

    private void ask(OutboxReader outbox, RelayPosition at) throws SQLException {
        OptionalLong answer = answer();
        if (answer.isEmpty()) {
            return;
        }
        long before = at.sent();
        if (at.logIsAt(withinOutbox(outbox, answer.getAsLong()), clock.instant())) {
            LOG.warn(
                    "The audit log has taken events up to number {} of {} sent; sending again from there",
                    at.sent(),
                    before);
        }
    }

    private long withinOutbox(OutboxReader outbox, long logged) throws SQLException {
        long greatest = outbox.greatestNumber();
        logAhead = logged > greatest;
        if (logAhead) {
            LOG.error(
                    "The audit log has event number {} of {}, this database ends at {}: the database was set back and must be repaired",
                    logged,
                    producerName,
                    greatest);
        }
        return Math.min(logged, greatest);
    }

    private OptionalLong answer() {
        try {
            return logPosition.lastNumber(producerName);
        } catch (RuntimeException e) {
            LOG.debug("The audit log did not say how far it is", e);
            return OptionalLong.empty();
        }
    }

    private void send(Producer<String, byte[]> kafka, List<OutboxReader.Entry> batch, RelayPosition at)
            throws InterruptedException {
        List<Future<RecordMetadata>> pending = new ArrayList<>(batch.size());
        for (OutboxReader.Entry entry : batch) {
            ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, producerName, entry.event());
            origins.stamp(entry.number(), message.headers());
            pending.add(kafka.send(message));
        }
        for (int i = 0; i < batch.size(); i++) {
            try {
                pending.get(i).get(ACKNOWLEDGEMENT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new KafkaException(
                        "Kafka did not acknowledge event number " + batch.get(i).number(), e);
            }
            at.acknowledged(batch.get(i).number(), clock.instant());
        }
    }

    private boolean mayGoOn() {
        return running || clock.instant().isBefore(stopAt);
    }

    private boolean woken(Duration longest) throws InterruptedException {
        return wakeUps.poll(longest.toMillis(), TimeUnit.MILLISECONDS) != null;
    }
}
