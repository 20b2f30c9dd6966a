package kz.negiz.demo.sources.register;

import java.util.Optional;
import kz.negiz.demo.sources.world.Organisation;
import kz.negiz.demo.sources.world.Person;
import kz.negiz.demo.sources.world.Subject;

/** Whether a number names a person or an organisation. */
public enum SubjectKind {
    IIN,
    BIN;

    /** The one in the synthetic population with this number. */
    public Optional<? extends Subject> find(String number) {
        return switch (this) {
            case IIN -> Person.withIin(number);
            case BIN -> Organisation.withBin(number);
        };
    }

    /** What the subject's number is. */
    public static SubjectKind of(Subject subject) {
        return switch (subject) {
            case Person person -> IIN;
            case Organisation organisation -> BIN;
        };
    }
}
