package kz.negiz.broker.edition;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import kz.negiz.rules.Edition;
import kz.negiz.rules.Profile;
import kz.negiz.rules.Role;
import kz.negiz.rules.Title;
import org.springframework.context.MessageSource;

/**
 * The names that editions give, in the reader's language; the code where there is no name.
 *
 * @param editions where a name is looked for, in this order
 */
record RuleNames(MessageSource texts, String language, List<Edition> editions) {

    String profile(String code) {
        return title(code, Edition::profile, Profile::name);
    }

    /** {@code INTERNAL_AFFAIRS/POLICE_OPERATIVE} in words. */
    String holder(String holder) {
        String[] parts = holder.split("/", 2);
        String role = parts[1].equals("SYSTEM") ? text("rules.system") : title(parts[1], Edition::role, Role::title);
        return texts.getMessage("rules.body." + parts[0], null, parts[0], Locale.of(language)) + ": " + role;
    }

    <T> String title(String code, BiFunction<Edition, String, Optional<T>> find, Function<T, Title> title) {
        return editions.stream()
                .flatMap(edition -> find.apply(edition, code).stream())
                .findFirst()
                .map(title)
                .map(each -> each.in(language))
                .filter(each -> !each.isBlank())
                .orElse(code);
    }

    String text(String key, Object... arguments) {
        return Objects.requireNonNull(texts.getMessage(key, arguments, key, Locale.of(language)));
    }
}
