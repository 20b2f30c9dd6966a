package kz.negiz.registry.decision;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.standing.Standing;
import kz.negiz.registry.RegistryProblem;
import kz.negiz.registry.standing.Standings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where everything is decided. Decisions come one after the other (they are few, and their audit events queue anyway), so
 * each one sees all earlier ones: two operators can't block each other at the same moment, nobody is registered twice, no
 * block is lifted twice. Who decides must still stand when it is their turn. What was decided and its audit events are
 * stored together; a refused attempt is stored as well.
 */
@Component
public final class DecisionDesk {

    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final Standings standings;
    private final AuditOutbox outbox;

    DecisionDesk(
            PlatformTransactionManager transactionManager,
            JdbcClient jdbc,
            EntityManager entities,
            Standings standings,
            AuditOutbox outbox) {
        this.transactions = new TransactionTemplate(transactionManager);
        this.jdbc = jdbc;
        this.entities = entities;
        this.standings = standings;
        this.outbox = outbox;
    }

    /**
     * Decides.
     *
     * @param decider who decides
     * @param entitled roles of which the decider must have one at that moment
     * @param action what is decided, as it stands in the log
     * @param decision decides and stores; gets the decider as of that moment
     * @return what was decided
     * @throws kz.negiz.kit.problem.ProblemException if it was refused
     */
    public <T> T decide(
            Caller.User decider, Set<AccessRole> entitled, String action, Function<Standing.Good, Ruling<T>> decision) {
        return run(() -> switch (standings.ofAccount(decider.account())) {
            case Standing.Good good
            when good.roles().stream().anyMatch(entitled::contains) ->
                by(good, decider.session(), decision.apply(good));
            case Standing.Good good -> by(good, decider.session(), refused(action, "R41-4a"));
            case Standing.None none -> {
                Ruling.Refused<T> refused = refused(action, none.rule());
                yield new Ruling.Refused<>(
                        refused.refusal(),
                        refused.event().account(decider.account()).session(decider.session()));
            }
        });
    }

    /** A decision that no account makes: the configuration's. */
    public <T> T decideByConfiguration(Supplier<Ruling<T>> decision) {
        return run(decision);
    }

    private <T> T run(Supplier<Ruling<T>> decision) {
        Ruling<T> ruling = Objects.requireNonNull(transactions.execute(status -> {
            takeTurn();
            Ruling<T> made = decision.get();
            // The outbox takes its lock last and keeps it shortest when everything else is in the database by then.
            entities.flush();
            events(made).forEach(outbox::append);
            return made;
        }));
        return switch (ruling) {
            case Ruling.Made<T> made -> made.result();
            case Ruling.Refused<T> refused -> throw refused.refusal();
        };
    }

    /** Waits until all earlier decisions are committed; ends with the transaction. */
    private void takeTurn() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('negiz.registry.decision', 0))")
                .query((row, index) -> true)
                .single();
    }

    private static <T> Ruling.Refused<T> refused(String action, String rule) {
        return (Ruling.Refused<T>) Ruling.<T>refused(
                RegistryProblem.DECIDER_WITHOUT_STANDING, rule, AuditEventDraft.of(action, "REFUSED"));
    }

    private static <T> Ruling<T> by(Standing.Good decider, String session, Ruling<T> ruling) {
        return switch (ruling) {
            case Ruling.Made<T> made ->
                new Ruling.Made<>(
                        made.result(),
                        made.events().stream()
                                .map(event -> signed(decider, session, event))
                                .toList());
            case Ruling.Refused<T> refused ->
                new Ruling.Refused<>(refused.refusal(), signed(decider, session, refused.event()));
        };
    }

    private static AuditEventDraft signed(Standing.Good decider, String session, AuditEventDraft event) {
        return event.account(decider.accountId())
                .body(decider.bodyId())
                .department(decider.department())
                .session(session);
    }

    private static <T> List<AuditEventDraft> events(Ruling<T> ruling) {
        return switch (ruling) {
            case Ruling.Made<T> made -> made.events();
            case Ruling.Refused<T> refused -> List.of(refused.event());
        };
    }
}
