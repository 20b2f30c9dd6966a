package kz.negiz.cli.demo;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** An officer who asks the same question again and again while parts of the platform die. */
final class OngoingQuestions implements AutoCloseable {

    private static final Duration BETWEEN = Duration.ofMillis(200);

    /** What a receipt promises. */
    record Promise(String question, String leafHash, long userNumber) {}

    private final Stage stage;
    private final List<String> question;
    private final List<Promise> promises = new CopyOnWriteArrayList<>();
    private final Thread asking;
    private volatile boolean enough;

    OngoingQuestions(Stage stage, List<String> question) {
        this.stage = stage;
        this.question = question;
        this.asking = Thread.ofPlatform().start(this::goOn);
    }

    private void goOn() {
        while (!enough) {
            Outcome outcome = stage.silently(question);
            if (outcome.exit() == 0) {
                JsonNode receipt = outcome.answer().path("receipt");
                promises.add(new Promise(
                        outcome.text("/id"),
                        receipt.path("leafHash").asString(""),
                        receipt.path("userNumber").asLong(0)));
            }
            try {
                Thread.sleep(BETWEEN);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    int answered() {
        return promises.size();
    }

    List<Promise> promises() {
        return List.copyOf(promises);
    }

    /** Says whether no two receipts have the same question or the same number. */
    boolean nothingTwice() {
        Set<Object> seen = new HashSet<>();
        return promises.stream().allMatch(promise -> seen.add(promise.question()) && seen.add(promise.userNumber()));
    }

    @Override
    public void close() {
        enough = true;
        try {
            asking.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
