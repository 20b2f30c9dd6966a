package kz.negiz.demo.sources.service;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.negiz.demo.sources.world.Address;
import kz.negiz.demo.sources.world.Draw;
import kz.negiz.demo.sources.world.Household;
import kz.negiz.demo.sources.world.Kin;
import kz.negiz.demo.sources.world.Organisation;
import kz.negiz.demo.sources.world.Person;
import kz.negiz.demo.sources.world.Sex;
import kz.negiz.demo.sources.world.Subject;
import org.jspecify.annotations.Nullable;

/** Who somebody is: registers of persons, documents, acts of civil status, addresses, education. */
final class PersonSources {

    private static final int MOST_NAMESAKES = 20;

    private static final String MIA = "ҚР Ішкі істер министрлігі";

    private static final List<String> UNIVERSITIES = List.of(
            "Алатау ашық университеті",
            "Сарыарқа техникалық университеті",
            "Ертіс экономика университеті",
            "Жетісу педагогикалық университеті");
    private static final List<String> SPECIALITIES =
            List.of("Құқықтану", "Экономика", "Ақпараттық жүйелер", "Құрылыс", "Есеп және аудит", "Логистика");
    private static final List<String> STATE_SERVICES = List.of(
            "Тұрғылықты жері бойынша тіркеу",
            "Жеке куәлікті ауыстыру",
            "Көлік құралын тіркеу",
            "Мекенжай анықтамасын беру",
            "Жылжымайтын мүлікке құқықты тіркеу",
            "Сотталмағаны туралы анықтама");

    static List<Source> all() {
        return List.of(
                Source.ofPersons(1, "PERSONS_REGISTER", PersonAnswer.class, PersonSources::person)
                        .alsoByDocument()
                        .alsoByName(PersonSources::namesakes),
                Source.ofPersons(
                        15,
                        "PUBLIC_SERVICE_CENTRE_SERVICES",
                        CentreServicesAnswer.class,
                        person -> new CentreServicesAnswer(centreServices(person))),
                Source.ofPersons(27, "POPULATION_DOCUMENTATION_PHOTO", PhotoAnswer.class, PersonSources::photo)
                        .alsoByDocument(),
                Source.ofPersons(28, "POPULATION_DOCUMENTATION_FORM_1", FormAnswer.class, PersonSources::form)
                        .alsoByDocument(),
                Source.ofPersons(29, "DRIVING_LICENCES", LicencesAnswer.class, PersonSources::licences)
                        .alsoByDocument(),
                Source.ofBoth(
                        31,
                        "PERSONS_APPLICATIONS_RECORD",
                        ApplicationsAnswer.class,
                        subject -> new ApplicationsAnswer(applications(subject))),
                Source.ofPersons(32, "CIVIL_STATUS_ACTS", ActsAnswer.class, person -> new ActsAnswer(acts(person))),
                Source.ofBoth(62, "ADDRESS_AND_PHONE_SEARCH", ContactsAnswer.class, PersonSources::contacts)
                        .alsoByDocument()
                        .alsoBy(
                                NamedBy.ADDRESS,
                                fields -> Household.at(fields.getOrDefault("text", ""))
                                        .filter(household ->
                                                !household.members().isEmpty())
                                        .map(PersonSources::residents)),
                Source.ofBoth(66, "POSTAL_ITEMS", PostAnswer.class, subject -> new PostAnswer(postalItems(subject))),
                Source.ofPersons(
                        67,
                        "UNIVERSITY_STUDENTS_GRADUATES",
                        EducationAnswer.class,
                        person -> new EducationAnswer(studies(person))));
    }

    /**
     * Somebody; or, asked by name and date of birth, everybody to whom they belong.
     *
     * @param namesakes of the latter each with the own number; {@code complete} tells whether these are all
     */
    record PersonAnswer(
            @Nullable Identity person,
            List<Document> documents,
            @Nullable Registration registration,
            @Nullable Family family,
            List<Namesake> namesakes,
            boolean complete) {}

    record Namesake(String iin, String name, LocalDate birthDate, String birthPlace, String locality) {}

    record Identity(
            String iin,
            String surname,
            String givenName,
            String patronymic,
            Sex sex,
            LocalDate birthDate,
            String birthPlace,
            String nationality,
            String citizenship,
            String status) {}

    record Document(
            String kind, String number, LocalDate issuedOn, LocalDate validUntil, String issuedBy, String status) {}

    record Registration(Address address, LocalDate since) {}

    record Family(String maritalStatus, @Nullable Party spouse) {}

    private static PersonAnswer person(Person person) {
        return new PersonAnswer(
                identity(person),
                documents(person),
                new Registration(person.address(), movedIn(person)),
                new Family(maritalStatus(person), person.spouse().map(Party::of).orElse(null)),
                List.of(),
                true);
    }

    /** Who has these names and this day of birth is told by number, so that the next question can be about the right one. */
    private static PersonAnswer namesakes(List<Person> persons) {
        return new PersonAnswer(
                null,
                List.of(),
                null,
                null,
                persons.stream()
                        .limit(MOST_NAMESAKES)
                        .map(person -> new Namesake(
                                person.number(),
                                person.fullName(),
                                person.birthDate(),
                                person.birthPlace(),
                                person.address().locality()))
                        .toList(),
                persons.size() <= MOST_NAMESAKES);
    }

    /** The person with this document. */
    static Optional<Person> withDocument(String kind, String number) {
        return Person.withDocumentNumber(number)
                .filter(person -> documents(person).stream()
                        .anyMatch(document -> document.kind().equals(kind)
                                && document.number().equals(number)));
    }

    /** Everybody with the name and date of birth in these fields. */
    static List<Person> named(Map<String, String> fields) {
        try {
            return Person.named(
                    fields.getOrDefault("surname", ""),
                    fields.getOrDefault("name", ""),
                    fields.getOrDefault("patronymic", ""),
                    LocalDate.parse(fields.getOrDefault("birthDate", "")));
        } catch (DateTimeException e) {
            return List.of();
        }
    }

    private static Identity identity(Person person) {
        return new Identity(
                person.number(),
                person.surname(),
                person.givenName(),
                person.patronymic(),
                person.sex(),
                person.birthDate(),
                person.birthPlace(),
                person.nationality(),
                person.citizenship(),
                "ALIVE");
    }

    private static List<Document> documents(Person person) {
        Draw draw = person.draw("documents");
        LocalDate issued = draw.day(LocalDate.of(2017, 1, 9), LocalDate.of(2026, 9, 30));
        List<Document> documents = new ArrayList<>();
        documents.add(new Document(
                person.isCitizen() ? "IDENTITY_CARD" : "RESIDENCE_PERMIT",
                person.documentNumber(),
                issued,
                issued.plusYears(10),
                MIA,
                "VALID"));
        if (draw.chance(50)) {
            LocalDate passport = draw.day(LocalDate.of(2018, 1, 9), LocalDate.of(2026, 9, 30));
            documents.add(
                    new Document("PASSPORT", person.passportNumber(), passport, passport.plusYears(10), MIA, "VALID"));
        }
        return List.copyOf(documents);
    }

    private static LocalDate movedIn(Person person) {
        return Draw.of("moved in", person.address().line()).day(LocalDate.of(2009, 2, 1), LocalDate.of(2025, 8, 31));
    }

    private static String maritalStatus(Person person) {
        return person.spouse().isPresent() ? "MARRIED" : "SINGLE";
    }

    record PhotoAnswer(Photo photo, LocalDate takenOn, String documentNumber) {}

    record Photo(String mediaType, int width, int height, String base64) {}

    private static PhotoAnswer photo(Person person) {
        return new PhotoAnswer(
                new Photo(
                        "image/png",
                        Portrait.WIDTH,
                        Portrait.HEIGHT,
                        Portrait.of(person).base64()),
                documents(person).getFirst().issuedOn(),
                person.documentNumber());
    }

    record FormAnswer(
            String formNumber,
            LocalDate filledOn,
            String reason,
            Identity person,
            String maidenName,
            String maritalStatus,
            List<Relative> relatives,
            String education,
            @Nullable String workplace,
            Address address,
            Document issuedDocument) {}

    record Relative(Kin.Kind kind, String iin, String name, LocalDate birthDate) {}

    private static FormAnswer form(Person person) {
        Document document = documents(person).getFirst();
        return new FormAnswer(
                "F1-" + person.draw("form").digits(7),
                document.issuedOn().minusDays(9),
                person.draw("form").pick(List.of("EXPIRY", "LOSS", "CHANGE_OF_NAME", "FIRST_ISSUE")),
                identity(person),
                person.maidenName(),
                maritalStatus(person),
                person.kin().stream()
                        .map(kin -> new Relative(
                                kin.kind(),
                                kin.person().number(),
                                kin.person().fullName(),
                                kin.person().birthDate()))
                        .toList(),
                studies(person).isEmpty() ? "SECONDARY" : "HIGHER",
                person.jobs().stream()
                        .filter(job -> job.isPresent())
                        .findFirst()
                        .map(job -> job.employer().fullName())
                        .orElse(null),
                person.address(),
                document);
    }

    record LicencesAnswer(List<Licence> licences, List<Withdrawal> withdrawals) {}

    record Licence(
            String number,
            List<String> categories,
            LocalDate issuedOn,
            LocalDate validUntil,
            String issuedBy,
            String restrictions) {}

    record Withdrawal(String decisionNumber, LocalDate from, LocalDate until, String court) {}

    private static LicencesAnswer licences(Person person) {
        int chance = person.vehicles().isEmpty() ? 50 : 100;
        List<Licence> licences = Entries.sometimes(person, "driving licence", chance, draw -> {
            LocalDate issued = draw.day(LocalDate.of(2017, 3, 1), LocalDate.of(2026, 8, 31));
            return new Licence(
                    draw.letters(2) + " " + draw.digits(6),
                    draw.chance(25) ? List.of("B", "C") : List.of("B"),
                    issued,
                    issued.plusYears(10),
                    person.address().locality() + " мамандандырылған ХҚКО",
                    draw.chance(20) ? "көзілдірікпен" : "");
        });
        List<Withdrawal> withdrawals = licences.isEmpty()
                ? List.of()
                : Entries.sometimes(person, "licence withdrawn", 10, draw -> {
                    LocalDate from = Entries.recent(draw, 5);
                    return new Withdrawal(
                            "3-" + draw.digits(5), from, from.plusYears(1), CourtSources.court(person.address()));
                });
        return new LicencesAnswer(licences, withdrawals);
    }

    record ActsAnswer(List<Act> acts) {}

    record Act(String kind, String number, LocalDate registeredOn, String office, List<ActParty> parties) {}

    record ActParty(String role, String iin, String name) {}

    private static List<Act> acts(Person person) {
        List<Act> acts = new ArrayList<>();
        String office = person.address().locality() + " РАГС бөлімі";
        List<ActParty> born = new ArrayList<>();
        born.add(new ActParty("CHILD", person.number(), person.fullName()));
        person.kin().stream()
                .filter(kin -> kin.kind() == Kin.Kind.PARENT)
                .map(Kin::person)
                .forEach(parent -> born.add(new ActParty(
                        parent.sex() == Sex.MALE ? "FATHER" : "MOTHER", parent.number(), parent.fullName())));
        acts.add(new Act(
                "BIRTH",
                "10-" + person.draw("birth act").digits(8),
                person.birthDate().plusDays(12),
                office,
                List.copyOf(born)));
        Optional<Person> spouse = person.spouse();
        if (spouse.isPresent()) {
            Person husband = person.sex() == Sex.MALE ? person : spouse.orElseThrow();
            Person wife = person.sex() == Sex.MALE ? spouse.orElseThrow() : person;
            Draw draw = Draw.of("marriage", String.valueOf(person.household().number()));
            acts.add(new Act(
                    "MARRIAGE",
                    "20-" + draw.digits(8),
                    draw.day(LocalDate.of(2004, 5, 1), LocalDate.of(2023, 10, 31)),
                    office,
                    List.of(
                            new ActParty("HUSBAND", husband.number(), husband.fullName()),
                            new ActParty("WIFE", wife.number(), wife.fullName()))));
        }
        return List.copyOf(acts);
    }

    /**
     * Where somebody can be found.
     *
     * @param subject nobody where it was asked who lives at an address
     */
    record ContactsAnswer(
            @Nullable Party subject, List<KnownAddress> addresses, List<Phone> phones, List<Party> residents) {}

    record KnownAddress(String kind, Address address, LocalDate since) {}

    record Phone(String number, String operator, LocalDate since) {}

    private static ContactsAnswer contacts(Subject subject) {
        LocalDate since = switch (subject) {
            case Person person -> movedIn(person);
            case Organisation organisation -> organisation.registeredOn();
        };
        return new ContactsAnswer(
                Party.of(subject),
                List.of(new KnownAddress(subject instanceof Person ? "REGISTERED" : "LEGAL", subject.address(), since)),
                List.of(new Phone(subject.phone(), "DEMO MOBILE", Entries.recent(subject.draw("phone since"), 8))),
                List.of());
    }

    private static ContactsAnswer residents(Household household) {
        return new ContactsAnswer(
                null,
                List.of(new KnownAddress(
                        "REGISTERED",
                        household.address(),
                        movedIn(household.members().getFirst()))),
                List.of(),
                household.members().stream().map(Party::of).toList());
    }

    record PostAnswer(List<PostalItem> items) {}

    record PostalItem(
            String trackNumber,
            String kind,
            LocalDate sentOn,
            String from,
            String to,
            Party sender,
            Party recipient,
            int weightGrams,
            String status) {}

    private static List<PostalItem> postalItems(Subject subject) {
        return Entries.of(subject, "post", 1, 4, draw -> {
            Person other = Party.somePerson(draw);
            boolean sent = draw.chance(50);
            Subject sender = sent ? subject : other;
            Subject recipient = sent ? other : subject;
            return new PostalItem(
                    "KZ" + draw.digits(9) + "DM",
                    draw.pick(List.of("LETTER", "PARCEL", "EMS")),
                    Entries.recent(draw, 2),
                    sender.address().locality(),
                    recipient.address().locality(),
                    Party.of(sender),
                    Party.of(recipient),
                    draw.between(20, 9_000),
                    draw.chance(85) ? "DELIVERED" : "RETURNED");
        });
    }

    record EducationAnswer(List<Study> studies) {}

    record Study(
            String university,
            String speciality,
            String degree,
            String form,
            LocalDate admittedOn,
            @Nullable LocalDate graduatedOn,
            @Nullable String diplomaNumber,
            boolean stateGrant) {}

    private static List<Study> studies(Person person) {
        return Entries.sometimes(person, "studies", 65, draw -> {
            LocalDate admitted = LocalDate.of(draw.between(2004, 2025), 9, 1);
            boolean graduated = admitted.getYear() < 2022;
            return new Study(
                    draw.pick(UNIVERSITIES),
                    draw.pick(SPECIALITIES),
                    draw.chance(80) ? "BACHELOR" : "MASTER",
                    draw.chance(75) ? "FULL_TIME" : "DISTANCE",
                    admitted,
                    graduated ? admitted.plusYears(4).withMonth(6).withDayOfMonth(25) : null,
                    graduated ? "ЖБ-Б " + draw.digits(7) : null,
                    draw.chance(40));
        });
    }

    record CentreServicesAnswer(List<CentreService> services) {}

    record CentreService(
            String applicationNumber,
            String name,
            String office,
            LocalDate appliedOn,
            String state,
            LocalDate resultIssuedOn) {}

    private static List<CentreService> centreServices(Person person) {
        return Entries.of(person, "public service centre", 1, 5, draw -> {
            LocalDate applied = Entries.recent(draw, 3);
            return new CentreService(
                    "1" + draw.digits(3) + "-" + draw.digits(7),
                    draw.pick(STATE_SERVICES),
                    person.address().locality() + ", ХҚКО №" + draw.between(1, 9),
                    applied,
                    draw.chance(90) ? "ISSUED" : "REFUSED",
                    applied.plusDays(draw.between(1, 15)));
        });
    }

    record ApplicationsAnswer(List<Application> applications) {}

    record Application(
            String number,
            LocalDate receivedOn,
            String kind,
            String body,
            String summary,
            String state,
            @Nullable LocalDate decidedOn) {}

    private static List<Application> applications(Subject subject) {
        return Entries.of(subject, "applications", 0, 3, draw -> {
            LocalDate received = Entries.recent(draw, 3);
            boolean decided = draw.chance(80);
            return new Application(
                    "ЖТ-" + draw.digits(6),
                    received,
                    draw.pick(List.of("APPLICATION", "COMPLAINT", "PROPOSAL")),
                    subject.address().locality() + " әкімдігі",
                    draw.pick(List.of("жол жөндеу туралы", "жер телімі туралы", "коммуналдық қызметтер туралы")),
                    decided ? "DECIDED" : "UNDER_CONSIDERATION",
                    decided ? received.plusDays(draw.between(3, 15)) : null);
        });
    }

    private PersonSources() {}
}
