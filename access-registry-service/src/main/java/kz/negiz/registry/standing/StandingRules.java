package kz.negiz.registry.standing;

import java.util.Optional;
import java.util.Set;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.standing.Standing;

/** What the facts make of an account's standing: a pure function of them. */
final class StandingRules {

    /** Who signs the agreement: those who obtain data as users of a body (R41-7, R150-14a, R150-17). */
    private static final Set<AccessRole> AGREEING =
            Set.of(AccessRole.OFFICER, AccessRole.OFFICIAL, AccessRole.WAREHOUSE_OFFICER);

    private StandingRules() {}

    static Standing standing(Optional<Facts> known) {
        if (known.isEmpty()) {
            return new Standing.None("NOT_REGISTERED", "R41-2a", null);
        }
        Facts facts = known.get();
        GoverningOrder order = GoverningOrder.of(facts.bodyKind(), facts.roles());
        if (facts.block().isPresent()) {
            return new Standing.None("BLOCKED", rule(facts.block().get(), order), facts.account());
        }
        return new Standing.Good(
                facts.account(),
                facts.kind(),
                facts.roles(),
                facts.body(),
                facts.bodyKind(),
                facts.department(),
                facts.roleCode(),
                order.name(),
                !mustAgree(facts.roles()) || facts.agreements().contains(order.agreement()));
    }

    /** Whether accounts with these roles sign an agreement; for all others it counts as signed. */
    static boolean mustAgree(Set<AccessRole> roles) {
        return roles.stream().anyMatch(AGREEING::contains);
    }

    private static String rule(Facts.BlockInForce block, GoverningOrder order) {
        if (block.ends()) {
            return "R150-A11i";
        }
        boolean order150 = order == GoverningOrder.ORDER_150;
        if (block.violation()) {
            return order150 ? "R150-46" : "R41-32a";
        }
        return order150 ? "R150-34" : "R41-10c";
    }
}
