package kz.negiz.demo.sources.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.negiz.demo.pki.SyntheticNumbers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In the synthetic population")
class WorldTest {

    private static final List<Person> PEOPLE = IntStream.range(0, 500)
            .mapToObj(number ->
                    Person.withIin(SyntheticNumbers.iin("person " + number)).orElseThrow())
            .toList();
    private static final List<Organisation> ORGANISATIONS = IntStream.range(0, 2_000)
            .mapToObj(number -> Organisation.withBin(SyntheticNumbers.bin("organisation " + number))
                    .orElseThrow())
            .toList();

    @Test
    @DisplayName("spouses name each other")
    void spouses() {
        long married = PEOPLE.stream()
                .filter(person -> person.spouse().isPresent())
                .peek(person ->
                        assertThat(person.spouse().flatMap(Person::spouse)).contains(person))
                .count();

        assertThat(married).isBetween(150L, 350L);
    }

    @Test
    @DisplayName("kinship looks the same from the other side")
    void kinship() {
        for (Person person : PEOPLE) {
            for (Kin kin : person.kin()) {
                Kin.Kind back = switch (kin.kind()) {
                    case SPOUSE -> Kin.Kind.SPOUSE;
                    case SIBLING -> Kin.Kind.SIBLING;
                    case PARENT -> Kin.Kind.CHILD;
                    case CHILD -> Kin.Kind.PARENT;
                };
                assertThat(kin.person().kin()).contains(new Kin(back, person));
            }
        }
    }

    @Test
    @DisplayName("children bear the father's name as patronymic, and live where the parents live")
    void children() {
        for (Person person : PEOPLE) {
            person.household()
                    .son()
                    .ifPresent(son -> person.household().father().ifPresent(father -> {
                        assertThat(son.patronymic()).isEqualTo(father.givenName() + "ұлы");
                        assertThat(son.surname()).isEqualTo(father.surname());
                        assertThat(son.address()).isEqualTo(father.address());
                    }));
        }
    }

    @Test
    @DisplayName("a director names the organisation, and the organisation the director")
    void directors() {
        for (Organisation organisation : ORGANISATIONS) {
            Person director = organisation.director().orElseThrow();
            assertThat(director.directed()).contains(organisation);
            organisation
                    .founders()
                    .forEach(founder -> assertThat(founder.person().founded()).contains(organisation));
            assertThat(organisation.founders().stream().mapToInt(Founder::share).sum())
                    .isEqualTo(100);
        }
    }

    @Test
    @DisplayName("a worker names the employer, and the employer the worker")
    void work() {
        for (Person person : PEOPLE) {
            for (Job job : person.jobs()) {
                if (job.isPresent()) {
                    assertThat(job.employer().staff()).contains(job);
                }
            }
        }
        assertThat(ORGANISATIONS.stream().filter(each -> each.staff().size() > 10))
                .hasSizeGreaterThan(20);
        ORGANISATIONS.forEach(organisation -> organisation
                .staff()
                .forEach(job -> assertThat(job.person().jobs()).contains(job)));
    }

    @Test
    @DisplayName("a supplier names the buyer, and the buyer the supplier")
    void trade() {
        for (Organisation organisation : ORGANISATIONS) {
            for (Trade trade : organisation.trades()) {
                Trade.Side back = trade.side() == Trade.Side.SUPPLIER ? Trade.Side.BUYER : Trade.Side.SUPPLIER;
                assertThat(trade.partner().trades()).contains(new Trade(back, organisation));
            }
        }
    }

    @Test
    @DisplayName(
            "plates and VINs lead back to the owner, cadastral numbers to all owners, documents and names to the person, an address to those who live there")
    void numbersLeadBack() {
        for (Subject subject : Stream.concat(
                        PEOPLE.stream(), ORGANISATIONS.stream().limit(500))
                .toList()) {
            for (Vehicle vehicle : subject.vehicles()) {
                assertThat(Vehicle.withPlate(vehicle.plate())).contains(new Owned<>(subject, vehicle));
                assertThat(Vehicle.withVin(vehicle.vin())).contains(new Owned<>(subject, vehicle));
                assertThat(vehicle.vin()).matches("[A-HJ-NPR-Z0-9]{17}");
            }
            subject.realEstate()
                    .forEach(object -> assertThat(RealEstate.withCadastralNumber(object.cadastralNumber()))
                            .contains(new Owned<>(subject, object)));
            subject.landPlots()
                    .forEach(plot -> assertThat(LandPlot.withCadastralNumber(plot.cadastralNumber()))
                            .contains(new Owned<>(subject, plot)));
        }
        for (Person person : PEOPLE) {
            assertThat(Person.withDocumentNumber(person.documentNumber())).contains(person);
            assertThat(Person.withDocumentNumber(person.passportNumber())).contains(person);
            assertThat(Household.at(person.address().line())).contains(person.household());
        }
        for (Person person : PEOPLE.subList(0, 5)) {
            assertThat(Person.named(person.surname(), person.givenName(), "", person.birthDate()))
                    .contains(person)
                    .allMatch(other -> other.birthDate().equals(person.birthDate()));
        }
        assertThat(Vehicle.withPlate("")).isEmpty();
        assertThat(Vehicle.withVin("WAUZZZ8K9BA000000")).isEmpty();
        assertThat(RealEstate.withCadastralNumber("20:000:000:000:1/1")).isEmpty();
        assertThat(Household.at("Алматы қаласы")).isEmpty();
        assertThat(Person.withDocumentNumber("N99999999")).isEmpty();
    }

    @Test
    @DisplayName("spouses own their home together")
    void homes() {
        for (Person person : PEOPLE) {
            Optional<Person> spouse = person.spouse();
            if (spouse.isPresent()) {
                assertThat(person.realEstate().getFirst())
                        .isEqualTo(spouse.orElseThrow().realEstate().getFirst());
                assertThat(person.realEstate().getFirst().share()).isEqualTo(50);
            }
        }
    }

    @Test
    @DisplayName("nobody stands for a number with a wrong check digit, of another year or another month")
    void nobody() {
        String iin = PEOPLE.getFirst().number();
        String wrongDigit = iin.substring(0, 11) + (iin.charAt(11) == '0' ? '1' : '0');

        assertThat(Person.withIin(wrongDigit)).isEmpty();
        assertThat(Person.withIin(ORGANISATIONS.getFirst().number())).isEmpty();
        assertThat(Organisation.withBin(iin)).isEmpty();
    }

    @Test
    @DisplayName("the same name always stands for the same person, in this version and in the next")
    void pinned() {
        Person head = Person.withIin(SyntheticNumbers.iin("head")).orElseThrow();

        assertThat(head.fullName()).isEqualTo("Мырзабеков Айдар Нұрланұлы");
    }
}
