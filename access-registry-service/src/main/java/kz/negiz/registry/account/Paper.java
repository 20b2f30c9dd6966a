package kz.negiz.registry.account;

import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;

/** A paper that a decision rests on, by number and date: an Application, an order. */
@Embeddable
public record Paper(
        @NotNull @Pattern(regexp = Paper.NUMBER) String number,
        @NotNull LocalDate date) {

    /** A number has at least one letter or digit; a dot alone names nothing. */
    public static final String NUMBER = "(?=.*[\\p{L}\\p{N}])[\\p{L}\\p{N} ./№_-]{1,64}";
}
