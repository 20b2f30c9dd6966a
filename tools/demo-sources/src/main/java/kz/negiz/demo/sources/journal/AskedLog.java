package kz.negiz.demo.sources.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Counts who was asked, and remembers the last request ids; it never sees a subject. */
@Component
public final class AskedLog {

    private static final int MOST_REQUESTS = 10_000;
    private static final int LONGEST_ID = 64;

    private final Map<String, Long> counts = new TreeMap<>();
    private final Deque<Request> requests = new ArrayDeque<>();

    /** A question to a source. */
    record Request(String target, String requestId) {}

    /** What was asked of one target: how often in all, and the ids still remembered, oldest first. */
    record Asked(long count, List<String> requestIds) {}

    /** Notes a question, before it is answered. */
    public synchronized void asked(String target, Optional<String> requestId) {
        counts.merge(target, 1L, Long::sum);
        requestId.filter(id -> !id.isEmpty() && id.length() <= LONGEST_ID).ifPresent(id -> {
            if (requests.size() == MOST_REQUESTS) {
                requests.removeFirst();
            }
            requests.addLast(new Request(target, id));
        });
    }

    synchronized Map<String, Asked> all() {
        Map<String, List<String>> ids = new TreeMap<>();
        for (Request request : requests) {
            ids.computeIfAbsent(request.target(), target -> new ArrayList<>()).add(request.requestId());
        }
        Map<String, Asked> asked = new TreeMap<>();
        counts.forEach((target, count) -> asked.put(target, new Asked(count, ids.getOrDefault(target, List.of()))));
        return asked;
    }

    synchronized List<String> targetsOf(String requestId) {
        return requests.stream()
                .filter(request -> request.requestId().equals(requestId))
                .map(Request::target)
                .toList();
    }

    synchronized void clear() {
        counts.clear();
        requests.clear();
    }
}
