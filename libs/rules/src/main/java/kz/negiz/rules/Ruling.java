package kz.negiz.rules;

import java.util.List;

/** What the annexes say of a {@link Case}. */
public sealed interface Ruling {

    /**
     * An answer.
     *
     * @param rule the requirement that it rests on
     * @param findings what was compared, in this order; where the level is {@link Cell#NONE} the last one decided
     */
    record Decided(Cell level, String rule, List<Finding> findings) implements Ruling {

        public Decided {
            findings = List.copyOf(findings);
        }
    }

    /** The edition does not know something that the case names. */
    record NotKnown(List<Unknown> unknown) implements Ruling {

        public NotKnown {
            unknown = List.copyOf(unknown);
        }
    }

    /** A value that the edition does not have. */
    record Unknown(Field field, String value) {}

    /** Parts of a case. */
    enum Field {
        PROFILE,
        SERVICE,
        BODY,
        ROLE
    }
}
