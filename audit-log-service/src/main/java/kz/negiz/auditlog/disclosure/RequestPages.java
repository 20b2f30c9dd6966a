package kz.negiz.auditlog.disclosure;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kz.negiz.auditlog.AuditProblem;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.Problem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.log.export.ExportScope;
import kz.negiz.portal.FormErrors;
import kz.negiz.portal.Forms;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * The prosecutor's way: fill in, attach the resolution, read the request in words, sign it. Document and attachment travel
 * from page to page, so nothing is kept here before it is signed, and nothing is lost when something is wrong.
 */
@Controller
@RequestMapping("/audit/requests")
@ServesUsers(AccessRole.PROSECUTOR)
class RequestPages {

    /** Two of them, one kept and one chosen anew, pass the gateway together. */
    static final int LARGEST_FILE = 2_500_000;

    private static final Set<Problem> CAN_BE_SIGNED_AGAIN = Set.of(
            AuditProblem.REQUEST_SIGNATURE_REFUSED,
            AuditProblem.REQUEST_SIGNATURE_UNVERIFIABLE,
            AuditProblem.REQUEST_SIGNER_DIFFERS,
            AuditProblem.STANDING_UNKNOWN);

    private final Filing filing;
    private final Forms forms;
    private final MessageSource texts;

    RequestPages(Filing filing, Forms forms, MessageSource texts) {
        this.filing = filing;
        this.forms = forms;
        this.texts = texts;
    }

    @GetMapping("/new")
    String form(Model model, Locale language) {
        model.addAttribute("errors", Map.of());
        return show(Typed.NOTHING, model, language);
    }

    @PostMapping("/new")
    String issue(
            Caller.User prosecutor,
            @RequestParam Optional<MultipartFile> file, // first: it finds out whether the whole is too large
            Typed typed,
            Model model,
            HttpServletResponse response,
            Locale language)
            throws IOException {
        byte[] chosen = file.isPresent() ? file.get().getBytes() : new byte[0];
        FormErrors errors = forms.errors();
        byte[] attachment = chosen.length > 0 ? chosen : bytes(typed.attachment());
        errors.require(attachment.length <= LARGEST_FILE, "file", "audit.file.large");
        Typed kept = attachment.length <= LARGEST_FILE ? typed.with(attachment) : typed.with(new byte[0]);
        Optional<LocalDate> from = day(typed.from());
        Optional<LocalDate> to = day(typed.to());
        errors.require(
                        typed.body().isEmpty() != typed.accountIds().isEmpty(),
                        typed.body().isEmpty() ? "accounts" : "body",
                        "audit.scope.wrong")
                .require(typed.areIds(), "accounts", "audit.accounts.wrong")
                .require(from.isPresent(), "from", "audit.day.wrong")
                .require(to.isPresent(), "to", "audit.day.wrong")
                .require(from.isEmpty() || to.isEmpty() || !from.get().isAfter(to.get()), "to", "audit.period.wrong")
                .require(typed.kind().isPresent(), "ground", "audit.ground.wrong")
                .require(day(typed.date()).isPresent(), "date", "audit.day.wrong");
        if (errors.none()) {
            try {
                return document(filing.issue(prosecutor, kept.form(attachment)), kept.attachment(), Map.of(), model);
            } catch (ProblemException refusal) {
                note(refusal, errors);
            }
        }
        return errors.again(model, response, show(kept, model, language));
    }

    /** The form again, filled from the document that was shown. */
    @PostMapping("/correction")
    String correct(
            Caller.User prosecutor,
            @RequestParam String document,
            @RequestParam String attachment,
            Model model,
            Locale language) {
        model.addAttribute("errors", Map.of());
        return show(typed(filing.read(prosecutor, bytes(document)), attachment), model, language);
    }

    @PostMapping
    String file(
            Caller.User prosecutor,
            @RequestParam String document,
            @RequestParam(defaultValue = "") String signature,
            @RequestParam(defaultValue = "") String attachment,
            Model model,
            HttpServletResponse response,
            Locale language) {
        FormErrors errors = forms.errors();
        try {
            return "redirect:/audit/requests/"
                    + filing.take(prosecutor, new Filing.Sent(document, signature, attachment))
                            .id();
        } catch (ProblemException refusal) {
            if (refusal.problem() == AuditProblem.REQUEST_EXPIRED) {
                errors.add("form", refusal);
                return errors.again(
                        model,
                        response,
                        show(typed(filing.read(prosecutor, bytes(document)), attachment), model, language));
            }
            if (!CAN_BE_SIGNED_AGAIN.contains(refusal.problem())) {
                throw refusal;
            }
            errors.add("form", refusal);
            return errors.again(
                    model,
                    response,
                    document(filing.read(prosecutor, bytes(document)), attachment, errors.byField(), model));
        }
    }

    private String show(Typed typed, Model model, Locale language) {
        Map<String, String> grounds = new LinkedHashMap<>();
        for (Ground ground : Ground.values()) {
            grounds.put(ground.name(), texts.getMessage("audit.ground." + ground.name(), null, language));
        }
        model.addAttribute("grounds", grounds);
        model.addAttribute("typed", typed);
        model.addAttribute("attached", bytes(typed.attachment()).length);
        return "audit/request-new";
    }

    private static String document(Filing.Issued issued, String attachment, Map<String, String> errors, Model model) {
        model.addAttribute("words", issued.words());
        model.addAttribute("document", Base64.getEncoder().encodeToString(issued.bytes()));
        model.addAttribute("attachment", attachment);
        model.addAttribute("errors", errors);
        return "audit/document";
    }

    private static void note(ProblemException refusal, FormErrors errors) {
        if (refusal.problem() == AuditProblem.NO_GROUND_ATTACHED) {
            errors.add("file", refusal);
            return;
        }
        if (refusal.problem() != CommonProblem.INVALID_INPUT) {
            throw refusal;
        }
        switch (String.valueOf(refusal.particulars().get("fields"))) {
            case "number" -> errors.require(false, "number", "audit.number.wrong");
            case "date" -> errors.require(false, "date", "audit.date.future");
            case "body" -> errors.require(false, "body", "audit.body.wrong");
            case "accounts, body" -> errors.require(false, "accounts", "audit.accounts.wrong");
            default -> throw refusal;
        }
    }

    private static Typed typed(Filing.Issued issued, String attachment) {
        RequestDocument document = issued.document();
        return new Typed(
                document.scope() instanceof ExportScope.Accounts some
                        ? some.accounts().stream().map(UUID::toString).collect(Collectors.joining(" "))
                        : "",
                document.scope() instanceof ExportScope.Body one ? one.body() : "",
                AstanaTime.date(document.from()).toString(),
                AstanaTime.date(document.to().minusMillis(1)).toString(),
                document.ground().name(),
                document.number(),
                document.date().toString(),
                attachment);
    }

    private static byte[] bytes(String base64) {
        try {
            return base64.contains("-") || base64.contains("_")
                    ? Base64.getUrlDecoder().decode(base64)
                    : Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(AuditProblem.REQUEST_MALFORMED);
        }
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * What was typed for a request; what is not sent is empty.
     *
     * @param to the last day, which is in the period
     * @param attachment base64url of the document that was attached before
     */
    record Typed(
            String accounts,
            String body,
            String from,
            String to,
            String ground,
            String number,
            String date,
            String attachment) {

        static final Typed NOTHING = new Typed("", "", "", "", "", "", "", "");

        @SuppressWarnings("NullAway") // fields of a form may be missing
        Typed {
            accounts = given(accounts);
            body = given(body);
            from = given(from);
            to = given(to);
            ground = given(ground);
            number = given(number);
            date = given(date);
            attachment = given(attachment);
        }

        @SuppressWarnings("NullAway") // fields of a form may be missing
        private static String given(String text) {
            return Objects.requireNonNullElse(text, "").strip();
        }

        Typed with(byte[] attached) {
            return new Typed(
                    accounts,
                    body,
                    from,
                    to,
                    ground,
                    number,
                    date,
                    Base64.getUrlEncoder().encodeToString(attached));
        }

        List<String> accountIds() {
            return Arrays.stream(accounts.split("[\\s,;]+"))
                    .filter(id -> !id.isEmpty())
                    .toList();
        }

        boolean areIds() {
            return accountIds().stream()
                    .allMatch(id -> id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"));
        }

        Optional<Ground> kind() {
            return Arrays.stream(Ground.values())
                    .filter(one -> one.name().equals(ground))
                    .findFirst();
        }

        RequestForm form(byte[] attached) {
            return new RequestForm(
                    accountIds().stream().map(UUID::fromString).toList(),
                    body.isEmpty() ? null : body,
                    LocalDate.parse(from).atStartOfDay(AstanaTime.ZONE).toInstant(),
                    LocalDate.parse(to)
                            .plusDays(1)
                            .atStartOfDay(AstanaTime.ZONE)
                            .toInstant(),
                    kind().orElseThrow(),
                    number,
                    LocalDate.parse(date),
                    Base64.getEncoder().encodeToString(attached));
        }

        /** An attachment does not belong into a log. */
        @Override
        public String toString() {
            return "Typed[]";
        }
    }
}
