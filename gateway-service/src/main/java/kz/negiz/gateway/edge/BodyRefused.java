package kz.negiz.gateway.edge;

import java.io.IOException;
import java.util.Optional;
import kz.negiz.kit.problem.Problem;

/** The request body went beyond a limit, of size or of time, while it was read. */
public final class BodyRefused extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    BodyRefused(Problem problem) {
        super("The request body is not accepted: " + problem.code());
        this.problem = problem;
    }

    /** The limit that lies behind a failure, if this is what lies behind it. */
    public static Optional<Problem> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyRefused refused) {
                return Optional.of(refused.problem);
            }
        }
        return Optional.empty();
    }
}
