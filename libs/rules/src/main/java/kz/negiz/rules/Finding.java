package kz.negiz.rules;

import java.util.Optional;

/** One comparison on the way to a {@link Ruling}, with the requirement that asks for it. */
public sealed interface Finding {

    String rule();

    /** Whether the comparison leaves the service open. */
    boolean holds();

    /**
     * Whether body and role may use the profile.
     *
     * @param refusal why they may not
     */
    record Holder(String rule, String bodyKind, String roleCode, Profile profile, Optional<Reason> refusal)
            implements Finding {
        @Override
        public boolean holds() {
            return refusal.isEmpty();
        }
    }

    /**
     * What the profile's column says beside the service.
     *
     * @param present whether the annex has the service at all
     */
    record CellSays(String rule, Profile profile, Service service, Cell cell, boolean present) implements Finding {
        @Override
        public boolean holds() {
            return cell != Cell.NONE;
        }
    }

    /** The service is an action and not a question. */
    record Action(String rule, Service service) implements Finding {
        @Override
        public boolean holds() {
            return true;
        }
    }

    /** What a reduced answer keeps. */
    record Reduced(Redaction redaction) implements Finding {
        @Override
        public String rule() {
            return redaction.rule();
        }

        @Override
        public boolean holds() {
            return true;
        }
    }

    /**
     * Whether annex 8 lists the article.
     *
     * @param entry the entry that covers it
     * @param entries how many it was compared with
     */
    record Listed(String rule, Article article, Optional<Article> entry, int entries) implements Finding {
        @Override
        public boolean holds() {
            return entry.isPresent();
        }
    }
}
