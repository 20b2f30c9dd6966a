package kz.negiz.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import kz.negiz.gateway.Browser;
import kz.negiz.gateway.RunningGateway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "negiz.gateway.routing.max-connections=4",
            "negiz.gateway.routing.max-per-user=3",
            "negiz.gateway.routing.answer-timeout=15s"
        })
@DisplayName("A service that is slow")
class BackPressureTest extends RunningGateway {

    @Test
    @DisplayName("holds a bounded number of requests; the rest is told at once to come again, and reaches nobody")
    void requestsInProgressAreBounded() throws Exception {
        Browser one = officer("head");
        Browser two = officer("operative");
        UPSTREAM.hang();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                List<Future<Browser.Answer>> held = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    held.add(threads.submit(() -> one.post("/api/questions", "{}")));
                }
                await(3);

                Browser.Answer ownTooMuch = one.get("/api/video");
                assertThat(ownTooMuch.status()).as("a fourth of the same user").isEqualTo(429);
                assertThat(ownTooMuch.header("Retry-After")).contains("1");

                held.add(threads.submit(() -> two.post("/api/questions", "{}")));
                await(4);
                long begin = System.nanoTime();
                Browser.Answer refused = two.post("/api/questions", "{}");
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.problem()).isEqualTo("unavailable");
                assertThat(refused.all("Retry-After")).containsExactly("1");
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
                assertThat(UPSTREAM.forUsers()).hasSize(4);

                held.add(threads.submit(() -> two.get("/api/video")));
                await(5);
                UPSTREAM.goOn();
                for (Future<Browser.Answer> each : held) {
                    assertThat(each.get(20, TimeUnit.SECONDS).status())
                            .as("what was taken is served, another service too")
                            .isEqualTo(200);
                }
            } finally {
                UPSTREAM.reset();
            }
        }
        assertThat(two.post("/api/questions", "{}").status())
                .as("the places are free again")
                .isIn(200, 403);
    }

    private static void await(int requests) throws InterruptedException {
        for (int i = 0; i < 200 && UPSTREAM.forUsers().size() < requests; i++) {
            Thread.sleep(50);
        }
        assertThat(UPSTREAM.forUsers()).hasSize(requests);
    }
}
