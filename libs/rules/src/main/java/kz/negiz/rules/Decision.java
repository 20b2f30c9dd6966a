package kz.negiz.rules;

import java.util.Map;

/** What the rules say of one service of a question. */
public sealed interface Decision {

    /** The service may be asked. */
    record Permit(Level level, Footing footing) implements Decision {}

    /**
     * The service is not asked.
     *
     * @param rule the requirement that it rests on
     * @param particulars what the reader needs to know beside it; never a personal datum
     */
    record Refuse(String rule, Reason reason, Map<String, String> particulars) implements Decision {

        public Refuse {
            particulars = Map.copyOf(particulars);
        }

        public Refuse(String rule, Reason reason) {
            this(rule, reason, Map.of());
        }
    }

    /** The basis could not be verified, so the service is not asked (fail closed). */
    record Unverifiable(String rule, Reason reason) implements Decision {}

    /** Whether a register confirmed the basis, or the officer's signed word stands for it. */
    enum Footing {
        VERIFIED,
        DECLARED
    }
}
