package kz.negiz.rules;

import java.util.List;

/**
 * What is kept of an answer; everything else leaves it.
 *
 * @param rule the requirement that says so
 * @param keep paths of what is kept, such as {@code cases[].number}; {@code **} keeps everything
 * @param conditions what a list's entry must have to be kept at all
 */
public record Redaction(String rule, List<String> keep, List<Condition> conditions) {

    private static final String EVERYTHING = "**";

    public Redaction {
        keep = List.copyOf(keep);
        conditions = List.copyOf(conditions);
    }

    /** Whether nothing of an answer is left out. */
    public boolean keepsEverything() {
        return keep.contains(EVERYTHING) && conditions.isEmpty();
    }

    /** An entry is kept only where the value at the path is this one. */
    public record Condition(String path, String value) {}
}
