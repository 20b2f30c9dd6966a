package kz.negiz.gateway.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import kz.negiz.gateway.session.GatewayCookies;
import kz.negiz.gateway.stranger.ClientAddress;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.ServesAnyone;
import kz.negiz.portal.PageLanguage;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The login for programs, and for the login page's script. */
@RestController
@RequestMapping("/api/login")
@ServesAnyone
final class LoginEndpoint {

    private final LoginService login;
    private final GatewayCookies cookies;
    private final BrowserOfStranger browsers;

    LoginEndpoint(LoginService login, GatewayCookies cookies, BrowserOfStranger browsers) {
        this.login = login;
        this.cookies = cookies;
        this.browsers = browsers;
    }

    /**
     * What is to be signed.
     *
     * @param challenge the bytes, in base64
     */
    record Issued(UUID challengeId, String challenge) {}

    /** The answer to a challenge: a CMS signature over its bytes. */
    record SignedChallenge(
            @NotNull UUID challengeId,
            @NotBlank @Size(max = 65_536) String signature) {

        @Override
        public String toString() {
            return "SignedChallenge[" + challengeId + "]";
        }
    }

    /** Who came in. */
    record Entered(UUID session, UUID account, Set<AccessRole> roles, boolean agreementSigned, Instant expires) {}

    @PostMapping("/challenge")
    Issued challenge(HttpServletRequest request, HttpServletResponse response) {
        Challenge challenge = login.challenge(browsers.tokenOf(request, response), ClientAddress.of(request));
        return new Issued(challenge.id(), Base64.getEncoder().encodeToString(challenge.content()));
    }

    @PostMapping
    Entered login(
            @Valid @RequestBody SignedChallenge signed, HttpServletRequest request, HttpServletResponse response) {
        LoginService.Accepted accepted = login.login(new LoginService.Answer(
                signed.challengeId(),
                signed.signature(),
                cookies.read(request, GatewayCookies.PRE_LOGIN),
                cookies.read(request, GatewayCookies.SESSION),
                ClientAddress.of(request),
                PageLanguage.chosen(request).getLanguage()));
        browsers.enter(response, accepted);
        return new Entered(
                accepted.begun().session().id(),
                accepted.standing().accountId(),
                accepted.standing().roles(),
                accepted.standing().agreementSigned(),
                accepted.begun().session().expires());
    }
}
