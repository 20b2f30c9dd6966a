package kz.negiz.video.page;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.portal.FormErrors;
import kz.negiz.portal.Forms;
import kz.negiz.video.VideoProblem;
import kz.negiz.video.record.FactIds;
import kz.negiz.video.reveal.Reveals;
import kz.negiz.video.warehouse.Warehouses;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The officer's look at an access: a purpose, one showing (R283-4b). */
@Controller
@RequestMapping("/video/warehouses/{id}/reveal")
@ServesUsers(AccessRole.WAREHOUSE_OFFICER)
class RevealPages {

    private final Warehouses warehouses;
    private final Reveals reveals;
    private final Forms forms;

    RevealPages(Warehouses warehouses, Reveals reveals, Forms forms) {
        this.warehouses = warehouses;
        this.reveals = reveals;
        this.forms = forms;
    }

    @GetMapping
    String form(Caller.User officer, @PathVariable UUID id, Model model) {
        model.addAttribute("errors", Map.of());
        return form(officer, id, FactIds.next(), "", model);
    }

    /** Answered at once and not by a redirect: what is shown once has no address that shows it again. */
    @PostMapping
    String reveal(
            Caller.User officer,
            @PathVariable UUID id,
            @RequestParam UUID revealId,
            @RequestParam(defaultValue = "") String purpose,
            Model model,
            HttpServletResponse response) {
        FormErrors errors = forms.errors();
        String typed = purpose;
        try {
            model.addAttribute("revealed", reveals.reveal(officer, revealId, id, purpose));
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            return "video/revealed";
        } catch (ProblemException refusal) {
            if (refusal.problem() != VideoProblem.PURPOSE_EMPTY && refusal.problem() != VideoProblem.REVEAL_USED) {
                throw refusal;
            }
            errors.add("purpose", refusal);
            typed = refusal.problem() == VideoProblem.REVEAL_USED ? "" : purpose;
        }
        return errors.again(model, response, form(officer, id, FactIds.next(), typed, model));
    }

    private String form(Caller.User officer, UUID id, UUID revealId, String purpose, Model model) {
        model.addAttribute("warehouse", warehouses.require(officer, id));
        model.addAttribute("revealId", revealId);
        model.addAttribute("purpose", purpose);
        return "video/reveal";
    }
}
