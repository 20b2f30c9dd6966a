package kz.negiz.video.record;

import jakarta.persistence.EntityManager;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.audit.StoredEvent;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.receipt.Receipts;
import kz.negiz.kit.standing.Standing;
import kz.negiz.kit.standing.StandingClient;
import kz.negiz.video.VideoProblem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where everything is done. Who acts must stand at that very moment; what is done and its audit event are stored together,
 * and a refused attempt is stored as well.
 */
@Component
public final class RecordingDesk {

    private final TransactionTemplate transactions;
    private final EntityManager entities;
    private final StandingClient standings;
    private final AuditOutbox outbox;
    private final Receipts receipts;

    RecordingDesk(
            PlatformTransactionManager transactionManager,
            EntityManager entities,
            StandingClient standings,
            AuditOutbox outbox,
            Receipts receipts) {
        this.transactions = new TransactionTemplate(transactionManager);
        this.entities = entities;
        this.standings = standings;
        this.outbox = outbox;
        this.receipts = receipts;
    }

    /**
     * Does something in one transaction with its audit event.
     *
     * @param caller who wants it
     * @param action what is done, as it stands in the log
     * @param deed decides and stores; gets the actor as of this moment
     * @throws kz.negiz.kit.problem.ProblemException if it was refused
     */
    public <T> Recorded<T> record(Caller.User caller, String action, Function<Actor, Ruling<T>> deed) {
        // Asked before the transaction begins, so that no connection waits for another service.
        Optional<Standing> standing = standings.ask(StandingClient.Question.ofAccount(caller.account()));
        Stored<T> stored = Objects.requireNonNull(transactions.execute(status -> {
            Ruling<T> ruling = standing.<Ruling<T>>map(answer -> switch (answer) {
                        case Standing.Good good -> deed.apply(new Actor(good));
                        case Standing.None none ->
                            Ruling.refused(
                                    CommonProblem.NO_STANDING, none.rule(), AuditEventDraft.of(action, "REFUSED"));
                    })
                    .orElseGet(() -> Ruling.refused(
                            VideoProblem.STANDING_UNKNOWN, "R41-2a", AuditEventDraft.of(action, "REFUSED")));
            entities.flush();
            AuditEventDraft event = switch (ruling) {
                case Ruling.Made<T> made -> made.event();
                case Ruling.Refused<T> refused -> refused.event();
            };
            return new Stored<>(ruling, outbox.append(signed(event, caller, standing)));
        }));
        return switch (stored.ruling()) {
            case Ruling.Made<T> made -> new Recorded<>(made.result(), receipts.of(stored.event()));
            case Ruling.Refused<T> refused -> throw refused.refusal();
        };
    }

    private static AuditEventDraft signed(AuditEventDraft event, Caller.User caller, Optional<Standing> standing) {
        AuditEventDraft draft = event.account(caller.account()).session(caller.session());
        return standing.orElse(null) instanceof Standing.Good good
                ? draft.body(good.bodyId()).department(good.department())
                : draft;
    }

    private record Stored<T>(Ruling<T> ruling, StoredEvent event) {}

    /** Who acts, as the registry says at this moment. */
    public record Actor(Standing.Good standing) {

        public boolean has(AccessRole role) {
            return standing.roles().contains(role);
        }

        public String body() {
            return standing.bodyId();
        }

        public boolean isOfficerOf(String body) {
            return has(AccessRole.WAREHOUSE_OFFICER) && body().equals(body);
        }

        public boolean isOwner(String body) {
            return has(AccessRole.WAREHOUSE_OWNER) && body().equals(body);
        }
    }
}
