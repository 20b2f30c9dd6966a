package kz.negiz.registry.account;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface AccountRepository extends Repository<Account, UUID> {

    Account save(Account account);

    Optional<Account> findById(UUID id);

    /** Sends what was saved to the database, so that statements beside JPA can refer to it. */
    void flush();
}
