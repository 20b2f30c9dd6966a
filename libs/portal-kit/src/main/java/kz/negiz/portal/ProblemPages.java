package kz.negiz.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import kz.negiz.kit.http.Correlation;
import kz.negiz.kit.problem.ProblemDocuments;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Tells people, who ask for {@code text/html}, of a problem with a page; programs get the problem document as JSON. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProblemPages {

    private final ProblemDocuments documents;

    ProblemPages(ProblemDocuments documents) {
        this.documents = documents;
    }

    @ExceptionHandler(value = Exception.class, produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView failed(Exception e, Locale language, HttpServletRequest request, HttpServletResponse response) {
        ProblemDetail document = documents.ofFailure(e, language);
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        Map<String, Object> particulars = Objects.requireNonNullElse(document.getProperties(), Map.of());
        ModelAndView page = new ModelAndView("portal/problem");
        page.setStatus(HttpStatus.valueOf(document.getStatus()));
        page.addObject("problemTitle", Objects.requireNonNullElse(document.getTitle(), ""));
        page.addObject("problemDetail", Objects.requireNonNullElse(document.getDetail(), ""));
        page.addObject("problemType", String.valueOf(document.getType()));
        page.addObject("problemRule", String.valueOf(particulars.getOrDefault("rule", "")));
        page.addObject("problemStatus", document.getStatus());
        page.addObject("correlation", Correlation.current());
        return page;
    }
}
