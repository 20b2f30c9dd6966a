package kz.negiz.video;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.standing.Standing;
import kz.negiz.kit.standing.StandingClient;
import org.springframework.web.client.ResourceAccessException;

/** Says who stands, as the registry would; tests add people and block them. */
public final class TestRegistry implements StandingClient {

    private final Map<UUID, Standing> byAccount = new ConcurrentHashMap<>();
    private final Map<String, UUID> byHolder = new ConcurrentHashMap<>();
    private final AtomicBoolean silent = new AtomicBoolean();

    /** Registers somebody and returns their caller. */
    public Caller.User register(AccessRole role, String body, String iin, String bin) {
        UUID account = UUID.randomUUID();
        Standing.Good good = new Standing.Good(
                account,
                role == AccessRole.WAREHOUSE_OWNER ? AccountKind.ORGANISATION : AccountKind.PERSON,
                Set.of(role),
                body,
                role == AccessRole.WAREHOUSE_OWNER ? "WAREHOUSE_OWNER" : "STATE_REVENUE",
                "/",
                "",
                "ORDER_283",
                true);
        byAccount.put(account, good);
        if (!iin.isEmpty()) {
            byHolder.put(iin + "/" + bin, account);
        }
        return good.asCaller("test-session", "en");
    }

    public void block(Caller.User user) {
        byAccount.put(user.account(), new Standing.None("BLOCKED", "R150-33", user.account()));
    }

    /** Makes the registry answer nobody, or everybody again. */
    public void silent(boolean now) {
        silent.set(now);
    }

    @Override
    public Standing standing(Question question) {
        if (silent.get()) {
            throw new ResourceAccessException("the registry does not answer");
        }
        UUID account = question.accountId() != null
                ? question.accountId()
                : byHolder.getOrDefault(question.iin() + "/" + question.bin(), new UUID(0, 0));
        return Objects.requireNonNullElse(byAccount.get(account), new Standing.None("NOT_REGISTERED", "R41-2a", null));
    }
}
