package kz.negiz.registry.account;

import static kz.negiz.kit.identity.AccessRole.INFORMATION_SYSTEM;
import static kz.negiz.kit.identity.AccessRole.OFFICER;
import static kz.negiz.kit.identity.AccessRole.OFFICIAL;
import static kz.negiz.kit.identity.AccessRole.OPERATOR;
import static kz.negiz.kit.identity.AccessRole.PROSECUTOR;
import static kz.negiz.kit.identity.AccessRole.WAREHOUSE_OFFICER;
import static kz.negiz.kit.identity.AccessRole.WAREHOUSE_OWNER;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.registry.RegistryProblem;
import kz.negiz.registry.body.BodyKind;
import kz.negiz.registry.holder.Holder;

/** Whether an account may be used as an Application asks: a pure function of the Application, the body and the catalogue. */
final class RegistrationRules {

    /** Those who administer, supervise, own or are a system are nothing else: an operator cannot ask, a prosecutor not either (R41-33a). */
    private static final Set<AccessRole> ALONE = EnumSet.of(OPERATOR, PROSECUTOR, WAREHOUSE_OWNER, INFORMATION_SYSTEM);

    private static final Set<BodyKind> ASKING =
            EnumSet.complementOf(EnumSet.of(BodyKind.COMMITTEE, BodyKind.WAREHOUSE_OWNER));

    private static final Map<AccessRole, Set<BodyKind>> BODIES = Map.of(
            OFFICER, ASKING,
            OFFICIAL, ASKING,
            OPERATOR, EnumSet.of(BodyKind.COMMITTEE),
            PROSECUTOR, EnumSet.of(BodyKind.PROSECUTION),
            WAREHOUSE_OFFICER, EnumSet.of(BodyKind.STATE_REVENUE),
            WAREHOUSE_OWNER, EnumSet.of(BodyKind.WAREHOUSE_OWNER),
            INFORMATION_SYSTEM, ASKING);

    private static final String UNIT_HEAD = "STATE_REVENUE_UNIT_HEAD";

    private final RoleCatalogue catalogue;

    RegistrationRules(RoleCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** What is wrong, or nothing. */
    Optional<Breach> check(Holder holder, Registration wanted, BodyKind kind) {
        Set<AccessRole> roles = wanted.roles();
        if (roles.isEmpty() || (roles.size() > 1 && roles.stream().anyMatch(ALONE::contains))) {
            return breach(RegistryProblem.ROLES_DO_NOT_GO_TOGETHER, roles.contains(PROSECUTOR) ? "R41-33a" : "R41-4a");
        }
        for (AccessRole role : roles) {
            if (!BODIES.getOrDefault(role, Set.of()).contains(kind)) {
                return breach(RegistryProblem.ROLE_DOES_NOT_FIT_BODY, "R150-15b");
            }
        }
        if (holder.kind() != kindOfHolder(roles)) {
            return breach(RegistryProblem.HOLDER_DOES_NOT_FIT, "R41-6");
        }
        if (holder.kind() == AccountKind.PERSON && !wanted.keyStorage().isProtected()) {
            return breach(RegistryProblem.KEY_STORAGE_NOT_PROTECTED, "R150-38");
        }
        return checkOfficer(wanted, kind).or(() -> checkOfficial(wanted, kind)).or(() -> checkSystem(wanted, kind));
    }

    private static AccountKind kindOfHolder(Set<AccessRole> roles) {
        if (roles.contains(INFORMATION_SYSTEM)) {
            return AccountKind.SYSTEM;
        }
        return roles.contains(WAREHOUSE_OWNER) ? AccountKind.ORGANISATION : AccountKind.PERSON;
    }

    private Optional<Breach> checkOfficer(Registration wanted, BodyKind kind) {
        if (!wanted.roles().contains(OFFICER)) {
            return wanted.roleCode().isEmpty() || wanted.roles().contains(INFORMATION_SYSTEM)
                    ? Optional.empty()
                    : breach(RegistryProblem.ROLE_CODE_DOES_NOT_FIT, "R150-15b");
        }
        if (!catalogue.codesOf(kind).contains(wanted.roleCode())) {
            return breach(RegistryProblem.ROLE_CODE_DOES_NOT_FIT, "R150-15b");
        }
        if (wanted.roleCode().equals(UNIT_HEAD) && wanted.unitHeaded() == UnitHeaded.NONE) {
            return breach(RegistryProblem.UNIT_HEAD_NEEDED, "R41-A1");
        }
        return Optional.empty();
    }

    private static Optional<Breach> checkOfficial(Registration wanted, BodyKind kind) {
        boolean named = wanted.appointment().isPresent();
        return wanted.roles().contains(OFFICIAL) && kind == BodyKind.STATE_REVENUE && !named
                ? breach(RegistryProblem.APPOINTMENT_NEEDED, "R41-16")
                : Optional.empty();
    }

    /** A system has the one access right that bears its name, and no other (R150-5, R150-6). */
    private Optional<Breach> checkSystem(Registration wanted, BodyKind kind) {
        return wanted.roles().contains(INFORMATION_SYSTEM)
                        && !catalogue.profilesOfSystems(kind).contains(wanted.roleCode())
                ? breach(RegistryProblem.ROLE_CODE_DOES_NOT_FIT, kind == BodyKind.ANTICORRUPTION ? "R150-6" : "R150-5")
                : Optional.empty();
    }

    private static Optional<Breach> breach(RegistryProblem problem, String rule) {
        return Optional.of(new Breach(problem, rule));
    }
}
