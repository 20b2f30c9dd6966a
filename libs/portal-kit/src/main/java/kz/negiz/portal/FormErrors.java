package kz.negiz.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.problem.ProblemTexts;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/**
 * What is wrong in a form, a sentence for each field; templates see it as {@code errors}.
 *
 * <pre>{@code
 * FormErrors errors = forms.errors();
 * errors.require(isBin(form.bin()), "bin", "video.bin.wrong");
 * if (errors.none()) {
 *     try {
 *         return "redirect:" + save(form);
 *     } catch (ProblemException refusal) {
 *         errors.add("bin", refusal);
 *     }
 * }
 * return errors.again(model, response, "video/warehouse-new");
 * }</pre>
 */
public final class FormErrors {

    private final MessageSource texts;
    private final ProblemTexts problems;
    private final Locale language;
    private final Map<String, String> byField = new LinkedHashMap<>();
    private HttpStatus status = HttpStatus.UNPROCESSABLE_CONTENT;

    FormErrors(MessageSource texts, ProblemTexts problems, Locale language) {
        this.texts = texts;
        this.problems = problems;
        this.language = language;
    }

    /** Notes an error of a field where something does not hold. */
    public FormErrors require(boolean holds, String field, String key, Object... arguments) {
        if (!holds) {
            byField.putIfAbsent(field, texts.getMessage(key, arguments, language));
        }
        return this;
    }

    /** Notes a refusal beside the field that it is about; the form is answered with the refusal's status. */
    public FormErrors add(String field, ProblemException refusal) {
        byField.putIfAbsent(
                field, problems.detail(refusal.problem(), ProblemTexts.nearest(language), refusal.arguments()));
        status = refusal.problem().status();
        return this;
    }

    public boolean none() {
        return byField.isEmpty();
    }

    /** For the page's model, when the form is shown for the first time. */
    public Map<String, String> byField() {
        return byField;
    }

    /** Shows the form again; the model holds what was typed. */
    public String again(Model model, HttpServletResponse response, String view) {
        model.addAttribute("errors", byField);
        response.setStatus(status.value());
        return view;
    }
}
