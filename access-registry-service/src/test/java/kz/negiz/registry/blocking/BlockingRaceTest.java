package kz.negiz.registry.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import kz.negiz.kit.identity.Caller;
import kz.negiz.registry.RegistryApi;
import kz.negiz.registry.RegistryApi.Person;
import kz.negiz.registry.RegistryUnderTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What happens at the same moment; {@code -Dnegiz.test.long} repeats it more often. */
class BlockingRaceTest extends RegistryUnderTest {

    private static final int ROUNDS = Boolean.getBoolean("negiz.test.long") ? 10_000 : 15;

    @Test
    @DisplayName("a block that was answered precedes every reading that begins afterwards")
    void answeredBlockPrecedesEveryLaterReading() throws Exception {
        String body = api.body("STATE_REVENUE");
        Caller.User administrator = api.administrator();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int round = 0; round < ROUNDS; round++) {
                UUID account = api.registerHead(Person.someone(), body, "/");
                AtomicBoolean answered = new AtomicBoolean();
                AtomicInteger readings = new AtomicInteger();
                List<Future<Integer>> readers = new ArrayList<>();
                for (int reader = 0; reader < 3; reader++) {
                    readers.add(threads.submit(() -> {
                        int late = 0;
                        boolean last = false;
                        while (!last) {
                            // Whoever begins to read after the answer must find no standing.
                            last = answered.get();
                            String standing = api.standingOf(account);
                            readings.incrementAndGet();
                            late += last && !standing.equals("NONE") ? 1 : 0;
                        }
                        return late;
                    }));
                }
                while (readings.get() < 3) {
                    Thread.onSpinWait();
                }
                api.post(administrator, "/api/registry/blocks", RegistryApi.violation(account))
                        .expect(200);
                answered.set(true);
                for (Future<Integer> reader : readers) {
                    assertThat(reader.get()).isZero();
                }
            }
        }
    }

    @Test
    @DisplayName("of two operators who unblock at the same moment one decides")
    void twoOperatorsUnblock() throws Exception {
        String body = api.body("STATE_REVENUE");
        Person person = Person.someone();
        api.register(person, RegistryApi.operator());
        List<Caller.User> operators = List.of(api.administrator(), api.login(person.iin(), ""));
        for (int round = 0; round < ROUNDS; round++) {
            UUID account = api.registerHead(Person.someone(), body, "/");
            String block = api.post(api.administrator(), "/api/registry/blocks", RegistryApi.violation(account))
                    .expect(200)
                    .json()
                    .get("id")
                    .asString();
            int number = round;
            List<Integer> statuses = together(operators.stream()
                    .map(operator -> (Callable<Integer>) () -> api.post(
                                    operator,
                                    "/api/registry/unblocks",
                                    Map.of(
                                            "account",
                                            account,
                                            "blocks",
                                            List.of(block),
                                            "decision",
                                            Map.of(
                                                    "number",
                                                    operators.indexOf(operator) + "-" + number,
                                                    "date",
                                                    RegistryApi.today())))
                            .status())
                    .toList());
            assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    @DisplayName("two operators who block each other at the same moment: one of them goes on deciding")
    void operatorsBlockEachOther() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Person one = Person.someone();
            Person other = Person.someone();
            UUID oneAccount = api.register(one, RegistryApi.operator());
            UUID otherAccount = api.register(other, RegistryApi.operator());
            Caller.User oneCaller = api.login(one.iin(), "");
            Caller.User otherCaller = api.login(other.iin(), "");
            List<Integer> statuses = together(List.of(
                    () -> api.post(oneCaller, "/api/registry/blocks", RegistryApi.violation(otherAccount))
                            .status(),
                    () -> api.post(otherCaller, "/api/registry/blocks", RegistryApi.violation(oneAccount))
                            .status()));
            assertThat(statuses).containsExactlyInAnyOrder(200, 403);
            assertThat(List.of(api.standingOf(oneAccount), api.standingOf(otherAccount)))
                    .containsExactlyInAnyOrder("GOOD", "NONE");
        }
    }

    private static List<Integer> together(List<Callable<Integer>> tasks) throws Exception {
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        List<Integer> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
            List<Future<Integer>> futures = new ArrayList<>();
            for (Callable<Integer> task : tasks) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            for (Future<Integer> future : futures) {
                results.add(future.get());
            }
        }
        return results;
    }
}
