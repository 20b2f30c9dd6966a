package kz.negiz.cli.api;

import java.net.URI;

/** The gateway does not answer. */
public final class ApiUnreachable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ApiUnreachable(URI gateway, Throwable cause) {
        super(
                "The platform does not answer at " + gateway + ": start it with ./negiz up, or name it with --gateway",
                cause);
    }
}
