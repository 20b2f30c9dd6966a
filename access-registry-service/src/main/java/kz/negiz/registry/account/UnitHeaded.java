package kz.negiz.registry.account;

/** Whether the position is the head's of a unit, and of which kind (R41-A1). */
public enum UnitHeaded {
    NONE,
    /** Басқарма, управление. */
    DIRECTORATE,
    /** Бөлім, отдел. */
    DIVISION
}
