package kz.negiz.kit.trust;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/** The answers of the authorities' OCSP responder, for which the gateway alone asks. */
public interface OcspClient {

    /** What the responder says of a certificate at this moment, or said a moment ago. */
    @PostExchange("/internal/trust/ocsp")
    OcspWord word(@RequestBody OcspQuestion question);
}
