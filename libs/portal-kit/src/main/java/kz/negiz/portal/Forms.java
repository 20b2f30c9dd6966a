package kz.negiz.portal;

import kz.negiz.kit.problem.ProblemTexts;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;

/** Helps pages to show a form again when something in it is wrong, with all that was typed. */
public final class Forms {

    private final MessageSource texts;
    private final ProblemTexts problems = new ProblemTexts();

    Forms(MessageSource texts) {
        this.texts = texts;
    }

    /** A form in which nothing is wrong so far, in the reader's language. */
    public FormErrors errors() {
        return new FormErrors(texts, problems, LocaleContextHolder.getLocale());
    }
}
