package kz.negiz.registry.blocking;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.standing.Standing;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.kit.time.DatabaseClock;
import kz.negiz.registry.RegistryProblem;
import kz.negiz.registry.account.AccountDirectory;
import kz.negiz.registry.account.AccountSummary;
import kz.negiz.registry.account.Paper;
import kz.negiz.registry.decision.DecisionDesk;
import kz.negiz.registry.decision.Ruling;
import kz.negiz.registry.fact.FactIds;
import kz.negiz.registry.holder.Holders;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Blocks accounts, and lifts blocks by a new decision. A block holds from the moment that it is answered. */
@Service
class Blocks {

    private static final Set<AccessRole> BLOCKING = EnumSet.of(AccessRole.OPERATOR, AccessRole.OFFICIAL);
    private static final Set<AccessRole> UNBLOCKING = EnumSet.of(AccessRole.OPERATOR);
    private static final String BLOCK = "ACCOUNT_BLOCK";
    private static final String UNBLOCK = "ACCOUNT_UNBLOCK";

    private final BlockRepository blocks;
    private final UnblockRepository unblocks;
    private final LiftedBlockRepository lifted;
    private final AccountDirectory accounts;
    private final Holders holders;
    private final DecisionDesk desk;
    private final DatabaseClock clock;

    Blocks(
            BlockRepository blocks,
            UnblockRepository unblocks,
            LiftedBlockRepository lifted,
            AccountDirectory accounts,
            Holders holders,
            DecisionDesk desk,
            DatabaseClock clock) {
        this.blocks = blocks;
        this.unblocks = unblocks;
        this.lifted = lifted;
        this.accounts = accounts;
        this.holders = holders;
        this.desk = desk;
        this.clock = clock;
    }

    /** Blocks an account at once. */
    UUID block(Caller.User decider, UUID account, BlockGround ground, Optional<Instant> endsAt) {
        return desk.decide(decider, BLOCKING, BLOCK, by -> {
            Optional<BlockingRules.Breach> breach = breach(by, account, ground, endsAt);
            if (breach.isPresent()) {
                return Ruling.refused(
                        breach.get().problem(), breach.get().rule(), event(BLOCK, "REFUSED", account, ground, endsAt));
            }
            UUID id = FactIds.next();
            blocks.save(new Block(id, account, ground, endsAt, by.accountId()));
            AuditEventDraft event =
                    event(BLOCK, "BLOCKED", account, ground, endsAt).reference(id);
            return switch (ground) {
                case BlockGround.Violation violation ->
                    Ruling.made(id, event.rules("R41-32a", "R150-46"), violation(id, account, violation));
                case BlockGround.OnApplication on -> Ruling.made(id, event.rules("R41-10c", "R150-34"));
            };
        });
    }

    private Optional<BlockingRules.Breach> breach(
            Standing.Good by, UUID account, BlockGround ground, Optional<Instant> endsAt) {
        Optional<AccountSummary> known = accounts.summary(account);
        if (known.isEmpty()) {
            return Optional.of(new BlockingRules.Breach(RegistryProblem.ACCOUNT_UNKNOWN, ""));
        }
        if (ground.latestDate().isAfter(clock.today())) {
            return Optional.of(new BlockingRules.Breach(RegistryProblem.DATE_IN_FUTURE, "R41-4b"));
        }
        return BlockingRules.check(
                by, known.get(), holders.samePerson(by.accountId(), account), ground, endsAt, clock.now());
    }

    /** Lifts blocks of an account; each is named, so that a block which the decider has not seen stays. */
    UUID unblock(Caller.User decider, UUID account, Set<UUID> named, Paper decision) {
        return desk.decide(decider, UNBLOCKING, UNBLOCK, by -> {
            Optional<BlockingRules.Breach> breach = breach(by, account, named, decision);
            AuditEventDraft event = AuditEventDraft.of(UNBLOCK, breach.isPresent() ? "REFUSED" : "UNBLOCKED")
                    .detail("account", account.toString())
                    .detail(
                            "blocks",
                            named.stream().map(UUID::toString).sorted().collect(Collectors.joining(",")))
                    .detail("decisionNumber", decision.number())
                    .detail("decisionDate", decision.date().toString());
            if (breach.isPresent()) {
                return Ruling.refused(breach.get().problem(), breach.get().rule(), event);
            }
            UUID id = FactIds.next();
            unblocks.save(new Unblock(id, account, decision, by.accountId()));
            named.forEach(block -> lifted.save(new LiftedBlock(block, id)));
            return Ruling.made(id, event.reference(id).rule("R41-4a"));
        });
    }

    private Optional<BlockingRules.Breach> breach(Standing.Good by, UUID account, Set<UUID> named, Paper decision) {
        if (holders.samePerson(by.accountId(), account)) {
            return Optional.of(new BlockingRules.Breach(RegistryProblem.OWN_ACCOUNT, "R41-4a"));
        }
        Map<UUID, Block> inForce =
                blocks.findAllInForce(account).stream().collect(Collectors.toMap(Block::getId, block -> block));
        if (!inForce.keySet().containsAll(named)) {
            return Optional.of(new BlockingRules.Breach(RegistryProblem.BLOCK_NOT_IN_FORCE, ""));
        }
        LocalDate latest = inForce.values().stream()
                .filter(block -> named.contains(block.getId()))
                .map(block -> AstanaTime.date(block.recordedAt()))
                .max(LocalDate::compareTo)
                .orElse(LocalDate.MAX);
        if (decision.date().isBefore(latest)
                || decision.date().isAfter(clock.today())
                || unblocks.existsByAccountAndDecisionNumberAndDecisionDate(
                        account, decision.number(), decision.date())) {
            return Optional.of(new BlockingRules.Breach(RegistryProblem.DECISION_NOT_NEW, "R41-4b"));
        }
        return Optional.empty();
    }

    /** The blocks of an account, the newest first, if the reader may see it. */
    @Transactional(readOnly = true)
    public List<BlockView> of(Caller.User reader, UUID account) {
        if (accounts.summary(reader, account).isEmpty()) {
            throw new ProblemException(RegistryProblem.ACCOUNT_UNKNOWN).rule("R41-12");
        }
        List<Block> all = blocks.findAllByAccountOrderByRecordedAtDescIdDesc(account);
        Set<UUID> inForce =
                blocks.findAllInForce(account).stream().map(Block::getId).collect(Collectors.toSet());
        Map<UUID, Unblock> decisions = new HashMap<>();
        unblocks.findAllByAccount(account).forEach(unblock -> decisions.put(unblock.getId(), unblock));
        Map<UUID, Unblock> lifting = new HashMap<>();
        lifted.findAllByBlockIn(all.stream().map(Block::getId).toList())
                .forEach(one -> lifting.put(one.getId(), decisions.get(one.unblock())));
        return all.stream()
                .map(block -> BlockView.of(
                        block, inForce.contains(block.getId()), Optional.ofNullable(lifting.get(block.getId()))))
                .toList();
    }

    private static AuditEventDraft violation(UUID block, UUID account, BlockGround.Violation violation) {
        return AuditEventDraft.of("VIOLATION_RECORDED", "RECORDED")
                .reference(block)
                .rule(violation.rule())
                .detail("account", account.toString())
                .detail("evidence", String.join(",", violation.evidence()));
    }

    private static AuditEventDraft event(
            String action, String outcome, UUID account, BlockGround ground, Optional<Instant> endsAt) {
        AuditEventDraft event = AuditEventDraft.of(action, outcome).detail("account", account.toString());
        AuditEventDraft grounded = switch (ground) {
            case BlockGround.Violation violation ->
                event.detail("ground", "VIOLATION")
                        .detail("brokenRule", violation.rule())
                        .detail("evidence", String.join(",", violation.evidence()));
            case BlockGround.OnApplication on ->
                event.detail("ground", "APPLICATION")
                        .detail("reason", on.reason().name())
                        .detail("applicationNumber", on.application().number())
                        .detail("applicationDate", on.application().date().toString());
        };
        return endsAt.map(end -> grounded.detail("endsAt", end.toString())).orElse(grounded);
    }
}
