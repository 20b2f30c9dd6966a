package kz.negiz.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Officers, questions and register entries for tests of the rules. */
final class TestAsks {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    static final Subject TAXPAYER = Subject.recognise("991340000017").orElseThrow();
    static final Subject ANOTHER = Subject.recognise("881340000024").orElseThrow();
    static final String OFFICER_IIN = "990101500006";
    static final String BODY = "body-1";
    static final String CASE = "267500031000001";
    static final String INSPECTION = "T-1";

    /** An officer for each profile that persons may use. */
    static final Map<String, Asker> ASKERS = Map.of(
            "OPERATIONAL_SEARCH", officer("INTERNAL_AFFAIRS", "POLICE_OPERATIVE"),
            "COVERT_INVESTIGATION", officer("INTERNAL_AFFAIRS", "POLICE_OPERATIVE"),
            "SEARCH_MEASURES", officer("INTERNAL_AFFAIRS", "MIGRATION_POLICE_OFFICER"),
            "MIA_OTHER_TASKS", officer("INTERNAL_AFFAIRS", "LOCAL_POLICE_OFFICER"),
            "ANTICORRUPTION_OTHER_TASKS", officer("ANTICORRUPTION", "ANTICORRUPTION_OFFICER"),
            "ECONOMIC_INVESTIGATION_OTHER_TASKS", officer("ECONOMIC_INVESTIGATION", "ECONOMIC_INVESTIGATION_OFFICER"),
            "PROSECUTION_OTHER_TASKS", officer("PROSECUTION", "PROSECUTION_OFFICER"),
            "STATE_REVENUE_FIELD_INSPECTION", officer("STATE_REVENUE", "STATE_REVENUE_UNIT_HEAD"));

    /** A subject of each kind. */
    static final List<Subject> OF_EACH_KIND = List.of(
            Subject.recognise(OFFICER_IIN).orElseThrow(),
            TAXPAYER,
            new Subject.Document(DocumentKind.PASSPORT, "N12345678"),
            new Subject.Vin("XXABCDEF000000017"),
            new Subject.Plate("123ABC02"),
            new Subject.CadastralNumber("20:315:040:122"),
            new Subject.Address("Алматы қаласы, Абай даңғылы, 10", Optional.empty()),
            new Subject.PersonName("Мырзабеков", "Айдар", Optional.empty(), LocalDate.of(2099, 1, 31)));

    private TestAsks() {}

    static Asker officer(String bodyKind, String roleCode) {
        return new Asker(
                bodyKind.equals("STATE_REVENUE") ? Order.ORDER_41 : Order.ORDER_150,
                BODY,
                bodyKind,
                roleCode,
                OFFICER_IIN);
    }

    /** A basis of the kind that the profile asks for, with a criminal case wherever one may be named. */
    static Basis basis(BasisKind kind) {
        return switch (kind) {
            case INSPECTION_NUMBER -> new Basis.Inspection(INSPECTION);
            case CRIMINAL_CASE_NUMBER -> new Basis.CriminalCase(CASE, Optional.empty());
            case OPTIONAL_TEXT -> new Basis.OptionalText("", Optional.of(CASE));
            case CHOSEN_BASIS -> new Basis.Chosen("ORDER_OF_THE_HEAD", "15-7/231", Optional.of(CASE));
        };
    }

    static Ask ask(String profile, Basis basis, String... services) {
        return new Ask(profile, basis, List.of(services), List.of(TAXPAYER), TODAY);
    }

    /** What the register says when all is well with the basis. */
    static RegisterAnswer confirming(BasisKind kind) {
        return kind == BasisKind.INSPECTION_NUMBER ? inspection() : criminalCase(new Article("217", "2"));
    }

    static RegisterAnswer.Inspection inspection() {
        return new RegisterAnswer.Inspection(INSPECTION, true, BODY, TAXPAYER, TODAY.minusDays(10), Optional.empty());
    }

    static RegisterAnswer.CriminalCase criminalCase(Article... articles) {
        return new RegisterAnswer.CriminalCase(
                CASE, false, "body-of-the-case", List.of(OFFICER_IIN), List.of(articles));
    }
}
