package kz.negiz.broker.encumbrance;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kz.negiz.broker.encumbrance.EncumbranceRecords.Whose;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.Problem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.portal.FormErrors;
import kz.negiz.portal.Forms;
import kz.negiz.portal.PortalPage;
import kz.negiz.rules.PlainText;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The pages of encumbrances: what waits for an officer's confirmation, what it says, and what became of it. */
@Controller
@RequestMapping("/encumbrances")
@ServesUsers({AccessRole.OFFICER, AccessRole.OFFICIAL})
class EncumbrancePages {

    private static final int ON_A_PAGE = 20;
    private static final int LONGEST_WHY = 500;

    /** After these the officer can sign once more. */
    private static final Set<Problem> SIGN_AGAIN = Set.of(
            BrokerProblem.SIGNATURE_REFUSED,
            BrokerProblem.SIGNATURE_UNVERIFIABLE,
            BrokerProblem.ENCUMBRANCE_SIGNED_BY_ANOTHER);

    private final Encumbrances encumbrances;
    private final Forms forms;
    private final PortalPage portal;

    EncumbrancePages(Encumbrances encumbrances, Forms forms, PortalPage portal) {
        this.encumbrances = encumbrances;
        this.forms = forms;
        this.portal = portal;
    }

    @GetMapping
    String list(
            @RequestParam Optional<String> of, @RequestParam Optional<UUID> before, Caller.User reader, Model model) {
        Whose whose = EncumbranceEndpoint.whose(of, reader);
        boolean subordinates = whose == Whose.SUBORDINATES;
        List<EncumbranceView.Summary> found =
                new ArrayList<>(encumbrances.list(whose, reader, before, ON_A_PAGE + 1, portal.language()));
        boolean more = found.size() > ON_A_PAGE;
        if (more) {
            found.removeLast();
        }
        model.addAttribute("looks", looks());
        model.addAttribute("encumbrances", found);
        model.addAttribute("subordinates", subordinates);
        model.addAttribute("both", reader.has(AccessRole.OFFICER) && reader.isOfficialOfBody());
        model.addAttribute(
                "next",
                more
                        ? UriComponentsBuilder.fromPath("/encumbrances")
                                .queryParamIfPresent("of", of)
                                .queryParam("before", found.getLast().id())
                                .toUriString()
                        : "");
        return "encumbrances/list";
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Caller.User reader, Model model) {
        model.addAttribute("errors", Map.of());
        return show(id, reader, "", model);
    }

    @PostMapping("/{id}/confirmation")
    @ServesUsers(AccessRole.OFFICER)
    String confirm(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String signature,
            Caller.User officer,
            Model model,
            HttpServletResponse response) {
        try {
            encumbrances.confirm(id, officer, signature.getBytes(StandardCharsets.US_ASCII));
            return "redirect:/encumbrances/" + id;
        } catch (ProblemException refusal) {
            if (!SIGN_AGAIN.contains(refusal.problem())) {
                throw refusal;
            }
            return forms.errors().add("sign", refusal).again(model, response, show(id, officer, "", model));
        }
    }

    @PostMapping("/{id}/refusal")
    @ServesUsers(AccessRole.OFFICER)
    String decline(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String why,
            Caller.User officer,
            Model model,
            HttpServletResponse response) {
        String said = why.strip();
        FormErrors errors = forms.errors()
                .require(
                        !said.isEmpty() && said.length() <= LONGEST_WHY && PlainText.isPlain(said),
                        "why",
                        "encumbrance.decline.missing");
        if (errors.none()) {
            encumbrances.decline(id, officer, said);
            return "redirect:/encumbrances/" + id;
        }
        return errors.again(model, response, show(id, officer, why, model));
    }

    private String show(UUID id, Caller.User reader, String why, Model model) {
        model.addAttribute("looks", looks());
        model.addAttribute("view", encumbrances.find(id, reader, portal.language()));
        model.addAttribute("why", why);
        return "encumbrances/one";
    }

    /** How a state looks, by its name. */
    private static Map<String, String> looks() {
        return Arrays.stream(EncumbranceState.values())
                .collect(Collectors.toMap(EncumbranceState::name, state -> switch (state) {
                    case DONE -> "good";
                    case WAITS, CONFIRMED, SENDING -> "waiting";
                    case UNKNOWN -> "attention";
                    case REFUSED, REJECTED, NOT_EXECUTED, LAPSED -> "bad";
                    case DECLINED -> "neutral";
                }));
    }
}
