package kz.negiz.gateway.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import kz.negiz.kit.problem.Problem;
import kz.negiz.kit.problem.ProblemException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/** Tells of a problem where no controller has been reached: a page to people, a problem document to programs. */
@Component
public final class ProblemWriter {

    private final HandlerExceptionResolver problems;
    private final ViewResolver views;
    private final LocaleResolver languages;

    ProblemWriter(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            @Qualifier("viewResolver") ViewResolver views,
            LocaleResolver languages) {
        this.problems = problems;
        this.views = views;
        this.languages = languages;
    }

    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        write(request, response, new ProblemException(problem));
    }

    /** Answers as a controller's failure would be answered, in the caller's language. */
    public void write(HttpServletRequest request, HttpServletResponse response, Exception problem) throws IOException {
        Locale language = languages.resolveLocale(request);
        LocaleContext before = LocaleContextHolder.getLocaleContext();
        RequestAttributes attributesBefore = RequestContextHolder.getRequestAttributes();
        LocaleContextHolder.setLocale(language);
        // Pages look for the request there, and the gate stands before the filter that puts it there.
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request, response));
        request.setAttribute(DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, languages);
        try {
            ModelAndView page = problems.resolveException(request, response, null, problem);
            if (page != null && page.getViewName() != null) {
                View view = Objects.requireNonNull(views.resolveViewName(page.getViewName(), language));
                if (page.getStatus() != null) {
                    response.setStatus(page.getStatus().value());
                }
                view.render(page.getModel(), request, response);
            } else if (page == null) {
                response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            }
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("The problem page could not be rendered", e);
        } finally {
            LocaleContextHolder.setLocaleContext(before);
            RequestContextHolder.setRequestAttributes(attributesBefore);
        }
    }
}
