package kz.negiz.rules;

import java.time.LocalDate;
import java.util.List;

/**
 * What the rules need to know of a question, or of an encumbrance that is asked for.
 *
 * @param day the day of the question in Astana
 */
public record Ask(Aim aim, String profile, Basis basis, List<String> services, List<Subject> subjects, LocalDate day) {

    /** What is wanted of the services. */
    public enum Aim {
        INFORMATION,
        ENCUMBRANCE
    }

    /** A question. */
    public Ask(String profile, Basis basis, List<String> services, List<Subject> subjects, LocalDate day) {
        this(Aim.INFORMATION, profile, basis, services, subjects, day);
    }

    public Ask {
        services = List.copyOf(services);
        subjects = List.copyOf(subjects);
    }
}
