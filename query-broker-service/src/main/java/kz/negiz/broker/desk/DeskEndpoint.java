package kz.negiz.broker.desk;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import kz.negiz.broker.desk.RememberedBases.Offer;
import kz.negiz.broker.desk.Templates.Template;
import kz.negiz.broker.desk.Unfinished.UnfinishedQuestion;
import kz.negiz.broker.question.BasisPreview;
import kz.negiz.broker.question.QuestionView.SubjectView;
import kz.negiz.broker.question.Questions;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What an officer keeps at hand, over HTTP: each one's own and nobody else's. */
@RestController
@RequestMapping("/api/questions")
@ServesUsers(AccessRole.OFFICER)
class DeskEndpoint {

    private final Unfinished unfinished;
    private final Templates templates;
    private final RememberedBases bases;
    private final BasisPreview previews;
    private final Questions questions;

    DeskEndpoint(
            Unfinished unfinished,
            Templates templates,
            RememberedBases bases,
            BasisPreview previews,
            Questions questions) {
        this.unfinished = unfinished;
        this.templates = templates;
        this.bases = bases;
        this.previews = previews;
        this.questions = questions;
    }

    /** The caller's unfinished questions, the latest first. */
    @GetMapping("/unfinished")
    ResponseEntity<UnfinishedList> unfinished(Caller.User officer) {
        return unstored(new UnfinishedList(unfinished.of(officer)));
    }

    /** One of them. */
    @GetMapping("/unfinished/{id}")
    ResponseEntity<UnfinishedQuestion> one(@PathVariable UUID id, Caller.User officer) {
        return unstored(unfinished.one(id, officer));
    }

    /** Keeps a question as far as it is typed, under an id that the caller has made. */
    @PutMapping("/unfinished/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keep(@PathVariable UUID id, @Valid @RequestBody TypedQuestion typed, Caller.User officer) {
        unfinished.keep(id, typed, officer);
    }

    /** Throws one away. */
    @DeleteMapping("/unfinished/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void finished(@PathVariable UUID id, Caller.User officer) {
        found(unfinished.remove(id, officer));
    }

    /** The caller's templates by name, as they may be used now. */
    @GetMapping("/templates")
    ResponseEntity<TemplateList> templates(Caller.User officer) {
        return unstored(new TemplateList(templates.of(officer, officer.language())));
    }

    /** Makes a template. */
    @PostMapping("/templates")
    Template make(@Valid @RequestBody NewTemplate wanted, Caller.User officer) {
        return templates.make(
                wanted.name(),
                new Templates.Content(
                        wanted.profile(),
                        wanted.code(),
                        wanted.purpose() == null ? "" : wanted.purpose(),
                        wanted.services()),
                officer,
                officer.language());
    }

    /** Makes a template of a question that the caller asked. */
    @PostMapping("/{id}/template")
    Template ofQuestion(@PathVariable UUID id, @Valid @RequestBody TemplateName wanted, Caller.User officer) {
        return templates.ofQuestion(id, wanted.name(), officer, officer.language());
    }

    /** Throws a template away. */
    @DeleteMapping("/templates/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, Caller.User officer) {
        found(templates.remove(id, officer));
    }

    /** What the caller asked under a basis before, if its register confirms it now; the look is on record, so it is a POST. */
    @PostMapping("/remembered")
    ResponseEntity<RememberedBasis> remembered(@Valid @RequestBody NamedBasis basis, Caller.User officer) {
        questions.requireStanding(officer);
        return unstored((switch (basis.kind()) {
                    case INSPECTION_NUMBER ->
                        bases.ofInspection(
                                basis.number(),
                                officer,
                                previews.inspection(basis.number(), officer, officer.language()));
                    case CRIMINAL_CASE_NUMBER -> bases.ofCase(basis.number(), officer);
                })
                .map(RememberedBasis::of)
                .orElseGet(RememberedBasis::nothing));
    }

    private static void found(boolean was) {
        if (!was) {
            throw new ProblemException(CommonProblem.NOT_FOUND);
        }
    }

    private static <T> ResponseEntity<T> unstored(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }

    /** Unfinished questions. */
    record UnfinishedList(List<UnfinishedQuestion> unfinished) {}

    /** Templates. */
    record TemplateList(List<Template> templates) {}

    /** A template that is wanted. */
    record NewTemplate(
            @NotNull @Size(max = 200) String name,
            @NotNull @Size(max = 64) String profile,
            @Nullable @Size(max = 64) String code,
            @Nullable @Size(max = 1_000) String purpose,
            @NotNull @Size(max = 77) List<@NotNull @Size(max = 64) String> services) {

        @Override
        public String toString() {
            return "NewTemplate[" + profile + ", " + services + "]";
        }
    }

    /** What a template is to be called. */
    record TemplateName(@NotNull @Size(max = 200) String name) {}

    /** A basis by its register's number. */
    record NamedBasis(
            @NotNull RegisteredKind kind,
            @NotNull @Size(max = 200) String number) {

        @Override
        public String toString() {
            return "NamedBasis[" + kind + "]";
        }
    }

    /** The kinds of basis that a register knows. */
    enum RegisteredKind {
        INSPECTION_NUMBER,
        CRIMINAL_CASE_NUMBER
    }

    /**
     * What was asked under a basis.
     *
     * @param profile of the last question; absent with all the rest where nothing is offered
     */
    record RememberedBasis(
            @Nullable String profile,
            List<SubjectView> subjects,
            List<String> services,
            @Nullable String purpose) {

        static RememberedBasis of(Offer offer) {
            return new RememberedBasis(
                    offer.profile(),
                    offer.subjects().stream().map(SubjectView::of).toList(),
                    offer.services(),
                    offer.purpose());
        }

        static RememberedBasis nothing() {
            return new RememberedBasis(null, List.of(), List.of(), null);
        }

        @Override
        public String toString() {
            return "RememberedBasis[" + services + "]";
        }
    }
}
