package kz.negiz.kit.problem;

import org.springframework.http.HttpStatus;

/**
 * An entry of a service's error catalogue. Each service has one enum of these; the texts stand in the message bundle
 * {@code problems} under {@code <urn suffix>.title} and {@code <urn suffix>.detail}, in Kazakh, Russian and English.
 */
public interface Problem {

    /** What follows {@code urn:negiz:problem:}; stable, since programs act on it. */
    String code();

    HttpStatus status();
}
