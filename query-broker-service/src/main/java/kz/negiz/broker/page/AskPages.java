package kz.negiz.broker.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.negiz.broker.desk.Unfinished;
import kz.negiz.broker.desk.Unfinished.UnfinishedQuestion;
import kz.negiz.broker.document.DocumentRefused;
import kz.negiz.broker.document.QuestionDocument;
import kz.negiz.broker.document.QuestionFields;
import kz.negiz.broker.intake.Submission;
import kz.negiz.broker.notice.Notice;
import kz.negiz.broker.notice.Notices;
import kz.negiz.broker.page.FormPage.Rights;
import kz.negiz.broker.page.FormPage.Typed;
import kz.negiz.broker.question.BasisPreview;
import kz.negiz.broker.question.Drafts;
import kz.negiz.broker.question.EarlierQuestion;
import kz.negiz.broker.question.OpenServices;
import kz.negiz.broker.question.OpenServices.OpenProfile;
import kz.negiz.broker.question.Questions;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.broker.source.SubjectKinds;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.problem.ProblemTexts;
import kz.negiz.portal.PortalPage;
import kz.negiz.rules.Basis;
import kz.negiz.rules.BasisKind;
import kz.negiz.rules.Subject;
import kz.negiz.rules.SubjectReading;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The pages of asking: the form, the document in words, and the way to the answer. They work as plain forms; scripts add the
 * signature, which has to come from the person's own machine, and small comforts. What was typed travels in the bodies of
 * requests only, so that no number of a person ever stands in an address.
 */
@Controller
@RequestMapping("/questions")
class AskPages {

    private static final int LOOKED_THROUGH = 30;
    private static final int RECENT = 4;

    private final FormPage pages;
    private final Drafts drafts;
    private final Questions questions;
    private final Notices notices;
    private final Unfinished unfinished;
    private final PortalPage portal;
    private final MessageSource texts;
    private final ProblemTexts problems;
    private final SubjectKinds kinds;

    AskPages(
            FormPage pages,
            Drafts drafts,
            Questions questions,
            Notices notices,
            Unfinished unfinished,
            PortalPage portal,
            MessageSource texts,
            ProblemTexts problems,
            SubjectKinds kinds) {
        this.pages = pages;
        this.drafts = drafts;
        this.questions = questions;
        this.notices = notices;
        this.unfinished = unfinished;
        this.portal = portal;
        this.texts = texts;
        this.problems = problems;
        this.kinds = kinds;
    }

    /**
     * The form: empty, or filled with what an earlier question of the same reader asked, or with what was typed and not asked.
     *
     * @param profile access right to begin with
     * @param from id of the earlier question
     * @param begun id of the unfinished one
     */
    @GetMapping("/ask")
    @ServesUsers(AccessRole.OFFICER)
    ModelAndView form(
            @RequestParam Optional<String> profile,
            @RequestParam Optional<UUID> from,
            @RequestParam Optional<UUID> begun,
            Caller.User reader) {
        Rights rights = pages.rights(reader);
        if (from.isPresent()) {
            return pages.again(AskForm.of(questions.earlier(from.get(), reader).fields()), rights);
        }
        if (begun.isPresent()) {
            AskForm form = AskForm.of(unfinished.one(begun.get(), reader).typed());
            return pages.again(form.with("unfinished", begun.get().toString()), rights);
        }
        AskForm form = AskForm.under(profile.filter(rights::has).orElseGet(rights::first));
        return pages.of(form, BasisPreview.Preview.none(), Map.of(), rights)
                .addObject(
                        "begun",
                        unfinished.of(reader).stream()
                                .limit(RECENT)
                                .map(one -> Begun.of(one, rights))
                                .toList())
                .addObject("recent", recent(questions.latest(reader, LOOKED_THROUGH), rights));
    }

    /** The document in words, ready to be signed; or the form again, with what is wrong. */
    @PostMapping("/ask")
    @ServesUsers(AccessRole.OFFICER)
    ModelAndView review(@RequestParam MultiValueMap<String, String> sent, Caller.User reader) {
        AskForm typed = AskForm.of(sent);
        Rights rights = pages.rights(reader);
        Optional<OpenProfile> profile = rights.of(typed);
        if (profile.isEmpty()) {
            return pages.of(
                    typed.with("profile", rights.first()),
                    BasisPreview.Preview.none(),
                    Map.of("profile", text("ask.wrong.profile")),
                    rights);
        }
        BasisKind kind = profile.get().basisKind();
        BasisPreview.Preview preview = pages.lookedUp(typed, rights);
        AskForm form = filled(typed, preview);
        pages.keep(form, reader);
        Map<String, String> errors = errors(form, profile.get(), preview);
        try {
            return errors.isEmpty()
                    ? document(form, form.fields(kind, portal.language()), reader)
                    : pages.of(form, preview, errors, rights);
        } catch (DocumentRefused e) {
            throw new IllegalStateException("a question with nothing wrong in it can't be read", e);
        }
    }

    /** The form again, with everything that was typed: after a look at the document, or under another access right. */
    @PostMapping("/ask/change")
    @ServesUsers(AccessRole.OFFICER)
    ModelAndView change(
            @RequestParam MultiValueMap<String, String> sent,
            @RequestParam("right") Optional<String> right,
            @RequestParam("more") Optional<String> more,
            Caller.User reader) {
        Rights rights = pages.rights(reader);
        AskForm typed = AskForm.of(sent);
        AskForm form = typed.with("profile", right.filter(rights::has).orElse(typed.of("profile")));
        pages.keep(form, reader);
        return pages.again(form, rights).addObject("more", more.orElse(null));
    }

    /** What a register says of the inspection just typed; and whom it inspects, when nobody was typed. */
    @PostMapping("/ask/basis")
    @ServesUsers(AccessRole.OFFICER)
    ModelAndView basis(@RequestParam MultiValueMap<String, String> sent, Caller.User reader) {
        Rights rights = pages.rights(reader);
        AskForm typed = AskForm.of(sent);
        BasisPreview.Preview preview = pages.lookedUp(typed, rights);
        ModelAndView part = pages.part(filled(typed, preview), preview, Map.of(), rights);
        part.setViewName("questions/basis :: register");
        return part.addObject(
                "fills", preview.subject().isPresent() && typed.numbers().isEmpty());
    }

    /** What the check digits say of the numbers just typed. */
    @PostMapping("/ask/subject")
    @ServesUsers(AccessRole.OFFICER)
    ModelAndView subject(@RequestParam MultiValueMap<String, String> sent) {
        return new ModelAndView("questions/basis :: subject-state")
                .addObject("subjects", FormPage.subjects(AskForm.of(sent)));
    }

    /** What a subject on a line of its own was understood as. */
    @PostMapping("/ask/other")
    @ServesUsers(AccessRole.OFFICER)
    ModelAndView other(@RequestParam MultiValueMap<String, String> sent, @RequestParam int row) {
        return new ModelAndView("questions/basis :: other-told")
                .addObject(
                        "told",
                        AskForm.other(sent, row)
                                .map(other -> Typed.of(other.text(), other.read()))
                                .orElse(null));
    }

    /**
     * Takes the signed document and goes to its answer, whatever that is; where the notice stood above it, signing says that it was
     * read. What is not accepted as a question is shown with the
     * reason, beside a fresh document that says the same: nothing has to be typed again.
     *
     * @param notice edition of the notice that was shown
     * @param begun id under which the question was kept until now
     */
    @PostMapping
    @ServesUsers(AccessRole.OFFICER)
    ModelAndView ask(
            @RequestParam String document,
            @RequestParam String signature,
            @RequestParam Optional<Integer> notice,
            @RequestParam("unfinished") Optional<UUID> begun,
            Caller.User reader) {
        byte[] bytes = Submission.decoded(document);
        try {
            UUID id = questions.begin(new Submission(bytes, Submission.decoded(signature)), reader);
            notice.ifPresent(edition -> notices.read(edition, portal.language(), Notices.Way.SIGNED, id, reader));
            begun.ifPresent(finished -> unfinished.remove(finished, reader));
            return new ModelAndView("redirect:/questions/" + id);
        } catch (ProblemException refused) {
            return again(bytes, begun, refused, reader);
        }
    }

    private ModelAndView again(byte[] document, Optional<UUID> begun, ProblemException refused, Caller.User reader) {
        QuestionFields fields;
        try {
            fields = QuestionDocument.parse(document).fields();
        } catch (DocumentRefused e) {
            throw refused;
        }
        Locale language = Locale.of(portal.language());
        AskForm form =
                AskForm.of(fields).with("unfinished", begun.map(UUID::toString).orElse(""));
        ModelAndView page = document(form, fields, reader)
                .addObject("refused", problems.title(refused.problem(), language))
                .addObject("refusedDetail", problems.detail(refused.problem(), language, refused.arguments()))
                .addObject("refusedRule", refused.rule());
        page.setStatus(refused.problem().status());
        return page;
    }

    private ModelAndView document(AskForm form, QuestionFields fields, Caller.User reader) {
        QuestionDocument document = drafts.issue(fields);
        return new ModelAndView("questions/review")
                .addObject("words", document.words())
                .addObject("document", Base64.getEncoder().encodeToString(document.encode()))
                .addObject("notice", notices.wasRead(reader) ? null : Notice.in(portal.language()))
                .addObject("form", form);
    }

    /** What is wrong, by the id of the input that it stands at, in the order of the page. */
    private Map<String, String> errors(AskForm form, OpenProfile profile, BasisPreview.Preview preview) {
        BasisKind kind = profile.basisKind();
        Set<String> wrong = new HashSet<>(form.wrong(kind, portal.language()));
        Map<String, String> errors = new LinkedHashMap<>();
        for (String input : List.of("profile", "number", "assignmentNumber", "text", "material", "namedCase")) {
            if (wrong.contains(input)) {
                errors.put(input, text("ask.wrong." + input));
            }
        }
        if (preview.state().equals("refused") && !wrong.contains("number")) {
            errors.put("number", preview.detail());
        }
        boolean another = preview.subject()
                .filter(inspected -> !form.numbers().stream().allMatch(inspected::equals))
                .isPresent();
        if (wrong.contains("subject")) {
            errors.put("subject", text("ask.wrong.subject"));
        } else if (another) {
            errors.put("subject", detail(ofAnother(form)));
        }
        for (int i = 0; i < form.others().size(); i++) {
            String input = AskForm.idOfOther(i);
            if (form.others().get(i).read() instanceof SubjectReading.Wrong(String _, SubjectReading.Fault fault)) {
                errors.put(input, text("subject.fault." + fault));
            } else if (kind == BasisKind.INSPECTION_NUMBER) {
                errors.put(input, detail(BrokerProblem.INSPECTION_SUBJECT_NOT_PROVABLE));
            }
        }
        for (String input : List.of("purpose", "services")) {
            if (wrong.contains(input)) {
                errors.put(input, text("ask.wrong." + input));
            }
        }
        List<String> notTaking = kinds.notTaking(form.services(), form.readable());
        if (!notTaking.isEmpty() && !wrong.contains("services")) {
            String titles = profile.services().stream()
                    .filter(service -> notTaking.contains(service.code()))
                    .map(OpenServices.OpenService::title)
                    .collect(Collectors.joining("; "));
            errors.put("services", text("ask.wrong.kinds", titles));
        }
        return errors;
    }

    /** By what is typed it is somebody else, or can't be told. */
    private static BrokerProblem ofAnother(AskForm form) {
        return form.readable().stream().allMatch(subject -> subject.kind().isNational())
                ? BrokerProblem.INSPECTION_OF_ANOTHER_SUBJECT
                : BrokerProblem.INSPECTION_SUBJECT_NOT_PROVABLE;
    }

    private String detail(BrokerProblem problem) {
        return problems.detail(problem, Locale.of(portal.language()));
    }

    /** Under an inspection the question is about the inspected one, who need not be typed. */
    private static AskForm filled(AskForm form, BasisPreview.Preview preview) {
        return form.numbers().isEmpty()
                ? preview.subject()
                        .map(inspected -> form.with("subject", inspected))
                        .orElse(form)
                : form;
    }

    /** The latest question under each basis, the latest first. */
    private static List<RecentBasis> recent(List<EarlierQuestion> earlier, Rights rights) {
        List<RecentBasis> recent = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (EarlierQuestion question : earlier) {
            QuestionFields fields = question.fields();
            if (recent.size() < RECENT
                    && rights.has(fields.profile())
                    && seen.add(List.of(fields.profile(), fields.basis(), fields.subjects()))) {
                recent.add(RecentBasis.of(question));
            }
        }
        return recent;
    }

    private String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, Locale.of(portal.language()));
    }

    /**
     * A question that was begun and not asked.
     *
     * @param right the access right in words
     * @param about the basis as far as it was typed
     * @param subject as far as it was typed
     */
    record Begun(UUID id, Instant touched, Instant until, String right, String about, String subject, int services) {

        static Begun of(UnfinishedQuestion one, Rights rights) {
            AskForm form = AskForm.of(one.typed());
            return new Begun(
                    one.id(),
                    one.touched(),
                    one.until(),
                    rights.of(form).map(OpenProfile::name).orElse(""),
                    Stream.of("number", "namedCase", "material", "text")
                            .map(form::of)
                            .filter(typed -> !typed.isBlank())
                            .findFirst()
                            .orElse(""),
                    Stream.concat(
                                    Stream.of(form.of("subject")).filter(typed -> !typed.isBlank()),
                                    form.others().stream().map(AskForm.Other::text))
                            .collect(Collectors.joining(", ")),
                    form.services().size());
        }

        @Override
        public String toString() {
            return "Begun[" + id + "]";
        }
    }

    /** A basis that the reader asked under before. */
    record RecentBasis(
            UUID question, Instant asked, String basisKind, String number, List<Subject> subjects, int services) {

        static RecentBasis of(EarlierQuestion question) {
            QuestionFields fields = question.fields();
            String number = switch (fields.basis()) {
                case Basis.Inspection inspection -> inspection.number();
                case Basis.CriminalCase named -> named.number();
                case Basis.OptionalText text -> text.namedCase().orElse(text.text());
                case Basis.Chosen chosen -> chosen.material();
            };
            return new RecentBasis(
                    question.id(),
                    question.received(),
                    fields.basis().kind().name(),
                    number,
                    fields.subjects(),
                    fields.services().size());
        }
    }
}
