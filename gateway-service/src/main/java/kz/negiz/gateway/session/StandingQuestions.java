package kz.negiz.gateway.session;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import kz.negiz.kit.http.InternalClients;
import kz.negiz.kit.standing.Standing;
import kz.negiz.kit.standing.StandingClient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Asks the registry who stands, with no more questions under way than the registry may have connections. What is too much is
 * not asked at all, and so vouches for nobody.
 */
@Component
class StandingQuestions implements StandingClient {

    private final StandingClient registry;
    private final Semaphore underWay;

    StandingQuestions(
            InternalClients clients, @Value("${negiz.gateway.routing.max-connections:200}") int mostUnderWay) {
        this.registry = clients.create(StandingClient.class, "access-registry-service", Duration.ofSeconds(5));
        this.underWay = new Semaphore(mostUnderWay);
    }

    @Override
    public Standing standing(Question question) {
        if (!underWay.tryAcquire()) {
            throw new IllegalStateException("too many questions to the registry are under way");
        }
        try {
            return registry.standing(question);
        } finally {
            underWay.release();
        }
    }
}
