package kz.negiz.broker.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kz.negiz.broker.desk.RememberedBases;
import kz.negiz.broker.desk.Templates;
import kz.negiz.broker.desk.Templates.Template;
import kz.negiz.broker.desk.Unfinished;
import kz.negiz.broker.page.FormPage.Rights;
import kz.negiz.broker.question.OpenServices.OpenProfile;
import kz.negiz.broker.question.OpenServices.OpenService;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.problem.ProblemTexts;
import kz.negiz.portal.PortalPage;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** What an officer keeps at hand for asking, in the portal: the form kept while it is typed, templates, earlier subjects. */
@Controller
@RequestMapping("/questions")
@ServesUsers(AccessRole.OFFICER)
class DeskPages {

    private final FormPage pages;
    private final Unfinished unfinished;
    private final Templates templates;
    private final PortalPage portal;
    private final MessageSource texts;
    private final ProblemTexts problems;

    DeskPages(
            FormPage pages,
            Unfinished unfinished,
            Templates templates,
            PortalPage portal,
            MessageSource texts,
            ProblemTexts problems) {
        this.pages = pages;
        this.unfinished = unfinished;
        this.templates = templates;
        this.portal = portal;
        this.texts = texts;
        this.problems = problems;
    }

    /**
     * Keeps the form while it is typed, and says so where that is news: who listens to the page hears it once.
     *
     * @param told what the page says already
     */
    @PostMapping("/ask/kept")
    ModelAndView kept(
            @RequestParam MultiValueMap<String, String> sent,
            @RequestParam Optional<String> told,
            Caller.User officer) {
        String keeping = pages.keep(AskForm.of(sent), officer).name();
        return told.filter(keeping::equals).isPresent()
                ? new ModelAndView(
                        (View) (model, request, response) -> response.setStatus(HttpStatus.NO_CONTENT.value()))
                : new ModelAndView("questions/desk :: keeping").addObject("keeping", keeping);
    }

    /** Keeps the form for later and gives an empty one, on which the kept one is listed. */
    @PostMapping("/ask/later")
    ModelAndView later(@RequestParam MultiValueMap<String, String> sent, Caller.User officer) {
        AskForm form = AskForm.of(sent);
        Unfinished.Keeping keeping = pages.keep(form, officer);
        if (keeping == Unfinished.Keeping.TOO_LONG) {
            return again(form, officer).addObject("keeping", keeping.name());
        }
        return to("/questions/ask");
    }

    /** Throws an unfinished question away. */
    @PostMapping("/unfinished/{id}/away")
    ModelAndView away(@PathVariable UUID id, Caller.User officer) {
        requireFound(unfinished.remove(id, officer));
        return to("/questions/ask");
    }

    /**
     * The form with what a template has, or with what the last question under the same basis had. Of either only what is open to the
     * officer now; what was typed of basis and subject stays.
     */
    @PostMapping("/ask/fill")
    ModelAndView fill(
            @RequestParam MultiValueMap<String, String> sent,
            @RequestParam Optional<UUID> template,
            @RequestParam("before") Optional<String> before,
            Caller.User officer) {
        AskForm form = AskForm.of(sent);
        if (before.isPresent()) {
            Rights rights = pages.rights(officer);
            return pages.offer(form, pages.lookedUp(form, rights), rights)
                    .map(offer -> filled(form, offer, rights))
                    .orElseGet(() -> again(form, officer));
        }
        return template.map(id -> filled(form, templates.one(id, officer, portal.language()), officer))
                .orElseGet(() -> again(form, officer));
    }

    private ModelAndView filled(AskForm form, Template template, Caller.User officer) {
        AskForm filled = form.with(template.purpose(), template.services());
        if (template.basisKind() != null) {
            filled = filled.with("profile", template.profile());
        }
        if (template.code() != null) {
            filled = filled.with("code", template.code());
        }
        return shown(filled, officer).addObject("filled", template.name()).addObject("leftOut", template.leftOut());
    }

    private ModelAndView filled(AskForm form, RememberedBases.Offer offer, Rights rights) {
        List<String> open = rights.of(form).map(OpenProfile::services).orElse(List.of()).stream()
                .map(OpenService::code)
                .toList();
        return shown(
                        form.with(
                                offer.purpose(),
                                offer.services().stream().filter(open::contains).toList()),
                        rights.reader())
                .addObject("filled", form.of("number"))
                .addObject(
                        "leftOut",
                        offer.services().stream()
                                .filter(code -> !open.contains(code))
                                .map(code -> title(code, rights))
                                .toList());
    }

    /** What the officer has no right to any more may still be open under another of the rights; otherwise its code must do. */
    private static String title(String code, Rights rights) {
        return rights.to().profiles().stream()
                .flatMap(profile -> profile.services().stream())
                .filter(service -> service.code().equals(code))
                .map(OpenService::title)
                .findFirst()
                .orElse(code);
    }

    /** Makes a template of what is typed; the form stays as it is. */
    @PostMapping("/ask/template")
    ModelAndView template(
            @RequestParam MultiValueMap<String, String> sent,
            @RequestParam(defaultValue = "") String templateName,
            Caller.User officer) {
        AskForm form = AskForm.of(sent);
        try {
            Template made = templates.make(
                    templateName,
                    new Templates.Content(
                            form.of("profile"),
                            form.of("code").isEmpty() ? null : form.of("code"),
                            form.of("purpose"),
                            form.services()),
                    officer,
                    portal.language());
            return again(form, officer).addObject("made", made.name());
        } catch (ProblemException refused) {
            Rights rights = pages.rights(officer);
            ModelAndView page =
                    pages.of(form, pages.lookedUp(form, rights), Map.of(place(refused), sentence(refused)), rights);
            page.setStatus(refused.problem().status());
            return page.addObject("templateName", templateName);
        }
    }

    /**
     * The officer's templates.
     *
     * @param from id of an own question to make another one of
     */
    @GetMapping("/templates")
    ModelAndView templates(@RequestParam Optional<UUID> from, Caller.User officer) {
        return list(from, "", Map.of(), officer);
    }

    /** Makes a template of a question that the officer asked. */
    @PostMapping("/templates")
    ModelAndView make(
            @RequestParam UUID from, @RequestParam(defaultValue = "") String templateName, Caller.User officer) {
        try {
            templates.ofQuestion(from, templateName, officer, portal.language());
            return to("/questions/templates");
        } catch (ProblemException refused) {
            if (refused.problem() == CommonProblem.NOT_FOUND) {
                throw refused;
            }
            ModelAndView page =
                    list(Optional.of(from), templateName, Map.of("templateName", sentence(refused)), officer);
            page.setStatus(refused.problem().status());
            return page;
        }
    }

    /** Throws a template away. */
    @PostMapping("/templates/{id}/away")
    ModelAndView templateAway(@PathVariable UUID id, Caller.User officer) {
        requireFound(templates.remove(id, officer));
        return to("/questions/templates");
    }

    private ModelAndView list(Optional<UUID> from, String name, Map<String, String> errors, Caller.User officer) {
        Rights rights = pages.rights(officer);
        return new ModelAndView("questions/templates")
                .addObject(
                        "templates",
                        templates.of(officer, portal.language()).stream()
                                .map(one -> TemplateRow.of(one, rights))
                                .toList())
                .addObject("from", from.orElse(null))
                .addObject("templateName", name)
                .addObject("errors", errors);
    }

    private ModelAndView again(AskForm form, Caller.User officer) {
        return pages.again(form, pages.rights(officer));
    }

    /** The form with other contents than were sent; kept at once, as if it had been typed. */
    private ModelAndView shown(AskForm form, Caller.User officer) {
        pages.keep(form, officer);
        return again(form, officer);
    }

    /** The input of the form that a template is refused for. */
    private static String place(ProblemException refused) {
        Object field = refused.particulars().getOrDefault("fields", "name");
        return Stream.of("services", "purpose", "profile").anyMatch(field::equals) ? field.toString() : "templateName";
    }

    private String sentence(ProblemException refused) {
        Locale language = Locale.of(portal.language());
        return refused.problem() == CommonProblem.INVALID_INPUT
                ? texts.getMessage(
                        "template.wrong." + refused.particulars().getOrDefault("fields", "name"), null, language)
                : problems.detail(refused.problem(), language, refused.arguments());
    }

    private static void requireFound(boolean found) {
        if (!found) {
            throw new ProblemException(CommonProblem.NOT_FOUND);
        }
    }

    private static ModelAndView to(String path) {
        RedirectView view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }

    /** A template with its services by name. */
    record TemplateRow(Template template, List<String> services) {

        static TemplateRow of(Template template, Rights rights) {
            return new TemplateRow(
                    template,
                    template.services().stream()
                            .map(code -> title(code, rights))
                            .toList());
        }
    }
}
