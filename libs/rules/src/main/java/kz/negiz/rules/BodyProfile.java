package kz.negiz.rules;

/**
 * Which body and role may use which profile.
 *
 * @param roleCode empty where the actor is an information system
 * @param profileCode empty where the orders give this body and role no profile
 */
public record BodyProfile(String bodyKind, Actor actor, String roleCode, String profileCode, String requirement) {

    /** Who acts: a person with a role, or an information system under its own certificate. */
    public enum Actor {
        PERSON,
        SYSTEM
    }

    /** {@code INTERNAL_AFFAIRS/POLICE_OPERATIVE}, or {@code INTERNAL_AFFAIRS/SYSTEM}. */
    public String holder() {
        return bodyKind + "/" + (actor == Actor.SYSTEM ? Actor.SYSTEM : roleCode);
    }
}
