package kz.negiz.rules;

import java.util.List;

/**
 * What one edition has otherwise than another.
 *
 * @param profile the access right it is about; empty where it is about several
 * @param item the service, role, article … it is about
 * @param from what the older edition says; empty where it has no such item
 * @param to what the newer edition says; empty where it has no such item
 * @param whom who is concerned: bodies with roles, or profiles
 */
public record Change(
        Direction direction, Kind kind, String profile, String item, String from, String to, List<String> whom) {

    public Change {
        whom = List.copyOf(whom);
    }

    /** Whether more can be seen than before. */
    public enum Direction {
        OPENS,
        CLOSES,
        /** Neither or both. */
        ALTERS
    }

    /** What changed. */
    public enum Kind {
        SERVICE,
        PROFILE,
        CELL,
        ROLE,
        BODY_PROFILE,
        ARTICLE,
        CHOSEN_BASIS,
        REDACTION
    }
}
