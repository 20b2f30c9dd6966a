package kz.negiz.cli.query;

import java.util.Locale;
import java.util.Map;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.rules.Subject;
import kz.negiz.rules.SubjectReading;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whom or what a question is about, as one word of a command line. */
public final class SubjectArgument {

    private SubjectArgument() {}

    /** The subject in its canonical form, which is the one that is signed. */
    public static ObjectNode read(String argument) {
        return switch (reading(argument)) {
            case SubjectReading.Read(Subject subject) -> {
                ObjectNode json = JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", subject.kind().name());
                subject.fields().forEach(json::put);
                yield json;
            }
            case SubjectReading.Wrong(String field, SubjectReading.Fault fault) ->
                throw new CommandFailed(
                        Negiz.USAGE,
                        "Wrong in --subject: "
                                + fault.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " (" + field
                                + "); see: negiz query ask --help");
        };
    }

    private static SubjectReading reading(String argument) {
        int colon = argument.indexOf(':');
        String kind = colon < 0 ? "" : argument.substring(0, colon).toLowerCase(Locale.ROOT);
        String value = argument.substring(colon + 1);
        return switch (kind) {
            case "iin", "bin", "vin", "plate", "name", "address" ->
                SubjectReading.ofLine(Subject.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), value);
            case "cadastral" -> SubjectReading.ofLine(Subject.Kind.CADASTRAL_NUMBER, value);
            case "passport", "identity-card", "residence-permit", "foreign-passport" ->
                SubjectReading.of(
                        Subject.Kind.DOCUMENT,
                        Map.of("document", kind.toUpperCase(Locale.ROOT).replace('-', '_'), "number", value));
            default -> SubjectReading.recognise(argument);
        };
    }
}
