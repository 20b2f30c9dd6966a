package kz.negiz.video.record;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import kz.negiz.kit.time.AstanaTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The clock by which deadlines are judged and facts are dated: the database's, the same for every instance. */
@Component
public final class DatabaseClock {

    private final JdbcClient jdbc;

    DatabaseClock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Instant now() {
        return jdbc.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** The calendar day in Astana (R41-30). */
    public LocalDate today() {
        return AstanaTime.date(now());
    }
}
