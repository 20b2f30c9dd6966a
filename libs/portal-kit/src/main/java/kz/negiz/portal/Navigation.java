package kz.negiz.portal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import kz.negiz.kit.identity.AccessRole;

/**
 * Every place of the portal that people go to, and for which roles. One declaration for all services, so that the pages of
 * all of them look like one site.
 */
public enum Navigation {
    ASK("/questions/ask"),
    QUESTIONS("/questions"),
    USERS("/registry/users"),
    BLOCKS("/registry/blocks"),
    WAREHOUSES("/video/warehouses"),
    AUDIT("/audit"),
    RULES("/rules"),
    TRUST("/trust"),
    SOURCES("/questions/sources"),
    AGREEMENT("/registry/agreement");

    private final String path;

    Navigation(String path) {
        this.path = path;
    }

    public String path() {
        return path;
    }

    /** The message key of the link's text. */
    public String text() {
        return "portal.navigation." + name().toLowerCase(Locale.ROOT);
    }

    boolean shownTo(Set<AccessRole> held) {
        return switch (this) {
            case ASK -> held.contains(AccessRole.OFFICER);
            case QUESTIONS -> held.contains(AccessRole.OFFICER) || held.contains(AccessRole.OFFICIAL);
            case USERS, RULES, TRUST, SOURCES -> held.contains(AccessRole.OPERATOR);
            case BLOCKS -> held.contains(AccessRole.OPERATOR) || held.contains(AccessRole.OFFICIAL);
            case WAREHOUSES ->
                held.contains(AccessRole.WAREHOUSE_OFFICER)
                        || held.contains(AccessRole.WAREHOUSE_OWNER)
                        || held.contains(AccessRole.OPERATOR);
            case AUDIT -> held.contains(AccessRole.PROSECUTOR) || held.contains(AccessRole.OPERATOR);
            case AGREEMENT -> true;
        };
    }

    /** The places for holders of the given roles; before the agreement is signed only the agreement (R41-7, R150-14a). */
    static List<Navigation> of(Set<AccessRole> held, boolean agreementSigned) {
        return agreementSigned
                ? Arrays.stream(values()).filter(place -> place.shownTo(held)).toList()
                : List.of(AGREEMENT);
    }
}
