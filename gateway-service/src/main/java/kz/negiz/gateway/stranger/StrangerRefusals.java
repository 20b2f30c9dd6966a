package kz.negiz.gateway.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.gateway.edge.ClientAddress;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Refusals of callers who are not known yet. They are counted by address and minute, and each minute of an address goes on
 * record as one event, so that strangers can't fill the log. The counts stand in the database: no restart loses them.
 */
@Component
class StrangerRefusals {

    /** More addresses than this in one minute are counted together. */
    private static final int MAX_ADDRESSES = 200;

    private static final String OTHERS = "others";

    /** A minute is put on record a little later, when its last refusals have been counted. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final AuditOutbox audit;
    private final Clock clock;

    StrangerRefusals(JdbcClient jdbc, TransactionTemplate transactions, AuditOutbox audit, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    void count(ClientAddress address, String reason) {
        jdbc.sql("""
                        insert into stranger_refusal (minute, address, reason, count)
                        select :minute,
                               case when exists (select 1 from stranger_refusal where minute = :minute and address = :address)
                                      or (select count(distinct address) from stranger_refusal where minute = :minute) < :most
                                    then :address else :others end,
                               :reason, 1
                        on conflict (minute, address, reason) do update set count = stranger_refusal.count + 1
                        """)
                .param("minute", utc(clock.instant().truncatedTo(ChronoUnit.MINUTES)))
                .param("address", address.network())
                .param("most", MAX_ADDRESSES)
                .param("others", OTHERS)
                .param("reason", reason.toUpperCase(Locale.ROOT).replace('-', '_'))
                .update();
    }

    /** Puts the minutes that are over on record; count and event change hands in one transaction. */
    @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT10S")
    void record() {
        OffsetDateTime over = utc(clock.instant().minus(GRACE).truncatedTo(ChronoUnit.MINUTES));
        transactions.executeWithoutResult(status -> {
            List<Count> counts = jdbc.sql(
                            "delete from stranger_refusal where minute < :over returning minute, address, reason, count")
                    .param("over", over)
                    .query((row, index) -> new Count(
                            row.getObject("minute", OffsetDateTime.class).toInstant(),
                            row.getString("address"),
                            row.getString("reason"),
                            row.getLong("count")))
                    .list();
            Map<String, AuditEventDraft> events = new TreeMap<>();
            for (Count count : counts) {
                events.merge(
                        count.minute() + " " + count.address(),
                        AuditEventDraft.of("LOGIN_REFUSALS_COUNTED", "REFUSED")
                                .detail("address", count.address())
                                .detail("minute", count.minute().toString())
                                .detail(count.name(), Long.toString(count.count())),
                        (event, further) -> event.detail(count.name(), Long.toString(count.count())));
            }
            events.values().forEach(audit::append);
        });
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private record Count(Instant minute, String address, String reason, long count) {

        /** The reason as a detail's name: {@code CERTIFICATE_EXPIRED} is {@code certificateExpired}. */
        String name() {
            StringBuilder name = new StringBuilder();
            for (String word : reason.toLowerCase(Locale.ROOT).split("_", -1)) {
                name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
            }
            return name.toString();
        }
    }
}
