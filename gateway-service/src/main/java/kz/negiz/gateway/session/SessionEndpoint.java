package kz.negiz.gateway.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesAnyone;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A user's own sessions. Ending one's session needs no standing: who is blocked may leave all the same. */
@RestController
final class SessionEndpoint {

    private final Sessions sessions;
    private final GatewayCookies cookies;
    private final BoundRequests bound;

    SessionEndpoint(Sessions sessions, GatewayCookies cookies, BoundRequests bound) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.bound = bound;
    }

    /** Who I am here, as the gateway tells it to the services. */
    record Current(
            UUID account,
            AccountKind kind,
            Set<AccessRole> roles,
            String body,
            String department,
            String roleCode,
            boolean agreementSigned,
            String session,
            String language) {}

    /** One of my sessions. */
    record Item(UUID id, Instant started, Instant lastUsed, Instant expires, String address, boolean current) {}

    @GetMapping("/api/session")
    @ServesUsers(beforeAgreement = true)
    Current current(Caller.User user) {
        return new Current(
                user.account(),
                user.kind(),
                user.roles(),
                user.body(),
                user.department(),
                user.roleCode(),
                user.agreementSigned(),
                user.session(),
                user.language());
    }

    @DeleteMapping("/api/session")
    @ServesAnyone
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(HttpServletRequest request, HttpServletResponse response) {
        if (BoundRequests.isOne(request)) {
            bound.session(request, response)
                    .ifPresent(session -> sessions.endOf(session.account(), session.id(), EndReason.LOGOUT));
            return;
        }
        cookies.read(request, GatewayCookies.SESSION).ifPresent(token -> sessions.endBy(token, EndReason.LOGOUT));
        cookies.take(response, GatewayCookies.SESSION);
    }

    @PostMapping("/logout")
    @ServesAnyone
    ResponseEntity<Void> logout(HttpServletRequest request, HttpServletResponse response) {
        end(request, response);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, "/login")
                .build();
    }

    @GetMapping("/api/sessions")
    @ServesUsers(beforeAgreement = true)
    List<Item> all(Caller.User user) {
        return sessions.openOf(user.account()).stream()
                .map(open -> new Item(
                        open.id(),
                        open.started(),
                        open.seen(),
                        open.expires(),
                        open.address(),
                        open.id().toString().equals(user.session())))
                .toList();
    }

    @DeleteMapping("/api/sessions/{id}")
    @ServesUsers(beforeAgreement = true)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endOne(Caller.User user, @PathVariable UUID id) {
        if (!sessions.endOf(user.account(), id, EndReason.ENDED_BY_USER)) {
            throw new ProblemException(CommonProblem.NOT_FOUND);
        }
    }
}
