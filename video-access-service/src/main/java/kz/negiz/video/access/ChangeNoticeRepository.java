package kz.negiz.video.access;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface ChangeNoticeRepository extends Repository<ChangeNotice, UUID> {

    void save(ChangeNotice notice);

    List<ChangeNotice> findByWarehouseInOrderByRecordedAtDesc(Collection<UUID> warehouses);
}
