package kz.negiz.gateway.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;

/**
 * The fields of a form that a page of the gateway itself sent. The container does not read forms here, since nearly all of
 * them belong to a service.
 */
public final class FormBody {

    private static final int MAX_BYTES = 131_072;

    private final Map<String, String> fields;

    private FormBody(Map<String, String> fields) {
        this.fields = fields;
    }

    public static FormBody of(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new ProblemException(CommonProblem.TOO_LARGE);
        }
        Map<String, String> fields = new HashMap<>();
        try {
            for (String pair : new String(bytes, StandardCharsets.US_ASCII).split("&", 32)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new ProblemException(CommonProblem.INVALID_INPUT, "").causedBy(e);
        }
        return new FormBody(fields);
    }

    /** A field; empty if it was not sent. */
    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
