package kz.negiz.gateway.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kz.negiz.gateway.proof.Proofs;
import kz.negiz.gateway.session.BoundRequests;
import kz.negiz.gateway.session.GatewayCookies;
import kz.negiz.gateway.session.OpenSession;
import kz.negiz.gateway.stranger.ClientAddress;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.ServesAnyone;
import kz.negiz.portal.PageLanguage;
import org.jspecify.annotations.Nullable;
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
    private final BoundRequests bound;

    LoginEndpoint(LoginService login, GatewayCookies cookies, BrowserOfStranger browsers, BoundRequests bound) {
        this.login = login;
        this.cookies = cookies;
        this.browsers = browsers;
        this.bound = bound;
    }

    /**
     * Which challenge is wanted; nothing said means a browser's, for a CMS signature.
     *
     * @param jkt thumbprint (RFC 7638) of the P-256 key that an information system wants its token bound to
     */
    record Wanted(
            Challenge.@Nullable Form form,

            @JsonProperty("dpop_jkt") @Nullable @Pattern(regexp = "[A-Za-z0-9_-]{43}")
            String jkt) {

        static final Wanted ORDINARY = new Wanted(null, null);
    }

    /**
     * What is to be signed.
     *
     * @param challenge the bytes, in base64
     */
    record Issued(UUID challengeId, String challenge) {}

    /** The answer to a challenge: a CMS signature over its bytes, or the document with the XML signature inside. */
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

    /**
     * Which system came in, and the token it goes on with (RFC 6749, RFC 9449).
     *
     * @param expiresIn seconds until the session ends at the latest
     */
    record EnteredSystem(
            UUID session,
            UUID account,
            Set<AccessRole> roles,
            Instant expires,
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {

        @Override
        public String toString() {
            return "EnteredSystem[" + session + "]";
        }
    }

    @PostMapping("/challenge")
    Issued challenge(
            @Valid @RequestBody(required = false) @Nullable Wanted given,
            HttpServletRequest request,
            HttpServletResponse response) {
        BoundRequests.requireUsersPort(request, response);
        Wanted wanted = Objects.requireNonNullElse(given, Wanted.ORDINARY);
        Asker asker = wanted.jkt() == null
                ? new Asker.Browser(browsers.tokenOf(request, response))
                : new Asker.Key(Base64.getUrlDecoder().decode(wanted.jkt()));
        Challenge challenge = login.challenge(
                asker, Objects.requireNonNullElse(wanted.form(), Challenge.Form.CMS), ClientAddress.of(request));
        if (asker instanceof Asker.Key) {
            bound.offerNonce(response);
        }
        return new Issued(challenge.id(), Base64.getEncoder().encodeToString(challenge.content()));
    }

    @PostMapping
    Object login(@Valid @RequestBody SignedChallenge signed, HttpServletRequest request, HttpServletResponse response) {
        BoundRequests.requireUsersPort(request, response);
        return Proofs.isBroughtBy(request) ? byKey(signed, request, response) : byBrowser(signed, request, response);
    }

    private Entered byBrowser(SignedChallenge signed, HttpServletRequest request, HttpServletResponse response) {
        LoginService.Accepted accepted = login.login(new LoginService.Answer(
                signed.challengeId(),
                signed.signature(),
                () -> cookies.read(request, GatewayCookies.PRE_LOGIN).map(Asker.Browser::new),
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

    /** The way in of the systems' own port, where the TLS handshake has shown a certificate (RFC 8705). */
    @PostMapping("/certificate")
    EnteredSystem byCertificate(HttpServletRequest request, HttpServletResponse response) {
        return entered(
                login.loginByCertificate(
                        bound.certificate(request, response),
                        ClientAddress.of(request),
                        PageLanguage.chosen(request).getLanguage()),
                "Bearer");
    }

    private EnteredSystem byKey(SignedChallenge signed, HttpServletRequest request, HttpServletResponse response) {
        return entered(
                login.login(new LoginService.Answer(
                        signed.challengeId(),
                        signed.signature(),
                        () -> Optional.of(
                                new Asker.Key(bound.proof(request, response).thumbprint())),
                        Optional.empty(),
                        ClientAddress.of(request),
                        PageLanguage.chosen(request).getLanguage())),
                Proofs.DPOP);
    }

    private static EnteredSystem entered(LoginService.Accepted accepted, String tokenType) {
        OpenSession session = accepted.begun().session();
        return new EnteredSystem(
                session.id(),
                accepted.standing().accountId(),
                accepted.standing().roles(),
                session.expires(),
                accepted.begun().token().reveal(),
                tokenType,
                Duration.between(session.started(), session.expires()).toSeconds());
    }
}
