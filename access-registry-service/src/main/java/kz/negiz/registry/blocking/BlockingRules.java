package kz.negiz.registry.blocking;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.standing.Standing;
import kz.negiz.registry.RegistryProblem;
import kz.negiz.registry.account.AccountSummary;
import kz.negiz.registry.body.Bodies;

/** Who may block whom, and on what ground: a pure function. */
final class BlockingRules {

    static final Set<BlockGround.ApplicationReason> OFFICIALS_REASONS =
            EnumSet.of(BlockGround.ApplicationReason.DISMISSAL, BlockGround.ApplicationReason.REMOVAL_FROM_OFFICE);

    private BlockingRules() {}

    /**
     * What forbids a block, or nothing.
     *
     * @param samePerson whether the decider and the account are one person
     */
    static Optional<Breach> check(
            Standing.Good decider,
            AccountSummary account,
            boolean samePerson,
            BlockGround ground,
            Optional<Instant> endsAt,
            Instant now) {
        if (samePerson) {
            return breach(RegistryProblem.OWN_ACCOUNT, "R41-4a");
        }
        if (!decider.roles().contains(AccessRole.OPERATOR)) {
            Optional<Breach> official = checkOfficial(decider, account, ground, endsAt);
            if (official.isPresent()) {
                return official;
            }
        }
        if (endsAt.isPresent() && !endsAt.get().isAfter(now)) {
            return breach(RegistryProblem.BLOCK_END_PAST, "R150-A11i");
        }
        return Optional.empty();
    }

    /** Officials send an Application for those they answer for, on dismissal or removal from office (R41-15, R150-13). */
    private static Optional<Breach> checkOfficial(
            Standing.Good decider, AccountSummary account, BlockGround ground, Optional<Instant> endsAt) {
        boolean within =
                account.body().equals(decider.bodyId()) && Bodies.isWithin(account.department(), decider.department());
        // Officials of one department answer beside each other, not for each other.
        boolean peer = account.roles().contains(AccessRole.OFFICIAL)
                && account.department().equals(decider.department());
        if (!within || peer) {
            return breach(RegistryProblem.NOT_SUBORDINATE, "R41-15");
        }
        boolean theirs = ground instanceof BlockGround.OnApplication on && OFFICIALS_REASONS.contains(on.reason());
        return theirs && endsAt.isEmpty()
                ? Optional.empty()
                : breach(RegistryProblem.OFFICIAL_MAY_NOT_BLOCK_SO, "R41-15");
    }

    private static Optional<Breach> breach(RegistryProblem problem, String rule) {
        return Optional.of(new Breach(problem, rule));
    }

    /** Why a block is refused. */
    record Breach(RegistryProblem problem, String rule) {}
}
