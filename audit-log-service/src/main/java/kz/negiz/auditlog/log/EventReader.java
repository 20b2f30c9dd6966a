package kz.negiz.auditlog.log;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import kz.negiz.log.event.AuditEvent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads events of users from the log, up to a checkpoint. */
@Component
public class EventReader {

    private static final int PAGE = 500;

    private final JdbcClient jdbc;

    EventReader(JdbcTemplate template) {
        this.jdbc = JdbcClient.create(template);
    }

    /** An event and where it stands. */
    public record Placed(int year, long index, AuditEvent event) {}

    /** Up to where the log is read. */
    public record Bound(int year, long size) {

        public static Bound of(SignedCheckpoint checkpoint) {
            return new Bound(checkpoint.year(), checkpoint.checkpoint().size());
        }
    }

    /** A run of user numbers; empty runs are no runs. */
    public record Numbers(long first, long last) {}

    /** Accounts that did something while they belonged to a body. */
    public List<UUID> accountsOf(String body, Instant from, Instant to, Bound bound) {
        return jdbc.sql("select distinct account from leaf where body = :body and account is not null"
                        + " and time >= :from and time < :to and (log_year, leaf_index) < (:year, :size)"
                        + " order by account")
                .param("body", body)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("year", bound.year())
                .param("size", bound.size())
                .query(UUID.class)
                .list();
    }

    /**
     * The user numbers from the last one before a period to the first one behind it; these two show that nothing in between
     * is left out.
     */
    public Optional<Numbers> around(UUID account, String producer, Instant from, Instant to, Bound bound) {
        return jdbc.sql("""
                        with own as (
                            select user_number, time from leaf
                             where producer = :producer and account = :account
                               and (log_year, leaf_index) < (:year, :size)),
                        inside as (
                            select min(user_number) as first, max(user_number) as last from own where time >= :from and time < :to)
                        select coalesce((select max(user_number) from own, inside
                                          where time < :from and (inside.first is null or user_number < inside.first)),
                                        (select min(user_number) from own)) as first,
                               coalesce((select min(user_number) from own, inside
                                          where time >= :to and (inside.last is null or user_number > inside.last)),
                                        (select max(user_number) from own)) as last
                        """)
                .param("producer", producer)
                .param("account", account)
                .param("year", bound.year())
                .param("size", bound.size())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query((row, index) -> {
                    long first = row.getLong("first");
                    return row.wasNull()
                            ? Optional.<Numbers>empty()
                            : Optional.of(new Numbers(first, row.getLong("last")));
                })
                .single();
    }

    /** Gives the events of a run of user numbers, in order, some at a time: there may be more than memory holds. */
    public void events(UUID account, String producer, Numbers numbers, Consumer<Placed> each) {
        for (long from = numbers.first(); from <= numbers.last(); from += PAGE) {
            jdbc.sql("select log_year, leaf_index, content from leaf where producer = :producer and account = :account"
                            + " and user_number between :from and :to order by user_number")
                    .param("producer", producer)
                    .param("account", account)
                    .param("from", from)
                    .param("to", Math.min(numbers.last(), from + PAGE - 1))
                    .query((row, index) -> new Placed(row.getInt(1), row.getLong(2), AuditEvent.parse(row.getBytes(3))))
                    .list()
                    .forEach(each);
        }
    }
}
