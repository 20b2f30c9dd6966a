package kz.negiz.kit.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A refusal or an error that the caller is told of. Arguments fill the placeholders of the catalogue's texts; neither they
 * nor the particulars may hold a secret or a personal datum.
 */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String RETRY_AFTER = "retryAfter";

    private final transient Problem problem;
    private final transient Object[] arguments;
    private final transient Map<String, Object> particulars = new LinkedHashMap<>();
    private String rule = "";

    public ProblemException(Problem problem, Object... arguments) {
        super(problem.code());
        this.problem = problem;
        this.arguments = arguments.clone();
    }

    /** Names the requirement that the refusal rests on, for example {@code R41-22}. */
    public ProblemException rule(String requirement) {
        this.rule = requirement;
        return this;
    }

    /** Adds a member to the problem document. */
    public ProblemException with(String name, Object value) {
        particulars.put(name, value);
        return this;
    }

    /** Tells the caller, also by a {@code Retry-After} header, when it makes sense to ask again. */
    public ProblemException retryAfter(long seconds) {
        return with(RETRY_AFTER, seconds);
    }

    /** In how many seconds it makes sense to ask again, if that is known. */
    public OptionalLong retryAfter() {
        return particulars.get(RETRY_AFTER) instanceof Long seconds ? OptionalLong.of(seconds) : OptionalLong.empty();
    }

    /** Keeps the cause for the service's own log. */
    public ProblemException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }

    public Problem problem() {
        return problem;
    }

    public Object[] arguments() {
        return arguments.clone();
    }

    public Map<String, Object> particulars() {
        return Map.copyOf(particulars);
    }

    /** The requirement's id, or nothing. */
    public String rule() {
        return rule;
    }
}
