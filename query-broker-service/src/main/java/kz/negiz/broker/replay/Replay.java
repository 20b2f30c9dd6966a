package kz.negiz.broker.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.broker.edition.Editions;
import kz.negiz.broker.question.RecordedQuestions;
import kz.negiz.broker.question.RecordedQuestions.Outcome;
import kz.negiz.broker.question.RecordedQuestions.Recorded;
import kz.negiz.broker.question.RecordedQuestions.Seen;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.time.DatabaseClock;
import kz.negiz.rules.Decision;
import kz.negiz.rules.Lookup;
import kz.negiz.rules.RegisterAnswer;
import kz.negiz.rules.Rules;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides questions on record again, by another edition: from what was signed, what the register said then, and who asked.
 * Nobody is asked anything, and nothing of persons leaves. It goes in parts, each from where the last one ended, so that a
 * replay of any length needs the memory of one part, survives a restart, and ends with the operator's standing.
 */
@Component
class Replay {

    /** Most questions that are in memory at once; with their signatures' evidence a few MB. */
    private static final int BATCH = 200;

    /** Most questions of one part, and how long it may take: an answer comes before anybody gives up waiting. */
    private static final int PART = 2_000;

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final RecordedQuestions questions;
    private final Editions editions;
    private final DatabaseClock clock;
    private final AuditOutbox audit;
    private final TransactionTemplate transactions;

    Replay(
            RecordedQuestions questions,
            Editions editions,
            DatabaseClock clock,
            AuditOutbox audit,
            TransactionTemplate transactions) {
        this.questions = questions;
        this.editions = editions;
        this.clock = clock;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * Which rules decide anew.
     *
     * @param reference the proposal that they are of, if they are of one
     */
    record By(Rules rules, Optional<UUID> reference) {}

    /** What became of one service of one question. */
    enum Turn {
        SAME,
        OPENS,
        CLOSES,
        /** The same right, by another rule or for another reason. */
        ALTERS,
        /** The edition would ask a register that was not asked then: nobody knows what it would have said. */
        OPEN_QUESTION
    }

    /**
     * How many services of questions took which turn.
     *
     * @param questions looked at
     * @param notReproduced services that their own edition decides otherwise today than stands on record; never any, unless a
     *     record or the program is damaged
     * @param unreadable questions whose record does not open
     */
    record Counts(
            long questions,
            long same,
            long opens,
            long closes,
            long alters,
            long openQuestions,
            long notReproduced,
            long unreadable) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

        Counts plus(Counts more) {
            return new Counts(
                    questions + more.questions,
                    same + more.same,
                    opens + more.opens,
                    closes + more.closes,
                    alters + more.alters,
                    openQuestions + more.openQuestions,
                    notReproduced + more.notReproduced,
                    unreadable + more.unreadable);
        }
    }

    /** A decision without a personal datum. */
    record Said(
            String decision,
            @Nullable String level,
            @Nullable String rule,
            @Nullable String reason) {

        static Said of(Outcome outcome) {
            return new Said(outcome.decision(), outcome.level(), outcome.rule(), outcome.reason());
        }
    }

    /** A service of a question that is decided otherwise. */
    record Line(UUID question, String service, int edition, Turn turn, Said then, Said now) {}

    /**
     * A part of a replay.
     *
     * @param lines what differs, in the order of the questions
     * @param next where to go on; absent at the end
     * @param done how far the time of the replay is gone through, from 0 to 1
     */
    record Part(
            int edition,
            int days,
            Counts counts,
            List<Line> lines,
            @Nullable UUID next,
            double done) {

        Part {
            lines = List.copyOf(lines);
        }
    }

    /**
     * The next part.
     *
     * @param days how many days back from now the first part begins
     * @param after where the part before ended
     */
    Part part(Caller.User operator, By by, int days, Optional<UUID> after) {
        return part(operator, by, days, after, PART);
    }

    /** The same, of at most so many questions. */
    Part part(Caller.User operator, By by, int days, Optional<UUID> after, int most) {
        Instant now = clock.now();
        Instant begin = now.minus(Duration.ofDays(days));
        UUID first = RecordedQuestions.firstIdOf(begin);
        UUID from = after.filter(id -> instant(id).isAfter(begin)).orElse(first);
        Tally tally = new Tally(by.rules());
        long started = System.nanoTime();
        UUID last = from;
        boolean more = true;
        while (more && tally.looked < most && System.nanoTime() - started < LONGEST.toNanos()) {
            int size = (int) Math.min(BATCH, most - tally.looked);
            List<Recorded> batch = questions.after(last, size);
            batch.forEach(tally::add);
            more = batch.size() == size;
            last = batch.isEmpty() ? last : batch.getLast().id();
        }
        record(operator, by, days, tally.counts());
        return new Part(
                by.rules().edition().number(),
                days,
                tally.counts(),
                tally.lines,
                more ? last : null,
                more ? share(begin, instant(last), now) : 1);
    }

    private void record(Caller.User operator, By by, int days, Counts counts) {
        AuditEventDraft event = AuditEventDraft.of("RULES_REPLAYED", counts.notReproduced() == 0 ? "DONE" : "DIFFERS")
                .account(operator.account())
                .body(operator.body())
                .department(operator.department())
                .session(operator.session())
                .edition(by.rules().edition().number())
                .detail("days", String.valueOf(days))
                .detail("questions", String.valueOf(counts.questions()));
        transactions.executeWithoutResult(
                status -> audit.append(by.reference().map(event::reference).orElse(event)));
    }

    private static double share(Instant begin, Instant reached, Instant now) {
        double share = (double) Duration.between(begin, reached).toMillis()
                / Duration.between(begin, now).toMillis();
        return Math.clamp(share, 0, 1);
    }

    private static Instant instant(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** What a part comes to. */
    private final class Tally {

        private final Rules rules;
        private final List<Line> lines = new ArrayList<>();
        private final Map<Turn, Long> turns = new EnumMap<>(Turn.class);
        private long looked;
        private long notReproduced;
        private long unreadable;

        Tally(Rules rules) {
            this.rules = rules;
        }

        Counts counts() {
            return new Counts(
                    looked,
                    turns.getOrDefault(Turn.SAME, 0L),
                    turns.getOrDefault(Turn.OPENS, 0L),
                    turns.getOrDefault(Turn.CLOSES, 0L),
                    turns.getOrDefault(Turn.ALTERS, 0L),
                    turns.getOrDefault(Turn.OPEN_QUESTION, 0L),
                    notReproduced,
                    unreadable);
        }

        void add(Recorded question) {
            looked++;
            if (question.seen().isEmpty()) {
                unreadable++;
                return;
            }
            Seen seen = question.seen().get();
            Map<String, Decision> own =
                    editions.of(question.edition()).decide(seen.asker(), seen.ask(), seen.register());
            Map<String, Decision> anew = rules.decide(seen.asker(), seen.ask(), seen.register());
            boolean unasked = seen.register() instanceof RegisterAnswer.NotAsked
                    && !(rules.lookup(seen.asker(), seen.ask()) instanceof Lookup.Nothing);
            for (Outcome then : question.outcomes()) {
                if (!then.equals(outcome(then.service(), own))) {
                    notReproduced++;
                }
                Outcome now = outcome(then.service(), anew);
                // Without the register's word some refusals stand all the same; the others can't be told.
                Turn turn = unasked && now.decision().equals("UNVERIFIABLE") ? Turn.OPEN_QUESTION : turn(then, now);
                turns.merge(turn, 1L, Long::sum);
                if (turn != Turn.SAME) {
                    lines.add(new Line(
                            question.id(), then.service(), question.edition(), turn, Said.of(then), Said.of(now)));
                }
            }
        }
    }

    private static Outcome outcome(String service, Map<String, Decision> decisions) {
        return Outcome.of(service, Objects.requireNonNull(decisions.get(service)));
    }

    private static Turn turn(Outcome then, Outcome now) {
        if (then.equals(now)) {
            return Turn.SAME;
        }
        int before = shown(then);
        int after = shown(now);
        return after > before ? Turn.OPENS : after < before ? Turn.CLOSES : Turn.ALTERS;
    }

    /** How much of an answer is shown. */
    private static int shown(Outcome outcome) {
        if (!outcome.decision().equals("PERMIT")) {
            return 0;
        }
        return "REDUCED".equals(outcome.level()) ? 1 : 2;
    }
}
