package kz.negiz.gateway.trust;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
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
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
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
    private final Forms forms;
    private final MessageSource texts;
    private final Clock clock;

    TrustDesk(OwnTrust trust, Forms forms, MessageSource texts, Clock clock) {
        this.trust = trust;
        this.forms = forms;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/trust")
    String overview(Model model) {
        model.addAttribute("errors", Map.of());
        return page(model, "", Purpose.LOGIN);
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
            return errors.again(model, response, page(model, text, purpose));
        }
        model.addAttribute("errors", errors.byField());
        model.addAttribute("opinion", opinion(certificate.get(), purpose, operator));
        return page(model, text, purpose);
    }

    @GetMapping("/api/trust")
    @ResponseBody
    TrustOverview overview() {
        return TrustOverview.of(trust, clock.instant());
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

    private CertificateOpinion opinion(X509Certificate certificate, Purpose purpose, Caller.User operator) {
        SignatureVerifier verifier =
                trust.verifier().orElseThrow(() -> new ProblemException(CommonProblem.UNAVAILABLE));
        return CertificateOpinion.of(certificate, purpose, verifier, clock.instant(), operator.language());
    }

    private String page(Model model, String certificate, Purpose purpose) {
        model.addAttribute("trust", overview());
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
