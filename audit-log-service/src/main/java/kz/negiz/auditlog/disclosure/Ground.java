package kz.negiz.auditlog.disclosure;

/** What a prosecutor's request rests on. */
enum Ground {
    /** The resolution on the inspection (R41-33b, R150-52). */
    RESOLUTION,
    /** Another document that was the ground of the request (R41-34b). */
    OTHER_DOCUMENT
}
