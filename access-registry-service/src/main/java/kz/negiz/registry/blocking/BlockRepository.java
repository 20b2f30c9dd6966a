package kz.negiz.registry.blocking;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface BlockRepository extends Repository<Block, UUID> {

    Block save(Block block);

    List<Block> findAllByAccountOrderByRecordedAtDescIdDesc(UUID account);

    @Query(value = "select * from block_in_force where account = :account order by recorded_at, id", nativeQuery = true)
    List<Block> findAllInForce(UUID account);
}
