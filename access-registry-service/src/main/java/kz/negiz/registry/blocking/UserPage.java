package kz.negiz.registry.blocking;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.Problem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.portal.FormErrors;
import kz.negiz.portal.Forms;
import kz.negiz.registry.RegistryProblem;
import kz.negiz.registry.account.AccountDirectory;
import kz.negiz.registry.account.AccountSummary;
import kz.negiz.registry.account.Paper;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One user with the blocks of the account, and the forms to block and to unblock. The user's numbers are not shown here. */
@Controller
@RequestMapping("/registry/users/{id}")
@ServesUsers({AccessRole.OPERATOR, AccessRole.OFFICIAL})
class UserPage {

    private static final String RULE = "[A-Za-z][A-Za-z0-9.-]{0,31}";
    private static final String EVIDENCE = "[A-Za-z0-9][A-Za-z0-9._:-]{0,63}";
    private static final int MOST_EVIDENCE = 50;

    private final AccountDirectory accounts;
    private final Blocks blocks;
    private final Forms forms;
    private final MessageSource texts;

    UserPage(AccountDirectory accounts, Blocks blocks, Forms forms, MessageSource texts) {
        this.accounts = accounts;
        this.blocks = blocks;
        this.forms = forms;
        this.texts = texts;
    }

    @GetMapping
    String user(Caller.User reader, @PathVariable UUID id, Model model, Locale language) {
        model.addAttribute("errors", Map.of());
        return show(reader, id, Typed.NOTHING, model, language);
    }

    @PostMapping("/violations")
    @ServesUsers(AccessRole.OPERATOR)
    String blockForViolation(
            Caller.User operator,
            @PathVariable UUID id,
            Typed typed,
            Model model,
            HttpServletResponse response,
            Locale language) {
        List<String> evidence = typed.evidenceIds();
        FormErrors errors = forms.errors()
                .require(typed.brokenRule().matches(RULE), "brokenRule", "registry.block.rule.wrong")
                .require(
                        !evidence.isEmpty()
                                && evidence.size() <= MOST_EVIDENCE
                                && evidence.stream().allMatch(one -> one.matches(EVIDENCE)),
                        "evidence",
                        "registry.block.evidence.wrong",
                        MOST_EVIDENCE)
                .require(isDayOrNothing(typed.violationUntil()), "violationUntil", "registry.paper.date.wrong");
        return decide(
                errors,
                () -> blocks.block(
                        operator,
                        id,
                        new BlockGround.Violation(typed.brokenRule(), evidence),
                        end(typed.violationUntil())),
                problem -> problem == RegistryProblem.BLOCK_END_PAST ? "violationUntil" : "brokenRule",
                new Again(operator, id, typed, model, response, language));
    }

    @PostMapping("/applications")
    String blockOnApplication(
            Caller.User decider,
            @PathVariable UUID id,
            Typed typed,
            Model model,
            HttpServletResponse response,
            Locale language) {
        Optional<BlockGround.ApplicationReason> reason = Arrays.stream(BlockGround.ApplicationReason.values())
                .filter(one -> one.name().equals(typed.reason()))
                .findFirst();
        FormErrors errors = forms.errors()
                .require(
                        typed.applicationNumber().matches(Paper.NUMBER),
                        "applicationNumber",
                        "registry.paper.number.wrong")
                .require(day(typed.applicationDate()).isPresent(), "applicationDate", "registry.paper.date.wrong")
                .require(reason.isPresent(), "reason", "registry.block.reason.wrong")
                .require(isDayOrNothing(typed.applicationUntil()), "applicationUntil", "registry.paper.date.wrong");
        return decide(
                errors,
                () -> blocks.block(
                        decider,
                        id,
                        new BlockGround.OnApplication(
                                new Paper(
                                        typed.applicationNumber(),
                                        day(typed.applicationDate()).orElseThrow()),
                                reason.orElseThrow()),
                        end(typed.applicationUntil())),
                problem -> problem == RegistryProblem.BLOCK_END_PAST
                        ? "applicationUntil"
                        : problem == RegistryProblem.DATE_IN_FUTURE ? "applicationDate" : "reason",
                new Again(decider, id, typed, model, response, language));
    }

    @PostMapping("/unblocks")
    @ServesUsers(AccessRole.OPERATOR)
    String unblock(
            Caller.User operator,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") Set<UUID> lifted,
            Typed typed,
            Model model,
            HttpServletResponse response,
            Locale language) {
        FormErrors errors = forms.errors()
                .require(!lifted.isEmpty(), "lifted", "registry.unblock.blocks.wrong")
                .require(typed.decisionNumber().matches(Paper.NUMBER), "decisionNumber", "registry.paper.number.wrong")
                .require(day(typed.decisionDate()).isPresent(), "decisionDate", "registry.paper.date.wrong");
        return decide(
                errors,
                () -> blocks.unblock(
                        operator,
                        id,
                        lifted,
                        new Paper(
                                typed.decisionNumber(),
                                day(typed.decisionDate()).orElseThrow())),
                problem -> problem == RegistryProblem.BLOCK_NOT_IN_FORCE ? "lifted" : "decisionNumber",
                new Again(operator, id, typed, model, response, language));
    }

    private String decide(FormErrors errors, Runnable decision, Function<Problem, String> field, Again again) {
        if (errors.none()) {
            try {
                decision.run();
                return "redirect:/registry/users/" + again.id();
            } catch (ProblemException refusal) {
                if (!BESIDE_A_FIELD.contains(refusal.problem())) {
                    throw refusal;
                }
                errors.add(field.apply(refusal.problem()), refusal);
            }
        }
        return errors.again(
                again.model(),
                again.response(),
                show(again.reader(), again.id(), again.typed(), again.model(), again.language()));
    }

    private static final Set<Problem> BESIDE_A_FIELD = Set.of(
            RegistryProblem.OWN_ACCOUNT,
            RegistryProblem.NOT_SUBORDINATE,
            RegistryProblem.OFFICIAL_MAY_NOT_BLOCK_SO,
            RegistryProblem.BLOCK_END_PAST,
            RegistryProblem.DATE_IN_FUTURE,
            RegistryProblem.BLOCK_NOT_IN_FORCE,
            RegistryProblem.DECISION_NOT_NEW);

    private String show(Caller.User reader, UUID id, Typed typed, Model model, Locale language) {
        AccountSummary user = accounts.summary(reader, id)
                .orElseThrow(() -> new ProblemException(RegistryProblem.ACCOUNT_UNKNOWN).rule("R41-12"));
        List<BlockView> all = blocks.of(reader, id);
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("", "");
        for (BlockGround.ApplicationReason reason : BlockGround.ApplicationReason.values()) {
            if (reader.has(AccessRole.OPERATOR) || BlockingRules.OFFICIALS_REASONS.contains(reason)) {
                reasons.put(reason.name(), texts.getMessage("registry.reason." + reason.name(), null, language));
            }
        }
        model.addAttribute("user", user);
        model.addAttribute("blocks", all);
        model.addAttribute("inForce", all.stream().filter(BlockView::inForce).toList());
        model.addAttribute("reasons", reasons);
        model.addAttribute("typed", typed);
        return "registry/user";
    }

    private static boolean isDayOrNothing(String text) {
        return text.isEmpty() || day(text).isPresent();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A block until a day holds on that day, to its end in Astana. */
    private static Optional<Instant> end(String lastDay) {
        return day(lastDay)
                .map(day -> day.plusDays(1).atStartOfDay(AstanaTime.ZONE).toInstant());
    }

    /** What is needed to show the page again. */
    private record Again(
            Caller.User reader, UUID id, Typed typed, Model model, HttpServletResponse response, Locale language) {}

    /** What was typed into one of the forms; what is not sent is empty. */
    record Typed(
            String brokenRule,
            String evidence,
            String violationUntil,
            String applicationNumber,
            String applicationDate,
            String reason,
            String applicationUntil,
            String decisionNumber,
            String decisionDate) {

        static final Typed NOTHING = new Typed("", "", "", "", "", "", "", "", "");

        @SuppressWarnings("NullAway") // fields of a form may be missing
        Typed {
            brokenRule = given(brokenRule);
            evidence = given(evidence);
            violationUntil = given(violationUntil);
            applicationNumber = given(applicationNumber);
            applicationDate = given(applicationDate);
            reason = given(reason);
            applicationUntil = given(applicationUntil);
            decisionNumber = given(decisionNumber);
            decisionDate = given(decisionDate);
        }

        @SuppressWarnings("NullAway") // fields of a form may be missing
        private static String given(String text) {
            return Objects.requireNonNullElse(text, "").strip();
        }

        List<String> evidenceIds() {
            return Arrays.stream(evidence.split("[\\s,;]+"))
                    .filter(one -> !one.isEmpty())
                    .toList();
        }
    }
}
