package kz.negiz.broker.source;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks databases so that a sick one harms no other: each service has places of its own (bulkhead), and one that keeps failing is
 * left alone for a while (circuit breaker). Nothing is asked twice.
 */
@Component
public class Sources {

    private static final Logger log = LoggerFactory.getLogger(Sources.class);

    private final Source source;
    private final BulkheadRegistry bulkheads;
    private final CircuitBreakerRegistry breakers;

    Sources(Source source, SourcesProperties properties) {
        this.source = source;
        this.bulkheads = BulkheadRegistry.of(BulkheadConfig.custom()
                .maxConcurrentCalls(properties.concurrentPerService())
                .maxWaitDuration(Duration.ZERO)
                .build());
        this.breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(60)
                .waitDurationInOpenState(Duration.ofSeconds(10))
                .permittedNumberOfCallsInHalfOpenState(3)
                .build());
    }

    /** Asks once; whatever goes wrong is an outcome and never an exception. */
    public Outcome ask(SourceQuestion question) {
        Bulkhead places = bulkheads.bulkhead(question.service());
        CircuitBreaker breaker = breakers.circuitBreaker(question.service());
        if (!breaker.tryAcquirePermission()) {
            return silent(question, "left alone after many failures");
        }
        if (!places.tryAcquirePermission()) {
            breaker.releasePermission();
            return silent(question, "too many questions at once");
        }
        long started = System.nanoTime();
        try {
            SourceAnswer answer = source.ask(question);
            breaker.onSuccess(System.nanoTime() - started, TimeUnit.NANOSECONDS);
            return new Outcome.Answered(answer);
        } catch (SourceSilent e) {
            breaker.onError(System.nanoTime() - started, TimeUnit.NANOSECONDS, e);
            return silent(question, e.getMessage());
        } catch (AnswerInvalid e) {
            breaker.onError(System.nanoTime() - started, TimeUnit.NANOSECONDS, e);
            log.warn("The answer of {} can't be relied on: {}", question.service(), e.getMessage());
            return new Outcome.Invalid(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            breaker.releasePermission();
            Thread.currentThread().interrupt();
            return silent(question, "given up");
        } finally {
            places.onComplete();
        }
    }

    private static Outcome silent(SourceQuestion question, @Nullable String why) {
        log.warn("{} gave no answer: {}", question.service(), why);
        return new Outcome.Silent(String.valueOf(why));
    }
}
