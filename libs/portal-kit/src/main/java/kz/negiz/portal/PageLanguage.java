package kz.negiz.portal;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.CallerAuthentication;
import kz.negiz.kit.problem.ProblemTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.LocaleResolver;

/**
 * The language of an answer: the one in the caller's token; before anybody is known, the {@link #COOKIE} cookie; without
 * it, for programs, {@code Accept-Language}. Otherwise Kazakh.
 */
public final class PageLanguage implements LocaleResolver {

    /** The cookie that keeps the chosen language. The gateway copies it into the call token. */
    public static final String COOKIE = "lang";

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known
                && known.getPrincipal() instanceof Caller.User user) {
            return ProblemTexts.nearest(Locale.of(user.language()));
        }
        return chosen(request);
    }

    /** The language that the browser or program asks for, before anybody is known; what the gateway puts into call tokens. */
    public static Locale chosen(HttpServletRequest request) {
        return cookie(request).or(() -> accepted(request)).orElse(ProblemTexts.LANGUAGES.getFirst());
    }

    private static Optional<Locale> cookie(HttpServletRequest request) {
        Cookie @Nullable [] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> COOKIE.equals(cookie.getName()))
                        .flatMap(cookie -> known(cookie.getValue()).stream())
                        .findFirst();
    }

    // A page opens in Kazakh until its reader chooses otherwise: browsers here are often set to a language nobody
    // chose.
    private static Optional<Locale> accepted(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null || isOfAPage(request)) {
            return Optional.empty();
        }
        List<Locale> wanted = Collections.list(request.getLocales());
        return wanted.stream()
                .flatMap(locale -> known(locale.getLanguage()).stream())
                .findFirst();
    }

    /** A page, or what a page fetches: browsers say so themselves, and nothing else on the page may speak another language. */
    private static boolean isOfAPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return request.getHeader("Sec-Fetch-Mode") != null
                || request.getHeader("HX-Request") != null
                || (accept != null && accept.contains("text/html"));
    }

    private static Optional<Locale> known(String language) {
        return ProblemTexts.LANGUAGES.stream()
                .filter(locale -> locale.getLanguage().equals(language))
                .findFirst();
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("the language is chosen in the browser and kept in a cookie");
    }
}
