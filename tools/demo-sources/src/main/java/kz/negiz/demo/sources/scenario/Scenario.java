package kz.negiz.demo.sources.scenario;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import kz.negiz.demo.pki.SyntheticNumbers;
import kz.negiz.demo.sources.register.CriminalCase;
import kz.negiz.demo.sources.register.CriminalCase.Article;
import kz.negiz.demo.sources.register.Inspection;
import kz.negiz.demo.sources.register.Inspection.Inspected;
import kz.negiz.demo.sources.register.Inspection.Kind;
import kz.negiz.demo.sources.register.SubjectKind;
import kz.negiz.demo.sources.world.Organisation;
import kz.negiz.demo.sources.world.Person;
import kz.negiz.demo.sources.world.Subject;

/**
 * What the demo and the tests speak of: bodies, users by the name of their demo key, taxpayers, inspections, cases.
 *
 * @param services codes of services that the story asks for
 */
record Scenario(
        List<Body> bodies,
        List<User> users,
        Taxpayers taxpayers,
        Named suspect,
        Inspections inspections,
        Cases cases,
        Services services) {

    private static final String KGD_ALMATY = "kgd-almaty";
    private static final String KGD_ASTANA = "kgd-astana";
    private static final String POLICE_ALMATY = "police-almaty";
    private static final String PROSECUTION_ALMATY = "prosecution-almaty";
    private static final String COMMITTEE = "committee";
    private static final String WAREHOUSE_DEMO = "warehouse-demo";

    private static final int ENOUGH_STAFF = 10;

    record Name(String kk, String ru, String en) {}

    record Body(String id, String kind, Name name, List<String> departments) {}

    /**
     * Somebody who uses the platform.
     *
     * @param key name of the demo key
     * @param bin of the organisation that the user acts for; empty for all but owners
     * @param roleCode role under the orders; empty for those who do not ask
     */
    record User(
            String key,
            String iin,
            String bin,
            String name,
            String bodyId,
            String department,
            List<String> roles,
            String roleCode,
            String order) {}

    record Named(SubjectKind kind, String number, String name) {

        static Named of(Subject subject) {
            return new Named(SubjectKind.of(subject), subject.number(), subject.fullName());
        }

        Inspected inspected() {
            return new Inspected(kind, number);
        }
    }

    record Taxpayer(Named company, Named director) {

        static Taxpayer of(Organisation company) {
            return new Taxpayer(Named.of(company), Named.of(company.director().orElseThrow()));
        }
    }

    record Taxpayers(Taxpayer t1, Taxpayer t2) {}

    /**
     * Inspections of T1 by Almaty, except {@code otherBody} (of T2 by Astana).
     *
     * @param invented a number that is in no register
     */
    record Inspections(
            Inspection open,
            Inspection closed,
            Inspection customs,
            Inspection desk,
            Inspection director,
            Inspection otherBody,
            String invented) {

        List<Inspection> all() {
            return List.of(open, closed, customs, desk, director, otherBody);
        }
    }

    /**
     * Cases of the police, all in charge of the operative but the last.
     *
     * @param invented a number that is in no register
     */
    record Cases(
            CriminalCase listedArticle,
            CriminalCase otherArticle,
            CriminalCase closed,
            CriminalCase somebodyElses,
            String invented) {

        List<CriminalCase> all() {
            return List.of(listedArticle, otherArticle, closed, somebodyElses);
        }
    }

    /**
     * Codes of services.
     *
     * @param four what the head asks at once: two in full, two reduced
     * @param outsideAnnex2 open to others, but not under a field inspection
     * @param listedArticlesOnly open to the operative under listed articles only
     */
    record Services(List<String> four, String outsideAnnex2, String listedArticlesOnly) {}

    static Scenario standard() {
        Organisation first = company("taxpayer 1");
        Organisation second = company("taxpayer 2");
        Person suspect = person("suspect");
        return new Scenario(
                demoBodies(),
                demoUsers(),
                new Taxpayers(Taxpayer.of(first), Taxpayer.of(second)),
                Named.of(suspect),
                inspections(Taxpayer.of(first), Named.of(second)),
                cases(Named.of(suspect), Taxpayer.of(first)),
                new Services(
                        List.of("LEGAL_ENTITIES_REGISTER", "VEHICLES", "PENSION_CONTRIBUTIONS", "PRETRIAL_REGISTER"),
                        "TAX_DEBT",
                        "COUNTERPARTIES"));
    }

    private static List<Body> demoBodies() {
        return List.of(
                new Body(
                        KGD_ALMATY,
                        "STATE_REVENUE",
                        new Name(
                                "Алматы қаласы бойынша мемлекеттік кірістер департаменті (демо)",
                                "Департамент государственных доходов по городу Алматы (демо)",
                                "State Revenue Department for Almaty (demo)"),
                        List.of("/almaty", "/almaty/inspections", "/almaty/warehouses")),
                new Body(
                        KGD_ASTANA,
                        "STATE_REVENUE",
                        new Name(
                                "Астана қаласы бойынша мемлекеттік кірістер департаменті (демо)",
                                "Департамент государственных доходов по городу Астана (демо)",
                                "State Revenue Department for Astana (demo)"),
                        List.of("/astana", "/astana/inspections")),
                new Body(
                        POLICE_ALMATY,
                        "INTERNAL_AFFAIRS",
                        new Name(
                                "Алматы қаласының полиция департаменті (демо)",
                                "Департамент полиции города Алматы (демо)",
                                "Police Department of Almaty (demo)"),
                        List.of("/almaty", "/almaty/criminal-police")),
                new Body(
                        PROSECUTION_ALMATY,
                        "PROSECUTION",
                        new Name(
                                "Алматы қаласының прокуратурасы (демо)",
                                "Прокуратура города Алматы (демо)",
                                "Prosecution Office of Almaty (demo)"),
                        List.of("/almaty")),
                new Body(
                        COMMITTEE,
                        "COMMITTEE",
                        new Name(
                                "Құқықтық статистика және арнайы есепке алу жөніндегі комитет (демо)",
                                "Комитет по правовой статистике и специальным учётам (демо)",
                                "Committee on Legal Statistics and Special Records (demo)"),
                        List.of()),
                new Body(
                        WAREHOUSE_DEMO,
                        "WAREHOUSE_OWNER",
                        new Name("Қойма иесі (демо)", "Владелец склада (демо)", "Warehouse owner (demo)"),
                        List.of()));
    }

    private static List<User> demoUsers() {
        String revenueHead = "STATE_REVENUE_UNIT_HEAD";
        return List.of(
                user("administrator", COMMITTEE, "/", List.of("OPERATOR"), "", ""),
                user("administrator2", COMMITTEE, "/", List.of("OPERATOR"), "", ""),
                user("head", KGD_ALMATY, "/almaty/inspections", List.of("OFFICER"), revenueHead, "ORDER_41"),
                user("other-head", KGD_ASTANA, "/astana/inspections", List.of("OFFICER"), revenueHead, "ORDER_41"),
                user("official", KGD_ALMATY, "/almaty", List.of("OFFICIAL"), "", "ORDER_41"),
                user(
                        "operative",
                        POLICE_ALMATY,
                        "/almaty/criminal-police",
                        List.of("OFFICER"),
                        "POLICE_OPERATIVE",
                        "ORDER_150"),
                user("prosecutor", PROSECUTION_ALMATY, "/almaty", List.of("PROSECUTOR"), "", ""),
                user("warehouse-officer", KGD_ALMATY, "/almaty/warehouses", List.of("WAREHOUSE_OFFICER"), "", ""),
                owner());
    }

    private static User user(
            String key, String bodyId, String department, List<String> roles, String roleCode, String order) {
        String iin = SyntheticNumbers.iin(key);
        return new User(
                key, iin, "", Person.withIin(iin).orElseThrow().fullName(), bodyId, department, roles, roleCode, order);
    }

    private static User owner() {
        String key = "owner";
        String iin = SyntheticNumbers.iin(key);
        return new User(
                key,
                iin,
                SyntheticNumbers.bin(key),
                Person.withIin(iin).orElseThrow().fullName(),
                WAREHOUSE_DEMO,
                "/",
                List.of("WAREHOUSE_OWNER"),
                "",
                "");
    }

    private static Inspections inspections(Taxpayer first, Named second) {
        Inspected company = first.company().inspected();
        LocalDate autumn = LocalDate.of(2026, 10, 5);
        LocalDate spring = LocalDate.of(2026, 3, 2);
        return new Inspections(
                new Inspection("26-75-01-00-01-17", Kind.TAX, true, KGD_ALMATY, company, autumn, null),
                new Inspection(
                        "26-75-01-00-00-42", Kind.TAX, true, KGD_ALMATY, company, spring, LocalDate.of(2026, 4, 17)),
                new Inspection("26-75-02-00-00-09", Kind.CUSTOMS, true, KGD_ALMATY, company, autumn, null),
                new Inspection("26-75-03-00-02-31", Kind.TAX, false, KGD_ALMATY, company, autumn, null),
                new Inspection(
                        "26-75-01-00-01-18",
                        Kind.TAX,
                        true,
                        KGD_ALMATY,
                        first.director().inspected(),
                        autumn,
                        null),
                new Inspection("26-71-01-00-00-77", Kind.TAX, true, KGD_ASTANA, second.inspected(), autumn, null),
                "26-75-01-99-99-99");
    }

    private static Cases cases(Named suspect, Taxpayer first) {
        String operative = SyntheticNumbers.iin("operative");
        List<Inspected> parties = List.of(suspect.inspected(), first.company().inspected());
        LocalDate summer = LocalDate.of(2026, 7, 14);
        return new Cases(
                new CriminalCase(
                        "267500031000217",
                        false,
                        POLICE_ALMATY,
                        List.of(operative),
                        List.of(new Article("217", "2")),
                        summer,
                        parties),
                new CriminalCase(
                        "267500031000188",
                        false,
                        POLICE_ALMATY,
                        List.of(operative),
                        List.of(new Article("188", "2")),
                        summer,
                        List.of(suspect.inspected())),
                new CriminalCase(
                        "257500031000903",
                        true,
                        POLICE_ALMATY,
                        List.of(operative),
                        List.of(new Article("217", "2")),
                        LocalDate.of(2025, 9, 3),
                        parties),
                new CriminalCase(
                        "267500031000555",
                        false,
                        POLICE_ALMATY,
                        List.of(SyntheticNumbers.iin("another operative")),
                        List.of(new Article("217", "2")),
                        summer,
                        parties),
                "267500031999999");
    }

    /** The first company of this name with staff and lorries, so that there is something to tell. */
    private static Organisation company(String name) {
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> Organisation.withBin(SyntheticNumbers.bin(name + " " + number))
                        .orElseThrow())
                .filter(company -> company.director().isPresent())
                .filter(company -> company.staff().size() >= ENOUGH_STAFF)
                .filter(company -> company.address().locality().equals("Алматы қаласы"))
                .findFirst()
                .orElseThrow();
    }

    /** The first person of this name with a car and a family. */
    private static Person person(String name) {
        Predicate<Person> telling = person -> !person.vehicles().isEmpty()
                && person.spouse().isPresent()
                && person.kin().size() >= 3
                && person.isCitizen();
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> Person.withIin(SyntheticNumbers.iin(name + " " + number))
                        .orElseThrow())
                .filter(telling)
                .findFirst()
                .orElseThrow();
    }
}
