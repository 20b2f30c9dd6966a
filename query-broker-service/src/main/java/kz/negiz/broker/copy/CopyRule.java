package kz.negiz.broker.copy;

import kz.negiz.rules.Order;

/** What both orders demand of whoever takes data out of the system, each under a number of its own. */
enum CopyRule {
    /** An electronic document equals a paper one. */
    EQUALS_PAPER("R41-21", "R150-37"),
    /** Personal data and other secrets protected by law are kept. */
    CONFIDENTIAL("R41-9b", "R150-23b"),
    /** Data are attached to the materials on whose basis they were asked for. */
    ATTACHED("R41-23a", "R150-26a"),
    /** Electronic copies on a local device are destroyed at once. */
    LOCAL_COPY("R41-23b", "R150-26b"),
    /** Data are destroyed together with the material. */
    DESTROYED_WITH_MATERIAL("R41-24b", "R150-49b");

    private final String order41;
    private final String order150;

    CopyRule(String order41, String order150) {
        this.order41 = order41;
        this.order150 = order150;
    }

    /** The requirement's id in this order. */
    String in(Order order) {
        return switch (order) {
            case ORDER_41 -> order41;
            case ORDER_150 -> order150;
        };
    }
}
