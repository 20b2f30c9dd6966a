package kz.negiz.registry.standing;

import java.util.Set;
import kz.negiz.kit.identity.AccessRole;

/** The order that a user comes under. */
public enum GoverningOrder {
    /** State revenue bodies in the information exchange. */
    ORDER_41(AgreementForm.ORDER_41),
    /** Law-enforcement and special bodies, and those who administer and supervise the exchange. */
    ORDER_150(AgreementForm.ORDER_150),
    /** Video access to temporary storage warehouses. */
    ORDER_283(AgreementForm.OTHERS);

    private static final String STATE_REVENUE = "STATE_REVENUE";

    private final AgreementForm agreement;

    GoverningOrder(AgreementForm agreement) {
        this.agreement = agreement;
    }

    /** The form of the agreement that users under this order sign. */
    public AgreementForm agreement() {
        return agreement;
    }

    /** The order of an account with these roles in a body of this kind. */
    static GoverningOrder of(String bodyKind, Set<AccessRole> roles) {
        if (roles.contains(AccessRole.WAREHOUSE_OWNER) || roles.equals(Set.of(AccessRole.WAREHOUSE_OFFICER))) {
            return ORDER_283;
        }
        return bodyKind.equals(STATE_REVENUE) ? ORDER_41 : ORDER_150;
    }
}
