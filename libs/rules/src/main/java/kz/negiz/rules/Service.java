package kz.negiz.rules;

/** One of the 77 databases and services that can be asked. */
public record Service(int number, String code, Title title, Kind kind) {

    /** What the service is. */
    public enum Kind {
        STATE_DATABASE,
        DATABASE,
        INFORMATION_SERVICE,
        RELATION_SEARCH,
        /** Imposes or lifts an encumbrance: an action and not a question. */
        ENCUMBRANCE_ACTION
    }
}
