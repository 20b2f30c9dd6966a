package kz.negiz.broker.copy;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.portal.FormErrors;
import kz.negiz.portal.Forms;
import kz.negiz.portal.PortalPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The pages of copies: what one takes on with a copy, which copies there are, and by which act they were destroyed. */
@Controller
@ServesUsers({AccessRole.OFFICER, AccessRole.OFFICIAL})
class CopyPages {

    private static final int ON_A_PAGE = 50;
    private static final String TAKEN = " :: taken";

    private final Copies copies;
    private final Forms forms;
    private final PortalPage portal;

    CopyPages(Copies copies, Forms forms, PortalPage portal) {
        this.copies = copies;
        this.forms = forms;
        this.portal = portal;
    }

    /** What one takes on with a copy of a question, and the copies there are. */
    @GetMapping("/questions/{id}/copies")
    String ofQuestion(@PathVariable UUID id, Caller.User reader, Model model) {
        return record(RecordKind.QUESTION, id, reader, model);
    }

    /** The same of an encumbrance. */
    @GetMapping("/encumbrances/{id}/copies")
    String ofEncumbrance(@PathVariable UUID id, Caller.User reader, Model model) {
        return record(RecordKind.ENCUMBRANCE, id, reader, model);
    }

    /** The copies there are of a question, for its page. */
    @GetMapping("/questions/{id}/copies/taken")
    String takenOfQuestion(@PathVariable UUID id, Caller.User reader, Model model) {
        return record(RecordKind.QUESTION, id, reader, model) + TAKEN;
    }

    /** The same of an encumbrance. */
    @GetMapping("/encumbrances/{id}/copies/taken")
    String takenOfEncumbrance(@PathVariable UUID id, Caller.User reader, Model model) {
        return record(RecordKind.ENCUMBRANCE, id, reader, model) + TAKEN;
    }

    /** Takes a copy of a question, once what one takes on is accepted. */
    @PostMapping("/questions/{id}/copies")
    Object takeQuestion(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String form,
            @RequestParam(defaultValue = "false") boolean noticeRead,
            Caller.User taker,
            Model model,
            HttpServletResponse response) {
        return take(RecordKind.QUESTION, id, form, noticeRead, taker, model, response);
    }

    /** The same of an encumbrance. */
    @PostMapping("/encumbrances/{id}/copies")
    Object takeEncumbrance(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String form,
            @RequestParam(defaultValue = "false") boolean noticeRead,
            Caller.User taker,
            Model model,
            HttpServletResponse response) {
        return take(RecordKind.ENCUMBRANCE, id, form, noticeRead, taker, model, response);
    }

    private Object take(
            RecordKind kind,
            UUID id,
            String form,
            boolean noticeRead,
            Caller.User taker,
            Model model,
            HttpServletResponse response) {
        if (!noticeRead) {
            FormErrors errors = forms.errors().require(false, "noticeRead", "copy.notice.unread");
            return errors.again(model, response, record(kind, id, taker, model));
        }
        CopyForm wanted = List.of(CopyForm.values()).stream()
                .filter(known -> known.name().equals(form))
                .findFirst()
                .orElseThrow(() -> new ProblemException(CommonProblem.INVALID_INPUT, "form").with("fields", "form"));
        return CopyEndpoint.file(copies.take(kind, id, wanted, true, taker, portal.language()));
    }

    private String record(RecordKind kind, UUID id, Caller.User reader, Model model) {
        model.addAttribute("errors", Map.of());
        model.addAttribute("kind", kind.name());
        model.addAttribute("recordPage", kind.page(id));
        model.addAttribute("material", copies.material(kind, id, reader, portal.language()));
        model.addAttribute("copies", copies.of(kind, id, reader, portal.language()));
        return "questions/copies";
    }

    /** The reader's copies, or those of the subordinates; those that wait for their act unless all are wanted. */
    @GetMapping("/questions/copies")
    String list(
            @RequestParam Optional<String> of,
            @RequestParam Optional<String> all,
            @RequestParam Optional<UUID> before,
            Caller.User reader,
            Model model) {
        model.addAttribute("errors", Map.of());
        return list(of, all, before, reader, "", "", List.of(), model);
    }

    private String list(
            Optional<String> of,
            Optional<String> all,
            Optional<UUID> before,
            Caller.User reader,
            String act,
            String on,
            List<UUID> chosen,
            Model model) {
        boolean official = reader.has(AccessRole.OFFICIAL);
        boolean officer = reader.has(AccessRole.OFFICER);
        boolean subordinates = official && (of.filter("subordinates"::equals).isPresent() || !officer);
        boolean open = all.isEmpty();
        List<CopyView> found = new ArrayList<>(
                subordinates
                        ? copies.ofSubordinates(reader, open, before, ON_A_PAGE + 1, portal.language())
                        : copies.own(reader, open, before, ON_A_PAGE + 1, portal.language()));
        boolean more = found.size() > ON_A_PAGE;
        if (more) {
            found.removeLast();
        }
        Optional<String> whose = subordinates ? Optional.of("subordinates") : Optional.empty();
        model.addAttribute("copies", found);
        model.addAttribute("subordinates", subordinates);
        model.addAttribute("both", official && officer);
        model.addAttribute("open", open);
        model.addAttribute("openAddress", address(whose, Optional.empty(), Optional.empty()));
        model.addAttribute("allAddress", address(whose, Optional.of("yes"), Optional.empty()));
        model.addAttribute(
                "next", more ? address(whose, all, Optional.of(found.getLast().id())) : "");
        model.addAttribute("act", act);
        model.addAttribute("on", on);
        model.addAttribute("chosen", chosen);
        return "questions/copy-list";
    }

    private static String address(Optional<String> of, Optional<String> all, Optional<UUID> before) {
        return UriComponentsBuilder.fromPath("/questions/copies")
                .queryParamIfPresent("of", of)
                .queryParamIfPresent("all", all)
                .queryParamIfPresent("before", before)
                .toUriString();
    }

    /** Puts on record that the chosen copies were destroyed by an act. */
    @PostMapping("/questions/copies")
    String destroyed(
            @RequestParam(name = "copy", required = false) List<UUID> chosen,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "") String on,
            @RequestParam Optional<String> of,
            Caller.User confirming,
            Model model,
            HttpServletResponse response) {
        List<UUID> wanted = chosen == null ? List.of() : chosen;
        Optional<LocalDate> date = date(on);
        FormErrors errors = forms.errors()
                .require(!wanted.isEmpty(), "copies", "copy.destroy.none")
                .require(!act.isBlank(), "act", "copy.destroy.act.missing")
                .require(date.isPresent(), "on", "copy.destroy.on.missing");
        if (errors.none()) {
            try {
                copies.destroyed(wanted, act, date.orElseThrow(), confirming);
                return "redirect:" + address(of, Optional.empty(), Optional.empty());
            } catch (ProblemException refusal) {
                errors.add("act", refusal);
            }
        }
        list(of, Optional.empty(), Optional.empty(), confirming, act, on, wanted, model);
        return errors.again(model, response, "questions/copy-list");
    }

    private static Optional<LocalDate> date(String typed) {
        try {
            return Optional.of(LocalDate.parse(typed));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
