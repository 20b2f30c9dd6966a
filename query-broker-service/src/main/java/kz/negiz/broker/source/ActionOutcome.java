package kz.negiz.broker.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What became of an encumbrance at the owner of its register, as far as can be known. */
public sealed interface ActionOutcome {

    /** It was not sent at all. */
    record NotSent(String why) implements ActionOutcome {}

    /** It was carried out, under this number of the register. */
    record Done(String registrationNumber) implements ActionOutcome {}

    /** The owner says that it does not carry it out, and why in a word of its own. */
    record Rejected(String code) implements ActionOutcome {}

    /** The owner knows of no such request, and knows all that came since a moment. */
    record Unheard(Instant knowsSince) implements ActionOutcome {}

    /** Nobody can say: no answer, none that can be relied on, or the owner is still at it. */
    record Unknown(String why) implements ActionOutcome {}

    /** What an owner says while it has not decided. */
    String IN_PROGRESS = "IN_PROGRESS";

    Pattern STATE = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");
    int LONGEST_NUMBER = 100;

    /**
     * Reads an owner's word on an action, where it is one on this very action.
     *
     * @param outcome {@code {requestId, action, object, groundNumber, state, registrationNumber}}
     */
    static ActionOutcome read(SourceAction action, JsonNode outcome) {
        boolean same = outcome instanceof ObjectNode
                && is(outcome, "requestId", action.question().requestId().toString())
                && is(outcome, "action", action.kind())
                && is(outcome, "object", action.lies())
                && is(outcome, "groundNumber", action.groundNumber());
        if (!same) {
            return new Unknown("an answer about another action");
        }
        String state = outcome.path("state").asString("");
        if (state.equals("DONE")) {
            String number = outcome.path("registrationNumber").asString("");
            return number.isBlank() || number.length() > LONGEST_NUMBER
                    ? new Unknown("done, without a registration number")
                    : new Done(number);
        }
        return !STATE.matcher(state).matches() || state.equals(IN_PROGRESS)
                ? new Unknown("not decided yet")
                : new Rejected(state);
    }

    /** Reads the answer to the question what became of an action. */
    static ActionOutcome told(SourceAction action, ObjectNode answer) {
        if (!action.question().service().equals(answer.path("service").asString(""))) {
            return new Unknown("an answer of another service");
        }
        JsonNode outcome = answer.path("outcome");
        if (!outcome.isNull() && !outcome.isMissingNode()) {
            return read(action, outcome);
        }
        try {
            return new Unheard(Instant.parse(answer.path("knownSince").asString("")));
        } catch (DateTimeException e) {
            return new Unknown("an answer that does not say since when its owner knows");
        }
    }

    private static boolean is(JsonNode outcome, String field, String value) {
        return value.equals(outcome.path(field).asString(""));
    }
}
