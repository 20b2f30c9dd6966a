package kz.negiz.gateway.trust;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.gateway.edge.FormBody;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.portal.FormErrors;
import kz.negiz.portal.Forms;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;

/** Where the operator sees whom the platform trusts, how fresh the revocation lists are, and why a certificate is refused. */
@Controller
@ServesUsers(AccessRole.OPERATOR)
class TrustDesk {

    private final OwnTrust trust;
    private final ListDownloads downloads;
    private final AnchorConfirmations confirmations;
    private final Forms forms;
    private final MessageSource texts;
    private final Clock clock;

    TrustDesk(
            OwnTrust trust,
            ListDownloads downloads,
            AnchorConfirmations confirmations,
            Forms forms,
            MessageSource texts,
            Clock clock) {
        this.trust = trust;
        this.downloads = downloads;
        this.confirmations = confirmations;
        this.forms = forms;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/trust")
    String overview(Caller.User operator, Model model) {
        model.addAttribute("errors", Map.of());
        return page(model, operator, "", Purpose.LOGIN);
    }

    @PostMapping(value = "/trust", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    String examine(Caller.User operator, HttpServletRequest request, HttpServletResponse response, Model model)
            throws IOException {
        FormBody form = FormBody.of(request);
        String text = form.field("certificate");
        Purpose purpose = form.field("purpose").equals(Purpose.SIGNING.name()) ? Purpose.SIGNING : Purpose.LOGIN;
        Optional<X509Certificate> certificate = CertificateOpinion.pasted(text);
        FormErrors errors = forms.errors().require(certificate.isPresent(), "certificate", "trust.certificate.wrong");
        if (certificate.isEmpty()) {
            return errors.again(model, response, page(model, operator, text, purpose));
        }
        model.addAttribute("errors", errors.byField());
        model.addAttribute("opinion", opinion(certificate.get(), purpose, operator));
        return page(model, operator, text, purpose);
    }

    @GetMapping("/api/trust")
    @ResponseBody
    TrustOverview overview() {
        return TrustOverview.of(trust, downloads.all(), clock.instant());
    }

    /**
     * A certificate to be looked at.
     *
     * @param certificate PEM or base64
     */
    record Question(
            @NotBlank @Size(max = 65_536) String certificate,
            @NotNull Purpose purpose) {}

    @PostMapping("/api/trust/certificates")
    @ResponseBody
    CertificateOpinion examine(Caller.User operator, @Valid @RequestBody Question question) {
        return opinion(
                CertificateOpinion.pasted(question.certificate())
                        .orElseThrow(() -> new ProblemException(CommonProblem.INVALID_INPUT, "certificate")
                                .with("fields", "certificate")),
                question.purpose(),
                operator);
    }

    /**
     * A change of the trust anchors that waits for operators' signatures.
     *
     * @param document what this operator would sign; absent when they have
     * @param words what it says
     */
    record AnchorProposal(
            List<AnchorChange.Anchor> added,
            List<AnchorChange.Anchor> removed,
            List<AnchorConfirmations.Confirmed> confirmed,
            int needed,
            @Nullable String document,
            List<String> words) {

        private static AnchorProposal of(AnchorConfirmations.Proposal proposal) {
            return new AnchorProposal(
                    proposal.change().added(),
                    proposal.change().removed(),
                    proposal.confirmed(),
                    proposal.needed(),
                    proposal.document().map(TrustDesk::base64).orElse(null),
                    proposal.document().map(AnchorDocument::words).orElse(List.of()));
        }
    }

    /** The proposed change; an empty answer where there is none. */
    @GetMapping("/api/trust/anchors/proposal")
    ResponseEntity<AnchorProposal> proposal(Caller.User operator) {
        return confirmations
                .proposal(operator)
                .map(AnchorProposal::of)
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    /** A signed document of a proposal, both base64; the signature may be PEM. */
    record AnchorSignature(
            @NotBlank @Size(max = 65_536) String document,
            @NotBlank @Size(max = 262_144) String signature) {}

    /** What became of it. */
    record AnchorOutcome(boolean inForce) {}

    @PostMapping("/api/trust/anchors/confirmations")
    @ResponseBody
    AnchorOutcome confirm(Caller.User operator, @Valid @RequestBody AnchorSignature signed) {
        return new AnchorOutcome(confirm(operator, signed.document(), signed.signature()));
    }

    @PostMapping(value = "/trust/anchors", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    String confirm(Caller.User operator, HttpServletRequest request, Model model) throws IOException {
        FormBody form = FormBody.of(request);
        boolean inForce = confirm(operator, form.field("document"), form.field("signature"));
        model.addAttribute("errors", Map.of());
        model.addAttribute("outcome", inForce ? "agreed" : "waits");
        return page(model, operator, "", Purpose.LOGIN);
    }

    private boolean confirm(Caller.User operator, String document, String signature) {
        try {
            return confirmations.confirm(
                    operator, Base64.getDecoder().decode(document), signature.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(CommonProblem.INVALID_INPUT, "document").with("fields", "document");
        }
    }

    private static String base64(AnchorDocument document) {
        return Base64.getEncoder().encodeToString(document.toBytes());
    }

    private CertificateOpinion opinion(X509Certificate certificate, Purpose purpose, Caller.User operator) {
        SignatureVerifier verifier =
                trust.verifier().orElseThrow(() -> new ProblemException(CommonProblem.UNAVAILABLE));
        return CertificateOpinion.of(certificate, purpose, verifier, clock.instant(), operator.language());
    }

    private String page(Model model, Caller.User operator, String certificate, Purpose purpose) {
        model.addAttribute("trust", overview());
        confirmations.proposal(operator).ifPresent(proposal -> {
            model.addAttribute("proposal", proposal);
            proposal.document().ifPresent(document -> {
                model.addAttribute("words", document.words());
                model.addAttribute("document", base64(document));
            });
        });
        model.addAttribute("certificate", certificate);
        model.addAttribute("purpose", purpose.name());
        Map<String, String> purposes = new LinkedHashMap<>();
        for (Purpose each : List.of(Purpose.LOGIN, Purpose.SIGNING)) {
            purposes.put(
                    each.name(),
                    texts.getMessage("trust.purpose." + each.name(), null, LocaleContextHolder.getLocale()));
        }
        model.addAttribute("purposes", purposes);
        return "gateway/trust";
    }
}
