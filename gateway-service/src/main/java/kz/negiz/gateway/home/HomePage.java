package kz.negiz.gateway.home;

import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The home page: its cards come from the services, each fails alone. */
@Controller
final class HomePage {

    @GetMapping("/")
    @ServesUsers(beforeAgreement = true)
    String home(Caller.User user) {
        return user.agreementSigned() ? "gateway/home" : "redirect:/registry/agreement";
    }
}
