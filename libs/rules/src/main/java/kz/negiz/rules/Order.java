package kz.negiz.rules;

/** The two orders that give access to the databases; each user comes under one of them. */
public enum Order {
    ORDER_41("order41"),
    ORDER_150("order150");

    private final String source;

    Order(String source) {
        this.source = source;
    }

    /** The order named by the rule data's column {@code source}. */
    static Order ofSource(String source) {
        for (Order order : values()) {
            if (order.source.equals(source)) {
                return order;
            }
        }
        throw new InvalidEditionException("no order is called " + source);
    }
}
