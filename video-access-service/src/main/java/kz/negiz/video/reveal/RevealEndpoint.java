package kz.negiz.video.reveal;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.receipt.Receipt;
import kz.negiz.video.access.Access;
import kz.negiz.video.record.FactIds;
import kz.negiz.video.warehouse.Warehouses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Showings, for programs. */
@RestController
@RequestMapping("/api/video/reveals")
class RevealEndpoint {

    private final Reveals reveals;
    private final Warehouses warehouses;

    RevealEndpoint(Reveals reveals, Warehouses warehouses) {
        this.reveals = reveals;
        this.warehouses = warehouses;
    }

    @PostMapping
    @ServesUsers(AccessRole.WAREHOUSE_OFFICER)
    ResponseEntity<View> reveal(Caller.User officer, @Valid @RequestBody Wanted wanted) {
        UUID id = wanted.id() == null ? FactIds.next() : wanted.id();
        Reveals.Revealed revealed = reveals.reveal(officer, id, wanted.warehouseId(), wanted.purpose());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(View.of(revealed));
    }

    @GetMapping
    @ServesUsers({AccessRole.WAREHOUSE_OFFICER, AccessRole.WAREHOUSE_OWNER, AccessRole.OPERATOR})
    List<Entry> list(Caller.User caller, @RequestParam UUID warehouse) {
        return reveals.of(warehouses.require(caller, warehouse).getId()).stream()
                .map(reveal -> new Entry(reveal.getId(), reveal.purpose(), reveal.recordedAt()))
                .toList();
    }

    /** With an id of the caller's own, an attempt that was answered into the void cannot be shown twice by accident. */
    record Wanted(
            @Nullable UUID id,
            @NotNull UUID warehouseId,
            @NotBlank @Size(max = 1000) String purpose) {}

    record View(
            UUID id,
            UUID warehouse,
            int version,
            String login,
            String password,
            String url,
            String program,
            Set<Access.Part> missing,
            Instant handedOverAt,
            Receipt receipt) {

        static View of(Reveals.Revealed revealed) {
            return new View(
                    revealed.reveal().getId(),
                    revealed.warehouse().getId(),
                    revealed.version().version(),
                    revealed.access().login(),
                    revealed.access().password(),
                    revealed.access().url(),
                    revealed.access().program(),
                    revealed.access().missing(),
                    revealed.version().recordedAt(),
                    revealed.receipt());
        }

        @Override
        public String toString() {
            return "View[" + id + "]";
        }
    }

    record Entry(UUID id, String purpose, Instant revealedAt) {}
}
