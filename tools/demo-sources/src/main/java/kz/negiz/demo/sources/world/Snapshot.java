package kz.negiz.demo.sources.world;

import java.time.LocalDate;

/** The day on which all data here stand still, so that an answer of today equals one of tomorrow. */
public final class Snapshot {

    public static final LocalDate DAY = LocalDate.of(2026, 11, 1);

    private Snapshot() {}
}
