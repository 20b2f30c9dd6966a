package kz.negiz.broker.replay;

import java.util.Optional;
import java.util.UUID;
import kz.negiz.broker.edition.EditionProposals;
import kz.negiz.broker.edition.Editions;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** What an edition or a proposal would have decided, part by part: for programs, and as a part of the proposal's page. */
@Controller
@ServesUsers(AccessRole.OPERATOR)
class ReplayEndpoint {

    private static final int LONGEST = 366;
    private static final String USUAL = "31";

    /** A page shows so many lines; all of them are for programs. */
    private static final int MOST_SHOWN = 50;

    private final Replay replay;
    private final Editions editions;
    private final EditionProposals proposals;

    ReplayEndpoint(Replay replay, Editions editions, EditionProposals proposals) {
        this.replay = replay;
        this.editions = editions;
        this.proposals = proposals;
    }

    @GetMapping("/api/rules/editions/{number}/replay")
    @ResponseBody
    Replay.Part edition(
            @PathVariable int number,
            @RequestParam(defaultValue = USUAL) int days,
            @RequestParam Optional<UUID> after,
            Caller.User operator) {
        if (!editions.has(number)) {
            throw new ProblemException(CommonProblem.NOT_FOUND);
        }
        return replay.part(operator, new Replay.By(editions.of(number), Optional.empty()), bounded(days), after);
    }

    @GetMapping("/api/rules/proposals/{id}/replay")
    @ResponseBody
    Replay.Part proposal(
            @PathVariable UUID id,
            @RequestParam(defaultValue = USUAL) int days,
            @RequestParam Optional<UUID> after,
            Caller.User operator) {
        return replay.part(operator, by(id), bounded(days), after);
    }

    /**
     * One part and what came before it, as a piece of the page; the piece asks for the next one itself.
     *
     * @param tally what the parts before came to, in the order of {@link Replay.Counts}
     */
    @GetMapping("/rules/proposals/{id}/replay")
    String page(
            @PathVariable UUID id,
            @RequestParam(defaultValue = USUAL) int days,
            @RequestParam Optional<UUID> after,
            @RequestParam(defaultValue = "") String tally,
            Caller.User operator,
            Model model) {
        Replay.Part part = replay.part(operator, by(id), bounded(days), after);
        Replay.Counts counts = Tallies.read(tally).plus(part.counts());
        model.addAttribute("proposal", id);
        model.addAttribute("part", part);
        model.addAttribute("counts", counts);
        model.addAttribute("tally", Tallies.write(counts));
        model.addAttribute("first", after.isEmpty());
        model.addAttribute("lines", part.lines().stream().limit(MOST_SHOWN).toList());
        model.addAttribute("hidden", Math.max(0, part.lines().size() - MOST_SHOWN));
        model.addAttribute("percent", (int) Math.floor(part.done() * 100));
        return "rules/replay :: replay";
    }

    private Replay.By by(UUID proposal) {
        return new Replay.By(proposals.rules(proposal), Optional.of(proposal));
    }

    private static int bounded(int days) {
        if (days < 1 || days > LONGEST) {
            throw new ProblemException(CommonProblem.INVALID_INPUT, "days").with("fields", "days");
        }
        return days;
    }
}
