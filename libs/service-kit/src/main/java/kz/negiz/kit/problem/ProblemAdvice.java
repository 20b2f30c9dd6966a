package kz.negiz.kit.problem;

import java.util.Locale;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns everything that goes wrong into a problem document. */
@RestControllerAdvice
final class ProblemAdvice {

    private final ProblemDocuments documents;

    ProblemAdvice(ProblemDocuments documents) {
        this.documents = documents;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> failed(Exception e, Locale language) {
        return documents.answer(e, language);
    }
}
