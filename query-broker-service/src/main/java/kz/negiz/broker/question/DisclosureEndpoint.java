package kz.negiz.broker.question;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import kz.negiz.kit.identity.ServesServices;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Hands whole records to the audit log, for an export that a prosecutor's order covers (R41-34b, R150-52). */
@RestController
class DisclosureEndpoint {

    private final Disclosures disclosures;

    DisclosureEndpoint(Disclosures disclosures) {
        this.disclosures = disclosures;
    }

    @PostMapping("/internal/disclosures")
    @ServesServices("audit-log-service")
    ResponseEntity<Disclosures.Disclosure> disclose(@Valid @RequestBody Order order) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(disclosures.disclose(order.disclosureOrderId(), order.questionIds()));
    }

    /**
     * What is to be handed over.
     *
     * @param disclosureOrderId the order that the audit log has on record
     * @param questionIds ids of questions, or of refusals where an event refers to one
     */
    record Order(
            @NotNull UUID disclosureOrderId,
            @NotEmpty @Size(max = 200) List<@NotNull UUID> questionIds) {}
}
