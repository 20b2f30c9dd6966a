package kz.negiz.video.request;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface AccessRequestRepository extends Repository<AccessRequest, UUID> {

    void save(AccessRequest request);

    Optional<AccessRequest> findById(UUID id);

    List<AccessRequest> findByWarehouseInOrderByDueOnAscRecordedAtAsc(Collection<UUID> warehouses);
}
