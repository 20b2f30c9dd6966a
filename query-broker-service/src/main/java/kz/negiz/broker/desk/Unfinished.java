package kz.negiz.broker.desk;

import jakarta.validation.Validator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.broker.desk.DeskItems.Item;
import kz.negiz.broker.desk.DeskItems.Kind;
import kz.negiz.broker.question.Questions;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Questions that were begun and not asked yet, so that nothing typed is lost with a window or a session. They are their author's
 * alone: no question yet, so no official's matter and no event either.
 */
@Component
public class Unfinished {

    private final DeskItems items;
    private final Questions questions;
    private final DeskProperties times;
    private final Validator validator;
    private final JsonMapper json = JsonMapper.builder().build();

    Unfinished(DeskItems items, Questions questions, DeskProperties times, Validator validator) {
        this.items = items;
        this.questions = questions;
        this.times = times;
        this.validator = validator;
    }

    /**
     * An unfinished question.
     *
     * @param touched when it was kept last
     * @param until when it ends unless it is touched
     */
    public record UnfinishedQuestion(UUID id, Instant touched, Instant until, TypedQuestion typed) {}

    /** What became of what was to be kept. */
    public enum Keeping {
        KEPT,
        NOTHING_TYPED,
        TOO_LONG
    }

    /** The author's unfinished questions, the latest first. */
    public List<UnfinishedQuestion> of(Caller.User author) {
        questions.requireStanding(author);
        return items.of(author.account(), Kind.UNFINISHED).stream()
                .map(this::open)
                .toList();
    }

    /**
     * One of them.
     *
     * @throws ProblemException where the author has none of this id
     */
    public UnfinishedQuestion one(UUID id, Caller.User author) {
        questions.requireStanding(author);
        return found(id, author).orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND));
    }

    private Optional<UnfinishedQuestion> found(UUID id, Caller.User author) {
        return items.find(id, author.account(), Kind.UNFINISHED).map(this::open);
    }

    /**
     * Keeps what was typed, in place of what was kept under this id. What was emptied is kept no longer.
     *
     * @throws ProblemException if the id is somebody else's
     */
    public Keeping keep(UUID id, TypedQuestion typed, Caller.User author) {
        if (typed.isBlank()) {
            items.remove(id, author.account(), Kind.UNFINISHED);
            return Keeping.NOTHING_TYPED;
        }
        if (!validator.validate(typed).isEmpty()) {
            return Keeping.TOO_LONG;
        }
        if (!items.keep(id, author.account(), Kind.UNFINISHED, json.writeValueAsBytes(typed))) {
            throw new ProblemException(CommonProblem.NOT_FOUND);
        }
        return Keeping.KEPT;
    }

    /** Throws one away: it was asked, or is not wanted any more. */
    public boolean remove(UUID id, Caller.User author) {
        return items.remove(id, author.account(), Kind.UNFINISHED);
    }

    private UnfinishedQuestion open(Item item) {
        return new UnfinishedQuestion(
                item.id(),
                item.touched(),
                item.touched().plus(times.keepUnfinished()),
                json.readValue(item.content(), TypedQuestion.class));
    }
}
