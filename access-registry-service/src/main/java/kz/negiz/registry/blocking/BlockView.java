package kz.negiz.registry.blocking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.registry.account.Paper;
import org.jspecify.annotations.Nullable;

/** A block as it is shown: its ground, whether it holds, and what lifted it. */
record BlockView(
        UUID id,
        UUID account,
        String ground,
        @Nullable String brokenRule,
        List<String> evidence,
        @Nullable Paper application,
        BlockGround.@Nullable ApplicationReason reason,
        @Nullable Instant endsAt,
        UUID decidedBy,
        Instant decidedAt,
        boolean inForce,
        @Nullable Lifted lifted) {

    /** The decision that lifted a block. */
    record Lifted(Paper decision, UUID decidedBy, Instant decidedAt) {}

    static BlockView of(Block block, boolean inForce, Optional<Unblock> unblock) {
        Lifted lifted = unblock.map(by -> new Lifted(by.decision(), by.decidedBy(), by.recordedAt()))
                .orElse(null);
        Instant endsAt = block.endsAt().orElse(null);
        return switch (block.ground()) {
            case BlockGround.Violation violation ->
                new BlockView(
                        block.getId(),
                        block.account(),
                        "VIOLATION",
                        violation.rule(),
                        violation.evidence(),
                        null,
                        null,
                        endsAt,
                        block.decidedBy(),
                        block.recordedAt(),
                        inForce,
                        lifted);
            case BlockGround.OnApplication on ->
                new BlockView(
                        block.getId(),
                        block.account(),
                        "APPLICATION",
                        null,
                        List.of(),
                        on.application(),
                        on.reason(),
                        endsAt,
                        block.decidedBy(),
                        block.recordedAt(),
                        inForce,
                        lifted);
        };
    }
}
