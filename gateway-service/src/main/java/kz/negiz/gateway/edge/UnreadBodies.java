package kz.negiz.gateway.edge;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Hangs up on a request whose body did not end within its limits. Tomcat would go on reading it after the answer, for as long as
 * the client likes.
 */
final class UnreadBodies extends ValveBase {

    private static final String LEFT = UnreadBodies.class.getName();

    UnreadBodies() {
        super(true);
    }

    /** Notes that the rest of the body is not worth waiting for. */
    static void leave(ServletRequest request) {
        request.setAttribute(LEFT, true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.getAttribute(LEFT) != null) {
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            response.finishResponse();
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }
}
