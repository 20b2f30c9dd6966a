package kz.negiz.cli.api;

import tools.jackson.databind.JsonNode;

/** The platform answered with a problem document (RFC 9457). */
public final class ApiRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient JsonNode problem;

    ApiRefused(int status, JsonNode problem) {
        super(problem.path("title").asString("refused"));
        this.status = status;
        this.problem = problem;
    }

    public int status() {
        return status;
    }

    /** The problem document as it came. */
    public JsonNode problem() {
        return problem;
    }

    /** As people read it: what was refused, by which rule, and what to do. */
    public String text() {
        String rule = problem.path("rule").asString("");
        return problem.path("title").asString("Refused") + (rule.isEmpty() ? "" : " [" + rule + "]") + "\n"
                + problem.path("detail").asString("");
    }
}
