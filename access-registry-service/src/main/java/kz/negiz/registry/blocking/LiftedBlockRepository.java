package kz.negiz.registry.blocking;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface LiftedBlockRepository extends Repository<LiftedBlock, UUID> {

    LiftedBlock save(LiftedBlock lifted);

    List<LiftedBlock> findAllByBlockIn(Collection<UUID> blocks);
}
