package kz.negiz.broker.question;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.broker.document.DocumentRefused;
import kz.negiz.broker.document.QuestionDocument;
import kz.negiz.broker.document.QuestionFields;
import kz.negiz.broker.intake.Submission;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.broker.source.SubjectKinds;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Questions over HTTP. */
@RestController
@RequestMapping("/api/questions")
class QuestionEndpoint {

    private static final int MOST_ON_A_PAGE = 100;
    private static final String ASYNCHRONOUS = "Prefer=respond-async";

    private final Drafts drafts;
    private final Questions questions;
    private final OpenServices open;
    private final AnswerStream answers;
    private final SubjectKinds kinds;
    private final MessageSource texts;

    QuestionEndpoint(
            Drafts drafts,
            Questions questions,
            OpenServices open,
            AnswerStream answers,
            SubjectKinds kinds,
            MessageSource texts) {
        this.drafts = drafts;
        this.questions = questions;
        this.open = open;
        this.answers = answers;
        this.kinds = kinds;
        this.texts = texts;
    }

    /** What the caller may ask. */
    @GetMapping("/services")
    @ServesUsers({AccessRole.OFFICER, AccessRole.INFORMATION_SYSTEM})
    OpenServices.OpenTo services(Caller.User caller) {
        return open.of(caller, caller.language());
    }

    /** A document to be signed, and what it says in words. */
    @PostMapping("/drafts")
    @ServesUsers({AccessRole.OFFICER, AccessRole.INFORMATION_SYSTEM})
    Draft draft(@RequestBody JsonNode input, Caller.User caller) {
        try {
            QuestionFields fields = QuestionFields.ofInput(input);
            List<String> notTaking = kinds.notTaking(fields.services(), fields.subjects());
            if (!notTaking.isEmpty()) {
                throw new ProblemException(BrokerProblem.SUBJECT_KIND_NOT_TAKEN, String.join(", ", notTaking))
                        .with("services", notTaking);
            }
            QuestionDocument document = drafts.issue(fields);
            return new Draft(document.id(), Base64.getEncoder().encodeToString(document.encode()), document.words());
        } catch (DocumentRefused e) {
            ProblemException problem =
                    new ProblemException(CommonProblem.INVALID_INPUT, e.field()).with("fields", e.field());
            e.subject()
                    .ifPresent(subject -> problem.with("subject", subject.ordinal())
                            .with("subjectField", subject.wrong().field())
                            .with("fault", subject.wrong().fault().name())
                            .with(
                                    "hint",
                                    texts.getMessage(
                                            "subject.fault." + subject.wrong().fault(),
                                            null,
                                            Locale.of(caller.language()))));
            throw problem;
        }
    }

    /**
     * Takes a signed document. Every user in standing may carry one here, and whoever it is, it is the signer who has to stand.
     */
    @PostMapping
    @ServesUsers
    ResponseEntity<QuestionView> ask(@Valid @RequestBody Signed signed, Caller.User caller) {
        return unstored(questions.ask(
                new Submission(Submission.decoded(signed.document()), Submission.decoded(signed.signature())), caller));
    }

    /** The same without waiting for the sources ({@code Prefer: respond-async}, RFC 7240): their answers are read as they come. */
    @PostMapping(headers = ASYNCHRONOUS)
    @ServesUsers
    ResponseEntity<Begun> begin(@Valid @RequestBody Signed signed, Caller.User caller) {
        UUID id = questions.beginPermitted(
                new Submission(Submission.decoded(signed.document()), Submission.decoded(signed.signature())), caller);
        return ResponseEntity.accepted()
                .location(URI.create("/api/questions/" + id))
                .header("Preference-Applied", "respond-async")
                .body(new Begun(id));
    }

    /** The answers of a question one by one, each as soon as it is on record: server-sent events until the last has come. */
    @GetMapping(path = "/{id}/answers", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ServesUsers({AccessRole.OFFICER, AccessRole.OFFICIAL, AccessRole.INFORMATION_SYSTEM})
    void answers(@PathVariable UUID id, Caller.User caller, HttpServletResponse response) throws IOException {
        answers.write(id, caller, response);
    }

    /**
     * The caller's own questions, the latest first.
     *
     * @param of {@code subordinates} for those of an official's subordinates (R41-17, R150-32b)
     */
    @GetMapping
    @ServesUsers({AccessRole.OFFICER, AccessRole.OFFICIAL, AccessRole.INFORMATION_SYSTEM})
    Page list(
            @RequestParam Optional<UUID> before,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam Optional<String> outcome,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) Optional<LocalDate> from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) Optional<LocalDate> to,
            @RequestParam Optional<String> service,
            @RequestParam Optional<String> of,
            Caller.User caller) {
        int most = Math.clamp(limit, 1, MOST_ON_A_PAGE);
        QuestionFilter wanted = new QuestionFilter(outcome, from, to, service);
        List<QuestionSummary> found = of.filter("subordinates"::equals).isPresent()
                ? questions.ofSubordinates(caller, wanted, before, most + 1, caller.language())
                : questions.mine(caller, wanted, before, most + 1, caller.language());
        boolean more = found.size() > most;
        List<QuestionSummary> page = more ? found.subList(0, most) : found;
        return new Page(page, more ? page.getLast().id() : null);
    }

    /** The caller's questions to which an answer has come late that was not read since, the earliest first. */
    @GetMapping("/news")
    @ServesUsers({AccessRole.OFFICER, AccessRole.INFORMATION_SYSTEM})
    News news(Caller.User caller) {
        return new News(questions.news(caller, MOST_ON_A_PAGE, caller.language()));
    }

    /** A question with its answers. */
    @GetMapping("/{id}")
    @ServesUsers({AccessRole.OFFICER, AccessRole.OFFICIAL, AccessRole.INFORMATION_SYSTEM})
    ResponseEntity<QuestionView> one(@PathVariable UUID id, Caller.User caller) {
        return unstored(questions.find(id, caller, caller.language()));
    }

    /** Asks those sources of one's own question again that gave no answer; needs no new signature. */
    @PostMapping("/{id}/again")
    @ServesUsers({AccessRole.OFFICER, AccessRole.INFORMATION_SYSTEM})
    ResponseEntity<QuestionView> again(@PathVariable UUID id, Caller.User caller) {
        return unstored(questions.askAgain(id, caller));
    }

    private static ResponseEntity<QuestionView> unstored(QuestionView view) {
        return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(view);
    }

    /** A document that waits for its signature. */
    record Draft(UUID id, String document, List<String> words) {}

    /** Document and CMS signature, both base64. */
    record Signed(
            @NotNull @Size(max = 98_304) String document,
            @NotNull @Size(max = 196_608) String signature) {}

    /** A question whose sources are being asked. */
    record Begun(UUID id) {}

    /** Questions with something new. */
    record News(List<QuestionSummary> questions) {}

    /** Questions, and where the next page begins. */
    record Page(List<QuestionSummary> questions, @Nullable UUID next) {}
}
