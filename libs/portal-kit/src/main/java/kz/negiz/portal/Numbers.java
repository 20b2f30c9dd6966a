package kz.negiz.portal;

import java.util.ArrayList;
import java.util.List;

/** Long numbers as pages show them; templates see it as {@code numbers}. */
public final class Numbers {

    Numbers() {}

    /** A number cut into groups of three, as the page sets them apart; copied from the page it has no spaces. */
    public List<String> groups(String number) {
        List<String> groups = new ArrayList<>();
        for (int start = 0; start < number.length(); start += 3) {
            groups.add(number.substring(start, Math.min(start + 3, number.length())));
        }
        return groups;
    }
}
