package kz.negiz.registry.body;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.portal.FormErrors;
import kz.negiz.portal.Forms;
import kz.negiz.registry.RegistryProblem;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The bodies, and the operator's form for a new one. */
@Controller
@RequestMapping("/registry/bodies")
@ServesUsers(AccessRole.OPERATOR)
class BodiesPage {

    private static final Pattern CODE = Pattern.compile("(?!.*[0-9]{12})[a-z][a-z0-9-]{1,62}");
    private static final int LONGEST_NAME = 300;

    private final Bodies bodies;
    private final Forms forms;
    private final MessageSource texts;

    BodiesPage(Bodies bodies, Forms forms, MessageSource texts) {
        this.bodies = bodies;
        this.forms = forms;
        this.texts = texts;
    }

    @GetMapping
    String list(Model model, Locale language) {
        model.addAttribute("errors", Map.of());
        return show(new BodyForm("", "", "", "", ""), model, language);
    }

    @PostMapping
    String add(Caller.User operator, BodyForm form, Model model, HttpServletResponse response, Locale language) {
        Optional<BodyKind> kind = Arrays.stream(BodyKind.values())
                .filter(one -> one.name().equals(form.kind()))
                .findFirst();
        FormErrors errors = forms.errors()
                .require(CODE.matcher(form.code()).matches(), "code", "registry.body.code.wrong")
                .require(kind.isPresent(), "kind", "registry.body.kind.wrong")
                .require(isName(form.kk()), "kk", "registry.body.name.wrong", LONGEST_NAME)
                .require(isName(form.ru()), "ru", "registry.body.name.wrong", LONGEST_NAME)
                .require(isName(form.en()), "en", "registry.body.name.wrong", LONGEST_NAME);
        if (errors.none()) {
            try {
                bodies.addBody(operator, form.code(), kind.orElseThrow(), new Names(form.kk(), form.ru(), form.en()));
                return "redirect:/registry/bodies";
            } catch (ProblemException refusal) {
                if (refusal.problem() != RegistryProblem.BODY_EXISTS) {
                    throw refusal;
                }
                errors.add("code", refusal);
            }
        }
        return errors.again(model, response, show(form, model, language));
    }

    private String show(BodyForm form, Model model, Locale language) {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("", "");
        for (BodyKind kind : BodyKind.values()) {
            kinds.put(kind.name(), texts.getMessage("registry.kind." + kind.name(), null, language));
        }
        List<BodyLine> lines = bodies.all().stream()
                .map(body -> new BodyLine(
                        body.getId(),
                        body.names().in(language),
                        kinds.getOrDefault(body.kind().name(), "")))
                .toList();
        model.addAttribute("bodies", lines);
        model.addAttribute("kinds", kinds);
        model.addAttribute("form", form);
        return "registry/bodies";
    }

    private static boolean isName(String name) {
        return !name.isEmpty() && name.length() <= LONGEST_NAME;
    }

    /** A body as a line of the list. */
    record BodyLine(String code, String name, String kind) {}

    /** What was typed for a new body; what is not sent is empty. */
    record BodyForm(String code, String kind, String kk, String ru, String en) {

        @SuppressWarnings("NullAway") // fields of a form may be missing
        BodyForm {
            code = Objects.requireNonNullElse(code, "").strip();
            kind = Objects.requireNonNullElse(kind, "").strip();
            kk = Objects.requireNonNullElse(kk, "").strip();
            ru = Objects.requireNonNullElse(ru, "").strip();
            en = Objects.requireNonNullElse(en, "").strip();
        }
    }
}
