package kz.negiz.gateway.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kz.negiz.gateway.edge.Exposure;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** The two secret cookies: of the session, and of the browser before it has one. */
@Component
public final class GatewayCookies {

    /** Keeps the session. */
    public static final String SESSION = "negiz-session";

    /** Ties a challenge to the browser that asked for it. */
    public static final String PRE_LOGIN = "negiz-pre-login";

    private final boolean secure;

    GatewayCookies(Exposure exposure) {
        this.secure = exposure.tlsOnly();
    }

    /** The token in a cookie; a request with two cookies of the name has none, since one of them was planted. */
    public Optional<SecretToken> read(HttpServletRequest request, String name) {
        Cookie @Nullable [] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        List<Cookie> named = Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .toList();
        return named.size() == 1 ? SecretToken.parse(named.getFirst().getValue()) : Optional.empty();
    }

    /** Whether a request carries any of them, readable or not. */
    boolean isAnyIn(HttpServletRequest request) {
        Cookie @Nullable [] cookies = request.getCookies();
        return cookies != null
                && Arrays.stream(cookies)
                        .anyMatch(cookie -> cookie.getName().equals(SESSION)
                                || cookie.getName().equals(PRE_LOGIN));
    }

    /** Gives a cookie to the browser; it goes with its windows. */
    public void give(HttpServletResponse response, String name, SecretToken token) {
        response.addHeader(
                HttpHeaders.SET_COOKIE, cookie(name, token.reveal()).build().toString());
    }

    public void take(HttpServletResponse response, String name) {
        response.addHeader(
                HttpHeaders.SET_COOKIE, cookie(name, "").maxAge(0).build().toString());
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String name, String value) {
        return ResponseCookie.from(name, value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict");
    }
}
