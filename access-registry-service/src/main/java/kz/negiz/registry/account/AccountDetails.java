package kz.negiz.registry.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.registry.holder.Holder;

/** An account with its holder's numbers and its history. */
record AccountDetails(AccountSummary account, Holder holder, Contacts contacts, List<Edition> editions) {

    /** What the account was used for from a moment on. */
    record Edition(
            int edition,
            AccountEdition.Ground ground,
            String fullName,
            String position,
            UnitHeaded unitHeaded,
            String body,
            String department,
            Set<AccessRole> roles,
            String roleCode,
            KeyStorage keyStorage,
            Optional<Paper> application,
            Optional<Paper> appointment,
            Optional<UUID> decidedBy,
            Instant recordedAt) {

        static Edition of(AccountEdition stored) {
            return new Edition(
                    stored.edition(),
                    stored.ground(),
                    stored.fullName(),
                    stored.position(),
                    stored.unitHeaded(),
                    stored.body(),
                    stored.department(),
                    stored.roles(),
                    stored.roleCode(),
                    stored.keyStorage(),
                    stored.application(),
                    stored.appointment(),
                    stored.decidedBy(),
                    stored.recordedAt());
        }

        /** Names nobody in a log line. */
        @Override
        public String toString() {
            return "Edition[" + edition + "]";
        }
    }
}
