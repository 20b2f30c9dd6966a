package kz.negiz.broker.question;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kz.negiz.broker.edition.Editions;
import kz.negiz.broker.intake.RequestEvents;
import kz.negiz.broker.question.QuestionRecords.DecisionRow;
import kz.negiz.broker.question.QuestionRecords.QuestionRow;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.vault.RecordVault;
import kz.negiz.rules.Edition;
import org.springframework.stereotype.Component;

/** Lists questions. What their lines need is read for all of them at once: a long page costs no more statements than a short one. */
@Component
class QuestionSummaries {

    private final QuestionRecords records;
    private final QuestionViews views;
    private final Editions editions;

    QuestionSummaries(QuestionRecords records, QuestionViews views, Editions editions) {
        this.records = records;
        this.views = views;
        this.editions = editions;
    }

    /** A line for each question, in their order. */
    List<QuestionSummary> of(List<QuestionRow> rows, Caller.User reader, String language) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<UUID> ids = rows.stream().map(QuestionRow::id).toList();
        Map<UUID, List<DecisionRow>> decisions = records.decisions(ids);
        // In this order: what is not awaited any more has come, and is new.
        Map<UUID, Integer> awaited = records.countAwaited(ids);
        Set<UUID> fresh = records.withNews(ids, reader);
        return rows.stream()
                .map(row -> summary(
                        row,
                        decisions.getOrDefault(row.id(), List.of()),
                        awaited.getOrDefault(row.id(), 0),
                        fresh.contains(row.id()),
                        language))
                .toList();
    }

    private QuestionSummary summary(
            QuestionRow row, List<DecisionRow> decisions, int awaited, boolean fresh, String language) {
        RecordVault.DataKey key = records.key(row);
        Edition edition = editions.of(row.edition()).edition();
        return new QuestionSummary(
                row.id(),
                row.receivedAt(),
                views.asker(row, key),
                row.outcome(),
                row.profile(),
                edition.profileName(row.profile(), language),
                row.basisKind(),
                RequestEvents.basisNumber(views.document(row, key).fields().basis()),
                decisions.stream()
                        .map(decision -> new QuestionSummary.ServiceSummary(
                                decision.service(),
                                edition.serviceTitle(decision.service(), language),
                                decision.decision(),
                                decision.level(),
                                decision.rule()))
                        .toList(),
                row.event().userNumber().orElseThrow(),
                awaited,
                fresh);
    }
}
