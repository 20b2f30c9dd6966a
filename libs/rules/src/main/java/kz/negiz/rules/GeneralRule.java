package kz.negiz.rules;

/** Requirements that both orders state, each under a number of its own. */
public enum GeneralRule {
    /** The user is registered in the system. */
    REGISTERED("R41-2a", "R150-15b"),
    /** The agreement was signed at the first entry. */
    AGREEMENT_SIGNED("R41-7", "R150-14a"),
    /** Each question carries the EDS of its author. */
    SIGNED("R41-2b", "R150-21"),
    /** The means of the EDS are not passed on: who signs is who asks. */
    SIGNS_FOR_ONESELF("R41-6", "R150-24"),
    /** Access follows the lists of roles and services. */
    BY_ROLE_AND_PROFILE("R41-2d", "R150-15b"),
    /** The question is justified. */
    JUSTIFIED("R41-9a", "R150-23a"),
    /** Questions and answers are stored for good. */
    STORED_FOR_GOOD("R41-25", "R150-50");

    private final String order41;
    private final String order150;

    GeneralRule(String order41, String order150) {
        this.order41 = order41;
        this.order150 = order150;
    }

    /** The requirement's id in this order. */
    public String in(Order order) {
        return switch (order) {
            case ORDER_41 -> order41;
            case ORDER_150 -> order150;
        };
    }
}
