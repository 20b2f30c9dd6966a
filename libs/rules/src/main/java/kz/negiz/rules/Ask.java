package kz.negiz.rules;

import java.time.LocalDate;
import java.util.List;

/**
 * What the rules need to know of a question.
 *
 * @param day the day of the question in Astana
 */
public record Ask(String profile, Basis basis, List<String> services, List<Subject> subjects, LocalDate day) {

    public Ask {
        services = List.copyOf(services);
        subjects = List.copyOf(subjects);
    }
}
