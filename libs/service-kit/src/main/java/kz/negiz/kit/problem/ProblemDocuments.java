package kz.negiz.kit.problem;

import jakarta.validation.ConstraintViolationException;
import java.net.URI;
import java.sql.SQLException;
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
import org.springframework.transaction.TransactionSystemException;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Builds RFC 9457 problem details; what was not foreseen is logged under the correlation id. */
public final class ProblemDocuments {

    private static final Logger log = LoggerFactory.getLogger(ProblemDocuments.class);
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

    /** What is said of anything that went wrong while a request was served; logs it where the log needs it. */
    public ProblemDetail ofFailure(Exception e, Locale asked) {
        return switch (e) {
            case ProblemException refusal -> {
                if (refusal.getCause() != null) {
                    log.warn(
                            "{}: {}",
                            refusal.problem().code(),
                            refusal.getCause().getClass().getName());
                }
                yield of(refusal, asked);
            }
            case BindException binding -> invalidFields(binding, asked);
            case MethodArgumentTypeMismatchException _,
                    HttpMessageNotReadableException _,
                    ServletRequestBindingException _,
                    HandlerMethodValidationException _,
                    ConstraintViolationException _ -> of(CommonProblem.INVALID_INPUT, asked, "");
            case MaxUploadSizeExceededException _ -> of(CommonProblem.TOO_LARGE, asked);
            case NoResourceFoundException _, NoHandlerFoundException _ -> of(CommonProblem.NOT_FOUND, asked);
            case HttpRequestMethodNotSupportedException _ -> of(CommonProblem.METHOD_NOT_ALLOWED, asked);
            case HttpMediaTypeNotSupportedException _ -> of(CommonProblem.MEDIA_TYPE_NOT_SUPPORTED, asked);
            case HttpMediaTypeNotAcceptableException _ -> of(CommonProblem.NOT_ACCEPTABLE, asked);
            case CannotCreateTransactionException _,
                    DataAccessResourceFailureException _,
                    QueryTimeoutException _,
                    TransientDataAccessException _,
                    ResourceAccessException _ -> {
                log.error(
                        "Something this service needs does not answer: {}",
                        e.getClass().getName());
                yield of(CommonProblem.UNAVAILABLE, asked);
            }
            case TransactionSystemException broken
            when isOfLostConnection(broken) -> {
                log.error("The database was lost in the middle of a transaction");
                yield of(CommonProblem.UNAVAILABLE, asked);
            }
            default -> {
                log.error("Unexpected, correlation {}", Correlation.current(), e);
                yield of(CommonProblem.UNEXPECTED, asked, Correlation.current());
            }
        };
    }

    /** Whoever rolls back on a connection that is gone learns of that alone; the classes are "connection" and "operator". */
    private static boolean isOfLostConnection(TransactionSystemException broken) {
        for (Throwable cause = broken.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException failed) {
                String state = failed.getSQLState();
                return state == null || state.startsWith("08") || state.startsWith("57");
            }
        }
        return false;
    }

    /** The whole answer to a request that failed, as {@code application/problem+json}. */
    public ResponseEntity<ProblemDetail> answer(Exception e, Locale asked) {
        ProblemDetail document = ofFailure(e, asked);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(document.getStatus());
        if (e instanceof ProblemException refusal) {
            refusal.retryAfter().ifPresent(seconds -> answer.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
        }
        return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(
                        HttpHeaders.CONTENT_LANGUAGE,
                        ProblemTexts.nearest(asked).getLanguage())
                .body(document);
    }

    private ProblemDetail invalidFields(BindException e, Locale asked) {
        String fields = e.getFieldErrors().stream()
                .map(FieldError::getField)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        ProblemDetail document = of(CommonProblem.INVALID_INPUT, asked, fields);
        document.setProperty("fields", fields);
        return document;
    }
}
