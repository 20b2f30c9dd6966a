package kz.negiz.registry.standing;

/** The forms of the user agreement; which one applies depends on the order that the user comes under. */
public enum AgreementForm {
    /** Annex 6 of Rules № 21 (R41-7). */
    ORDER_41,
    /** Annex 11 of Order 150 (R150-14a). */
    ORDER_150,
    /** For users under no order that brings a form of its own. */
    OTHERS
}
