package kz.negiz.portal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * Says in words where a rule stands: {@code R41-32a} is paragraph 32 of Order 41, {@code R150-A11i} is annex 11 of Order
 * 150. Templates see it as {@code rules}.
 */
public final class RuleReference {

    private static final Pattern PARAGRAPH = Pattern.compile("R(\\d+)-(\\d+)[a-z]*");
    private static final Pattern ANNEX = Pattern.compile("R(\\d+)-A(\\d+)[a-z]*");

    private final MessageSource texts;

    RuleReference(MessageSource texts) {
        this.texts = texts;
    }

    /** The place of a rule in words; its bare id where the id has another form. */
    public String place(String rule) {
        return in(PARAGRAPH, "portal.rule.paragraph", rule)
                .or(() -> in(ANNEX, "portal.rule.annex", rule))
                .orElse(rule);
    }

    private Optional<String> in(Pattern form, String key, String rule) {
        Matcher matcher = form.matcher(rule);
        return matcher.matches()
                ? Optional.of(texts.getMessage(
                        key, new Object[] {matcher.group(1), matcher.group(2)}, LocaleContextHolder.getLocale()))
                : Optional.empty();
    }
}
