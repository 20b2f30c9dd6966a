package kz.negiz.registry.blocking;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface UnblockRepository extends Repository<Unblock, UUID> {

    Unblock save(Unblock unblock);

    boolean existsByAccountAndDecisionNumberAndDecisionDate(UUID account, String number, LocalDate date);

    List<Unblock> findAllByAccount(UUID account);
}
