package kz.negiz.broker.document;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import kz.negiz.rules.Subject;
import kz.negiz.rules.SubjectReading;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is to be done to what somebody has.
 *
 * @param object cadastral number of what it lies upon; empty where it lies upon the subject itself
 * @param ground the document that orders it
 */
public record Encumbrance(Action action, Optional<String> object, Ground ground) {

    static final Set<String> NAMES = Set.of("action", "object", "ground");

    private static final int MAX_ISSUER = 200;

    public enum Action {
        IMPOSE,
        RELEASE
    }

    /**
     * The document that orders an encumbrance, as a ruling or an order.
     *
     * @param issuedBy who issued it, in words
     */
    public record Ground(String number, LocalDate date, String issuedBy) {}

    static Encumbrance read(ObjectNode json, Function<String, String> tidy, boolean strict) throws DocumentRefused {
        return new Encumbrance(
                action(QuestionFields.string(json, "action")),
                json.has("object")
                        ? Optional.of(object(QuestionFields.string(json, "object"), strict))
                        : Optional.empty(),
                ground(json.get("ground"), tidy));
    }

    private static Action action(String name) throws DocumentRefused {
        for (Action known : Action.values()) {
            if (known.name().equals(name)) {
                return known;
            }
        }
        throw new DocumentRefused("action", "IMPOSE or RELEASE");
    }

    private static String object(String typed, boolean strict) throws DocumentRefused {
        if (SubjectReading.of(Subject.Kind.CADASTRAL_NUMBER, Map.of("value", typed))
                        instanceof SubjectReading.Read(Subject read)
                && (!strict || read.value().equals(typed))) {
            return read.value();
        }
        throw new DocumentRefused("object", "a cadastral number is needed");
    }

    private static Ground ground(@Nullable JsonNode node, Function<String, String> tidy) throws DocumentRefused {
        if (!(node instanceof ObjectNode json)) {
            throw new DocumentRefused("ground", "an object is needed");
        }
        QuestionFields.onlyKnown(json, Set.of("number", "date", "issuedBy"), "ground");
        String issuedBy = tidy.apply(QuestionFields.string("ground", json.get("issuedBy")));
        if (issuedBy.codePoints().noneMatch(Character::isLetter)) {
            throw new DocumentRefused("ground", "who issued it is needed");
        }
        return new Ground(
                QuestionFields.matching(
                        "ground",
                        QuestionFields.PAPER_NUMBER,
                        tidy.apply(QuestionFields.string("ground", json.get("number")))),
                QuestionFields.date("ground", QuestionFields.string("ground", json.get("date"))),
                QuestionFields.text("ground", issuedBy, MAX_ISSUER));
    }

    void writeTo(ObjectNode json) {
        json.put("action", action.name());
        object.ifPresent(number -> json.put("object", number));
        json.putObject("ground")
                .put("number", ground.number())
                .put("date", ground.date().toString())
                .put("issuedBy", ground.issuedBy());
    }

    /** Objects and grounds are left out: they lead to persons. */
    @Override
    public String toString() {
        return "Encumbrance[" + action + "]";
    }
}
