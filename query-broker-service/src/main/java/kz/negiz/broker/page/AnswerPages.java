package kz.negiz.broker.page;

import java.text.Collator;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kz.negiz.broker.edition.Editions;
import kz.negiz.broker.encumbrance.Encumbrances;
import kz.negiz.broker.notice.Notice;
import kz.negiz.broker.notice.Notices;
import kz.negiz.broker.question.Progress;
import kz.negiz.broker.question.QuestionFilter;
import kz.negiz.broker.question.QuestionSummary;
import kz.negiz.broker.question.QuestionView;
import kz.negiz.broker.question.Questions;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.portal.PortalPage;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;

/** The pages of questions that were asked: one with its answers, the list, and the part of the home page. */
@Controller
@RequestMapping("/questions")
class AnswerPages {

    private static final int ON_A_PAGE = 25;
    private static final int ON_THE_CARD = 5;
    private static final List<String> OUTCOMES = List.of("PERMITTED", "REFUSED", "UNVERIFIABLE");

    private final Questions questions;
    private final Encumbrances encumbrances;
    private final Notices notices;
    private final Editions editions;
    private final PortalPage portal;
    private final Clock clock;
    private final FieldNames names = new FieldNames();

    AnswerPages(
            Questions questions,
            Encumbrances encumbrances,
            Notices notices,
            Editions editions,
            PortalPage portal,
            Clock clock) {
        this.questions = questions;
        this.encumbrances = encumbrances;
        this.notices = notices;
        this.editions = editions;
        this.portal = portal;
        this.clock = clock;
    }

    /** A question with its answers and its receipt; before the first of a session, what one takes on with it (R41-9b, R150-23b). */
    @GetMapping("/{id}")
    @ServesUsers({AccessRole.OFFICER, AccessRole.OFFICIAL})
    ModelAndView answer(@PathVariable UUID id, Caller.User reader) {
        // Before all: a question that is not for this reader is not found, whatever was read.
        Progress progress = questions.progress(id, reader);
        return notices.wasRead(reader)
                ? page("questions/answer", id, progress, reader)
                : new ModelAndView("questions/notice")
                        .addObject("id", id)
                        .addObject("notice", Notice.in(portal.language()));
    }

    /**
     * Puts on record that the notice was read, and opens the answer.
     *
     * @param notice edition of the words that were shown
     */
    @PostMapping("/{id}/notice")
    @ServesUsers({AccessRole.OFFICER, AccessRole.OFFICIAL})
    ModelAndView noticeRead(@PathVariable UUID id, @RequestParam int notice, Caller.User reader) {
        questions.progress(id, reader);
        notices.read(notice, portal.language(), Notices.Way.CONFIRMED, id, reader);
        return new ModelAndView(new RedirectView("/questions/" + id));
    }

    /**
     * The answers, once there are more of them than the page has. A page that waits asks often, and each look at answers is
     * put on record; so nothing is looked at until there is something new.
     *
     * @param seen how many answers the page has
     * @param settled whether the page shows who is awaited, since the others have had their say
     */
    @GetMapping("/{id}/answers")
    @ServesUsers({AccessRole.OFFICER, AccessRole.OFFICIAL})
    ModelAndView answers(
            @PathVariable UUID id,
            @RequestParam int seen,
            @RequestParam(defaultValue = "false") boolean settled,
            Caller.User reader) {
        Progress progress = questions.progress(id, reader);
        if (!notices.wasRead(reader)) {
            // Another session than the page was opened in: the whole page is asked for, and begins with the notice.
            return new ModelAndView((View) (model, request, response) -> {
                response.setHeader("HX-Refresh", "true");
                response.setStatus(HttpStatus.NO_CONTENT.value());
            });
        }
        boolean more = progress.asking() || (settled && progress.awaited() > 0);
        if (more && progress.stored() <= seen) {
            return new ModelAndView(
                    (View) (model, request, response) -> response.setStatus(HttpStatus.NO_CONTENT.value()));
        }
        return page("questions/answer :: answers", id, progress, reader);
    }

    /** Asks the silent sources again; their answers come on the page as they did the first time. */
    @PostMapping("/{id}/again")
    @ServesUsers(AccessRole.OFFICER)
    ModelAndView again(@PathVariable UUID id, Caller.User author) {
        questions.beginAgain(id, author);
        return new ModelAndView(new RedirectView("/questions/" + id));
    }

    /**
     * The reader's own questions; for an official also those of the subordinates.
     *
     * @param before id of the question that the page before ended with
     * @param from the first day, as a form sends it; what is no day is not looked at
     * @param of {@code subordinates} for theirs
     */
    @GetMapping
    @ServesUsers({AccessRole.OFFICER, AccessRole.OFFICIAL})
    ModelAndView list(
            @RequestParam Optional<UUID> before,
            @RequestParam Optional<String> outcome,
            @RequestParam Optional<String> from,
            @RequestParam Optional<String> to,
            @RequestParam Optional<String> service,
            @RequestParam Optional<String> of,
            Caller.User reader) {
        QuestionFilter wanted = new QuestionFilter(
                outcome.filter(OUTCOMES::contains),
                from.flatMap(AnswerPages::day),
                to.flatMap(AnswerPages::day),
                service.filter(code -> !code.isEmpty()));
        boolean official = reader.has(AccessRole.OFFICIAL);
        boolean subordinates = official && (of.filter("subordinates"::equals).isPresent() || !mayAsk(reader));
        Optional<String> whose = subordinates ? Optional.of("subordinates") : Optional.empty();
        List<QuestionSummary> found = new ArrayList<>(questions(subordinates, wanted, before, ON_A_PAGE + 1, reader));
        boolean more = found.size() > ON_A_PAGE;
        if (more) {
            found.removeLast();
        }
        return new ModelAndView("questions/list")
                .addObject("questions", found)
                .addObject(
                        "next",
                        more
                                ? address(
                                        wanted,
                                        whose,
                                        Optional.of(found.getLast().id()))
                                : "")
                .addObject("latest", before.isPresent() ? address(wanted, whose, Optional.empty()) : "")
                .addObject("filters", filters(wanted, whose))
                .addObject("wanted", wanted)
                .addObject("services", services())
                .addObject("all", address(QuestionFilter.ALL, whose, Optional.empty()))
                .addObject("narrowed", wanted.isNarrow() || before.isPresent())
                .addObject("subordinates", subordinates)
                .addObject("both", official && mayAsk(reader))
                .addObject("mayAsk", mayAsk(reader));
    }

    private static Optional<LocalDate> day(String typed) {
        try {
            return Optional.of(LocalDate.parse(typed));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** All services by name, also those that the reader may not ask: a refusal is looked for too. */
    private List<ServiceChoice> services() {
        Locale language = Locale.of(portal.language());
        return editions.current().edition().services().stream()
                .map(service ->
                        new ServiceChoice(service.code(), service.title().in(portal.language())))
                .sorted(Comparator.comparing(ServiceChoice::title, Collator.getInstance(language)))
                .toList();
    }

    /** The part of the home page: the last questions, and the way to the next one. */
    @GetMapping("/cards")
    @ServesUsers({AccessRole.OFFICER, AccessRole.OFFICIAL})
    ModelAndView cards(Caller.User reader) {
        return new ModelAndView("questions/cards")
                .addObject("mayAsk", mayAsk(reader))
                .addObject("encumbrances", encumbrances.waiting(reader))
                .addObject("news", questions.news(reader, ON_THE_CARD, portal.language()))
                .addObject(
                        "questions",
                        questions(!mayAsk(reader), QuestionFilter.ALL, Optional.empty(), ON_THE_CARD, reader));
    }

    /**
     * The answers as they are.
     *
     * @param progress read before them: the page then asks for those that came in between once more
     */
    private ModelAndView page(String template, UUID id, Progress progress, Caller.User reader) {
        QuestionView view = questions.find(id, reader, portal.language());
        List<AnswerRow> rows = view.services().stream()
                .map(service -> AnswerRow.of(service, new AnswerReader(names, service.service(), portal.language())))
                .toList();
        return new ModelAndView(template)
                .addObject("view", view)
                .addObject("progress", progress)
                .addObject("reader", reader)
                .addObject("opened", clock.instant())
                .addObject("rows", rows)
                .addObject(
                        "come",
                        rows.stream()
                                .filter(row -> row.hasCome() && !row.isAwaited())
                                .count())
                .addObject("asking", rows.stream().anyMatch(row -> !row.hasCome()))
                .addObject("awaiting", rows.stream().anyMatch(AnswerRow::isAwaited))
                .addObject("silent", progress.own() && rows.stream().anyMatch(AnswerRow::isSilent))
                // Not the questions of others, nor of a system for the reader.
                .addObject("mayAsk", progress.own() && mayAsk(reader));
    }

    private List<QuestionSummary> questions(
            boolean subordinates, QuestionFilter wanted, Optional<UUID> before, int most, Caller.User reader) {
        return subordinates
                ? questions.ofSubordinates(reader, wanted, before, most, portal.language())
                : questions.mine(reader, wanted, before, most, portal.language());
    }

    private static List<Filter> filters(QuestionFilter wanted, Optional<String> whose) {
        List<Filter> filters = new ArrayList<>();
        filters.add(new Filter(
                "ALL",
                address(wanted.withOutcome(Optional.empty()), whose, Optional.empty()),
                wanted.outcome().isEmpty()));
        for (String outcome : OUTCOMES) {
            filters.add(new Filter(
                    outcome,
                    address(wanted.withOutcome(Optional.of(outcome)), whose, Optional.empty()),
                    wanted.outcome().filter(outcome::equals).isPresent()));
        }
        return filters;
    }

    private static String address(QuestionFilter wanted, Optional<String> whose, Optional<UUID> before) {
        return UriComponentsBuilder.fromPath("/questions")
                .queryParamIfPresent("of", whose)
                .queryParamIfPresent("outcome", wanted.outcome())
                .queryParamIfPresent("from", wanted.from())
                .queryParamIfPresent("to", wanted.to())
                .queryParamIfPresent("service", wanted.service())
                .queryParamIfPresent("before", before)
                .encode()
                .toUriString();
    }

    private static boolean mayAsk(Caller.User reader) {
        return reader.has(AccessRole.OFFICER);
    }

    /** A service to look for. */
    record ServiceChoice(String code, String title) {}

    /** A choice of outcomes, and where it leads. */
    record Filter(String outcome, String address, boolean chosen) {}

    /**
     * A service, and a subject where it was permitted, as the page shows it.
     *
     * @param kind {@code good}, {@code waiting}, {@code attention} or {@code bad}, for the sign of the state
     */
    record AnswerRow(QuestionView.ServiceView service, String kind, AnswerContent content) {

        static AnswerRow of(QuestionView.ServiceView service, AnswerReader reader) {
            String kind = switch (service.state()) {
                case "ANSWERED" -> "good";
                case "ASKING", "AWAITED" -> "waiting";
                case "REFUSED", "UNVERIFIABLE" -> "bad";
                default -> "attention";
            };
            var data = service.content();
            return new AnswerRow(service, kind, data == null ? AnswerContent.NOTHING : reader.read(data));
        }

        boolean hasCome() {
            return !service.state().equals("ASKING");
        }

        /** Whether its source may still answer late. */
        boolean isAwaited() {
            return service.state().equals("AWAITED");
        }

        /** Whether another try may bring an answer. */
        boolean isSilent() {
            return Set.of("SOURCE_SILENT", "ANSWER_INVALID", "OWNER_UNPROVED", "NOT_ANSWERED")
                    .contains(service.state());
        }

        public boolean reduced() {
            return "REDUCED".equals(service.level());
        }
    }
}
