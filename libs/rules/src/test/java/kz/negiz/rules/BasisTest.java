package kz.negiz.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The basis of a question")
class BasisTest {

    private final Rules rules = new Rules(LawFiles.edition());

    @Nested
    @DisplayName("a field inspection, in the register of inspections")
    class OfInspections {

        private final RegisterAnswer.Inspection open = TestAsks.inspection();

        @Test
        @DisplayName(
                "when it is open, in the field, of the own body and about the subject, then permitted and verified")
        void permits() {
            assertThat(decide(open)).isEqualTo(new Decision.Permit(new Level.Full(), Decision.Footing.VERIFIED));
        }

        @Test
        @DisplayName("when the register does not know it, then refused (R41-20)")
        void unknown() {
            assertThat(decide(new RegisterAnswer.Unknown()))
                    .isEqualTo(new Decision.Refuse("R41-20", Reason.INSPECTION_UNKNOWN));
        }

        @Test
        @DisplayName("when it is no field inspection, then refused (R41-20)")
        void notInTheField() {
            assertThat(decide(new RegisterAnswer.Inspection(
                            open.number(), false, open.bodyId(), open.subject(), open.openedOn(), open.closedOn())))
                    .isEqualTo(new Decision.Refuse("R41-20", Reason.INSPECTION_NOT_IN_THE_FIELD));
        }

        @Test
        @DisplayName("when it is closed, or opens only later, then refused (R41-22)")
        void closed() {
            Decision refusal = new Decision.Refuse("R41-22", Reason.INSPECTION_CLOSED);
            assertThat(decide(new RegisterAnswer.Inspection(
                            open.number(),
                            true,
                            open.bodyId(),
                            open.subject(),
                            open.openedOn(),
                            Optional.of(TestAsks.TODAY))))
                    .isEqualTo(refusal);
            assertThat(decide(new RegisterAnswer.Inspection(
                            open.number(),
                            true,
                            open.bodyId(),
                            open.subject(),
                            TestAsks.TODAY.plusDays(1),
                            Optional.empty())))
                    .isEqualTo(refusal);
        }

        @Test
        @DisplayName("when another body conducts it, then refused (R41-22)")
        void ofAnotherBody() {
            assertThat(decide(new RegisterAnswer.Inspection(
                            open.number(), true, "body-2", open.subject(), open.openedOn(), open.closedOn())))
                    .isEqualTo(new Decision.Refuse("R41-22", Reason.INSPECTION_OF_ANOTHER_BODY));
        }

        @Test
        @DisplayName(
                "when a subject is named otherwise than by IIN or BIN, then refused before the register is asked (R41-22)")
        void notProvable() {
            for (Subject subject : TestAsks.OF_EACH_KIND) {
                Ask ask = new Ask(
                        "STATE_REVENUE_FIELD_INSPECTION",
                        new Basis.Inspection(TestAsks.INSPECTION),
                        List.of("VEHICLES"),
                        List.of(TestAsks.TAXPAYER, subject),
                        TestAsks.TODAY);
                Asker asker = TestAsks.officer("STATE_REVENUE", "STATE_REVENUE_UNIT_HEAD");
                Decision refusal = new Decision.Refuse("R41-22", Reason.INSPECTION_SUBJECT_NOT_PROVABLE);

                if (subject.kind().isNational()) {
                    assertThat(rules.lookup(asker, ask)).isInstanceOf(Lookup.OfInspection.class);
                    assertThat(rules.decide(asker, ask, open).values()).doesNotContain(refusal);
                } else {
                    assertThat(rules.lookup(asker, ask)).isEqualTo(new Lookup.Nothing());
                    assertThat(rules.decide(asker, ask, open).values()).containsExactly(refusal);
                }
            }
        }

        @Test
        @DisplayName("when even one subject is not the inspected one, then refused (R41-22)")
        void ofAnotherSubject() {
            Ask ask = new Ask(
                    "STATE_REVENUE_FIELD_INSPECTION",
                    new Basis.Inspection(TestAsks.INSPECTION),
                    List.of("VEHICLES"),
                    List.of(TestAsks.TAXPAYER, TestAsks.ANOTHER),
                    TestAsks.TODAY);
            assertThat(rules.decide(revenueOfficer(), ask, open))
                    .containsEntry("VEHICLES", new Decision.Refuse("R41-22", Reason.INSPECTION_OF_ANOTHER_SUBJECT));
        }

        @Test
        @DisplayName(
                "when the register is silent, was not asked, or answers about something else, then unverifiable (R41-22)")
        void silent() {
            Decision unverifiable = new Decision.Unverifiable("R41-22", Reason.INSPECTION_REGISTER_SILENT);
            assertThat(decide(new RegisterAnswer.Silent())).isEqualTo(unverifiable);
            assertThat(decide(new RegisterAnswer.NotAsked())).isEqualTo(unverifiable);
            assertThat(decide(TestAsks.criminalCase())).isEqualTo(unverifiable);
            assertThat(decide(new RegisterAnswer.Inspection(
                            "T-2", true, open.bodyId(), open.subject(), open.openedOn(), open.closedOn())))
                    .isEqualTo(unverifiable);
        }

        @Test
        @DisplayName("when no service could be permitted anyway, then the register is not asked")
        void registerNotAsked() {
            Ask outside = TestAsks.ask(
                    "STATE_REVENUE_FIELD_INSPECTION", new Basis.Inspection(TestAsks.INSPECTION), "TAX_DEBT");
            assertThat(rules.lookup(revenueOfficer(), outside)).isEqualTo(new Lookup.Nothing());
            Ask inside = TestAsks.ask(
                    "STATE_REVENUE_FIELD_INSPECTION",
                    new Basis.Inspection(TestAsks.INSPECTION),
                    "TAX_DEBT",
                    "VEHICLES");
            assertThat(rules.lookup(revenueOfficer(), inside)).isEqualTo(new Lookup.OfInspection(TestAsks.INSPECTION));
        }

        private Decision decide(RegisterAnswer register) {
            return only(rules.decide(
                    revenueOfficer(),
                    TestAsks.ask(
                            "STATE_REVENUE_FIELD_INSPECTION", new Basis.Inspection(TestAsks.INSPECTION), "VEHICLES"),
                    register));
        }
    }

    @Nested
    @DisplayName("a criminal case, in the register of pre-trial investigations")
    class OfCriminalCases {

        private final RegisterAnswer.CriminalCase open = TestAsks.criminalCase(new Article("188", "2"));

        @Test
        @DisplayName("when it is open and the officer is in charge, then permitted and verified")
        void permits() {
            assertThat(decide("COVERT_INVESTIGATION", Optional.empty(), open))
                    .isEqualTo(new Decision.Permit(new Level.Full(), Decision.Footing.VERIFIED));
        }

        @Test
        @DisplayName("when the register does not know it, then refused (R150-19)")
        void unknown() {
            assertThat(decide("COVERT_INVESTIGATION", Optional.empty(), new RegisterAnswer.Unknown()))
                    .isEqualTo(new Decision.Refuse("R150-19", Reason.CASE_UNKNOWN));
        }

        @Test
        @DisplayName("when it is closed, then refused (R150-A11b)")
        void closed() {
            assertThat(decide(
                            "COVERT_INVESTIGATION",
                            Optional.empty(),
                            new RegisterAnswer.CriminalCase(
                                    open.number(), true, open.bodyId(), open.inCharge(), open.articles())))
                    .isEqualTo(new Decision.Refuse("R150-A11b", Reason.CASE_CLOSED));
        }

        @Test
        @DisplayName("when somebody else is in charge, then refused (R150-A11b)")
        void ofAnotherOfficer() {
            assertThat(decide(
                            "COVERT_INVESTIGATION",
                            Optional.empty(),
                            new RegisterAnswer.CriminalCase(
                                    open.number(), false, open.bodyId(), List.of("another"), open.articles())))
                    .isEqualTo(new Decision.Refuse("R150-A11b", Reason.CASE_OF_ANOTHER_OFFICER));
        }

        @Test
        @DisplayName("when a certificate names no person, then nobody is in charge")
        void ofNobody() {
            Asker nameless = new Asker(Order.ORDER_150, "body-1", "INTERNAL_AFFAIRS", "POLICE_OPERATIVE", "");
            assertThat(only(rules.decide(
                            nameless,
                            TestAsks.ask(
                                    "COVERT_INVESTIGATION",
                                    new Basis.CriminalCase(TestAsks.CASE, Optional.empty()),
                                    "VEHICLES"),
                            new RegisterAnswer.CriminalCase(
                                    open.number(), false, open.bodyId(), List.of(""), open.articles()))))
                    .isEqualTo(new Decision.Refuse("R150-A11b", Reason.CASE_OF_ANOTHER_OFFICER));
        }

        @Test
        @DisplayName("when the register is silent or answers about something else, then unverifiable (R150-19)")
        void silent() {
            Decision unverifiable = new Decision.Unverifiable("R150-19", Reason.CASE_REGISTER_SILENT);
            assertThat(decide("COVERT_INVESTIGATION", Optional.empty(), new RegisterAnswer.Silent()))
                    .isEqualTo(unverifiable);
            assertThat(decide("COVERT_INVESTIGATION", Optional.empty(), TestAsks.inspection()))
                    .isEqualTo(unverifiable);
            assertThat(decide(
                            "COVERT_INVESTIGATION",
                            Optional.empty(),
                            new RegisterAnswer.CriminalCase(
                                    "other", false, open.bodyId(), open.inCharge(), open.articles())))
                    .isEqualTo(unverifiable);
        }

        @Test
        @DisplayName(
                "when search measures name an assignment of the body of the case, then the officer need not be in charge (R150-4)")
        void assigned() {
            RegisterAnswer.CriminalCase ofOthers = new RegisterAnswer.CriminalCase(
                    open.number(), false, "body-of-the-case", List.of("another"), open.articles());
            assertThat(decide("SEARCH_MEASURES", assignment("body-of-the-case", TestAsks.TODAY), ofOthers))
                    .isEqualTo(new Decision.Permit(new Level.Full(), Decision.Footing.VERIFIED));
            assertThat(decide("SEARCH_MEASURES", Optional.empty(), ofOthers))
                    .isEqualTo(new Decision.Refuse("R150-A11b", Reason.CASE_OF_ANOTHER_OFFICER));
            assertThat(decide("SEARCH_MEASURES", assignment("body-9", TestAsks.TODAY), ofOthers))
                    .isEqualTo(new Decision.Refuse("R150-4", Reason.ASSIGNMENT_OF_ANOTHER_BODY));
            assertThat(decide("SEARCH_MEASURES", assignment("body-of-the-case", TestAsks.TODAY.plusDays(1)), ofOthers))
                    .isEqualTo(new Decision.Refuse("R150-4", Reason.ASSIGNMENT_DATED_AHEAD));
            assertThat(decide("COVERT_INVESTIGATION", assignment("body-of-the-case", TestAsks.TODAY), ofOthers))
                    .isEqualTo(new Decision.Refuse("R150-4", Reason.ASSIGNMENT_NOT_ACCEPTED));
        }

        @Test
        @DisplayName("when a case is named where none is needed, then it has to hold all the same")
        void namedAtWill() {
            Asker asker = TestAsks.officer("INTERNAL_AFFAIRS", "POLICE_OPERATIVE");
            Ask ask = TestAsks.ask(
                    "OPERATIONAL_SEARCH", new Basis.OptionalText("", Optional.of(TestAsks.CASE)), "VEHICLES");

            assertThat(rules.lookup(asker, ask)).isEqualTo(new Lookup.OfCase(TestAsks.CASE));
            assertThat(only(rules.decide(asker, ask, new RegisterAnswer.Unknown())))
                    .isEqualTo(new Decision.Refuse("R150-19", Reason.CASE_UNKNOWN));
            assertThat(only(rules.decide(asker, ask, open)))
                    .isEqualTo(new Decision.Permit(new Level.Full(), Decision.Footing.DECLARED));
        }

        private Optional<Basis.Assignment> assignment(String body, LocalDate date) {
            return Optional.of(new Basis.Assignment("12-3", date, body));
        }

        private Decision decide(String profile, Optional<Basis.Assignment> assignment, RegisterAnswer register) {
            return only(rules.decide(
                    TestAsks.officer("INTERNAL_AFFAIRS", "POLICE_OPERATIVE"),
                    TestAsks.ask(profile, new Basis.CriminalCase(TestAsks.CASE, assignment), "VEHICLES"),
                    register));
        }
    }

    @Nested
    @DisplayName("chosen from the list of the system (R150-20)")
    class Chosen {

        @Test
        @DisplayName("when it is in the list, then permitted and marked as declared; when it is not, then refused")
        void mustBeListed() {
            Asker asker = TestAsks.officer("INTERNAL_AFFAIRS", "LOCAL_POLICE_OFFICER");
            assertThat(only(rules.decide(
                            asker,
                            TestAsks.ask(
                                    "MIA_OTHER_TASKS",
                                    new Basis.Chosen("ORDER_OF_THE_HEAD", "7/12", Optional.empty()),
                                    "VEHICLES"),
                            new RegisterAnswer.NotAsked())))
                    .isEqualTo(new Decision.Permit(new Level.Full(), Decision.Footing.DECLARED));
            assertThat(only(rules.decide(
                            asker,
                            TestAsks.ask(
                                    "MIA_OTHER_TASKS",
                                    new Basis.Chosen("CURIOSITY", "7/12", Optional.empty()),
                                    "VEHICLES"),
                            new RegisterAnswer.NotAsked())))
                    .isEqualTo(new Decision.Refuse("R150-20", Reason.CHOSEN_BASIS_UNKNOWN));
        }
    }

    @ParameterizedTest
    @EnumSource(BasisKind.class)
    @DisplayName("must be of the kind that the profile asks for")
    void mustBeOfItsKind(BasisKind given) {
        TestAsks.ASKERS.forEach((code, asker) -> {
            BasisKind needed = rules.edition().profile(code).orElseThrow().basisKind();
            Decision decision = only(rules.decide(
                    asker, TestAsks.ask(code, TestAsks.basis(given), "VEHICLES"), TestAsks.confirming(given)));
            if (given == needed) {
                assertThat(decision).as(code).isInstanceOf(Decision.Permit.class);
            } else {
                assertThat(decision).as(code).isInstanceOfSatisfying(Decision.Refuse.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.BASIS_OF_ANOTHER_KIND);
                    assertThat(refused.rule()).isEqualTo(needed.rule());
                });
            }
        });
    }

    private static Asker revenueOfficer() {
        return TestAsks.officer("STATE_REVENUE", "STATE_REVENUE_UNIT_HEAD");
    }

    private static Decision only(java.util.SequencedMap<String, Decision> decisions) {
        assertThat(decisions).hasSize(1);
        return decisions.firstEntry().getValue();
    }

    @Test
    @DisplayName("under every other profile a subject may be named in every way")
    void otherBasesTakeEveryKind() {
        TestAsks.ASKERS.forEach((profile, asker) -> {
            BasisKind kind = rules.edition().profile(profile).orElseThrow().basisKind();
            if (kind == BasisKind.INSPECTION_NUMBER) {
                return;
            }
            for (Subject subject : TestAsks.OF_EACH_KIND) {
                Ask ask = new Ask(profile, TestAsks.basis(kind), List.of("VEHICLES"), List.of(subject), TestAsks.TODAY);
                Ask byNumber = TestAsks.ask(profile, TestAsks.basis(kind), "VEHICLES");
                assertThat(rules.decide(asker, ask, TestAsks.confirming(kind)))
                        .isEqualTo(rules.decide(asker, byNumber, TestAsks.confirming(kind)));
            }
        });
    }
}
