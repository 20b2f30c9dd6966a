package kz.negiz.video.warehouse;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.receipt.Receipt;
import kz.negiz.video.record.Recorded;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Warehouses, for programs. */
@RestController
@RequestMapping("/api/video/warehouses")
class WarehouseEndpoint {

    private final Warehouses warehouses;

    WarehouseEndpoint(Warehouses warehouses) {
        this.warehouses = warehouses;
    }

    @GetMapping
    @ServesUsers({AccessRole.OPERATOR, AccessRole.WAREHOUSE_OFFICER, AccessRole.WAREHOUSE_OWNER})
    List<View> list(Caller.User caller) {
        return warehouses.visibleTo(caller).stream()
                .map(warehouse -> View.of(warehouse, null))
                .toList();
    }

    @PostMapping
    @ServesUsers({AccessRole.OPERATOR, AccessRole.WAREHOUSE_OFFICER})
    @ResponseStatus(HttpStatus.CREATED)
    View register(Caller.User caller, @Valid @RequestBody NewWarehouse wanted) {
        String body = wanted.registeredByBody();
        Recorded<Warehouse> recorded = warehouses.register(
                caller,
                new Warehouses.NewWarehouse(
                        wanted.ownerBody(),
                        wanted.ownerBin(),
                        wanted.name(),
                        wanted.address(),
                        body == null ? caller.body() : body));
        return View.of(recorded.result(), recorded.receipt());
    }

    /** An officer leaves the registering body out: it is the own one. */
    record NewWarehouse(
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{1,62}")
            String ownerBody,

            @NotNull @Pattern(regexp = "[0-9]{12}") String ownerBin,
            @NotBlank @Size(max = 300) String name,
            @NotBlank @Size(max = 500) String address,

            @Nullable @Pattern(regexp = "[a-z][a-z0-9-]{1,62}")
            String registeredByBody) {}

    record View(
            UUID id,
            String ownerBody,
            String ownerBin,
            String name,
            String address,
            String registeredByBody,
            Instant registeredAt,
            @Nullable Receipt receipt) {

        static View of(Warehouse warehouse, @Nullable Receipt receipt) {
            return new View(
                    warehouse.getId(),
                    warehouse.ownerBody(),
                    warehouse.ownerBin(),
                    warehouse.name(),
                    warehouse.address(),
                    warehouse.registerBody(),
                    warehouse.recordedAt(),
                    receipt);
        }
    }
}
