package kz.negiz.broker.encumbrance;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kz.negiz.broker.encumbrance.EncumbranceEndpoint.Said;
import kz.negiz.broker.encumbrance.EncumbranceRecords.Whose;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.portal.FormErrors;
import kz.negiz.portal.Forms;
import kz.negiz.portal.PortalPage;
import kz.negiz.rules.PlainText;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The operator's pages of encumbrances of which nobody knows what became: since when, which service, and the letter by which
 * their owner tells. Whom they are about stands on none of them.
 */
@Controller
@ServesUsers(AccessRole.OPERATOR)
class UnknownPages {

    private static final String LIST = "/encumbrances/unknown";
    private static final int ON_A_PAGE = 50;
    private static final int LONGEST = 100;

    private final Encumbrances encumbrances;
    private final Forms forms;
    private final PortalPage portal;
    private final MessageSource texts;

    UnknownPages(Encumbrances encumbrances, Forms forms, PortalPage portal, MessageSource texts) {
        this.encumbrances = encumbrances;
        this.forms = forms;
        this.portal = portal;
        this.texts = texts;
    }

    @GetMapping(LIST)
    String list(@RequestParam Optional<UUID> before, Caller.User operator, Model model) {
        List<EncumbranceView.Summary> found =
                new ArrayList<>(encumbrances.list(Whose.UNKNOWN, operator, before, ON_A_PAGE + 1, portal.language()));
        boolean more = found.size() > ON_A_PAGE;
        if (more) {
            found.removeLast();
        }
        model.addAttribute("encumbrances", found);
        model.addAttribute(
                "next",
                more
                        ? UriComponentsBuilder.fromPath(LIST)
                                .queryParam("before", found.getLast().id())
                                .toUriString()
                        : "");
        return "encumbrances/unknown";
    }

    /** The form for the letter of the register's owner. */
    @GetMapping("/encumbrances/{id}/outcome")
    String letter(@PathVariable UUID id, Model model) {
        model.addAttribute("errors", Map.of());
        return show(id, "", "", "", model);
    }

    @PostMapping("/encumbrances/{id}/outcome")
    String settle(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String letter,
            @RequestParam(defaultValue = "") String registrationNumber,
            Caller.User operator,
            Model model,
            HttpServletResponse response) {
        Optional<Said> said = Stream.of(Said.values())
                .filter(known -> known.name().equals(state))
                .findFirst();
        String text = letter.strip();
        String number = registrationNumber.strip();
        boolean needsNumber = said.filter(Said::needsNumber).isPresent();
        FormErrors errors = forms.errors()
                .require(said.isPresent(), "state", "encumbrance.letter.state.missing")
                .require(isPlain(text), "letter", "encumbrance.letter.text.missing")
                .require(
                        said.isEmpty() || (needsNumber ? isPlain(number) : number.isEmpty()),
                        "registrationNumber",
                        needsNumber ? "encumbrance.letter.number.missing" : "encumbrance.letter.number.unwanted");
        if (!errors.none()) {
            return errors.again(model, response, show(id, state, letter, registrationNumber, model));
        }
        encumbrances.reconcile(
                id, operator, said.orElseThrow().state(), text, needsNumber ? Optional.of(number) : Optional.empty());
        return "redirect:" + LIST;
    }

    private static boolean isPlain(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && PlainText.isPlain(text);
    }

    private String show(UUID id, String state, String letter, String registrationNumber, Model model) {
        Locale language = Locale.of(portal.language());
        Map<String, String> states = new LinkedHashMap<>();
        states.put("", texts.getMessage("encumbrance.letter.state.choose", null, language));
        for (Said said : Said.values()) {
            states.put(said.name(), texts.getMessage("encumbrance.state." + said, null, language));
        }
        model.addAttribute("encumbrance", encumbrances.unknown(id, portal.language()));
        model.addAttribute("states", states);
        model.addAttribute("state", state);
        model.addAttribute("letter", letter);
        model.addAttribute("registrationNumber", registrationNumber);
        return "encumbrances/letter";
    }
}
