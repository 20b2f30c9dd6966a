package kz.negiz.video.page;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.video.access.RequestProgress;
import kz.negiz.video.warehouse.Warehouse;
import org.jspecify.annotations.Nullable;

/**
 * A line of the list of warehouses.
 *
 * @param request the request that is due next, or else the last one
 * @param accessGiven whether any access was handed over
 */
public record WarehouseRow(
        UUID id,
        String name,
        String address,
        String body,
        @Nullable RequestProgress request,
        boolean accessGiven) {

    /** What is due first comes first; then by name. */
    static final Comparator<WarehouseRow> MOST_URGENT_FIRST =
            Comparator.comparing(WarehouseRow::dueOn).thenComparing(WarehouseRow::name);

    static WarehouseRow of(Warehouse warehouse, List<RequestProgress> requests, boolean accessGiven) {
        Optional<RequestProgress> shown = requests.stream()
                .filter(progress -> progress.state().isOpen())
                .findFirst()
                .or(() -> requests.isEmpty() ? Optional.empty() : Optional.of(requests.getLast()));
        return new WarehouseRow(
                warehouse.getId(),
                warehouse.name(),
                warehouse.address(),
                warehouse.registerBody(),
                shown.orElse(null),
                accessGiven);
    }

    /** Whether the owner still has something to hand over. */
    public boolean open() {
        return request != null && request.state().isOpen();
    }

    private LocalDate dueOn() {
        return request != null && request.state().isOpen() ? request.request().dueOn() : LocalDate.MAX;
    }
}
