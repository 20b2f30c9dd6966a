package kz.negiz.portal;

import java.util.Optional;
import kz.negiz.kit.identity.Caller;

/** Who looks at the page. Services take it from the call token; the gateway, from its session. */
@FunctionalInterface
public interface CurrentUser {

    Optional<Caller.User> find();
}
