package kz.negiz.rules;

/**
 * Which body and role may use which profile.
 *
 * @param roleCode empty where the actor is an information system
 * @param profileCode empty where the orders give this body and role no profile
 */
record BodyProfile(String bodyKind, Actor actor, String roleCode, String profileCode, String requirement) {

    enum Actor {
        PERSON,
        SYSTEM
    }
}
