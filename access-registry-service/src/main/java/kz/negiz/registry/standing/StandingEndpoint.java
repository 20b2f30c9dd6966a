package kz.negiz.registry.standing;

import java.util.Objects;
import java.util.stream.Stream;
import kz.negiz.eds.NationalNumber;
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
        boolean byHolder = Stream.of(question.iin(), question.bin())
                .anyMatch(number -> !text(number).isEmpty());
        if (byHolder == (question.accountId() != null)) {
            throw new ProblemException(CommonProblem.INVALID_INPUT, "iin, bin, accountId");
        }
        if (question.accountId() != null) {
            return standings.ofAccount(question.accountId());
        }
        String iin = text(question.iin());
        String bin = text(question.bin());
        // A certificate of an information system has a BIN only; systems have no accounts yet, so it stands for nobody.
        if (!NationalNumber.isWellFormed(iin) || !(bin.isEmpty() || NationalNumber.isWellFormed(bin))) {
            return new Standing.None("NOT_REGISTERED", "R41-2a", null);
        }
        return standings.ofHolder(new Holder(iin, bin));
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
