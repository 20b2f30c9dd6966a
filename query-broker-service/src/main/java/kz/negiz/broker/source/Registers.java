package kz.negiz.broker.source;

import io.opentelemetry.api.trace.SpanKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.kit.trace.Traces;
import kz.negiz.rules.Article;
import kz.negiz.rules.Lookup;
import kz.negiz.rules.RegisterAnswer;
import kz.negiz.rules.Subject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks a basis up in its register. What does not answer, or answers in a way that can't be relied on, is silent; and silence
 * never verifies anything (R41-22).
 */
@Component
public class Registers {

    private static final Logger log = LoggerFactory.getLogger(Registers.class);

    static final String INSPECTIONS = "registers/inspections";
    static final String CASES = "registers/cases";

    private final SourceHttp http;
    private final String connector;
    private final SourceHealth health;
    private final Traces traces;

    Registers(Connectors connectors, SourceHealth health, Traces traces) {
        this.http = connectors.registers();
        this.connector = connectors.ofRegisters();
        this.health = health;
        this.traces = traces;
    }

    public RegisterAnswer answer(Lookup lookup) {
        return switch (lookup) {
            case Lookup.Nothing nothing -> new RegisterAnswer.NotAsked();
            case Lookup.OfInspection inspection -> traced(INSPECTIONS, inspection.number(), Registers::inspection);
            case Lookup.OfCase named -> traced(CASES, named.number(), Registers::criminalCase);
        };
    }

    private RegisterAnswer traced(String register, String number, Reading reading) {
        return traces.step(register, SpanKind.CLIENT, _ -> find(register, number, reading));
    }

    private RegisterAnswer find(String register, String number, Reading reading) {
        long started = System.nanoTime();
        Outcome outcome = new Outcome.Silent("given up", true);
        try {
            Optional<ObjectNode> entry = http.get("/" + register, number, UUID.randomUUID());
            RegisterAnswer answer = entry.isEmpty() ? new RegisterAnswer.Unknown() : reading.of(entry.get());
            outcome = new Outcome.Answered(new SourceAnswer(Instant.now(), entry.orElseGet(http::object)));
            return answer;
        } catch (NotAnswered e) {
            outcome = e.outcome();
            log.warn("{} gave no answer that can be relied on: {}", register, e.getMessage());
        } catch (DateTimeException | IllegalArgumentException e) {
            outcome = new Outcome.Invalid("a field is malformed");
            log.warn("{} gave no answer that can be relied on: a field is malformed", register);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            health.asked(register, connector, outcome, System.nanoTime() - started);
        }
        return new RegisterAnswer.Silent();
    }

    private static RegisterAnswer inspection(ObjectNode entry) throws NotAnswered {
        String kind = text(entry, "kind");
        if (!kind.equals("TAX") && !kind.equals("CUSTOMS")) {
            throw NotAnswered.invalid("kind");
        }
        JsonNode subject = entry.path("subject");
        JsonNode closed = entry.path("closedOn");
        return new RegisterAnswer.Inspection(
                text(entry, "number"),
                flag(entry, "field"),
                text(entry, "bodyId"),
                Subject.of(
                        Subject.Kind.valueOf(subject.path("kind").asString("")),
                        subject.path("value").asString("")),
                LocalDate.parse(text(entry, "openedOn")),
                closed.isNull() || closed.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(LocalDate.parse(text(entry, "closedOn"))));
    }

    private static RegisterAnswer criminalCase(ObjectNode entry) throws NotAnswered {
        List<String> inCharge = new ArrayList<>();
        for (JsonNode officer : list(entry, "inCharge")) {
            inCharge.add(officer.asString(""));
        }
        List<Article> articles = new ArrayList<>();
        for (JsonNode article : list(entry, "articles")) {
            articles.add(new Article(
                    article.path("article").asString(""), article.path("part").asString("")));
        }
        return new RegisterAnswer.CriminalCase(
                text(entry, "number"), flag(entry, "closed"), text(entry, "bodyId"), inCharge, articles);
    }

    private static String text(ObjectNode entry, String field) throws NotAnswered {
        JsonNode value = entry.path(field);
        if (!value.isString() || value.stringValue().isEmpty()) {
            throw NotAnswered.invalid(field);
        }
        return value.stringValue();
    }

    private static boolean flag(ObjectNode entry, String field) throws NotAnswered {
        JsonNode value = entry.path(field);
        if (!value.isBoolean()) {
            throw NotAnswered.invalid(field);
        }
        return value.booleanValue();
    }

    private static ArrayNode list(ObjectNode entry, String field) throws NotAnswered {
        if (entry.path(field) instanceof ArrayNode list) {
            return list;
        }
        throw NotAnswered.invalid(field);
    }

    private interface Reading {
        RegisterAnswer of(ObjectNode entry) throws NotAnswered;
    }
}
