package kz.negiz.broker.question;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import kz.negiz.broker.document.DocumentRefused;
import kz.negiz.broker.document.QuestionDocument;
import kz.negiz.broker.edition.Editions;
import kz.negiz.broker.intake.RequestEvents;
import kz.negiz.broker.notice.Notice;
import kz.negiz.broker.question.QuestionRecords.AnswerRow;
import kz.negiz.broker.question.QuestionRecords.AwaitedRow;
import kz.negiz.broker.question.QuestionRecords.DecisionRow;
import kz.negiz.broker.question.QuestionRecords.QuestionRow;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.eds.Evidence;
import kz.negiz.kit.problem.ProblemTexts;
import kz.negiz.kit.receipt.Receipts;
import kz.negiz.kit.vault.RecordVault;
import kz.negiz.rules.Edition;
import kz.negiz.rules.Order;
import kz.negiz.rules.Subject;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Opens records and shows them. What is shown is always what is stored, also right after asking. */
@Component
class QuestionViews {

    private final QuestionRecords records;
    private final Editions editions;
    private final Receipts receipts;
    private final ProblemTexts texts;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<UUID, Integer> beingAsked = new ConcurrentHashMap<>();

    QuestionViews(QuestionRecords records, Editions editions, Receipts receipts, ProblemTexts texts) {
        this.records = records;
        this.editions = editions;
        this.receipts = receipts;
        this.texts = texts;
    }

    /** Notes that the sources of a question are being asked by this process, the first time or again. */
    void asking(UUID question, int attempt) {
        beingAsked.put(question, attempt);
    }

    void asked(UUID question) {
        beingAsked.remove(question);
    }

    boolean isAsking(UUID question) {
        return beingAsked.containsKey(question);
    }

    QuestionView of(QuestionRow row, String language) {
        return of(row, records.key(row), became(row.id()), language);
    }

    /**
     * What became of a question.
     *
     * @param asking the attempt at which this process is asking its sources; 0 where it isn't
     */
    private record Became(int asking, List<AwaitedRow> awaited, List<AnswerRow> answers, List<DecisionRow> decisions) {}

    private Became became(UUID question) {
        // Both before the answers are read: what is not among them then is still to come.
        int asking = beingAsked.getOrDefault(question, 0);
        List<AwaitedRow> awaited = records.awaited(question);
        return new Became(asking, awaited, records.answers(question), records.decisions(question));
    }

    private QuestionView of(QuestionRow row, RecordVault.DataKey key, Became became, String language) {
        QuestionDocument document = document(row, key);
        Map<Place, AwaitedRow> awaited = new HashMap<>();
        became.awaited().forEach(each -> awaited.put(each.place(), each));
        Edition edition = editions.of(row.edition()).edition();
        Map<Place, AnswerRow> answers = new HashMap<>();
        // The last attempt counts, unless an earlier one was answered.
        became.answers()
                .forEach(answer -> answers.merge(
                        answer.place(),
                        answer,
                        (former, later) -> former.state() == AnswerState.ANSWERED ? former : later));
        List<QuestionView.ServiceView> services = new ArrayList<>();
        for (DecisionRow decision : became.decisions()) {
            String title = edition.serviceTitle(decision.service(), language);
            if (!decision.decision().equals("PERMIT")) {
                services.add(refused(decision, title, language));
                continue;
            }
            int ordinal = 1;
            for (Subject subject : document.fields().subjects()) {
                Place place = new Place(decision.ordinal(), ordinal++);
                services.add(permitted(
                        became.asking(), decision, title, subject, awaited.get(place), answers.get(place), key));
            }
        }
        return new QuestionView(
                row.id(),
                row.receivedAt(),
                asker(row, key),
                row.outcome(),
                row.edition(),
                row.profile(),
                edition.profileName(row.profile(), language),
                row.basisKind(),
                RequestEvents.basisNumber(document.fields().basis()),
                document.fields().purpose(),
                document.fields().language(),
                document.words(),
                receipts.of(row.event()),
                Notice.in(language),
                services);
    }

    /** The same with the bytes that stand behind it. */
    RecordInFull inFull(QuestionRow row, Order order, String language) {
        RecordVault.DataKey key = records.key(row);
        Became became = became(row.id());
        return new RecordInFull(
                of(row, key, became, language),
                row.account(),
                order,
                key.open("document", row.document()),
                key.open("signature", row.signature()),
                Evidence.fromBytes(key.open("evidence", row.evidence())),
                became.decisions().stream().map(RecordedQuestions.Outcome::of).toList(),
                became.answers().stream()
                        .map(answer -> new RecordInFull.Answered(
                                became.decisions().get(answer.ordinal() - 1).service(),
                                answer.subjectOrdinal(),
                                answer.attempt(),
                                answer.state(),
                                answer.storedAt(),
                                answer.content(key),
                                answer.signature(key)))
                        .toList());
    }

    QuestionDocument document(QuestionRow row, RecordVault.DataKey key) {
        try {
            return QuestionDocument.parse(key.open("document", row.document()));
        } catch (DocumentRefused e) {
            throw new IllegalStateException("a stored question can't be read", e);
        }
    }

    /** The name in the certificate that signed: the register's may have changed since. */
    String asker(QuestionRow row, RecordVault.DataKey key) {
        return Evidence.fromBytes(key.open("evidence", row.evidence())).signer().commonName();
    }

    private QuestionView.ServiceView refused(DecisionRow decision, String title, String language) {
        return new QuestionView.ServiceView(
                decision.service(),
                title,
                null,
                decision.decision().equals("REFUSE") ? "REFUSED" : "UNVERIFIABLE",
                null,
                null,
                null,
                decision.rule(),
                decision.reason(),
                texts.detail(BrokerProblem.valueOf(String.valueOf(decision.reason())), Locale.of(language)),
                null,
                null,
                null,
                null);
    }

    private QuestionView.ServiceView permitted(
            int asking,
            DecisionRow decision,
            String title,
            Subject subject,
            @Nullable AwaitedRow awaited,
            @Nullable AnswerRow answer,
            RecordVault.DataKey key) {
        // What is awaited is not asked again together with the others.
        boolean toCome = (awaited == null || awaited.attempt() >= asking)
                && (answer == null ? asking > 0 : answer.state().mayBeAskedAgain() && answer.attempt() < asking);
        Instant until = toCome || awaited == null || (answer != null && answer.attempt() >= awaited.attempt())
                ? null
                : awaited.until();
        String state = toCome
                ? "ASKING"
                : until != null
                        ? "AWAITED"
                        : answer == null ? "NOT_ANSWERED" : answer.state().name();
        JsonNode stored = answer == null || answer.content().length == 0
                ? json.missingNode()
                : json.readTree(answer.content(key));
        boolean answered = stored.isObject();
        return new QuestionView.ServiceView(
                decision.service(),
                title,
                QuestionView.SubjectView.of(subject),
                state,
                decision.level(),
                decision.footing(),
                decision.article(),
                decision.rule(),
                null,
                null,
                answered ? Instant.parse(stored.path("retrievedAt").asString("")) : null,
                until,
                answered && answer != null
                        ? answer.signature(key).map(QuestionView.OwnerView::of).orElse(null)
                        : null,
                answered ? stored.path("data") : null);
    }
}
