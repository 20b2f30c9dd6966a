package kz.negiz.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import kz.negiz.kit.http.Correlation;
import kz.negiz.kit.problem.ProblemDocuments;
import kz.negiz.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Tells people, whose browsers ask for {@code text/html}, of a problem with a page; everybody else gets the document. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProblemPages {

    private final ProblemDocuments documents;

    ProblemPages(ProblemDocuments documents) {
        this.documents = documents;
    }

    @ExceptionHandler
    Object failed(Exception e, Locale language, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        if (!prefersPage(request.getHeader(HttpHeaders.ACCEPT))) {
            return documents.answer(e, language);
        }
        ProblemDetail document = documents.ofFailure(e, language);
        Map<String, Object> particulars = Objects.requireNonNullElse(document.getProperties(), Map.of());
        if (e instanceof ProblemException refusal) {
            refusal.retryAfter()
                    .ifPresent(seconds -> response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
        }
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

    private static boolean prefersPage(@Nullable String accept) {
        if (accept == null) {
            return false;
        }
        try {
            return quality(accept, MediaType.TEXT_HTML) > quality(accept, MediaType.APPLICATION_JSON);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    // Wildcards do not count: a program that takes anything is better served with the document.
    private static double quality(String accept, MediaType type) {
        return MediaType.parseMediaTypes(accept).stream()
                .filter(accepted -> !accepted.isWildcardSubtype() && accepted.isCompatibleWith(type))
                .mapToDouble(MediaType::getQualityValue)
                .max()
                .orElse(0);
    }
}
