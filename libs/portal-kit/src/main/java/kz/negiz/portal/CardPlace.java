package kz.negiz.portal;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import kz.negiz.kit.identity.AccessRole;

/** The parts of the home page; each is a fragment served by its own service, and fails alone. */
public enum CardPlace {
    QUESTIONS("/questions/cards"),
    REGISTRY("/registry/cards"),
    VIDEO("/video/cards"),
    AUDIT("/audit/cards");

    private final String path;

    CardPlace(String path) {
        this.path = path;
    }

    public String path() {
        return path;
    }

    private boolean shownTo(Set<AccessRole> held) {
        return switch (this) {
            case QUESTIONS -> held.contains(AccessRole.OFFICER) || held.contains(AccessRole.OFFICIAL);
            case REGISTRY -> held.contains(AccessRole.OPERATOR) || held.contains(AccessRole.OFFICIAL);
            case VIDEO -> held.contains(AccessRole.WAREHOUSE_OFFICER) || held.contains(AccessRole.WAREHOUSE_OWNER);
            case AUDIT -> held.contains(AccessRole.PROSECUTOR);
        };
    }

    static List<CardPlace> of(Set<AccessRole> held) {
        return Arrays.stream(values()).filter(card -> card.shownTo(held)).toList();
    }
}
