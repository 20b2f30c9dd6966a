package kz.negiz.broker.source;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import kz.negiz.kit.trace.Traces;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks databases so that a sick one harms no other: each service and each connector has places of its own (bulkhead), and what
 * keeps failing is left alone for a while (circuit breaker). A service's breaker looks at all of its failures; a connector's
 * only at whether its other side was there, since one sick database behind a gateway is no reason to leave the others alone.
 */
@Component
public class Sources {

    private static final Logger log = LoggerFactory.getLogger(Sources.class);

    private static final CircuitBreakerConfig PATIENCE = CircuitBreakerConfig.custom()
            .slidingWindowSize(20)
            .minimumNumberOfCalls(10)
            .failureRateThreshold(60)
            .waitDurationInOpenState(Duration.ofSeconds(10))
            .permittedNumberOfCallsInHalfOpenState(3)
            .build();

    /** What an action leaves of data: its outcome is told apart. */
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final Connectors connectors;
    private final SourceHealth health;
    private final Traces traces;
    private final Map<String, Guard> services = new ConcurrentHashMap<>();
    private final Map<String, Guard> ways = new ConcurrentHashMap<>();

    Sources(Connectors connectors, SourceHealth health, Traces traces) {
        this.connectors = connectors;
        this.health = health;
        this.traces = traces;
    }

    /** What keeps a sick one from harming others. */
    private record Guard(CircuitBreaker breaker, Bulkhead places) {

        static Guard of(String name, int concurrent) {
            return new Guard(
                    CircuitBreaker.of(name, PATIENCE),
                    Bulkhead.of(
                            name,
                            BulkheadConfig.custom()
                                    .maxConcurrentCalls(concurrent)
                                    .maxWaitDuration(Duration.ZERO)
                                    .build()));
        }
    }

    /** Asks; whatever goes wrong is an outcome and never an exception. */
    public Outcome ask(SourceQuestion question) {
        return ask(question, ticket -> {});
    }

    /**
     * The same of a source that may answer late.
     *
     * @param keep gets the ticket of such a question, before its answer is waited for
     */
    public Outcome ask(SourceQuestion question, Consumer<Ticket> keep) {
        return reach(
                question,
                source -> source instanceof LateSource late ? late.ask(question, keep) : source.ask(question));
    }

    /**
     * Looks once whether a late answer has come.
     *
     * @param chain of its ticket
     */
    public Look look(SourceQuestion question, String chain) {
        Connectors.Connector connector = connectors.of(question.service());
        if (!(connector.source() instanceof LateSource late)
                || stateOfConnector(connector.name()) == SourceState.LEFT_ALONE) {
            return Look.notYet();
        }
        long started = System.nanoTime();
        try {
            Look look = late.look(question, chain);
            if (look instanceof Look.Came(Outcome outcome)) {
                health.asked(question.service(), connector.name(), outcome, System.nanoTime() - started);
                tell(question, outcome);
            }
            return look;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Look.notYet();
        }
    }

    /** Whether encumbrances of a service can be sent to its owner at all. */
    public boolean canAct(String service) {
        return connectors.of(service).source() instanceof ActingSource;
    }

    /**
     * Sends an action, once.
     *
     * @param commit puts on record that it is being sent, right before it is; where it says no, nothing is sent
     */
    public ActionOutcome act(SourceAction action, BooleanSupplier commit) {
        AtomicBoolean sent = new AtomicBoolean();
        return outcome(action, sent, source -> {
            if (!commit.getAsBoolean()) {
                throw NotAnswered.silent("somebody else sends it");
            }
            sent.set(true);
            return source.act(action);
        });
    }

    /** Asks what became of an action that was sent. */
    public ActionOutcome becameOf(SourceAction action) {
        return outcome(action, new AtomicBoolean(true), source -> source.becameOf(action));
    }

    private ActionOutcome outcome(SourceAction action, AtomicBoolean sent, Acting acting) {
        AtomicReference<ActionOutcome> became = new AtomicReference<>();
        Outcome outcome = reach(action.question(), source -> {
            if (!(source instanceof ActingSource able)) {
                throw NotAnswered.refused(Outcome.Ground.QUESTION, "its connector only asks");
            }
            became.set(acting.act(able));
            return new SourceAnswer(Instant.now(), NOTHING);
        });
        ActionOutcome told = became.get();
        if (told != null) {
            return told;
        }
        String why = why(outcome);
        return sent.get() ? new ActionOutcome.Unknown(why) : new ActionOutcome.NotSent(why);
    }

    private static String why(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered _ -> "answered";
            case Outcome.Awaited _ -> "awaited";
            case Outcome.Silent silent -> silent.why();
            case Outcome.Failed failed -> failed.why();
            case Outcome.Refused refused -> refused.why();
            case Outcome.Invalid invalid -> invalid.fault();
            case Outcome.Unproved unproved -> unproved.fault();
        };
    }

    /** One exchange with a source. */
    @FunctionalInterface
    private interface Exchange {
        SourceAnswer with(Source source) throws NotAnswered, InterruptedException;
    }

    /** One exchange with a source that acts. */
    @FunctionalInterface
    private interface Acting {
        ActionOutcome act(ActingSource source) throws NotAnswered, InterruptedException;
    }

    private Outcome reach(SourceQuestion question, Exchange exchange) {
        return traces.step("source " + question.service(), SpanKind.CLIENT, span -> {
            Outcome outcome = told(question, exchange);
            span.setAttribute("negiz.outcome", outcome.getClass().getSimpleName());
            return outcome;
        });
    }

    private Outcome told(SourceQuestion question, Exchange exchange) {
        Connectors.Connector connector = connectors.of(question.service());
        Guard way = ways.computeIfAbsent(
                connector.name(), name -> Guard.of(name, connector.settings().concurrent()));
        Guard service = services.computeIfAbsent(
                question.service(), code -> Guard.of(code, connector.settings().concurrentPerService()));
        long started = System.nanoTime();
        Outcome outcome = guarded(exchange, connector, way, service);
        health.asked(question.service(), connector.name(), outcome, System.nanoTime() - started);
        tell(question, outcome);
        return outcome;
    }

    private static Outcome guarded(Exchange exchange, Connectors.Connector connector, Guard way, Guard service) {
        if (!way.breaker().tryAcquirePermission()) {
            return new Outcome.Silent("the connector is left alone after many failures", false);
        }
        if (!service.breaker().tryAcquirePermission()) {
            way.breaker().releasePermission();
            return new Outcome.Silent("left alone after many failures", true);
        }
        if (!way.places().tryAcquirePermission()) {
            way.breaker().releasePermission();
            service.breaker().releasePermission();
            return new Outcome.Silent("too many questions at once to the connector", true);
        }
        if (!service.places().tryAcquirePermission()) {
            way.places().releasePermission();
            way.breaker().releasePermission();
            service.breaker().releasePermission();
            return new Outcome.Silent("too many questions at once", true);
        }
        long started = System.nanoTime();
        try {
            Outcome outcome = outcome(exchange, connector);
            long took = System.nanoTime() - started;
            count(way.breaker(), outcome instanceof Outcome.Silent silent && !silent.reached(), took);
            count(service.breaker(), isFailure(outcome), took);
            return outcome;
        } catch (InterruptedException e) {
            way.breaker().releasePermission();
            service.breaker().releasePermission();
            Thread.currentThread().interrupt();
            return new Outcome.Silent("given up", true);
        } finally {
            service.places().onComplete();
            way.places().onComplete();
        }
    }

    private static Outcome outcome(Exchange exchange, Connectors.Connector connector) throws InterruptedException {
        try {
            return new Outcome.Answered(exchange.with(connector.source()));
        } catch (NotAnswered e) {
            return e.outcome();
        }
    }

    private static void count(CircuitBreaker breaker, boolean failure, long took) {
        if (failure) {
            breaker.onError(took, TimeUnit.NANOSECONDS, NotAnswered.silent("failed"));
        } else {
            breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        }
    }

    /** A source that refuses a question is well. */
    private static boolean isFailure(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> false;
            // It took the question, and has its time.
            case Outcome.Awaited awaited -> false;
            case Outcome.Refused refused -> false;
            case Outcome.Silent silent -> true;
            case Outcome.Failed failed -> true;
            case Outcome.Invalid invalid -> true;
            case Outcome.Unproved unproved -> true;
        };
    }

    private static void tell(SourceQuestion question, Outcome outcome) {
        switch (outcome) {
            case Outcome.Answered answered -> {}
            case Outcome.Awaited awaited -> {}
            case Outcome.Silent silent -> log.warn("{} gave no answer: {}", question.service(), silent.why());
            case Outcome.Failed failed -> log.warn("{} failed: {}", question.service(), failed.why());
            case Outcome.Refused refused ->
                log.warn("{} refuses ({}): {}", question.service(), refused.ground(), refused.why());
            case Outcome.Invalid invalid ->
                log.warn("The answer of {} can't be relied on: {}", question.service(), invalid.fault());
            case Outcome.Unproved unproved ->
                log.warn("The answer of {} is not proved to be its owner's: {}", question.service(), unproved.fault());
        }
    }

    /** Whether a service is being left alone just now. */
    SourceState stateOf(String service) {
        return state(services.get(service));
    }

    /** Whether a connector is. */
    SourceState stateOfConnector(String name) {
        return state(ways.get(name));
    }

    private static SourceState state(@Nullable Guard guard) {
        return guard == null
                ? SourceState.OPEN_TO_QUESTIONS
                : switch (guard.breaker().getState()) {
                    case OPEN, FORCED_OPEN -> SourceState.LEFT_ALONE;
                    case HALF_OPEN -> SourceState.TRIED_AGAIN;
                    case CLOSED, DISABLED, METRICS_ONLY -> SourceState.OPEN_TO_QUESTIONS;
                };
    }
}
