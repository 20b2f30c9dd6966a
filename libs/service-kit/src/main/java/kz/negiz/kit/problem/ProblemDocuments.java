package kz.negiz.kit.problem;

import java.net.URI;
import java.util.Locale;
import kz.negiz.kit.http.Correlation;
import org.springframework.http.ProblemDetail;

/** Builds RFC 9457 problem details. */
public final class ProblemDocuments {

    private static final String NAMESPACE = "urn:negiz:problem:";

    private final ProblemTexts texts;

    public ProblemDocuments(ProblemTexts texts) {
        this.texts = texts;
    }

    public ProblemDetail of(ProblemException e, Locale asked) {
        ProblemDetail document = of(e.problem(), asked, e.arguments());
        if (!e.rule().isEmpty()) {
            document.setProperty("rule", e.rule());
        }
        e.particulars().forEach(document::setProperty);
        return document;
    }

    public ProblemDetail of(Problem problem, Locale asked, Object... arguments) {
        Locale language = ProblemTexts.nearest(asked);
        ProblemDetail document =
                ProblemDetail.forStatusAndDetail(problem.status(), texts.detail(problem, language, arguments));
        document.setType(URI.create(NAMESPACE + problem.code()));
        document.setTitle(texts.title(problem, language));
        document.setInstance(URI.create("urn:negiz:correlation:" + Correlation.current()));
        return document;
    }
}
