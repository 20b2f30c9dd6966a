package kz.negiz.demo.sources.fault;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Answers that questions were accepted for: each has a place, and is there after a while. */
final class LateAnswers {

    private static final int MOST = 1_000;

    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    /**
     * An answer to come.
     *
     * @param fromNanos when it is there, by {@link System#nanoTime}
     */
    record Waiting(Answers.Maker maker, long fromNanos) {

        boolean isThere() {
            return System.nanoTime() - fromNanos >= 0;
        }
    }

    /** Accepts a question. */
    void accept(Target target, Answers.Maker maker, long millis, HttpServletResponse response) {
        String place = UUID.randomUUID().toString();
        Waiting accepted =
                new Waiting(maker, System.nanoTime() + Duration.ofMillis(millis).toNanos());
        synchronized (waiting) {
            if (waiting.size() >= MOST) {
                waiting.remove(waiting.keySet().iterator().next());
            }
            waiting.put(key(target, place), accepted);
        }
        response.setHeader("Location", "/" + target.name() + "/answers/" + place);
        notYet(accepted, response);
    }

    Optional<Waiting> at(Target target, String place) {
        synchronized (waiting) {
            return Optional.ofNullable(waiting.get(key(target, place)));
        }
    }

    /** Says when to come again: in as many whole seconds as it takes, a quarter of a minute at most. */
    void notYet(Waiting accepted, HttpServletResponse response) {
        long seconds =
                Duration.ofNanos(accepted.fromNanos() - System.nanoTime()).toSeconds() + 1;
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
        response.setHeader("Retry-After", String.valueOf(Math.clamp(seconds, 1, 15)));
    }

    private static String key(Target target, String place) {
        return target.name() + " " + place;
    }
}
