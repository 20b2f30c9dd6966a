package kz.negiz.gateway.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import kz.negiz.gateway.GatewayProblem;
import kz.negiz.gateway.edge.FormBody;
import kz.negiz.gateway.edge.LocalPath;
import kz.negiz.gateway.session.GatewayCookies;
import kz.negiz.gateway.stranger.ClientAddress;
import kz.negiz.kit.http.Correlation;
import kz.negiz.kit.identity.ServesAnyone;
import kz.negiz.kit.problem.ProblemDocuments;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.portal.PageLanguage;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** The login for people: one page, one button; a refusal says on the same page what was wrong and what helps. */
@Controller
@ServesAnyone
final class LoginPage {

    private final LoginService login;
    private final GatewayCookies cookies;
    private final BrowserOfStranger browsers;
    private final ProblemDocuments problems;

    LoginPage(LoginService login, GatewayCookies cookies, BrowserOfStranger browsers, ProblemDocuments problems) {
        this.login = login;
        this.cookies = cookies;
        this.browsers = browsers;
        this.problems = problems;
    }

    @GetMapping("/login")
    ModelAndView show(HttpServletRequest request, HttpServletResponse response) {
        browsers.tokenOf(request, response);
        return page(local(Objects.requireNonNullElse(request.getParameter("next"), "")));
    }

    @PostMapping(value = "/login", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView login(HttpServletRequest request, HttpServletResponse response) throws IOException {
        FormBody form = FormBody.of(request);
        String next = local(form.field("next"));
        Locale language = PageLanguage.chosen(request);
        try {
            LoginService.Accepted accepted = login.login(new LoginService.Answer(
                    challengeIn(form),
                    form.field("signature"),
                    () -> cookies.read(request, GatewayCookies.PRE_LOGIN).map(Asker.Browser::new),
                    cookies.read(request, GatewayCookies.SESSION),
                    ClientAddress.of(request),
                    language.getLanguage()));
            browsers.enter(response, accepted);
            response.setHeader("Location", accepted.standing().agreementSigned() ? next : "/registry/agreement");
            response.setStatus(HttpStatus.SEE_OTHER.value());
            return new ModelAndView((modelAsView, servletRequest, servletResponse) -> {});
        } catch (ProblemException refused) {
            ProblemDetail problem = problems.of(refused, language);
            ModelAndView page = page(next);
            refused.retryAfter().ifPresent(seconds -> response.setHeader("Retry-After", Long.toString(seconds)));
            page.setStatus(HttpStatus.valueOf(problem.getStatus()));
            page.addObject("problem", problem);
            page.addObject("rule", refused.rule());
            page.addObject("reason", refused.particulars().getOrDefault("reason", ""));
            page.addObject("correlation", Correlation.current());
            return page;
        }
    }

    private static UUID challengeIn(FormBody form) {
        try {
            return UUID.fromString(form.field("challengeId"));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(GatewayProblem.CHALLENGE_NOT_KNOWN);
        }
    }

    private static ModelAndView page(String next) {
        ModelAndView page = new ModelAndView("gateway/login");
        page.addObject("next", next);
        return page;
    }

    /** Nobody is sent to another site after a login. */
    private static String local(String next) {
        return LocalPath.isLocal(next) ? next : "/";
    }
}
