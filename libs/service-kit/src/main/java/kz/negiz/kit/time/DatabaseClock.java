package kz.negiz.kit.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The clock by which deadlines are judged and facts are dated: the database's, the same for every instance of the service. */
public final class DatabaseClock {

    private final JdbcClient jdbc;

    public DatabaseClock(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
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
