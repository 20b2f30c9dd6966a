package kz.negiz.registry.body;

/** Kinds of bodies: those of {@code body_profiles.csv}, and two whose people ask nothing. */
public enum BodyKind {
    PROSECUTION,
    INTERNAL_AFFAIRS,
    ECONOMIC_INVESTIGATION,
    MOF_FINANCIAL_MONITORING,
    CIVIL_PROTECTION,
    STATE_REVENUE,
    ANTICORRUPTION,
    /** An organisation that owns temporary storage warehouses (Order 283). */
    WAREHOUSE_OWNER,
    /** The Committee on Legal Statistics and Special Records: the operator (R41-D6, R150-11a). */
    COMMITTEE
}
