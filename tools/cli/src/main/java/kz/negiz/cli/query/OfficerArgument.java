package kz.negiz.cli.query;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The officer for whom an information system asks: {@code IIN} or {@code IIN,BIN}. */
public final class OfficerArgument {

    private OfficerArgument() {}

    public static ObjectNode read(String argument) {
        int comma = argument.indexOf(',');
        return JsonNodeFactory.instance
                .objectNode()
                .put("iin", comma < 0 ? argument : argument.substring(0, comma))
                .put("bin", comma < 0 ? "" : argument.substring(comma + 1));
    }
}
