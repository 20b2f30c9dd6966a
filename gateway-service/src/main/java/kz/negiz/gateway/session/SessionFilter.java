package kz.negiz.gateway.session;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import kz.negiz.gateway.GatewayProblem;
import kz.negiz.gateway.edge.ProblemWriter;
import kz.negiz.gateway.rate.Rates;
import kz.negiz.gateway.stranger.ClientAddress;
import kz.negiz.gateway.stranger.StrangerRefusals;
import kz.negiz.kit.identity.CallerAuthentication;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.Problem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.standing.Standing;
import kz.negiz.kit.standing.StandingClient;
import kz.negiz.portal.PageLanguage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says who makes a request: the holder of an open session whose account stands at this moment. The standing is read anew for
 * every request and never kept, so that a block that was answered is felt by the next one (R41-2a). An account without standing
 * loses all its sessions; a registry that does not answer lets nobody through.
 */
final class SessionFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(SessionFilter.class);

    /** Seconds after which it makes sense to ask again when the registry did not answer. */
    private static final long REGISTRY_PAUSE = 2;

    /** Refusals of callers who are not known, or who come too often. */
    private static final Set<Problem> COUNTED = Set.of(
            GatewayProblem.TOO_MANY_REQUESTS,
            GatewayProblem.BOUND_REQUEST_NOT_ACCEPTED,
            GatewayProblem.PROOF_REFUSED,
            GatewayProblem.TOKEN_REFUSED);

    private final RequestMatcher open;
    private final GatewayCookies cookies;
    private final BoundRequests bound;
    private final Sessions sessions;
    private final StandingClient standings;
    private final Rates rates;
    private final StrangerRefusals strangers;
    private final ProblemWriter problems;

    SessionFilter(
            RequestMatcher open,
            GatewayCookies cookies,
            BoundRequests bound,
            Sessions sessions,
            StandingClient standings,
            Rates rates,
            StrangerRefusals strangers,
            ProblemWriter problems) {
        this.open = open;
        this.cookies = cookies;
        this.bound = bound;
        this.sessions = sessions;
        this.standings = standings;
        this.rates = rates;
        this.strangers = strangers;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return open.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            identify(request, response).ifPresent(known -> {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(known);
                SecurityContextHolder.setContext(context);
            });
        } catch (RuntimeException e) {
            if (e instanceof ProblemException refusal && COUNTED.contains(refusal.problem())) {
                strangers.countAtTheThreshold(ClientAddress.of(request), refusal.problem());
            }
            problems.write(request, response, e);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private Optional<CallerAuthentication> identify(HttpServletRequest request, HttpServletResponse response) {
        rates.admit(ClientAddress.of(request));
        Optional<OpenSession> session = session(request, response);
        if (session.isEmpty()) {
            return Optional.empty();
        }
        OpenSession known = session.get();
        rates.admitUser(known.account());
        return switch (standingOf(known)) {
            case Standing.Good good
            when good.accountId().equals(known.account()) -> {
                rates.admitBody(good.bodyId());
                yield Optional.of(new CallerAuthentication(good.asCaller(
                        known.id().toString(), PageLanguage.chosen(request).getLanguage())));
            }
            case Standing.Good other -> {
                log.error("The registry answered for another account than it was asked for");
                throw new ProblemException(CommonProblem.UNAVAILABLE);
            }
            case Standing.None none -> {
                sessions.endAllOf(known.account(), none);
                if (known.isOfBrowser()) {
                    cookies.take(response, GatewayCookies.SESSION);
                }
                throw new ProblemException(CommonProblem.NO_STANDING)
                        .rule(none.rule())
                        .with("reason", none.reason());
            }
        };
    }

    private Optional<OpenSession> session(HttpServletRequest request, HttpServletResponse response) {
        if (!BoundRequests.isOne(request)) {
            return cookies.read(request, GatewayCookies.SESSION).flatMap(sessions::use);
        }
        Optional<OpenSession> session = bound.session(request, response);
        session.ifPresent(sessions::use);
        return session;
    }

    private Standing standingOf(OpenSession session) {
        return standings
                .ask(StandingClient.Question.ofAccount(session.account()))
                .orElseThrow(() -> new ProblemException(CommonProblem.UNAVAILABLE).retryAfter(REGISTRY_PAUSE));
    }
}
