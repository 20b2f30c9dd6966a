package kz.negiz.rules;

/**
 * One column of an annex: which services are open on which kind of basis.
 *
 * @param title the heading of the column as the order has it (the Russian one is the short name; the order has none)
 * @param name short name
 * @param paragraphs the paragraphs of the order that give this access right and ask for its basis
 */
public record Profile(
        String code,
        Order order,
        int annex,
        int column,
        Title title,
        Title name,
        BasisKind basisKind,
        Ground ground,
        String paragraphs) {

    /** The requirement by which a service that the column does not open is closed. */
    public String matrixRule() {
        return switch (order) {
            case ORDER_41 -> "R41-2d";
            case ORDER_150 -> "R150-A1";
        };
    }

    /** The requirement that distributes roles over kinds of ground. */
    public String rolesRule() {
        return switch (order) {
            case ORDER_41 -> "R41-A1";
            case ORDER_150 -> "R150-A12";
        };
    }
}
