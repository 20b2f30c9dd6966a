package kz.negiz.registry.blocking;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.registry.account.Paper;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Blocks and the decisions that lift them, by API. An answer 200 to a block says: from now on nobody reads a standing. */
@RestController
@RequestMapping("/api/registry")
class BlockEndpoint {

    private final Blocks blocks;

    BlockEndpoint(Blocks blocks) {
        this.blocks = blocks;
    }

    @GetMapping("/blocks")
    @ServesUsers({AccessRole.OPERATOR, AccessRole.OFFICIAL})
    List<BlockView> blocks(Caller.User caller, @RequestParam UUID account) {
        return blocks.of(caller, account);
    }

    @PostMapping("/blocks")
    @ServesUsers({AccessRole.OPERATOR, AccessRole.OFFICIAL})
    Decided block(Caller.User caller, @Valid @RequestBody BlockRequest request) {
        return new Decided(blocks.block(
                caller, request.account(), request.ground().ground(), Optional.ofNullable(request.endsAt())));
    }

    @PostMapping("/unblocks")
    @ServesUsers(AccessRole.OPERATOR)
    Decided unblock(Caller.User caller, @Valid @RequestBody UnblockRequest request) {
        return new Decided(blocks.unblock(caller, request.account(), request.blocks(), request.decision()));
    }

    record BlockRequest(
            @NotNull UUID account,
            @NotNull @Valid GroundRequest ground,
            @Nullable Instant endsAt) {}

    /** {@code {"ground": "VIOLATION", …}} or {@code {"ground": "APPLICATION", …}}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "ground")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ViolationRequest.class, name = "VIOLATION"),
        @JsonSubTypes.Type(value = ApplicationRequest.class, name = "APPLICATION")
    })
    sealed interface GroundRequest {
        BlockGround ground();
    }

    record ViolationRequest(
            @NotNull @Pattern(regexp = "[A-Za-z][A-Za-z0-9.-]{0,31}")
            String brokenRule,

            @NotEmpty @Size(max = 50)
            List<@NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._:-]{0,63}") String> evidence)
            implements GroundRequest {
        @Override
        public BlockGround ground() {
            return new BlockGround.Violation(brokenRule, evidence);
        }
    }

    record ApplicationRequest(
            @NotNull @Valid Paper application, @NotNull BlockGround.ApplicationReason reason) implements GroundRequest {
        @Override
        public BlockGround ground() {
            return new BlockGround.OnApplication(application, reason);
        }
    }

    record UnblockRequest(
            @NotNull UUID account,
            @NotEmpty @Size(max = 50) Set<@NotNull UUID> blocks,
            @NotNull @Valid Paper decision) {}

    record Decided(UUID id) {}
}
