package kz.negiz.broker.question;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import kz.negiz.broker.document.QuestionDocument;
import kz.negiz.broker.edition.Editions;
import kz.negiz.broker.question.QuestionRecords.AwaitedRow;
import kz.negiz.broker.question.QuestionRecords.QuestionRow;
import kz.negiz.broker.source.Look;
import kz.negiz.broker.source.Outcome;
import kz.negiz.broker.source.Sources;
import kz.negiz.kit.vault.RecordVault;
import kz.negiz.rules.Decision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Fetches answers that come after the time of their question. Everything it needs stands in the database, so it goes on where
 * another process died: nothing is sent to an owner again, and of several that fetch the same answer one stores it.
 */
@Component
class LateAnswers {

    private static final Logger log = LoggerFactory.getLogger(LateAnswers.class);

    private static final int AT_ONCE = 32;

    /** Whoever is a day late is not asked after every second: each pause is this part of the time since the question. */
    private static final int PART_OF_AGE = 20;

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final QuestionRecords records;
    private final RecordedQuestions recorded;
    private final QuestionViews views;
    private final Editions editions;
    private final Sources sources;
    private final PartAnswers answers;
    private final Clock clock;

    /** When this process looked last; another one looks for itself. */
    private final Map<AwaitedRow, Instant> looked = new ConcurrentHashMap<>();

    LateAnswers(
            QuestionRecords records,
            RecordedQuestions recorded,
            QuestionViews views,
            Editions editions,
            Sources sources,
            PartAnswers answers,
            Clock clock) {
        this.records = records;
        this.recorded = recorded;
        this.views = views;
        this.editions = editions;
        this.sources = sources;
        this.answers = answers;
        this.clock = clock;
    }

    /** Looks for all that are due, and ends those whose time is over. */
    void lookForAll() {
        Instant now = clock.instant();
        Set<AwaitedRow> all = new HashSet<>();
        List<AwaitedRow> some = records.toLookFor(now, Optional.empty(), AT_ONCE);
        while (!some.isEmpty()) {
            all.addAll(some);
            lookFor(some.stream().filter(each -> isDue(each, now)).toList(), now);
            some = records.toLookFor(now, Optional.of(some.getLast()), AT_ONCE);
        }
        looked.keySet().retainAll(all);
    }

    private boolean isDue(AwaitedRow awaited, Instant now) {
        Duration share = Duration.between(awaited.askedAt(), now).dividedBy(PART_OF_AGE);
        Duration pause = share.compareTo(LONGEST_PAUSE) < 0 ? share : LONGEST_PAUSE;
        return !looked.getOrDefault(awaited, Instant.EPOCH).plus(pause).isAfter(now) || isOver(awaited, now);
    }

    private static boolean isOver(AwaitedRow awaited, Instant now) {
        return now.isAfter(awaited.until());
    }

    private void lookFor(List<AwaitedRow> due, Instant now) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(each -> threads.execute(() -> {
                try {
                    lookFor(each, now);
                } catch (RuntimeException e) {
                    log.error(
                            "Question {}: its late answer can't be looked for: {}",
                            each.question(),
                            e.getClass().getName());
                }
            }));
        }
    }

    private void lookFor(AwaitedRow awaited, Instant now) {
        looked.put(awaited, now);
        QuestionRow row = records.find(awaited.question()).orElseThrow();
        RecordVault.DataKey key = records.key(row);
        Part part = part(awaited, row, key);
        // Once more when its time is over: it may lie there since before.
        Look look = sources.look(part.asked(awaited.request()), awaited.chain());
        Optional<AnswerRecord> answer = switch (look) {
            case Look.Came(Outcome outcome) -> answers.of(part, outcome);
            case Look.NotYet _ when isOver(awaited, now) -> Optional.of(PartAnswers.silent(part));
            case Look.NotYet(Optional<Instant> notBefore) -> {
                notBefore.ifPresent(moment -> records.leaveAlone(awaited, moment));
                yield Optional.empty();
            }
        };
        answer.filter(come -> records.storeLate(awaited, AnswersOf.of(row, key), come, askers(row), clock.instant()))
                .ifPresent(stored -> stored.onRecord().run());
    }

    /** Those who learn of it: whoever signed, and the officer for whom a system asked. */
    private static Set<UUID> askers(QuestionRow row) {
        Set<UUID> askers = new HashSet<>(Set.of(row.account()));
        row.onBehalfOf().ifPresent(askers::add);
        return askers;
    }

    /** What was asked, at the level that it was permitted at: what was decided then is decided again from the same record. */
    private Part part(AwaitedRow awaited, QuestionRow row, RecordVault.DataKey key) {
        QuestionDocument document = views.document(row, key);
        RecordedQuestions.Seen seen = recorded.seen(row.id()).orElseThrow();
        List<Map.Entry<String, Decision>> decisions = new ArrayList<>(editions.of(row.edition())
                .decide(seen.asker(), seen.ask(), records.register(row, awaited.attempt(), key))
                .entrySet());
        Map.Entry<String, Decision> decided = decisions.get(awaited.ordinal() - 1);
        if (!(decided.getValue() instanceof Decision.Permit permit)) {
            throw new IllegalStateException("what was permitted is not, by the same record");
        }
        return new Part(
                document,
                decided.getKey(),
                permit.level(),
                awaited.ordinal(),
                awaited.subjectOrdinal(),
                document.fields().subjects().get(awaited.subjectOrdinal() - 1));
    }
}
