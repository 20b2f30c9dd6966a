package kz.negiz.kit.trust;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/** The gateway's trust list over HTTP. */
public interface TrustClient {

    /** The statement of the moment, as a compact JWS. */
    @GetExchange("/internal/trust/bundle")
    String statement();

    /** The bytes of the bundle with this number, while it is the one that holds. */
    @GetExchange("/internal/trust/bundle/{number}")
    byte[] bundle(@PathVariable long number);
}
