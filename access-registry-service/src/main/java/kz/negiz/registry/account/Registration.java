package kz.negiz.registry.account;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.registry.body.Bodies;

/**
 * What an account is to be used for.
 *
 * @param roleCode role of {@code roles.csv}; empty for accounts that may not ask
 * @param appointment the order that names the official (R41-16)
 * @param application the Application that it rests on (R41-4b); only the first administrator has none
 */
record Registration(
        String fullName,
        String position,
        UnitHeaded unitHeaded,
        Set<AccessRole> roles,
        String roleCode,
        String body,
        String department,
        KeyStorage keyStorage,
        Optional<Paper> appointment,
        Optional<Paper> application,
        Contacts contacts) {

    Registration {
        roles = Set.copyOf(roles);
    }

    static Registration firstAdministrator(String name, String committee) {
        return new Registration(
                name,
                "—",
                UnitHeaded.NONE,
                EnumSet.of(AccessRole.OPERATOR),
                "",
                committee,
                Bodies.WHOLE_BODY,
                KeyStorage.NOT_RECORDED,
                Optional.empty(),
                Optional.empty(),
                Contacts.NONE);
    }

    LocalDate latestDate() {
        return Stream.of(appointment, application)
                .flatMap(Optional::stream)
                .map(Paper::date)
                .max(LocalDate::compareTo)
                .orElse(LocalDate.MIN);
    }

    /** Names nobody in a log line. */
    @Override
    public String toString() {
        return "Registration[" + body + department + " " + roles + "]";
    }
}
