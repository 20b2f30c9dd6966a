package kz.negiz.registry.agreement;

import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The agreement in the portal: the one page that is open at the first entry (R41-7, R150-14a). */
@Controller
@RequestMapping("/registry/agreement")
@ServesUsers(beforeAgreement = true)
class AgreementPage {

    private static final int MOST_CHARACTERS = 262_144;

    private final Agreements agreements;

    AgreementPage(Agreements agreements) {
        this.agreements = agreements;
    }

    @GetMapping
    String show(Caller.User caller, Model model) {
        model.addAttribute("agreement", agreements.show(caller));
        return "registry/agreement";
    }

    @PostMapping
    String sign(
            Caller.User caller,
            @RequestParam(defaultValue = "false") boolean accepted,
            @RequestParam String document,
            @RequestParam String signature) {
        if (document.length() > MOST_CHARACTERS || signature.length() > MOST_CHARACTERS) {
            throw new ProblemException(CommonProblem.TOO_LARGE);
        }
        agreements.sign(
                caller,
                accepted,
                AgreementEndpoint.bytes("document", document),
                AgreementEndpoint.bytes("signature", signature));
        return "redirect:/";
    }
}
