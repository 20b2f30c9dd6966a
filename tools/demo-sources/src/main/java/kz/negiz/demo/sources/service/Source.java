package kz.negiz.demo.sources.service;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import kz.negiz.demo.sources.register.SubjectKind;
import kz.negiz.demo.sources.world.Organisation;
import kz.negiz.demo.sources.world.Person;
import kz.negiz.demo.sources.world.Subject;

/**
 * One of the 77 services: its code, its schema and how it answers.
 *
 * @param number the number of the service in the orders
 * @param schema the record that an answer is written from
 */
record Source(
        int number,
        String code,
        Class<? extends Record> schema,
        Set<SubjectKind> answersFor,
        BiFunction<Subject, Wish, ? extends Record> answers) {

    static <T extends Record> Source ofPersons(int number, String code, Class<T> schema, Function<Person, T> answers) {
        return new Source(
                number, code, schema, EnumSet.of(SubjectKind.IIN), (subject, wish) -> answers.apply((Person) subject));
    }

    static <T extends Record> Source ofOrganisations(
            int number, String code, Class<T> schema, Function<Organisation, T> answers) {
        return new Source(
                number,
                code,
                schema,
                EnumSet.of(SubjectKind.BIN),
                (subject, wish) -> answers.apply((Organisation) subject));
    }

    static <T extends Record> Source ofBoth(int number, String code, Class<T> schema, Function<Subject, T> answers) {
        return acting(number, code, schema, (subject, wish) -> answers.apply(subject));
    }

    /** A service that does what is wished, where something is wished. */
    static <T extends Record> Source acting(
            int number, String code, Class<T> schema, BiFunction<Subject, Wish, T> answers) {
        return new Source(number, code, schema, EnumSet.allOf(SubjectKind.class), answers);
    }

    /** What is known of the subject; nothing where the service does not know subjects of this kind. */
    Optional<Record> answer(Subject subject, Wish wish) {
        return answersFor.contains(SubjectKind.of(subject))
                ? Optional.of(answers.apply(subject, wish))
                : Optional.empty();
    }
}
