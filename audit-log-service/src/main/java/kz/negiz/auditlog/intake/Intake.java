package kz.negiz.auditlog.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import kz.negiz.auditlog.log.LogProperties;
import kz.negiz.auditlog.log.LogWriter;
import kz.negiz.auditlog.log.TakenBatch;
import kz.negiz.kit.trace.Traces;
import kz.negiz.log.checkpoint.SignerKey;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads the road and feeds the log. Only one process at a time does, and the place on the road is stored with the leaves, so
 * a crash at any point repeats a batch or nothing, and what is repeated is dropped.
 */
@Component
class Intake implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(200);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final DataSource dataSource;
    private final Road road;
    private final LogProperties properties;
    private final SignerKey key;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Traces traces;
    private final AtomicLong size = new AtomicLong();
    private final AtomicLong signedAtSecond = new AtomicLong();

    private volatile boolean running;
    private @Nullable Thread thread;

    Intake(
            DataSource dataSource,
            Road road,
            LogProperties properties,
            SignerKey key,
            Clock clock,
            MeterRegistry meters,
            Traces traces) {
        this.dataSource = dataSource;
        this.road = road;
        this.properties = properties;
        this.key = key;
        this.clock = clock;
        this.meters = meters;
        this.traces = traces;
        Gauge.builder("negiz.auditlog.size", size, AtomicLong::get)
                .description("Leaves of the current log")
                .register(meters);
        TimeGauge.builder(
                        "negiz.auditlog.checkpoint.age",
                        () -> Math.max(0, clock.instant().getEpochSecond() - signedAtSecond.get()),
                        TimeUnit.SECONDS)
                .description("Time since the last checkpoint was signed")
                .register(meters);
    }

    @Override
    public synchronized void start() {
        if (!running) {
            running = true;
            thread = Thread.ofPlatform().name("audit-intake").daemon().start(this::run);
        }
    }

    @Override
    public void stop() {
        Thread worker;
        synchronized (this) {
            running = false;
            worker = thread;
            thread = null;
        }
        if (worker == null) {
            return;
        }
        try {
            worker.join(STOPPING);
            if (worker.isAlive()) {
                worker.interrupt();
                worker.join(STOPPING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        Duration backOff = FIRST_BACK_OFF;
        while (running) {
            try {
                boolean written = write();
                backOff = FIRST_BACK_OFF;
                if (!written) {
                    Thread.sleep(POLL);
                }
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException e) {
                if (!running) {
                    return;
                }
                LOG.warn("The log takes nothing for the moment: {}; next try in {}", e.toString(), backOff);
                LOG.debug("Intake failed", e);
                try {
                    Thread.sleep(backOff);
                } catch (InterruptedException interrupted) {
                    return;
                }
                backOff = backOff.multipliedBy(2).compareTo(LONGEST_BACK_OFF) > 0
                        ? LONGEST_BACK_OFF
                        : backOff.multipliedBy(2);
            }
        }
    }

    /** False if another process writes. */
    private boolean write() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Optional<LogWriter> opened = LogWriter.open(connection, properties, key, clock);
            if (opened.isEmpty()) {
                return false;
            }
            LogWriter writer = opened.get();
            try {
                size.set(writer.size());
                feed(writer);
                return true;
            } finally {
                writer.close();
            }
        }
    }

    private void feed(LogWriter writer) throws SQLException {
        String cluster = road.cluster();
        TopicPartition partition = road.partition();
        try (Consumer<String, byte[]> consumer = road.consumer()) {
            consumer.assign(List.of(partition));
            OptionalLong next = writer.offset(cluster, partition.topic());
            if (next.isPresent()) {
                consumer.seek(partition, next.getAsLong());
            } else {
                consumer.seekToBeginning(List.of(partition));
            }
            while (running) {
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    take(
                            writer,
                            records,
                            new LogWriter.Offset(cluster, partition.topic(), consumer.position(partition)));
                }
                writer.sign().ifPresent(checkpoint -> signed(checkpoint.signed()));
            }
        }
    }

    private void take(LogWriter writer, ConsumerRecords<String, byte[]> records, LogWriter.Offset offset)
            throws SQLException {
        List<LogWriter.Message> messages = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> record : records) {
            messages.add(new LogWriter.Message(record.key(), record.value()));
        }
        List<Span> spans = spans(records);
        TakenBatch batch;
        try {
            batch = writer.take(messages, offset);
        } finally {
            spans.forEach(Span::end);
        }
        size.set(writer.size());
        Counter.builder("negiz.auditlog.taken")
                .description("Events that became leaves")
                .register(meters)
                .increment(batch.taken());
        batch.notTaken()
                .forEach((reason, count) -> Counter.builder("negiz.auditlog.not.taken")
                        .description("Messages that did not become leaves")
                        .tag("reason", reason.name())
                        .register(meters)
                        .increment(count));
    }

    /** Of the events that come from requests which are traced. */
    private List<Span> spans(ConsumerRecords<String, byte[]> records) {
        List<Span> spans = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            Context origin = Traces.from(name -> text(record.headers().lastHeader(name)));
            if (Span.fromContext(origin).getSpanContext().isSampled()) {
                spans.add(traces.begin("take event", SpanKind.CONSUMER, origin));
            }
        }
        return spans;
    }

    private static @Nullable String text(@Nullable Header header) {
        return header == null ? null : new String(header.value(), StandardCharsets.US_ASCII);
    }

    private void signed(Instant time) {
        signedAtSecond.set(time.getEpochSecond());
    }
}
