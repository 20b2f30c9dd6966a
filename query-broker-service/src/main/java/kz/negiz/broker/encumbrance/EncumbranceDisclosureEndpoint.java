package kz.negiz.broker.encumbrance;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import kz.negiz.kit.identity.ServesServices;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Hands encumbrances to the audit log, for an export that a prosecutor's order covers (R41-34b, R150-52). */
@RestController
class EncumbranceDisclosureEndpoint {

    private final EncumbranceDisclosures disclosures;

    EncumbranceDisclosureEndpoint(EncumbranceDisclosures disclosures) {
        this.disclosures = disclosures;
    }

    @PostMapping("/internal/disclosures/encumbrances")
    @ServesServices("audit-log-service")
    ResponseEntity<EncumbranceDisclosures.Disclosure> disclose(@Valid @RequestBody Order order) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(disclosures.disclose(order.disclosureOrderId(), order.encumbranceIds()));
    }

    /**
     * What is to be handed over.
     *
     * @param disclosureOrderId the order that the audit log has on record
     */
    record Order(
            @NotNull UUID disclosureOrderId,
            @NotEmpty @Size(max = 200) List<@NotNull UUID> encumbranceIds) {}
}
