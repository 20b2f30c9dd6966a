package kz.negiz.auditlog.report;

import java.util.Optional;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;

/**
 * Whose events a reader may see: an official those of the own body, from the own department down; the operator all.
 *
 * @param body the body, or nothing for all bodies
 * @param department path of the topmost department, {@code /} for the whole body
 */
record Subordinates(Optional<String> body, String department) {

    static Subordinates of(Caller.User caller) {
        if (caller.has(AccessRole.OPERATOR)) {
            return new Subordinates(Optional.empty(), "/");
        }
        // An official without a body answers for nobody; an impossible name matches nothing.
        String body = caller.body().isEmpty() ? "-" : caller.body();
        return new Subordinates(Optional.of(body), caller.department().isEmpty() ? "/" : caller.department());
    }

    /** Condition on the columns {@code body} and {@code department}. */
    static final String CONDITION = """
            (cast(:body as text) is null
             or (body = :body and (:department = '/' or department = :department
                                   or starts_with(department, :department || '/'))))
            """;
}
