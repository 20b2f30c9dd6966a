package kz.negiz.gateway.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import kz.negiz.gateway.session.GatewayCookies;
import kz.negiz.gateway.session.SecretToken;
import org.springframework.stereotype.Component;

/** The browser of somebody not known yet: it gets a token on first contact, and gives it up for a session. */
@Component
final class BrowserOfStranger {

    private final GatewayCookies cookies;

    BrowserOfStranger(GatewayCookies cookies) {
        this.cookies = cookies;
    }

    SecretToken tokenOf(HttpServletRequest request, HttpServletResponse response) {
        return cookies.read(request, GatewayCookies.PRE_LOGIN).orElseGet(() -> {
            SecretToken token = SecretToken.random();
            cookies.give(response, GatewayCookies.PRE_LOGIN, token);
            return token;
        });
    }

    /** From here on the browser has a session, under a token that it never had before. */
    void enter(HttpServletResponse response, LoginService.Accepted accepted) {
        cookies.take(response, GatewayCookies.PRE_LOGIN);
        cookies.give(response, GatewayCookies.SESSION, accepted.begun().token());
    }
}
