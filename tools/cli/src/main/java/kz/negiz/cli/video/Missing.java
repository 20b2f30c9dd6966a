package kz.negiz.cli.video;

import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What a hand-over lacks, as text. */
final class Missing {

    private Missing() {}

    static String of(JsonNode handOver) {
        JsonNode missing = handOver.path("missing");
        return missing.isEmpty()
                ? ""
                : missing.valueStream()
                        .map(part -> part.asString().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ", ", missing: ", ""));
    }
}
