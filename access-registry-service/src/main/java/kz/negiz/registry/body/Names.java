package kz.negiz.registry.body;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Locale;

/** A name in the three languages of the platform. */
@Embeddable
public record Names(
        @NotBlank @Size(max = 300) @Column(name = "name_kk") String kk,
        @NotBlank @Size(max = 300) @Column(name = "name_ru") String ru,
        @NotBlank @Size(max = 300) @Column(name = "name_en") String en) {

    /** The name in the reader's language. */
    public String in(Locale language) {
        return switch (language.getLanguage()) {
            case "ru" -> ru;
            case "en" -> en;
            default -> kk;
        };
    }
}
