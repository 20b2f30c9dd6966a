package kz.negiz.kit.identity;

import java.util.Set;
import java.util.UUID;

/** Who makes the request at hand; nothing else in a request says who somebody is. */
public sealed interface Caller {

    /**
     * A user whose standing the gateway has just read.
     *
     * @param account internal id of the account
     * @param kind who stands behind the account
     * @param roles what the account may be used for
     * @param body id of the account's body; empty for warehouse owners
     * @param bodyKind kind of the body, as in {@code body_profiles.csv}; empty when there is no body
     * @param department path of the department inside the body, for example {@code /almaty/inspections}
     * @param roleCode role of annex 12 of Order 150 or annex 1 of Order 41; empty for accounts that may not ask
     * @param agreementSigned whether the user agreement stands (R41-7, R150-14a)
     * @param session opaque name of the session, fit for the log
     * @param language {@code kk}, {@code ru} or {@code en}
     */
    record User(
            UUID account,
            AccountKind kind,
            Set<AccessRole> roles,
            String body,
            String bodyKind,
            String department,
            String roleCode,
            boolean agreementSigned,
            String session,
            String language)
            implements Caller {

        private static final String WHOLE_BODY = "/";

        public User {
            roles = Set.copyOf(roles);
        }

        public boolean has(AccessRole role) {
            return roles.contains(role);
        }

        /** Whether this is an official of a body, whatever the department. */
        public boolean isOfficialOfBody() {
            return has(AccessRole.OFFICIAL) && !body.isEmpty();
        }

        /** Whether this is the official of a department, or of one above it (R41-17, R150-32b). */
        public boolean oversees(String otherBody, String otherDepartment) {
            return isOfficialOfBody()
                    && otherBody.equals(body)
                    && (department.equals(WHOLE_BODY)
                            || otherDepartment.equals(department)
                            || otherDepartment.startsWith(department + "/"));
        }
    }

    /** Another service of the platform. */
    record Service(String name) implements Caller {}
}
