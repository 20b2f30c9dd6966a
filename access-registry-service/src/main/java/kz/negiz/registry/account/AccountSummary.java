package kz.negiz.registry.account;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;

/** A line of the list of accounts. */
public record AccountSummary(
        UUID id,
        AccountKind kind,
        String fullName,
        String position,
        String body,
        String department,
        Set<AccessRole> roles,
        String roleCode,
        boolean blocked,
        Instant registeredAt) {

    /** Names nobody in a log line. */
    @Override
    public String toString() {
        return "AccountSummary[" + id + "]";
    }
}
