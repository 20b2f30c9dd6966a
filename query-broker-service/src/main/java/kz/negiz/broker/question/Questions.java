package kz.negiz.broker.question;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import kz.negiz.broker.document.QuestionDocument;
import kz.negiz.broker.edition.Editions;
import kz.negiz.broker.intake.Accepted;
import kz.negiz.broker.intake.Intake;
import kz.negiz.broker.intake.NotAccepted;
import kz.negiz.broker.intake.RequestRecords;
import kz.negiz.broker.intake.Submission;
import kz.negiz.broker.question.QuestionRecords.DecisionRow;
import kz.negiz.broker.question.QuestionRecords.QuestionRow;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.broker.source.Registers;
import kz.negiz.broker.source.SourceHealth;
import kz.negiz.broker.source.Sources;
import kz.negiz.eds.Evidence;
import kz.negiz.kit.http.Correlation;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.receipt.Receipts;
import kz.negiz.kit.standing.Standing;
import kz.negiz.kit.standing.StandingClient;
import kz.negiz.kit.vault.RecordVault;
import kz.negiz.rules.Ask;
import kz.negiz.rules.Decision;
import kz.negiz.rules.GeneralRule;
import kz.negiz.rules.Order;
import kz.negiz.rules.Profile;
import kz.negiz.rules.RegisterAnswer;
import kz.negiz.rules.Rules;
import kz.negiz.rules.Subject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The way of a question: taken in, decided, on record, and only then asked of the sources; each answer is redacted and stored
 * before it can be seen, and the standing is read once more before anything is released.
 */
@Component
public class Questions {

    private static final Logger log = LoggerFactory.getLogger(Questions.class);

    /** How long a signature carries: as long as an outage that an officer waits for, and no longer. */
    static final Duration ASKED_AGAIN_WITHIN = Duration.ofDays(1);

    private static final int MOST_ATTEMPTS = 10;

    /** About how many subjects of one question a service is asked at once, so that one question leaves places to others. */
    private static final int SUBJECTS_AT_ONCE = 16;

    private final QuestionPlaces places;
    private final Intake intake;
    private final QuestionForm form;
    private final Editions editions;
    private final Registers registers;
    private final RequestRecords requests;
    private final QuestionRecords records;
    private final QuestionViews views;
    private final QuestionSummaries summaries;
    private final Sources sources;
    private final SourceHealth health;
    private final PartAnswers answers;
    private final StandingClient registry;
    private final Receipts receipts;
    private final Clock clock;
    private final List<AskedQuestions> interested;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    Questions(
            QuestionPlaces places,
            Intake intake,
            QuestionForm form,
            Editions editions,
            Registers registers,
            RequestRecords requests,
            QuestionRecords records,
            QuestionViews views,
            QuestionSummaries summaries,
            Sources sources,
            SourceHealth health,
            PartAnswers answers,
            StandingClient registry,
            Receipts receipts,
            Clock clock,
            List<AskedQuestions> interested) {
        this.places = places;
        this.intake = intake;
        this.form = form;
        this.editions = editions;
        this.registers = registers;
        this.requests = requests;
        this.records = records;
        this.views = views;
        this.summaries = summaries;
        this.sources = sources;
        this.health = health;
        this.answers = answers;
        this.registry = registry;
        this.receipts = receipts;
        this.clock = clock;
        this.interested = List.copyOf(interested);
    }

    /** Lets the sources that are being asked answer, each within its own time, before the stores are closed. */
    @PreDestroy
    void close() {
        threads.close();
    }

    /**
     * Asks. Whatever becomes of the question is on record when this returns or throws, unless too many are in progress.
     *
     * @throws ProblemException when nothing of it is permitted
     */
    public QuestionView ask(Submission submission, Caller.User carrier) {
        try (QuestionPlaces.Taken _ = places.take(submission, carrier.account())) {
            Decided decided = decide(submission, carrier);
            if (!decided.permitsAny()) {
                throw refusal(decided.id(), decided.decisions(), carrier.language());
            }
            askSources(decided.answers(), 1, permitted(decided.accepted(), decided.decisions()));
            return release(records.find(decided.id()).orElseThrow(), carrier, carrier.language());
        }
    }

    /**
     * Asks without waiting for the sources. The question and what was decided are on record when this returns; the answers
     * come on record one by one, and {@link #progress} tells how many have.
     *
     * @return the id of the question, also when all of it is refused
     * @throws ProblemException when it is not accepted as a question
     */
    public UUID begin(Submission submission, Caller.User carrier) {
        return started(submission, carrier).id();
    }

    /**
     * The same for callers who take a refusal as the answer.
     *
     * @throws ProblemException when nothing of it is permitted, or it is not accepted as a question
     */
    public UUID beginPermitted(Submission submission, Caller.User carrier) {
        Decided decided = started(submission, carrier);
        if (!decided.permitsAny()) {
            throw refusal(decided.id(), decided.decisions(), carrier.language());
        }
        return decided.id();
    }

    private Decided started(Submission submission, Caller.User carrier) {
        QuestionPlaces.Taken taken = places.take(submission, carrier.account());
        boolean goesOn = false;
        try {
            Decided decided = decide(submission, carrier);
            if (decided.permitsAny()) {
                // Noted before the thread runs, so that nobody sees the question as one that got no answer.
                views.asking(decided.id(), 1);
                threads.execute(Correlation.carriedBy(
                        () -> finish(decided.answers(), 1, permitted(decided.accepted(), decided.decisions()), taken)));
                goesOn = true;
            }
            return decided;
        } finally {
            if (!goesOn) {
                taken.close();
            }
        }
    }

    private void finish(AnswersOf of, int attempt, List<Part> questions, QuestionPlaces.Taken taken) {
        try (taken) {
            askSources(of, attempt, questions);
        } catch (RuntimeException e) {
            // What could not be stored is not shown: the question says that this answer is missing.
            log.error(
                    "Question {}: an answer is missing, {}",
                    of.question(),
                    e.getClass().getName());
        }
    }

    /**
     * Asks those sources again that gave no answer, under the signature that is there, while everything that it rests on still
     * holds: the standing, the edition, and the basis, which is looked up anew.
     *
     * @throws ProblemException when it doesn't, or there is nothing to ask
     */
    public QuestionView askAgain(UUID id, Caller.User author) {
        Again again = again(id, author);
        try (QuestionPlaces.Taken _ = again.taken()) {
            askSources(again.answers(), again.attempt(), again.questions());
        }
        return release(records.find(id).orElseThrow(), author, author.language());
    }

    /** The same without waiting for the sources. */
    public void beginAgain(UUID id, Caller.User author) {
        Again again = again(id, author);
        views.asking(id, again.attempt());
        threads.execute(Correlation.carriedBy(
                () -> finish(again.answers(), again.attempt(), again.questions(), again.taken())));
    }

    private Again again(UUID id, Caller.User author) {
        QuestionRow row = records.find(id)
                .filter(found -> found.account().equals(author.account()))
                .orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND));
        if (views.isAsking(id)) {
            throw new ProblemException(BrokerProblem.STILL_BEING_ASKED);
        }
        RecordVault.DataKey key = records.key(row);
        Accepted<QuestionDocument> accepted = recorded(row, key, author);
        Set<Place> silent = silent(accepted);
        if (silent.isEmpty()) {
            throw new ProblemException(BrokerProblem.NOTHING_TO_ASK_AGAIN);
        }
        int attempt = records.attempts(id) + 1;
        if (attempt > MOST_ATTEMPTS || row.receivedAt().isBefore(clock.instant().minus(ASKED_AGAIN_WITHIN))) {
            throw new ProblemException(BrokerProblem.TOO_LATE_TO_ASK_AGAIN);
        }
        QuestionPlaces.Taken taken = places.take(silent.size(), author.account());
        try {
            return new Again(
                    AnswersOf.of(accepted, key),
                    attempt,
                    stillPermitted(accepted, key, attempt, silent, author.language()),
                    taken);
        } catch (RuntimeException e) {
            taken.close();
            throw e;
        }
    }

    /** The question as it stands on record, with those who stand and may ask now. */
    private Accepted<QuestionDocument> recorded(QuestionRow row, RecordVault.DataKey key, Caller.User author) {
        if (editions.current().edition().number() != row.edition()) {
            throw new ProblemException(BrokerProblem.EDITION_DIFFERS)
                    .rule(GeneralRule.BY_ROLE_AND_PROFILE.in(order(row)));
        }
        Standing.Good signer = standing(row.account()).orElseThrow(() -> standingLost(row));
        Optional<Standing.Good> onBehalfOf =
                row.onBehalfOf().map(officer -> standing(officer).orElseThrow(() -> standingLost(row)));
        Standing.Good officer = onBehalfOf.orElse(signer);
        if (!Intake.mayAsk(officer)
                || !signer.bodyId().equals(row.body())
                || !officer.bodyId().equals(row.body())) {
            throw standingLost(row);
        }
        Evidence evidence = Evidence.fromBytes(key.open("evidence", row.evidence()));
        QuestionDocument document = views.document(row, key);
        return new Accepted<>(
                document,
                new Submission(key.open("document", row.document()), key.open("signature", row.signature())),
                evidence,
                signer,
                onBehalfOf,
                Intake.asker(signer, Intake.order(signer, order(row)), document, evidence.signer()),
                author.session());
    }

    private ProblemException standingLost(QuestionRow row) {
        return new ProblemException(BrokerProblem.STANDING_LOST)
                .rule(GeneralRule.REGISTERED.in(order(row)))
                .with("question", row.id().toString());
    }

    /** What was permitted and has no answer, and might get one. */
    private Set<Place> silent(Accepted<QuestionDocument> accepted) {
        UUID id = accepted.document().id();
        int subjects = accepted.document().fields().subjects().size();
        Set<Place> silent = new HashSet<>();
        for (DecisionRow decision : records.decisions(id)) {
            if (decision.decision().equals("PERMIT")) {
                IntStream.rangeClosed(1, subjects)
                        .forEach(subject -> silent.add(new Place(decision.ordinal(), subject)));
            }
        }
        // Before the answers: what is not awaited any more has one.
        records.awaited(id).forEach(awaited -> silent.remove(awaited.place()));
        records.answers(id).stream()
                .filter(answer -> !answer.state().mayBeAskedAgain())
                .forEach(answer -> silent.remove(answer.place()));
        return silent;
    }

    /** Decides anew, by what the register says now, and puts the decision on record before anything is asked. */
    private List<Part> stillPermitted(
            Accepted<QuestionDocument> accepted,
            RecordVault.DataKey key,
            int attempt,
            Set<Place> silent,
            String language) {
        Judged judged = judge(accepted);
        if (!records.again(accepted, key, attempt, judged.decisions(), judged.register())) {
            throw new ProblemException(BrokerProblem.STILL_BEING_ASKED);
        }
        List<Part> questions = permitted(accepted, judged.decisions()).stream()
                .filter(one -> silent.contains(one.place()))
                .toList();
        if (questions.isEmpty()) {
            throw refusal(accepted.document().id(), judged.decisions(), language);
        }
        return questions;
    }

    /** What the rules say, by what the register of the basis says at this moment. */
    private Judged judge(Accepted<QuestionDocument> accepted) {
        Rules rules = editions.of(accepted.document().edition());
        Ask ask = accepted.document().ask();
        RegisterAnswer register = registers.answer(rules.lookup(accepted.asker(), ask));
        return new Judged(rules.decide(accepted.asker(), ask, register), register);
    }

    private Decided decide(Submission submission, Caller.User carrier) {
        long arrived = System.nanoTime();
        try {
            Accepted<QuestionDocument> accepted = intake.read(form, submission, carrier);
            Judged judged = judge(accepted);
            RecordVault.DataKey key = records.store(accepted, judged.decisions(), judged.register());
            Decided decided = new Decided(accepted, judged.decisions(), AnswersOf.of(accepted, key));
            if (decided.permitsAny()) {
                health.takenIn(System.nanoTime() - arrived);
                threads.execute(() -> tell(accepted));
            }
            return decided;
        } catch (NotAccepted refused) {
            throw refused.problem(requests.refuse("QUESTION_NOT_ACCEPTED", refused, submission, carrier), receipts);
        }
    }

    private void tell(Accepted<QuestionDocument> accepted) {
        try {
            interested.forEach(one -> one.asked(accepted));
        } catch (RuntimeException e) {
            // The question stands; what is kept for comfort may lack it.
            log.warn(
                    "Question {} is not noted for its author: {}",
                    accepted.document().id(),
                    e.getClass().getName());
        }
    }

    /** How far a question has come, for whoever may read it. */
    public Progress progress(UUID id, Caller.User reader) {
        boolean own = readable(id, reader).account().equals(reader.account());
        // In this order: a question that is no longer being asked has all its answers on record.
        boolean asking = views.isAsking(id);
        int awaited = records.awaited(id).size();
        return new Progress(records.countAnswers(id), asking, awaited, own);
    }

    /** What the author of a question asked; nobody else's questions are found. */
    public EarlierQuestion earlier(UUID id, Caller.User author) {
        return records.find(id)
                .filter(row -> row.account().equals(author.account()))
                .map(this::earlier)
                .orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND));
    }

    /** The author's latest questions of which anything was permitted. */
    public List<EarlierQuestion> latest(Caller.User author, int most) {
        return records.ofAsker(author, QuestionFilter.ofOutcome("PERMITTED"), Optional.empty(), most).stream()
                // Not what a system asked for the author: it isn't the author's to ask again.
                .filter(row -> row.account().equals(author.account()))
                .map(this::earlier)
                .toList();
    }

    private EarlierQuestion earlier(QuestionRow row) {
        return new EarlierQuestion(
                row.id(),
                row.receivedAt(),
                views.document(row, records.key(row)).fields());
    }

    /** A stored question with its answers; the standing of the reader is read anew. */
    public QuestionView find(UUID id, Caller.User reader, String language) {
        return release(readable(id, reader), reader, language);
    }

    /**
     * A stored question whole, for a copy, by whoever may read it. Nothing has been released yet: {@link #requireStanding} is
     * asked once more before the copy leaves, and the copy is put on record.
     */
    public RecordInFull inFull(UUID id, Caller.User reader, String language) {
        QuestionRow row = readable(id, reader);
        if (views.isAsking(id)) {
            throw new ProblemException(BrokerProblem.STILL_BEING_ASKED);
        }
        return views.inFull(row, order(row), language);
    }

    /** What some questions were, without their answers; those that are not for this reader are left out. */
    public List<QuestionSummary> summaries(Set<UUID> ids, Caller.User reader, String language) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<QuestionRow> readable = records.find(List.copyOf(ids)).stream()
                .filter(row -> mayRead(row, reader))
                .toList();
        return summaries.of(readable, reader, language);
    }

    /**
     * Reads the standing of those to whom a question would be released.
     *
     * @throws ProblemException when one of them has none; that is on record
     */
    public void requireStanding(UUID id, Caller.User reader) {
        requireStanding(readable(id, reader), reader);
    }

    /**
     * Reads the standing of an officer to whom something of the officer's own would be handed out that is no record.
     *
     * @throws ProblemException when there is none
     */
    public void requireStanding(Caller.User officer) {
        if (standing(officer.account()).isEmpty()) {
            throw new ProblemException(CommonProblem.NO_STANDING)
                    .rule(GeneralRule.REGISTERED.in(editions.current().edition().orderOf(officer.bodyKind())));
        }
    }

    private void requireStanding(QuestionRow row, Caller.User reader) {
        if (standing(reader.account()).isEmpty()
                || (row.onBehalfOf().isPresent()
                        && standing(row.onBehalfOf().get()).isEmpty())) {
            records.shown(row.id(), reader, "ANSWER_WITHHELD", "NO_STANDING", GeneralRule.REGISTERED.in(order(row)));
            throw standingLost(row);
        }
    }

    private QuestionRow readable(UUID id, Caller.User reader) {
        return records.find(id)
                .filter(found -> mayRead(found, reader))
                .orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND));
    }

    /**
     * The questions of the reader that are wanted, without their answers, the latest first.
     *
     * @param before id of the question that the page before ended with
     */
    public List<QuestionSummary> mine(
            Caller.User reader, QuestionFilter wanted, Optional<UUID> before, int most, String language) {
        return summaries.of(records.ofAsker(reader, wanted, before, most), reader, language);
    }

    /** The questions of an official's subordinates, without their answers, the latest first (R41-17, R150-32b). */
    public List<QuestionSummary> ofSubordinates(
            Caller.User official, QuestionFilter wanted, Optional<UUID> before, int most, String language) {
        if (!official.isOfficialOfBody()) {
            return List.of();
        }
        return summaries.of(
                records.ofBody(official.body(), official.department(), wanted, before, most), official, language);
    }

    /** The reader's questions to which an answer has come late that was not looked at, the earliest first. */
    public List<QuestionSummary> news(Caller.User reader, int most, String language) {
        return summaries.of(records.news(reader, most), reader, language);
    }

    /** The author, the officer for whom a system asked, and the officials of the body for the departments below their own (R41-17, R150-32b). */
    private static boolean mayRead(QuestionRow row, Caller.User reader) {
        return row.account().equals(reader.account())
                || row.onBehalfOf().equals(Optional.of(reader.account()))
                || reader.oversees(row.body(), row.department());
    }

    private QuestionView release(QuestionRow row, Caller.User reader, String language) {
        Instant opened = clock.instant();
        QuestionView view = views.of(row, language);
        requireStanding(row, reader);
        records.shown(row.id(), reader, "ANSWER_SHOWN", "SHOWN", "");
        records.seen(row.id(), reader, opened);
        return view;
    }

    private Order order(QuestionRow row) {
        return editions.of(row.edition())
                .edition()
                .profile(row.profile())
                .map(Profile::order)
                .orElse(Order.ORDER_150);
    }

    /** Nothing but a good answer of the registry is a yes. */
    private Optional<Standing.Good> standing(UUID account) {
        return registry.ask(StandingClient.Question.ofAccount(account))
                .filter(Standing.Good.class::isInstance)
                .map(Standing.Good.class::cast)
                .filter(good -> good.accountId().equals(account) && good.agreementSigned());
    }

    /** Asks all sources at once. What is there is stored together, so that a quick answer never waits for a slow one. */
    private void askSources(AnswersOf of, int attempt, List<Part> questions) {
        views.asking(of.question(), attempt);
        try {
            BlockingQueue<Optional<AnswerRecord>> ready = new LinkedBlockingQueue<>();
            Map<String, Semaphore> lanes = new HashMap<>();
            for (Part one : questions) {
                Semaphore lane = lanes.computeIfAbsent(one.service(), service -> new Semaphore(SUBJECTS_AT_ONCE));
                threads.execute(Correlation.carriedBy(() -> ready.add(askOne(one, attempt, lane))));
            }
            storeAll(of, attempt, questions.size(), ready);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(CommonProblem.UNAVAILABLE).causedBy(e);
        } finally {
            views.asked(of.question());
        }
    }

    private static List<Part> permitted(Accepted<QuestionDocument> accepted, SequencedMap<String, Decision> decisions) {
        List<Part> questions = new ArrayList<>();
        int ordinal = 0;
        for (Map.Entry<String, Decision> entry : decisions.entrySet()) {
            ordinal++;
            if (entry.getValue() instanceof Decision.Permit permit) {
                int subjectOrdinal = 0;
                for (Subject subject : accepted.document().fields().subjects()) {
                    subjectOrdinal++;
                    questions.add(new Part(
                            accepted.document(), entry.getKey(), permit.level(), ordinal, subjectOrdinal, subject));
                }
            }
        }
        return questions;
    }

    /** All are waited for, also after one failed: until the last is on record the question is still being asked. */
    private void storeAll(AnswersOf of, int attempt, int count, BlockingQueue<Optional<AnswerRecord>> ready)
            throws InterruptedException {
        Optional<RuntimeException> failed = Optional.empty();
        int seen = 0;
        while (seen < count) {
            List<Optional<AnswerRecord>> together = new ArrayList<>();
            together.add(ready.take());
            ready.drainTo(together);
            seen += together.size();
            try {
                List<AnswerRecord> come =
                        together.stream().flatMap(Optional::stream).toList();
                if (!come.isEmpty()) {
                    records.storeAnswers(of, attempt, come);
                    // Nobody waits for it, an end of the service neither: the answers are here whatever becomes of
                    // this.
                    come.forEach(answer -> Thread.startVirtualThread(Correlation.carriedBy(answer.onRecord())));
                }
            } catch (RuntimeException e) {
                // An answer could not be stored: it is not shown, and the question says that it has none.
                failed = failed.or(() -> Optional.of(e));
            }
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
    }

    /** The answer of one source; nothing where it may still come, or could not even be read: then the question says that it has none. */
    private Optional<AnswerRecord> askOne(Part one, int attempt, Semaphore lane) {
        UUID request = ids.generate();
        lane.acquireUninterruptibly();
        try {
            return answers.of(
                    one, sources.ask(one.asked(request), ticket -> records.keep(one, attempt, request, ticket)));
        } catch (RuntimeException e) {
            log.error(
                    "Question {}: the answer of {} is missing, {}",
                    one.document().id(),
                    one.service(),
                    e.getClass().getName());
            return Optional.empty();
        } finally {
            lane.release();
        }
    }

    /** Nothing is left that is permitted; the first refusal heads the document, the others stand in it. */
    private ProblemException refusal(UUID id, SequencedMap<String, Decision> decisions, String language) {
        QuestionView view = views.of(records.find(id).orElseThrow(), language);
        Decision first = decisions.values().stream()
                .filter(decision -> !(decision instanceof Decision.Permit))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a permitted question is not refused"));
        return switch (first) {
            case Decision.Refuse refuse ->
                refusal(BrokerProblem.of(refuse.reason()), refuse.rule(), view)
                        .with("particulars", refuse.particulars());
            case Decision.Unverifiable unverifiable ->
                refusal(BrokerProblem.of(unverifiable.reason()), unverifiable.rule(), view);
            case Decision.Permit permit -> throw new IllegalStateException("a permitted question is not refused");
        };
    }

    private static ProblemException refusal(BrokerProblem problem, String rule, QuestionView view) {
        return new ProblemException(problem)
                .rule(rule)
                .with("question", view.id().toString())
                .with("receipt", view.receipt())
                .with("services", view.services());
    }

    /** A question on record, with what was decided, and what its answers are stored by. */
    private record Decided(
            Accepted<QuestionDocument> accepted, SequencedMap<String, Decision> decisions, AnswersOf answers) {

        UUID id() {
            return accepted.document().id();
        }

        boolean permitsAny() {
            return decisions.values().stream().anyMatch(Decision.Permit.class::isInstance);
        }
    }

    /** What was decided, and what the register said of the basis. */
    private record Judged(SequencedMap<String, Decision> decisions, RegisterAnswer register) {}

    /** What is to be asked again, with the places it takes. */
    private record Again(AnswersOf answers, int attempt, List<Part> questions, QuestionPlaces.Taken taken) {}
}
