package kz.negiz.video.request;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.receipt.Receipt;
import kz.negiz.video.record.Recorded;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Requests for access, for programs. */
@RestController
class RequestEndpoint {

    private final AccessRequests requests;

    RequestEndpoint(AccessRequests requests) {
        this.requests = requests;
    }

    @PostMapping("/api/video/requests")
    @ServesUsers(AccessRole.WAREHOUSE_OFFICER)
    @ResponseStatus(HttpStatus.CREATED)
    View request(Caller.User officer, @Valid @RequestBody NewRequest wanted) {
        Recorded<AccessRequest> recorded =
                requests.request(officer, wanted.warehouseId(), wanted.reason(), wanted.receivedOn());
        AccessRequest request = recorded.result();
        return new View(
                request.getId(),
                request.warehouse(),
                request.reason(),
                request.receivedOn(),
                request.dueOn(),
                recorded.receipt());
    }

    record NewRequest(
            @NotNull UUID warehouseId,
            @NotBlank @Size(max = 1000) String reason,
            @Nullable LocalDate receivedOn) {}

    record View(UUID id, UUID warehouse, String reason, LocalDate receivedOn, LocalDate dueOn, Receipt receipt) {}
}
