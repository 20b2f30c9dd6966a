package kz.negiz.video.warehouse;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface WarehouseRepository extends Repository<Warehouse, UUID> {

    void save(Warehouse warehouse);

    Optional<Warehouse> findById(UUID id);

    boolean existsByOwnerBodyAndName(String ownerBody, String name);

    List<Warehouse> findByOwnerBodyOrderByName(String ownerBody);

    List<Warehouse> findByRegisterBodyOrderByName(String registerBody);

    List<Warehouse> findAllByOrderByName();
}
