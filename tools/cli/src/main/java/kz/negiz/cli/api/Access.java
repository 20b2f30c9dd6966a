package kz.negiz.cli.api;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a request says of who makes it, before and after the login. */
sealed interface Access permits CookieAccess, KeyAccess {

    /** Forgets a login. */
    void forget();

    /** Whether there is a login to go on with. */
    boolean isOpen();

    /** Adds to a request what says who makes it. */
    void addTo(HttpRequest.Builder request);

    /**
     * Looks what an answer changes.
     *
     * @return whether the request was not looked at for want of something that the answer brought, so that it can be sent anew
     */
    boolean take(HttpResponse<?> answer);

    /** What the challenge is asked for with. */
    ObjectNode wanted();

    /** The answer to a login. */
    void entered(JsonNode answer);

    /** What is kept between commands. */
    ObjectNode kept();

    /** Goes on with what was kept; with nothing if that is not understood. */
    void goOn(JsonNode kept);
}
