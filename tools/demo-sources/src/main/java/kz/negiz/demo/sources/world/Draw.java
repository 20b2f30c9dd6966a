package kz.negiz.demo.sources.world;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A sequence of draws that begins from words: the same words always give the same draws.
 *
 * <p>Everything invented here is drawn so, and therefore needs no storage and survives restarts.
 */
public final class Draw {

    private static final String LATIN = "ABCDEHKMOPTX";

    private long state;

    private Draw(long state) {
        this.state = state;
    }

    /** The draws that belong to these words. */
    public static Draw of(String... words) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", words).getBytes(StandardCharsets.UTF_8));
            long seed = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                seed = (seed << 8) | (hash[i] & 0xFF);
            }
            return new Draw(seed);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A number from 0 up to, not including, the bound. */
    public int below(int bound) {
        return (int) Math.floorMod(next(), (long) bound);
    }

    /** A number between the two, both included. */
    public int between(int from, int to) {
        return from + below(to - from + 1);
    }

    /** True in so many cases of a hundred. */
    public boolean chance(int percent) {
        return below(100) < percent;
    }

    /** One of the list. */
    public <T> T pick(List<T> list) {
        return list.get(below(list.size()));
    }

    /** A day between the two, both included. */
    public LocalDate day(LocalDate from, LocalDate to) {
        return from.plusDays(below((int) ChronoUnit.DAYS.between(from, to) + 1));
    }

    /** So many decimal digits. */
    public String digits(int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append((char) ('0' + below(10)));
        }
        return text.toString();
    }

    /** So many capital letters that look the same in Latin and Cyrillic, as on number plates. */
    public String letters(int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(LATIN.charAt(below(LATIN.length())));
        }
        return text.toString();
    }

    /** An amount in whole tenge between the two, rounded to hundreds. */
    public long tenge(long from, long to) {
        long amount = from + Math.floorMod(next(), to - from + 1);
        return amount / 100 * 100;
    }

    /** SplitMix64. */
    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
