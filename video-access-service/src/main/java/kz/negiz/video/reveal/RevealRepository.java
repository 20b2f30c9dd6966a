package kz.negiz.video.reveal;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface RevealRepository extends Repository<Reveal, UUID> {

    void save(Reveal reveal);

    boolean existsById(UUID id);

    List<Reveal> findByWarehouseOrderByRecordedAtDesc(UUID warehouse);
}
