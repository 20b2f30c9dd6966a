package kz.negiz.broker.encumbrance;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.broker.document.DocumentRefused;
import kz.negiz.broker.document.EncumbranceDocument;
import kz.negiz.broker.edition.Editions;
import kz.negiz.broker.encumbrance.EncumbranceRecords.Whose;
import kz.negiz.broker.intake.RequestIds;
import kz.negiz.broker.intake.Submission;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.kit.http.PlatformProperties;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.rules.PlainText;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Encumbrances over HTTP: systems ask for them, officers confirm them, operators put an owner's letter on record. */
@RestController
@RequestMapping("/api/encumbrances")
class EncumbranceEndpoint {

    private static final int MOST_ON_A_PAGE = 100;

    private final Encumbrances encumbrances;
    private final EncumbranceKinds kinds;
    private final RequestIds ids;
    private final Editions editions;
    private final PlatformProperties platform;

    EncumbranceEndpoint(
            Encumbrances encumbrances,
            EncumbranceKinds kinds,
            RequestIds ids,
            Editions editions,
            PlatformProperties platform) {
        this.encumbrances = encumbrances;
        this.kinds = kinds;
        this.ids = ids;
        this.editions = editions;
        this.platform = platform;
    }

    /** A document to be signed by the system, and what it says in words. Nothing is kept of it. */
    @PostMapping("/drafts")
    @ServesUsers(AccessRole.INFORMATION_SYSTEM)
    Draft draft(@RequestBody JsonNode input) {
        try {
            EncumbranceDocument.Wish wish = EncumbranceDocument.ofInput(input);
            kinds.wrong(wish.fields().services().getFirst(), wish).ifPresent(field -> {
                throw new ProblemException(BrokerProblem.ENCUMBRANCE_OF_ANOTHER_SERVICE, field).with("fields", field);
            });
            UUID id = ids.next();
            EncumbranceDocument document = EncumbranceDocument.issue(
                    platform.audience(),
                    id,
                    RequestIds.madeAt(id),
                    wish,
                    editions.current().edition());
            return new Draft(id, Base64.getEncoder().encodeToString(document.encode()), document.words());
        } catch (DocumentRefused e) {
            throw new ProblemException(CommonProblem.INVALID_INPUT, e.field()).with("fields", e.field());
        }
    }

    /** Takes what a system signed. */
    @PostMapping
    @ServesUsers(AccessRole.INFORMATION_SYSTEM)
    ResponseEntity<EncumbranceView> request(@Valid @RequestBody Signed signed, Caller.User caller) {
        EncumbranceView view = encumbrances.request(
                new Submission(Submission.decoded(signed.document()), Submission.decoded(signed.signature())), caller);
        return ResponseEntity.created(URI.create("/api/encumbrances/" + view.id()))
                .cacheControl(CacheControl.noStore())
                .body(view);
    }

    /**
     * The caller's own: those that a system asked for, or that an officer has to confirm.
     *
     * @param of {@code subordinates} for those of an official's subordinates (R41-17, R150-32b)
     */
    @GetMapping
    @ServesUsers({AccessRole.INFORMATION_SYSTEM, AccessRole.OFFICER, AccessRole.OFFICIAL})
    Page list(
            @RequestParam Optional<UUID> before,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam Optional<String> of,
            Caller.User caller) {
        return page(whose(of, caller), caller, before, limit);
    }

    static Whose whose(Optional<String> of, Caller.User caller) {
        if (caller.kind() == AccountKind.SYSTEM) {
            return Whose.SYSTEM;
        }
        boolean subordinates = of.filter("subordinates"::equals).isPresent() || !caller.has(AccessRole.OFFICER);
        return subordinates && caller.isOfficialOfBody() ? Whose.SUBORDINATES : Whose.OFFICER;
    }

    /** Those that were sent and of which nobody knows what became: for operators, without whom they are about. */
    @GetMapping("/unknown")
    @ServesUsers(AccessRole.OPERATOR)
    Page unknown(
            @RequestParam Optional<UUID> before, @RequestParam(defaultValue = "20") int limit, Caller.User caller) {
        return page(Whose.UNKNOWN, caller, before, limit);
    }

    private Page page(Whose whose, Caller.User caller, Optional<UUID> before, int limit) {
        int most = Math.clamp(limit, 1, MOST_ON_A_PAGE);
        List<EncumbranceView.Summary> found = encumbrances.list(whose, caller, before, most + 1, caller.language());
        boolean more = found.size() > most;
        List<EncumbranceView.Summary> page = more ? found.subList(0, most) : found;
        return new Page(page, more ? page.getLast().id() : null);
    }

    @GetMapping("/{id}")
    @ServesUsers({AccessRole.INFORMATION_SYSTEM, AccessRole.OFFICER, AccessRole.OFFICIAL})
    ResponseEntity<EncumbranceView> one(@PathVariable UUID id, Caller.User caller) {
        return unstored(encumbrances.find(id, caller, caller.language()));
    }

    /** The officer's signature over the document; the encumbrance is sent when this answers, or it is said why not. */
    @PostMapping("/{id}/confirmation")
    @ServesUsers(AccessRole.OFFICER)
    ResponseEntity<EncumbranceView> confirm(
            @PathVariable UUID id, @Valid @RequestBody Confirmation confirmation, Caller.User officer) {
        return unstored(encumbrances.confirm(id, officer, Submission.decoded(confirmation.signature())));
    }

    /** That the officer does not want it. */
    @PostMapping("/{id}/refusal")
    @ServesUsers(AccessRole.OFFICER)
    ResponseEntity<EncumbranceView> decline(
            @PathVariable UUID id, @Valid @RequestBody Refusal refusal, Caller.User officer) {
        return unstored(encumbrances.decline(id, officer, plain("why", refusal.why())));
    }

    /** What the letter of a register's owner says of one that nobody knew of. */
    @PostMapping("/{id}/outcome")
    @ServesUsers(AccessRole.OPERATOR)
    EncumbranceView.Summary reconcile(@PathVariable UUID id, @Valid @RequestBody Letter letter, Caller.User operator) {
        Optional<String> number = Optional.ofNullable(letter.registrationNumber());
        if (letter.state().needsNumber() != number.isPresent()) {
            throw new ProblemException(CommonProblem.INVALID_INPUT, "registrationNumber")
                    .with("fields", "registrationNumber");
        }
        return encumbrances.reconcile(
                id,
                operator,
                letter.state().state(),
                plain("letter", letter.letter()),
                number.map(text -> plain("registrationNumber", text)));
    }

    private static String plain(String field, String text) {
        if (!PlainText.isPlain(text)) {
            throw new ProblemException(CommonProblem.INVALID_INPUT, field).with("fields", field);
        }
        return text;
    }

    private static ResponseEntity<EncumbranceView> unstored(EncumbranceView view) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(view);
    }

    /** A document that waits for its signature. */
    record Draft(UUID id, String document, List<String> words) {}

    /** Document and CMS signature, both base64. */
    record Signed(
            @NotNull @Size(max = 98_304) String document,
            @NotNull @Size(max = 196_608) String signature) {}

    /** A CMS signature, base64. */
    record Confirmation(@NotNull @Size(max = 196_608) String signature) {}

    /** Why an officer does not want it. */
    record Refusal(@NotBlank @Size(max = 500) String why) {}

    /** What an owner's letter says. */
    enum Said {
        DONE,
        REJECTED,
        NOT_EXECUTED;

        /** What was carried out has a number in its register, and nothing else has. */
        boolean needsNumber() {
            return this == DONE;
        }

        EncumbranceState state() {
            return EncumbranceState.valueOf(name());
        }
    }

    /**
     * The letter of a register's owner.
     *
     * @param letter its number and date
     * @param registrationNumber of what was done, and only then
     */
    record Letter(
            @NotNull Said state,
            @NotBlank @Size(max = 100) String letter,
            @Nullable @Size(min = 1, max = 100) String registrationNumber) {}

    /** Encumbrances, and where the next page begins. */
    record Page(
            List<EncumbranceView.Summary> encumbrances,
            @Nullable UUID next) {}
}
