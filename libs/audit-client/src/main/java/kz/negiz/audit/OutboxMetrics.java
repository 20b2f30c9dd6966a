package kz.negiz.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many events wait, and for how long; not a number where this process does not relay or the database is silent. */
final class OutboxMetrics implements MeterBinder {

    private final JdbcClient jdbc;
    private final String producer;
    private final AuditRelay relay;

    OutboxMetrics(DataSource dataSource, String producer, AuditRelay relay) {
        this.jdbc = JdbcClient.create(dataSource);
        this.producer = producer;
        this.relay = relay;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("negiz.audit.unsent", () -> count(relay.sent()))
                .description("Audit events that Kafka has not acknowledged")
                .register(registry);
        age(registry, "negiz.audit.unsent.age", "Age of the oldest audit event not acknowledged by Kafka", relay::sent);
        Gauge.builder("negiz.audit.unlogged", () -> count(relay.logged()))
                .description("Audit events that the audit log has not confirmed")
                .register(registry);
        age(
                registry,
                "negiz.audit.unlogged.age",
                "Age of the oldest audit event not confirmed by the log",
                relay::logged);
        Gauge.builder("negiz.audit.log.ahead", () -> relay.logAhead() ? 1 : 0)
                .description("1 if the audit log has more events than this database, which was then set back")
                .register(registry);
    }

    private void age(MeterRegistry registry, String name, String description, Supplier<OptionalLong> position) {
        TimeGauge.builder(name, () -> ageSeconds(position.get()), TimeUnit.SECONDS)
                .description(description)
                .register(registry);
    }

    private double count(OptionalLong position) {
        if (position.isEmpty()) {
            return Double.NaN;
        }
        return query(
                "select coalesce(max(number), 0) - :position from audit_outbox where producer = :producer", position);
    }

    private double ageSeconds(OptionalLong position) {
        if (position.isEmpty()) {
            return Double.NaN;
        }
        return query(
                "select coalesce((select extract(epoch from clock_timestamp() - time) from audit_outbox"
                        + " where producer = :producer and number = :position + 1), 0)",
                position);
    }

    private double query(String sql, OptionalLong position) {
        try {
            return Math.max(
                    0,
                    jdbc.sql(sql)
                            .param("producer", producer)
                            .param("position", position.getAsLong())
                            .query(Double.class)
                            .single());
        } catch (DataAccessException e) {
            return Double.NaN;
        }
    }
}
