package kz.negiz.gateway.edge;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * How this gateway faces its users: with everything that TLS asks for, or, in the demo profile alone, so that an untouched
 * browser reaches it over plain HTTP on its own machine. No property can loosen the first.
 */
@Component
public final class Exposure {

    private final boolean demo;

    Exposure(Environment environment) {
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    /** Whether cookies are sent over TLS only, and browsers are told to keep to TLS. */
    public boolean tlsOnly() {
        return !demo;
    }

    /** Whether pages may reach a signing program over plain {@code ws} on the loopback interface. */
    public boolean plainSigningProgram() {
        return demo;
    }
}
