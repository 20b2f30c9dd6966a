package kz.negiz.demo.sources.service;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import kz.negiz.demo.sources.register.SubjectKind;
import kz.negiz.demo.sources.world.Organisation;
import kz.negiz.demo.sources.world.Owned;
import kz.negiz.demo.sources.world.Person;
import kz.negiz.demo.sources.world.Subject;
import kz.negiz.demo.sources.world.Vehicle;

/**
 * One of the 77 services: its code, its schema and how it answers.
 *
 * @param number the number of the service in the orders
 * @param schema the record that an answer is written from
 * @param others how it answers where the subject is named otherwise than by IIN or BIN, by the fields that name it
 */
record Source(
        int number,
        String code,
        Class<? extends Record> schema,
        Set<SubjectKind> answersFor,
        BiFunction<Subject, Wish, ? extends Record> answers,
        Map<NamedBy, Function<Map<String, String>, Optional<? extends Record>>> others) {

    Source(
            int number,
            String code,
            Class<? extends Record> schema,
            Set<SubjectKind> answersFor,
            BiFunction<Subject, Wish, ? extends Record> answers) {
        this(number, code, schema, answersFor, answers, Map.of());
    }

    /** The same service, which can be asked in one more way. */
    Source alsoBy(NamedBy by, Function<Map<String, String>, Optional<? extends Record>> found) {
        Map<NamedBy, Function<Map<String, String>, Optional<? extends Record>>> more = new EnumMap<>(NamedBy.class);
        more.putAll(others);
        more.put(by, found);
        return new Source(number, code, schema, answersFor, answers, more);
    }

    /** The same service, which can be asked by a vehicle's plate, too. */
    Source alsoByPlate(Function<Owned<Vehicle>, ? extends Record> found) {
        return alsoBy(
                NamedBy.PLATE,
                fields -> Vehicle.withPlate(fields.getOrDefault("value", "")).map(found));
    }

    /** The same service, which can be asked by a vehicle's identification number, too. */
    Source alsoByVin(Function<Owned<Vehicle>, ? extends Record> found) {
        return alsoBy(
                NamedBy.VIN,
                fields -> Vehicle.withVin(fields.getOrDefault("value", "")).map(found));
    }

    /** The same service, which can be asked by a person's document too, and says then what it says of the person. */
    Source alsoByDocument() {
        return alsoBy(
                NamedBy.DOCUMENT,
                fields -> PersonSources.withDocument(
                                fields.getOrDefault("document", ""), fields.getOrDefault("number", ""))
                        .map(person -> answers.apply(person, new Wish("", Optional.empty()))));
    }

    /** The same service, which can be asked by name and date of birth, too. */
    Source alsoByName(Function<List<Person>, ? extends Record> found) {
        return alsoBy(
                NamedBy.NAME,
                fields -> Optional.of(PersonSources.named(fields))
                        .filter(persons -> !persons.isEmpty())
                        .map(found));
    }

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

    /** What is known of whom or what these fields lead to. */
    Optional<Record> answer(NamedBy by, Map<String, String> fields) {
        Function<Map<String, String>, Optional<? extends Record>> found = others.get(by);
        return found == null ? Optional.empty() : found.apply(fields).map(Record.class::cast);
    }

    /** What is known of the subject; nothing where the service does not know subjects of this kind. */
    Optional<Record> answer(Subject subject, Wish wish) {
        return answersFor.contains(SubjectKind.of(subject))
                ? Optional.of(answers.apply(subject, wish))
                : Optional.empty();
    }
}
