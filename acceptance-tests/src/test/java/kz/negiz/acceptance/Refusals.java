package kz.negiz.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.function.Supplier;
import kz.negiz.cli.api.ApiRefused;
import tools.jackson.databind.JsonNode;

/** What a test expects of a refusal: which one, by which rule, and that it explains itself. */
public final class Refusals {

    /** The refusal that the platform answers with. */
    public static ApiRefused refusalOf(Supplier<?> attempt) {
        ApiRefused refused = catchThrowableOfType(ApiRefused.class, attempt::get);
        assertThat(refused).as("it should have been refused").isNotNull();
        JsonNode problem = refused.problem();
        assertThat(problem.path("type").asString("")).startsWith("urn:negiz:problem:");
        assertThat(problem.path("title").asString("")).isNotBlank();
        assertThat(problem.path("detail").asString("")).isNotBlank();
        return refused;
    }

    /** The last part of the problem's type, such as {@code inspection-closed}. */
    public static String problemOf(ApiRefused refused) {
        return refused.problem().path("type").asString("").replace("urn:negiz:problem:", "");
    }

    public static String ruleOf(ApiRefused refused) {
        return refused.problem().path("rule").asString("");
    }

    /** Refused as told, and without a question to any service. */
    public static ApiRefused refusedUnasked(
            Platform platform, String problem, List<String> rules, Supplier<?> attempt) {
        long before = platform.sources().servicesAsked();
        ApiRefused refused = refusalOf(attempt);
        assertThat(problemOf(refused)).isEqualTo(problem);
        assertThat(ruleOf(refused)).isIn(rules);
        assertThat(platform.sources().servicesAsked())
                .as("questions to services")
                .isEqualTo(before);
        return refused;
    }

    private Refusals() {}
}
