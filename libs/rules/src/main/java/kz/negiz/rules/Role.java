package kz.negiz.rules;

import java.util.Set;

/** A row of annex 12 of Order 150 or annex 1 of Order 41. */
public record Role(int number, String code, Title title, Set<Ground> grounds) {

    public Role {
        grounds = Set.copyOf(grounds);
    }
}
