package kz.negiz.gateway.routing;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import kz.negiz.gateway.GatewayProblem;
import kz.negiz.gateway.edge.ProblemWriter;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.Problem;
import kz.negiz.kit.problem.ProblemException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds the requests that are in progress towards a service, and those of one user among them. A service that is slow costs the
 * rest of the platform no more than that: whoever comes too much is told at once to come again, and nothing waits in line.
 */
final class BackPressure extends OncePerRequestFilter {

    private static final long SOON = 1;

    private final ProblemWriter problems;
    private final Map<String, Semaphore> services;
    private final ConcurrentHashMap<UUID, Integer> users = new ConcurrentHashMap<>();
    private final int mostPerUser;

    BackPressure(RoutingProperties properties, ProblemWriter problems) {
        this.problems = problems;
        this.mostPerUser = properties.maxPerUser();
        this.services = Route.ALL.stream()
                .map(Route::service)
                .distinct()
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(), service -> new Semaphore(properties.maxConnections())));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Semaphore> service = Route.of(request.getRequestURI()).map(route -> services.get(route.service()));
        Optional<Caller.User> user = RoutingConfiguration.user();
        if (service.isEmpty() || user.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        UUID account = user.get().account();
        if (users.merge(account, 1, Integer::sum) > mostPerUser) {
            leave(account);
            refuse(request, response, GatewayProblem.TOO_MANY_REQUESTS);
            return;
        }
        try {
            if (!service.get().tryAcquire()) {
                refuse(request, response, CommonProblem.UNAVAILABLE);
                return;
            }
            try {
                chain.doFilter(request, response);
            } finally {
                service.get().release();
            }
        } finally {
            leave(account);
        }
    }

    private void leave(UUID account) {
        users.computeIfPresent(account, (same, inProgress) -> inProgress == 1 ? null : inProgress - 1);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        problems.write(request, response, new ProblemException(problem, SOON).retryAfter(SOON));
    }
}
