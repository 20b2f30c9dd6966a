package kz.negiz.kit.problem;

import jakarta.validation.ConstraintViolationException;
import java.util.Locale;
import java.util.stream.Collectors;
import kz.negiz.kit.http.Correlation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.BindException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns everything that goes wrong into a problem document; what was not foreseen is logged under the correlation id. */
@RestControllerAdvice
final class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ProblemDocuments documents;

    ProblemAdvice(ProblemDocuments documents) {
        this.documents = documents;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(ProblemException e, Locale language) {
        if (e.getCause() != null) {
            log.warn("{}: {}", e.problem().code(), e.getCause().getClass().getName());
        }
        return answer(documents.of(e, language), language);
    }

    @ExceptionHandler({
        MethodArgumentTypeMismatchException.class,
        HttpMessageNotReadableException.class,
        ServletRequestBindingException.class,
        HandlerMethodValidationException.class,
        ConstraintViolationException.class
    })
    ResponseEntity<ProblemDetail> invalid(Exception e, Locale language) {
        return answer(documents.of(CommonProblem.INVALID_INPUT, language, ""), language);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalidFields(BindException e, Locale language) {
        String fields = e.getFieldErrors().stream()
                .map(error -> error.getField())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        ProblemDetail document = documents.of(CommonProblem.INVALID_INPUT, language, fields);
        document.setProperty("fields", fields);
        return answer(document, language);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(MaxUploadSizeExceededException e, Locale language) {
        return answer(documents.of(CommonProblem.TOO_LARGE, language), language);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notFound(NoResourceFoundException e, Locale language) {
        return answer(documents.of(CommonProblem.NOT_FOUND, language), language);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> methodNotAllowed(HttpRequestMethodNotSupportedException e, Locale language) {
        return answer(documents.of(CommonProblem.METHOD_NOT_ALLOWED, language), language);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> mediaType(HttpMediaTypeNotSupportedException e, Locale language) {
        return answer(documents.of(CommonProblem.MEDIA_TYPE_NOT_SUPPORTED, language), language);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notAcceptable(HttpMediaTypeNotAcceptableException e, Locale language) {
        return answer(documents.of(CommonProblem.NOT_ACCEPTABLE, language), language);
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        QueryTimeoutException.class,
        TransientDataAccessException.class,
        ResourceAccessException.class
    })
    ResponseEntity<ProblemDetail> unavailable(Exception e, Locale language) {
        log.error(
                "Something this service needs does not answer: {}", e.getClass().getName());
        return answer(documents.of(CommonProblem.UNAVAILABLE, language), language);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(Exception e, Locale language) {
        log.error("Unexpected, correlation {}", Correlation.current(), e);
        return answer(documents.of(CommonProblem.UNEXPECTED, language, Correlation.current()), language);
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail document, Locale language) {
        return ResponseEntity.status(document.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(
                        HttpHeaders.CONTENT_LANGUAGE,
                        ProblemTexts.nearest(language).getLanguage())
                .body(document);
    }
}
