package kz.negiz.broker.desk;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question as far as it was typed, right or wrong: what each input holds, in the officer's own letters. An input that holds
 * nothing is absent.
 *
 * @param profile access right
 * @param number of the inspection or of the criminal case
 * @param text the basis in words
 * @param code the chosen basis
 * @param material number of the material
 * @param namedCase the criminal case beside such a basis
 * @param subject what was typed of subjects that are recognised by themselves, with what sets them apart
 * @param others subjects on lines of their own
 */
public record TypedQuestion(
        @Nullable @Size(max = 64) String profile,
        @Nullable @Size(max = 200) String number,
        @Nullable @Size(max = 200) String assignmentNumber,
        @Nullable @Size(max = 40) String assignmentDate,
        @Nullable @Size(max = 200) String assignmentBody,
        @Nullable @Size(max = 2_000) String text,
        @Nullable @Size(max = 64) String code,
        @Nullable @Size(max = 200) String material,
        @Nullable @Size(max = 200) String namedCase,
        @Nullable @Size(max = 2_000) String subject,
        @Nullable @Size(max = 2_000) String purpose,
        @Size(max = 77) List<@NotNull @Size(max = 64) String> services,
        @Size(max = 51) List<@NotNull @Valid Line> others) {

    public TypedQuestion {
        profile = typed(profile);
        number = typed(number);
        assignmentNumber = typed(assignmentNumber);
        assignmentDate = typed(assignmentDate);
        assignmentBody = typed(assignmentBody);
        text = typed(text);
        code = typed(code);
        material = typed(material);
        namedCase = typed(namedCase);
        subject = typed(subject);
        purpose = typed(purpose);
        services = List.copyOf(Objects.requireNonNullElse(services, List.of()));
        others = List.copyOf(Objects.requireNonNullElse(others, List.of()));
    }

    /**
     * A subject on a line of its own.
     *
     * @param label what it is, for example {@code NAME} or {@code DOCUMENT.PASSPORT}
     * @param text what was typed
     */
    public record Line(
            @NotNull @Size(max = 64) String label,
            @NotNull @Size(max = 1_000) String text) {

        @Override
        public String toString() {
            return "Line[" + label + "]";
        }
    }

    /** Whether there is nothing in it that would have to be typed again: the access right and a preset choice don't count. */
    @JsonIgnore
    public boolean isBlank() {
        return services.isEmpty()
                && others.isEmpty()
                && Stream.of(
                                number,
                                assignmentNumber,
                                assignmentDate,
                                assignmentBody,
                                text,
                                material,
                                namedCase,
                                subject,
                                purpose)
                        .allMatch(Objects::isNull);
    }

    private static @Nullable String typed(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    /** What was typed is about persons. */
    @Override
    public String toString() {
        return "TypedQuestion[" + profile + "]";
    }
}
