package kz.negiz.demo.sources.world;

/** A relative, named by what that person is to the one asked about. */
public record Kin(Kind kind, Person person) {

    /** Kinds of kinship. */
    public enum Kind {
        SPOUSE,
        PARENT,
        CHILD,
        SIBLING
    }
}
