package kz.negiz.video.access;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface AccessVersionRepository extends Repository<AccessVersion, UUID> {

    void save(AccessVersion version);

    boolean existsById(UUID id);

    Optional<AccessVersion> findFirstByWarehouseOrderByVersionDesc(UUID warehouse);

    List<AccessVersion> findByWarehouseInOrderByVersionAsc(Collection<UUID> warehouses);
}
