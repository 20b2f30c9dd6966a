package kz.negiz.kit.standing;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Set;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.identity.Caller;
import org.jspecify.annotations.Nullable;

/** Whether an account stands at the moment of asking. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "standing")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Standing.Good.class, name = "GOOD"),
    @JsonSubTypes.Type(value = Standing.None.class, name = "NONE")
})
public sealed interface Standing {

    /**
     * Registered and not blocked.
     *
     * @param order {@code ORDER_41}, {@code ORDER_150} or {@code ORDER_283}: the order the user comes under
     */
    record Good(
            UUID accountId,
            AccountKind kind,
            Set<AccessRole> roles,
            String bodyId,
            String bodyKind,
            String department,
            String roleCode,
            String order,
            boolean agreementSigned)
            implements Standing {

        /** The caller that this account is in a session. */
        public Caller.User asCaller(String session, String language) {
            return new Caller.User(
                    accountId, kind, roles, bodyId, bodyKind, department, roleCode, agreementSigned, session, language);
        }
    }

    /**
     * No standing.
     *
     * @param reason {@code NOT_REGISTERED}, {@code BLOCKED} …
     * @param rule the requirement that refuses
     * @param accountId the account, when there is one
     */
    record None(String reason, String rule, @Nullable UUID accountId) implements Standing {}
}
