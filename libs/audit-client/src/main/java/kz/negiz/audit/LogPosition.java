package kz.negiz.audit;

import java.util.OptionalLong;

/** Asks the audit log how far it has taken the events of a producer. */
@FunctionalInterface
public interface LogPosition {

    /** The greatest number that the log has taken (0 for none yet), or empty when it gives no answer. */
    OptionalLong lastNumber(String producer);
}
