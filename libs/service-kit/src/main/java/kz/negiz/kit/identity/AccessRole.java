package kz.negiz.kit.identity;

/** What an account may be used for. An operator's account is never an officer's. */
public enum AccessRole {
    /** May ask questions on a legal basis. */
    OFFICER,
    /** Answers for the justification of the subordinates' questions (R41-15 to R41-19, R150-29 to R150-32). */
    OFFICIAL,
    /** Administers the platform for the Committee (R41-4a, R150-33). */
    OPERATOR,
    /** Supervises the lawfulness of obtaining data (R41-33, R150-51). */
    PROSECUTOR,
    /** Officer of warehouse control of a state revenue body (Order 283). */
    WAREHOUSE_OFFICER,
    /** Owner of a temporary storage warehouse (Order 283). */
    WAREHOUSE_OWNER,
    /** Asks by itself under the access right that bears its name, for an officer whom it names (annexes 4 and 6 of Order 150). */
    INFORMATION_SYSTEM
}
