package kz.negiz.gateway.edge;

import java.io.IOException;

/** The request body went beyond the limit while it was read. */
public final class BodyTooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooLarge() {
        super("The request body is larger than accepted");
    }

    /** Whether this is what lies behind a failure. */
    public static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLarge) {
                return true;
            }
        }
        return false;
    }
}
