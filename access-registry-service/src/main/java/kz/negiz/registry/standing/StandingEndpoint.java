package kz.negiz.registry.standing;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import kz.negiz.kit.identity.ServesServices;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.standing.Standing;
import kz.negiz.kit.standing.StandingClient;
import kz.negiz.registry.holder.Holder;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Tells the other services who stands. */
@RestController
@ServesServices({"gateway-service", "query-broker-service", "video-access-service", "audit-log-service"})
class StandingEndpoint {

    private final Standings standings;

    StandingEndpoint(Standings standings) {
        this.standings = standings;
    }

    @PostMapping("/internal/standing")
    ResponseEntity<Standing> standing(@RequestBody StandingClient.Question question) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(read(question));
    }

    private Standing read(StandingClient.Question question) {
        boolean byHolder = Stream.of(question.iin(), question.bin(), question.system())
                .anyMatch(number -> !text(number).isEmpty());
        if (byHolder == (question.accountId() != null)) {
            throw new ProblemException(CommonProblem.INVALID_INPUT, "iin, bin, system, accountId");
        }
        if (question.accountId() != null) {
            return standings.ofAccount(question.accountId());
        }
        return holder(question)
                .map(standings::ofHolder)
                .orElseGet(() -> new Standing.None("NOT_REGISTERED", "R41-2a", null));
    }

    /** What a certificate says of its holder need not be what the registry registers. */
    private static Optional<Holder> holder(StandingClient.Question question) {
        try {
            return Optional.of(new Holder(text(question.iin()), text(question.bin()), text(question.system())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
