package kz.negiz.demo.sources.fault;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kz.negiz.demo.sources.fault.FaultBoard.Active;
import kz.negiz.demo.sources.journal.AskedLog;
import kz.negiz.demo.sources.world.Draw;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes every answer of every source, spoilt by the fault that is switched on for it. */
@Component
public final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    /** Names that look like what a source might one day begin to tell. */
    private static final List<String> UNEXPECTED = List.of(
            "amountDuplicate",
            "receiptAmount",
            "personDetails",
            "note",
            "attachment",
            "innerComment",
            "summary2",
            "raw");

    private final FaultBoard faults;
    private final AskedLog log;
    private final JsonMapper json;
    private final LateAnswers late = new LateAnswers();

    Answers(FaultBoard faults, AskedLog log, JsonMapper json) {
        this.faults = faults;
        this.log = log;
        this.json = json;
    }

    /** About whom a source is to speak. */
    public enum About {
        THE_ASKED,
        SOMEBODY_ELSE
    }

    /** Makes an answer; nothing when there is no such entry. */
    @FunctionalInterface
    public interface Maker {
        Optional<?> make(About about);
    }

    /** Answers one request. */
    public void write(Target target, Optional<String> requestId, Maker maker, HttpServletResponse response)
            throws IOException {
        log.asked(target.name(), requestId);
        Optional<Active> fault = faults.take(target);
        if (fault.isEmpty()) {
            writeWhole(maker.make(About.THE_ASKED), response);
            return;
        }
        Active active = fault.orElseThrow();
        LOG.info("{} answers with the fault {}", target.name(), active.fault());
        switch (active.fault()) {
            case SLOW -> {
                pause(active.millis());
                writeWhole(maker.make(About.THE_ASKED), response);
            }
            case LATE -> late.accept(target, maker, active.millis(), response);
            case DOWN -> response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            case MALFORMED -> {
                byte[] whole = json.writeValueAsBytes(tree(maker));
                write(Arrays.copyOf(whole, whole.length / 2), response);
            }
            case HUGE -> writeHuge(target, active.bytes(), response);
            case WRONG_SUBJECT -> writeWhole(maker.make(About.SOMEBODY_ELSE), response);
            case EMPTY -> write(json.writeValueAsBytes(emptied(tree(maker))), response);
            case RANDOM_FIELDS -> {
                JsonNode answer = tree(maker);
                addRandomFields(answer, Draw.of("random fields", target.name()));
                write(json.writeValueAsBytes(answer), response);
            }
        }
    }

    /** Writes an answer that a question was accepted for, once it is there. */
    public void writeLate(Target target, String place, HttpServletResponse response) throws IOException {
        Optional<LateAnswers.Waiting> waiting = late.at(target, place);
        if (waiting.isPresent() && !waiting.get().isThere()) {
            late.notYet(waiting.get(), response);
            return;
        }
        writeWhole(waiting.flatMap(there -> there.maker().make(About.THE_ASKED)), response);
    }

    /**
     * An answer for whoever writes it in a form of its own; what only spoils JSON means here that there is no answer.
     *
     * @return nothing when the source is down
     */
    public Optional<JsonNode> tree(Target target, String requestId, Maker maker) {
        log.asked(target.name(), Optional.of(requestId));
        Optional<Active> fault = faults.take(target);
        if (fault.isEmpty()) {
            return Optional.of(tree(maker));
        }
        Active active = fault.orElseThrow();
        LOG.info("{} answers with the fault {}", target.name(), active.fault());
        return switch (active.fault()) {
            case SLOW, LATE -> {
                try {
                    Thread.sleep(active.millis());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                yield Optional.of(tree(maker));
            }
            case DOWN, MALFORMED, HUGE -> Optional.empty();
            case WRONG_SUBJECT ->
                Optional.of(maker.make(About.SOMEBODY_ELSE)
                        .<JsonNode>map(json::valueToTree)
                        .orElseGet(json::createObjectNode));
            case EMPTY -> Optional.of(emptied(tree(maker)));
            case RANDOM_FIELDS -> {
                JsonNode answer = tree(maker);
                addRandomFields(answer, Draw.of("random fields", target.name()));
                yield Optional.of(answer);
            }
        };
    }

    private JsonNode tree(Maker maker) {
        return maker.make(About.THE_ASKED).<JsonNode>map(json::valueToTree).orElseGet(json::createObjectNode);
    }

    private JsonNode emptied(JsonNode answer) {
        if (answer instanceof ObjectNode object && object.has("data")) {
            object.set("data", json.createObjectNode());
            return object;
        }
        return json.createObjectNode();
    }

    private static void addRandomFields(JsonNode node, Draw draw) {
        switch (node) {
            case ObjectNode object -> {
                object.values().forEach(child -> addRandomFields(child, draw));
                object.put(draw.pick(UNEXPECTED), draw.tenge(1_000, 9_000_000));
                object.put("field" + draw.digits(4), "күтілмеген мән " + draw.digits(6));
                object.putObject("details" + draw.digits(3)).put("amount", draw.tenge(1_000, 90_000));
            }
            case ArrayNode array -> array.values().forEach(child -> addRandomFields(child, draw));
            default -> {}
        }
    }

    private void writeWhole(Optional<?> answer, HttpServletResponse response) throws IOException {
        if (answer.isPresent()) {
            write(json.writeValueAsBytes(answer.orElseThrow()), response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream()
                .write("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404}"
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static void write(byte[] body, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Well-formed, but far more than anybody can use; nothing of it is held in memory. */
    private static void writeHuge(Target target, long bytes, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        OutputStream out = response.getOutputStream();
        byte[] line = ("\"" + "ұзақ ".repeat(120) + "\",").getBytes(StandardCharsets.UTF_8);
        out.write(("{\"service\":\"" + target.name() + "\",\"data\":{\"filler\":[").getBytes(StandardCharsets.UTF_8));
        for (long written = 0; written < bytes; written += line.length) {
            out.write(line);
        }
        out.write("\"\"]}}".getBytes(StandardCharsets.UTF_8));
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while slow", e);
        }
    }
}
