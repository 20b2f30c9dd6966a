package kz.negiz.broker.edition;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.Problem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.portal.FormErrors;
import kz.negiz.portal.Forms;
import kz.negiz.portal.PortalPage;
import kz.negiz.rules.Edition;
import kz.negiz.rules.Profile;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The operators' pages of the rules: which edition is in force, who has what under it, and what another one would change. */
@Controller
@RequestMapping("/rules")
@ServesUsers(AccessRole.OPERATOR)
class EditionPages {

    private static final Set<Problem> SIGN_AGAIN = Set.of(
            BrokerProblem.SIGNATURE_REFUSED, BrokerProblem.SIGNATURE_UNVERIFIABLE, EditionProblem.SIGNER_IS_ANOTHER);

    private final EditionStore store;
    private final Editions editions;
    private final EditionProposals proposals;
    private final EditionConfirmations confirmations;
    private final Forms forms;
    private final PortalPage portal;
    private final MessageSource texts;

    EditionPages(
            EditionStore store,
            Editions editions,
            EditionProposals proposals,
            EditionConfirmations confirmations,
            Forms forms,
            PortalPage portal,
            MessageSource texts) {
        this.store = store;
        this.editions = editions;
        this.proposals = proposals;
        this.confirmations = confirmations;
        this.forms = forms;
        this.portal = portal;
        this.texts = texts;
    }

    /** Whether a signature of this operator is what a proposal waits for. */
    static boolean maySign(EditionProposal proposal, Caller.User operator) {
        return proposal.isOpen()
                && !proposal.isSignedBy(operator.account())
                && (proposal.state() == EditionProposal.State.WAITS
                        || proposal.account().equals(operator.account()));
    }

    /** What a proposal's document says in a language. */
    static List<String> words(EditionProposal proposal, String language) {
        return EditionDocument.words(
                proposal.document(), EditionDocument.LANGUAGES.contains(language) ? language : "kk");
    }

    /** A sentence of the signed words, parted where it quotes the edition's source, which is in a language of its own. */
    record Sentence(String before, String source, String after) {

        static Sentence of(String sentence, String source) {
            int at = sentence.indexOf(source);
            return at < 0
                    ? new Sentence(sentence, "", "")
                    : new Sentence(sentence.substring(0, at), source, sentence.substring(at + source.length()));
        }
    }

    @GetMapping
    String list(Caller.User operator, Model model) {
        model.addAttribute("errors", Map.of());
        return list(operator, "", "", model);
    }

    /** Prepares an edition from a file, or one that came with the program. */
    @PostMapping
    String prepare(
            Caller.User operator,
            @RequestParam Optional<MultipartFile> file, // first: it finds out whether the whole is too large
            @RequestParam(defaultValue = "") String validFrom,
            @RequestParam(defaultValue = "") String source,
            @RequestParam Optional<Integer> shipped,
            Model model,
            HttpServletResponse response)
            throws IOException {
        byte[] archive = file.isPresent() ? file.get().getBytes() : new byte[0];
        Optional<Instant> moment = moment(validFrom);
        FormErrors errors = forms.errors()
                .require(shipped.isPresent() || archive.length > 0, "file", "rules.file.missing")
                .require(
                        moment.isPresent() || (validFrom.isEmpty() && shipped.isEmpty()),
                        "validFrom",
                        "rules.validFrom.wrong");
        if (errors.none()) {
            try {
                EditionProposal prepared = shipped.isPresent()
                        ? proposals.prepareShipped(operator, shipped.get(), moment.orElseThrow())
                        : proposals.prepare(
                                operator,
                                new EditionProposals.Wanted(
                                        EditionArchive.unpack(archive), moment, Optional.of(source)));
                return "redirect:/rules/proposals/" + prepared.id();
            } catch (ProblemException refusal) {
                errors.add(field(refusal), refusal);
            }
        }
        return errors.again(model, response, list(operator, validFrom, source, model));
    }

    /** An edition as a table of who has what, and what it changed. */
    @GetMapping("/editions/{number}")
    String edition(@PathVariable int number, @RequestParam Optional<String> profile, Model model) {
        StoredEdition stored = store.find(number).orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND));
        Edition edition = editions.of(number).edition();
        model.addAttribute("edition", stored);
        model.addAttribute("inForce", store.currentNumber() == number);
        Optional<Profile> chosen = profile.flatMap(edition::profile);
        model.addAttribute("chosen", chosen.map(Profile::code).orElse(null));
        model.addAttribute(
                "matrix", RightsTable.of(edition, chosen, new RuleNames(texts, portal.language(), List.of(edition))));
        stored.proposal().map(proposals::find).ifPresent(proposal -> {
            model.addAttribute("proposal", proposal);
            model.addAttribute("changes", changes(proposals.changes(proposal)));
        });
        return "rules/edition";
    }

    @GetMapping("/proposals/{id}")
    String proposal(@PathVariable UUID id, Caller.User operator, Model model) {
        model.addAttribute("errors", Map.of());
        return show(proposals.find(id), operator, model);
    }

    @PostMapping("/proposals/{id}/confirmations")
    String confirm(
            @PathVariable UUID id,
            @RequestParam String document,
            @RequestParam(defaultValue = "") String signature,
            Caller.User operator,
            Model model,
            HttpServletResponse response) {
        try {
            confirmations.confirm(operator, id, decode(document), signature.getBytes(StandardCharsets.US_ASCII));
            return "redirect:/rules/proposals/" + id;
        } catch (ProblemException refusal) {
            if (!SIGN_AGAIN.contains(refusal.problem())) {
                throw refusal;
            }
            return forms.errors()
                    .add("sign", refusal)
                    .again(model, response, show(proposals.find(id), operator, model));
        }
    }

    @PostMapping("/proposals/{id}/withdrawal")
    String withdraw(@PathVariable UUID id, Caller.User operator) {
        proposals.withdraw(operator, id);
        return "redirect:/rules/proposals/" + id;
    }

    private String list(Caller.User operator, String validFrom, String source, Model model) {
        model.addAttribute("current", store.currentNumber());
        model.addAttribute("editions", store.all());
        model.addAttribute("proposals", proposals.listed(operator));
        model.addAttribute("offered", proposals.offered());
        model.addAttribute("validFrom", validFrom);
        model.addAttribute("source", source);
        return "rules/list";
    }

    private String show(EditionProposal proposal, Caller.User operator, Model model) {
        model.addAttribute("proposal", proposal);
        model.addAttribute("needed", EditionConfirmations.NEEDED);
        model.addAttribute(
                "words",
                words(proposal, portal.language()).stream()
                        .map(sentence -> Sentence.of(sentence, proposal.source()))
                        .toList());
        model.addAttribute("mine", proposal.isSignedBy(operator.account()));
        if (maySign(proposal, operator)) {
            model.addAttribute("document", Base64.getEncoder().encodeToString(proposal.document()));
        }
        model.addAttribute("changes", changes(proposals.changes(proposal)));
        return "rules/proposal";
    }

    private List<ChangeTexts.Section> changes(EditionChanges changes) {
        return new ChangeTexts(texts, portal.language(), changes).sections();
    }

    /** The field of the form that a refusal is about. */
    private static String field(ProblemException refusal) {
        return refusal.problem() == EditionProblem.TOO_SOON || refusal.problem() == EditionProblem.BEFORE_THE_LAST
                ? "validFrom"
                : "file";
    }

    /** A moment as a browser's field gives it, meant in Astana time. */
    private static Optional<Instant> moment(String typed) {
        try {
            return typed.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            LocalDateTime.parse(typed).atZone(AstanaTime.ZONE).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static byte[] decode(String document) {
        try {
            return Base64.getMimeDecoder().decode(document);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(CommonProblem.INVALID_INPUT, "document").with("fields", "document");
        }
    }
}
