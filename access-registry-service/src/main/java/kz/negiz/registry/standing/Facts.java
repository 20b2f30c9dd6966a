package kz.negiz.registry.standing;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;

/**
 * All that the standing of an account depends on, read in one statement.
 *
 * @param block the earliest block in force at that moment, by the database's clock
 * @param agreements forms whose text in force the account has signed
 */
record Facts(
        UUID account,
        AccountKind kind,
        Set<AccessRole> roles,
        String body,
        String bodyKind,
        String department,
        String roleCode,
        Optional<BlockInForce> block,
        Set<AgreementForm> agreements) {

    /** A block that holds now. */
    record BlockInForce(boolean violation, boolean ends) {}
}
