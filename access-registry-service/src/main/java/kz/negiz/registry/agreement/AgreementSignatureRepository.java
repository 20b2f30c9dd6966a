package kz.negiz.registry.agreement;

import java.util.Optional;
import java.util.UUID;
import kz.negiz.registry.standing.AgreementForm;
import org.springframework.data.repository.Repository;

interface AgreementSignatureRepository extends Repository<AgreementSignature, UUID> {

    AgreementSignature save(AgreementSignature signature);

    Optional<AgreementSignature> findById(UUID id);

    Optional<AgreementSignature> findByAccountAndFormAndVersion(UUID account, AgreementForm form, String version);

    Optional<AgreementSignature> findFirstByAccountOrderByRecordedAtDesc(UUID account);
}
