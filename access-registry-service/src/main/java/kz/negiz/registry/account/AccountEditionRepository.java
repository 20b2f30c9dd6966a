package kz.negiz.registry.account;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AccountEditionRepository extends Repository<AccountEdition, UUID> {

    /** Whether any edition of any account ever made it an operator's. */
    @Query(value = "select exists (select from account_edition where 'OPERATOR' = any (roles))", nativeQuery = true)
    boolean existsOperator();

    AccountEdition save(AccountEdition edition);

    Optional<AccountEdition> findFirstByAccountOrderByEditionDesc(UUID account);

    List<AccountEdition> findAllByAccountOrderByEdition(UUID account);
}
