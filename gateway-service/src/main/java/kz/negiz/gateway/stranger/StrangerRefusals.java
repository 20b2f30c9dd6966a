package kz.negiz.gateway.stranger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.kit.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Refusals of callers who are not known. They are counted by address and minute, and each minute of an address goes on
 * record as one event, so that strangers can't fill the log.
 *
 * <p>A refused login is counted in the database at once: no restart loses it. A request that is refused at the threshold
 * costs a stranger nothing, so it must cost the gateway next to nothing: it is counted in memory and carried over every few
 * seconds; what a gateway that dies has not carried over is lost.
 */
@Component
public class StrangerRefusals {

    /** More addresses than this in one minute are counted together. */
    private static final int MAX_ADDRESSES = 200;

    private static final int MAX_IN_MEMORY = 2_000;
    private static final String OTHERS = "others";

    /** A minute is put on record a little later, when its last refusals have been counted. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final AuditOutbox audit;
    private final Clock clock;
    private Map<Key, Long> atTheThreshold = new HashMap<>();

    StrangerRefusals(JdbcClient jdbc, TransactionTemplate transactions, AuditOutbox audit, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Counts a refused login. */
    public void count(ClientAddress address, String reason) {
        add(new Key(minute(), address.network(), reason(reason)), 1);
    }

    /** Counts a request that was refused before it came to anything. */
    public synchronized void countAtTheThreshold(ClientAddress address, Problem problem) {
        Key key = new Key(minute(), address.network(), reason(problem.code()));
        if (atTheThreshold.size() >= MAX_IN_MEMORY && !atTheThreshold.containsKey(key)) {
            key = new Key(key.minute(), OTHERS, key.reason());
        }
        atTheThreshold.merge(key, 1L, Long::sum);
    }

    /** Puts the minutes that are over on record; count and event change hands in one transaction. */
    @Scheduled(fixedDelayString = "PT3S", initialDelayString = "PT3S")
    public void record() {
        carryOver();
        OffsetDateTime over = utc(clock.instant().minus(GRACE).truncatedTo(ChronoUnit.MINUTES));
        transactions.executeWithoutResult(status -> {
            List<Count> counts = jdbc.sql(
                            "delete from stranger_refusal where minute < :over returning minute, address, reason, count")
                    .param("over", over)
                    .query((row, index) -> new Count(
                            new Key(
                                    row.getObject("minute", OffsetDateTime.class)
                                            .toInstant(),
                                    row.getString("address"),
                                    row.getString("reason")),
                            row.getLong("count")))
                    .list();
            Map<String, AuditEventDraft> events = new TreeMap<>();
            for (Count count : counts) {
                events.merge(
                        count.key().minute() + " " + count.key().address(),
                        AuditEventDraft.of("STRANGER_REFUSALS_COUNTED", "REFUSED")
                                .detail("address", count.key().address())
                                .detail("minute", count.key().minute().toString())
                                .detail(count.name(), Long.toString(count.count())),
                        (event, further) -> event.detail(count.name(), Long.toString(count.count())));
            }
            events.values().forEach(audit::append);
        });
    }

    private void carryOver() {
        Map<Key, Long> counted;
        synchronized (this) {
            counted = atTheThreshold;
            atTheThreshold = new HashMap<>();
        }
        counted.forEach(this::add);
    }

    private void add(Key key, long count) {
        jdbc.sql("""
                        insert into stranger_refusal (minute, address, reason, count)
                        select :minute,
                               case when exists (select 1 from stranger_refusal where minute = :minute and address = :address)
                                      or (select count(distinct address) from stranger_refusal where minute = :minute) < :most
                                    then :address else :others end,
                               :reason, :count
                        on conflict (minute, address, reason) do update set count = stranger_refusal.count + excluded.count
                        """)
                .param("minute", utc(key.minute()))
                .param("address", key.address())
                .param("most", MAX_ADDRESSES)
                .param("others", OTHERS)
                .param("reason", key.reason())
                .param("count", count)
                .update();
    }

    private Instant minute() {
        return clock.instant().truncatedTo(ChronoUnit.MINUTES);
    }

    private static String reason(String code) {
        return code.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private record Key(Instant minute, String address, String reason) {}

    private record Count(Key key, long count) {

        /** The reason as a detail's name: {@code CERTIFICATE_EXPIRED} is {@code certificateExpired}. */
        String name() {
            StringBuilder name = new StringBuilder();
            for (String word : key.reason().toLowerCase(Locale.ROOT).split("_", -1)) {
                name.append(
                        name.isEmpty() || word.isEmpty()
                                ? word
                                : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
            }
            return name.toString();
        }
    }
}
