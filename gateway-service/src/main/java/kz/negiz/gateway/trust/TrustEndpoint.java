package kz.negiz.gateway.trust;

import jakarta.validation.Valid;
import kz.negiz.kit.identity.ServesServices;
import kz.negiz.kit.identity.ServiceIdentity;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.trust.OcspQuestion;
import kz.negiz.kit.trust.OcspWord;
import kz.negiz.kit.trust.TrustStatement;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.ObjectMapper;

/** Hands the trust list to the services. */
@RestController
@ServesServices({"access-registry-service", "query-broker-service", "video-access-service", "audit-log-service"})
final class TrustEndpoint {

    private final OwnTrust trust;
    private final ServiceIdentity identity;
    private final ObjectMapper json;

    TrustEndpoint(OwnTrust trust, ServiceIdentity identity, ObjectMapper json) {
        this.trust = trust;
        this.identity = identity;
        this.json = json;
    }

    @GetMapping(value = "/internal/trust/bundle", produces = MediaType.TEXT_PLAIN_VALUE)
    String statement() {
        OwnTrust.Known known = trust.known();
        return new TrustStatement(
                        known.bundle().number(),
                        known.sha256(),
                        known.asOf(),
                        trust.responder().isPresent())
                .sign(identity, json);
    }

    @GetMapping(value = "/internal/trust/bundle/{number}", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    byte[] bundle(@PathVariable long number) {
        OwnTrust.Known known = trust.known();
        if (known.bundle().number() != number) {
            throw new ProblemException(CommonProblem.NOT_FOUND);
        }
        return known.bytes().clone();
    }

    @PostMapping("/internal/trust/ocsp")
    OcspWord ocsp(@Valid @RequestBody OcspQuestion question) {
        return trust.revocation(question);
    }
}
