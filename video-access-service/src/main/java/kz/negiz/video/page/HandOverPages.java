package kz.negiz.video.page;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.Problem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.portal.FormErrors;
import kz.negiz.portal.Forms;
import kz.negiz.video.VideoProblem;
import kz.negiz.video.access.Access;
import kz.negiz.video.access.HandOvers;
import kz.negiz.video.access.RequestProgress;
import kz.negiz.video.warehouse.Warehouses;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The owner's way: fill in the access, read the document in words, sign it. The document carries what was typed from page
 * to page, so nothing of it is kept here before it is signed, and nothing is lost when something is wrong.
 */
@Controller
@RequestMapping("/video")
@ServesUsers(AccessRole.WAREHOUSE_OWNER)
class HandOverPages {

    private final Warehouses warehouses;
    private final HandOvers handOvers;
    private final Forms forms;

    HandOverPages(Warehouses warehouses, HandOvers handOvers, Forms forms) {
        this.warehouses = warehouses;
        this.handOvers = handOvers;
        this.forms = forms;
    }

    @GetMapping("/requests/{id}/answer")
    String answerForm(Caller.User owner, @PathVariable UUID id, Model model) {
        model.addAttribute("errors", Map.of());
        return answerForm(owner, id, AccessForm.EMPTY, model);
    }

    @PostMapping("/requests/{id}/answer")
    String answerDocument(
            Caller.User owner, @PathVariable UUID id, AccessForm form, Model model, HttpServletResponse response) {
        FormErrors errors = forms.errors();
        try {
            return document(handOvers.answer(owner, id, form.access()), Map.of(), model);
        } catch (ProblemException refusal) {
            note(refusal, errors);
        }
        return errors.again(model, response, answerForm(owner, id, form, model));
    }

    @GetMapping("/warehouses/{id}/change")
    String changeForm(Caller.User owner, @PathVariable UUID id, Model model) {
        model.addAttribute("errors", Map.of());
        return changeForm(owner, id, "", AccessForm.EMPTY, model);
    }

    @PostMapping("/warehouses/{id}/change")
    String changeDocument(
            Caller.User owner,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String changedAt,
            AccessForm form,
            Model model,
            HttpServletResponse response) {
        Optional<Instant> moment = moment(changedAt);
        FormErrors errors = forms.errors().require(moment.isPresent(), "changedAt", "video.change.moment.wrong");
        if (moment.isPresent()) {
            try {
                return document(handOvers.change(owner, id, moment.get(), form.access()), Map.of(), model);
            } catch (ProblemException refusal) {
                note(refusal, errors);
            }
        }
        return errors.again(model, response, changeForm(owner, id, changedAt, form, model));
    }

    /** The form again, filled from the document that was shown. */
    @PostMapping("/credentials/correction")
    String correct(Caller.User owner, @RequestParam String document, Model model) {
        model.addAttribute("errors", Map.of());
        return form(owner, handOvers.draft(owner, bytes(document)), model);
    }

    @PostMapping("/credentials")
    String take(
            Caller.User owner,
            @RequestParam String document,
            @RequestParam(defaultValue = "") String signature,
            Model model,
            HttpServletResponse response) {
        byte[] bytes = bytes(document);
        FormErrors errors = forms.errors();
        Problem problem;
        try {
            return "redirect:/video/warehouses/"
                    + handOvers
                            .take(owner, bytes, bytes(signature))
                            .result()
                            .version()
                            .warehouse();
        } catch (ProblemException refusal) {
            problem = refusal.problem();
            if (!CAN_BE_SIGNED_AGAIN.contains(problem)) {
                throw refusal;
            }
            errors.add("form", refusal);
        }
        return errors.again(
                model,
                response,
                problem == VideoProblem.DOCUMENT_EXPIRED
                        ? form(owner, handOvers.draft(owner, bytes), model)
                        : document(handOvers.issued(owner, bytes), errors.byField(), model));
    }

    private static final Set<Problem> CAN_BE_SIGNED_AGAIN = Set.of(
            VideoProblem.DOCUMENT_EXPIRED,
            VideoProblem.SIGNATURE_REFUSED,
            VideoProblem.SIGNATURE_UNVERIFIABLE,
            VideoProblem.SIGNER_DIFFERS);

    private String form(Caller.User owner, HandOvers.Draft draft, Model model) {
        AccessForm form = AccessForm.of(draft.access());
        return draft.request().isPresent()
                ? answerForm(owner, draft.request().get(), form, model)
                : changeForm(
                        owner,
                        draft.warehouse(),
                        draft.changedAt().map(HandOverPages::typed).orElse(""),
                        form,
                        model);
    }

    private String answerForm(Caller.User owner, UUID request, AccessForm form, Model model) {
        List<UUID> own = warehouses.visibleTo(owner).stream()
                .map(warehouse -> warehouse.getId())
                .toList();
        RequestProgress progress = handOvers.progress(own).stream()
                .filter(each -> each.request().getId().equals(request))
                .findFirst()
                .orElseThrow(() -> new ProblemException(VideoProblem.REQUEST_UNKNOWN));
        model.addAttribute("progress", progress);
        model.addAttribute(
                "warehouse", warehouses.require(owner, progress.request().warehouse()));
        model.addAttribute("form", form);
        return "video/answer";
    }

    private String changeForm(Caller.User owner, UUID warehouse, String changedAt, AccessForm form, Model model) {
        model.addAttribute("warehouse", warehouses.require(owner, warehouse));
        model.addAttribute("changedAt", changedAt);
        model.addAttribute("form", form);
        return "video/change";
    }

    private static String document(HandOvers.IssuedDocument issued, Map<String, String> errors, Model model) {
        model.addAttribute("words", issued.words());
        model.addAttribute("missing", issued.missing());
        model.addAttribute("dueOn", issued.dueOn().orElse(null));
        model.addAttribute("document", Base64.getEncoder().encodeToString(issued.bytes()));
        model.addAttribute("errors", errors);
        return "video/document";
    }

    private static void note(ProblemException refusal, FormErrors errors) {
        switch (refusal.problem()) {
            case VideoProblem.ACCESS_EMPTY -> errors.add("login", refusal);
            case VideoProblem.ACCESS_MALFORMED -> {
                String field = String.valueOf(refusal.particulars().get("fields"));
                errors.require(false, field, field.equals("url") ? "video.url.wrong" : "video.text.wrong");
            }
            case VideoProblem.CHANGE_MOMENT -> errors.add("changedAt", refusal);
            case VideoProblem.NOTHING_HANDED_OVER -> errors.add("form", refusal);
            default -> throw refusal;
        }
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(VideoProblem.DOCUMENT_MALFORMED);
        }
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text).atZone(AstanaTime.ZONE).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String typed(Instant moment) {
        return LocalDateTime.ofInstant(moment, AstanaTime.ZONE)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    /** The fields of an access as they are typed; what is not sent is empty. */
    record AccessForm(
            @Nullable String login,
            @Nullable String password,
            @Nullable String url,
            @Nullable String program,
            @Nullable Boolean noProgram) {

        static final AccessForm EMPTY = new AccessForm("", "", "", "", false);

        static AccessForm of(Access access) {
            return new AccessForm(
                    access.login(), access.password(), access.url(), access.program(), !access.programNeeded());
        }

        Access access() {
            return new Access(
                    given(login).strip(),
                    given(password),
                    given(url).strip(),
                    given(program).strip(),
                    !Boolean.TRUE.equals(noProgram));
        }

        private static String given(@Nullable String text) {
            return text == null ? "" : text;
        }

        /** Nothing of it belongs into a log. */
        @Override
        public String toString() {
            return "AccessForm[]";
        }
    }
}
