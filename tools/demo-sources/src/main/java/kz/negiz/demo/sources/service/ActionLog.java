package kz.negiz.demo.sources.service;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What became of the latest actions, in memory: a start begins with nothing, and says so. */
final class ActionLog {

    private static final int MOST = 10_000;

    private record Key(String service, String requestId) {}

    private final Map<Key, PropertySources.Outcome> outcomes = new HashMap<>();
    private Instant since;

    ActionLog(Instant since) {
        this.since = since;
    }

    /** Keeps what an answer says of a wished action. */
    synchronized void carriedOut(Source source, Object data, String requestId, Instant now) {
        if (data instanceof PropertySources.BanAnswer answer && answer.outcome() != null) {
            outcomes.putIfAbsent(new Key(source.code(), requestId), answer.outcome());
            if (outcomes.size() > MOST) {
                outcomes.clear();
                since = now;
            }
        }
    }

    /** Since when all that came is known. */
    synchronized Instant since() {
        return since;
    }

    synchronized Optional<PropertySources.Outcome> outcome(Source source, String requestId) {
        return Optional.ofNullable(outcomes.get(new Key(source.code(), requestId)));
    }
}
