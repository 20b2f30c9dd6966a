package kz.negiz.registry.agreement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Base64;
import java.util.UUID;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The agreement by API: the only thing open at the first entry (R41-7, R150-14a). */
@RestController
@RequestMapping("/api/registry/agreement")
@ServesUsers(beforeAgreement = true)
class AgreementEndpoint {

    private final Agreements agreements;

    AgreementEndpoint(Agreements agreements) {
        this.agreements = agreements;
    }

    @GetMapping
    AgreementView show(Caller.User caller) {
        return agreements.show(caller);
    }

    @GetMapping("/signed")
    Agreements.SignedAgreement signed(Caller.User caller) {
        return agreements.signed(caller).orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND));
    }

    @PostMapping
    Signed sign(Caller.User caller, @Valid @RequestBody SignatureRequest request) {
        return new Signed(agreements.sign(
                caller,
                request.accepted(),
                bytes("document", request.document()),
                bytes("signature", request.signature())));
    }

    static byte[] bytes(String field, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(CommonProblem.INVALID_INPUT, field);
        }
    }

    /**
     * An accepted agreement.
     *
     * @param accepted the tick
     * @param document base64 of the document as it was issued
     * @param signature base64 of the CMS signature over it, by the EDS of the account's holder
     */
    record SignatureRequest(
            boolean accepted,
            @NotNull @Size(max = 32_768) String document,
            @NotNull @Size(max = 262_144) String signature) {}

    record Signed(UUID id) {}
}
