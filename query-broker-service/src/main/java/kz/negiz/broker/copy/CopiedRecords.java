package kz.negiz.broker.copy;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kz.negiz.broker.encumbrance.Encumbrances;
import kz.negiz.broker.question.QuestionSummary;
import kz.negiz.broker.question.Questions;
import kz.negiz.broker.question.RecordInFull;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.ProblemException;
import org.springframework.stereotype.Component;

/** The records of which copies are taken, each opened by its own feature for whoever may read it. */
@Component
class CopiedRecords {

    /** Of answers in one copy: more than two thousand sheets. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final Questions questions;
    private final Encumbrances encumbrances;

    CopiedRecords(Questions questions, Encumbrances encumbrances) {
        this.questions = questions;
        this.encumbrances = encumbrances;
    }

    /**
     * A record whole, by whoever may read it.
     *
     * @throws ProblemException when it is not for this reader, is not whole yet, or is too large
     */
    CopiedRecord whole(RecordKind kind, UUID id, Caller.User reader, String language) {
        return switch (kind) {
            case QUESTION -> {
                CopiedRecord.OfQuestion record = new CopiedRecord.OfQuestion(questions.inFull(id, reader, language));
                if (record.whole().answers().stream()
                                .mapToLong(RecordInFull.Answered::size)
                                .sum()
                        > MOST_BYTES) {
                    throw new ProblemException(BrokerProblem.COPY_TOO_LARGE);
                }
                yield record;
            }
            case ENCUMBRANCE -> new CopiedRecord.OfEncumbrance(encumbrances.inFull(id, reader, language));
        };
    }

    /** To what material records of a kind belong, by their ids; those that are not for this reader are left out. */
    Map<UUID, CopyView.Material> materials(RecordKind kind, Set<UUID> ids, Caller.User reader, String language) {
        return switch (kind) {
            case QUESTION ->
                questions.summaries(ids, reader, language).stream()
                        .collect(Collectors.toMap(QuestionSummary::id, CopyView.Material::of));
            case ENCUMBRANCE ->
                encumbrances.materials(ids, reader).entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, one -> CopyView.Material.of(one.getValue())));
        };
    }

    /**
     * Reads the standing of those to whom a record would be released.
     *
     * @throws ProblemException when one of them has none
     */
    void requireStanding(RecordKind kind, UUID id, Caller.User reader) {
        switch (kind) {
            case QUESTION -> questions.requireStanding(id, reader);
            case ENCUMBRANCE -> encumbrances.requireStanding(id, reader);
        }
    }
}
