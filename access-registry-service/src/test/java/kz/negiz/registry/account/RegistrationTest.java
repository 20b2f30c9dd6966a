package kz.negiz.registry.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.registry.RecordedEvents;
import kz.negiz.registry.RegistryApi;
import kz.negiz.registry.RegistryApi.Answer;
import kz.negiz.registry.RegistryApi.Person;
import kz.negiz.registry.RegistryUnderTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RegistrationTest extends RegistryUnderTest {

    private Answer register(Person person, Map<String, ?> particulars) {
        return register(api.administrator(), person, particulars);
    }

    private Answer register(Caller.User decider, Person person, Map<String, ?> particulars) {
        return api.post(
                decider, "/api/registry/accounts", Map.of("holder", person.holder(), "particulars", particulars));
    }

    @Test
    @DisplayName(
            "a registered officer stands, with body, department and role, and has not signed yet (R150-15b, R41-7)")
    void registeredOfficerStands() {
        String body = api.body("INTERNAL_AFFAIRS", "/astana", "/astana/crime");
        Person person = Person.someone();
        var particulars = RegistryApi.particulars(body, "/astana/crime", AccessRole.OFFICER);
        particulars.put("roleCode", "POLICE_OPERATIVE");
        UUID account = api.register(person, particulars);

        var standing = api.standing(Map.of("iin", person.iin())).expect(200).json();

        assertThat(standing.toString())
                .isEqualTo(("{\"standing\":\"GOOD\",\"accountId\":\"%s\",\"kind\":\"PERSON\",\"roles\":[\"OFFICER\"],"
                                + "\"bodyId\":\"%s\",\"bodyKind\":\"INTERNAL_AFFAIRS\",\"department\":\"/astana/crime\","
                                + "\"roleCode\":\"POLICE_OPERATIVE\",\"order\":\"ORDER_150\",\"agreementSigned\":false}")
                        .formatted(account, body));
    }

    @Test
    @DisplayName("a holder is IIN with or without BIN: the same person for an organisation is another account")
    void holderIsIinAndBin() {
        Person owner = Person.ofOrganisation();
        String body = api.body("WAREHOUSE_OWNER");
        UUID account = api.register(owner, RegistryApi.particulars(body, "/", AccessRole.WAREHOUSE_OWNER));

        assertThat(api.standing(Map.of("iin", owner.iin(), "bin", owner.bin()))
                        .json()
                        .get("accountId")
                        .asString())
                .isEqualTo(account.toString());
        assertThat(api.standing(Map.of("iin", owner.iin())).json().get("reason").asString())
                .isEqualTo("NOT_REGISTERED");
    }

    @Test
    @DisplayName("nobody is registered twice (R41-10a)")
    void nobodyTwice() {
        String body = api.body("STATE_REVENUE");
        Person person = Person.someone();
        api.registerHead(person, body, "/");

        Answer second = register(person, RegistryApi.head(body, "/"));

        assertThat(second.expect(409).refusal()).isEqualTo("registry-account-exists R41-10a");
    }

    @Test
    @DisplayName("of many registrations of one person at the same moment one is made")
    void oneAccountUnderConcurrency() throws Exception {
        String body = api.body("STATE_REVENUE");
        Person person = Person.someone();
        Caller.User administrator = api.administrator();
        List<Integer> statuses = atOnce(
                12,
                () -> register(administrator, person, RegistryApi.head(body, "/"))
                        .status());

        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @Test
    @DisplayName("without the number and date of an Application nothing is registered (R41-4b)")
    void applicationIsNeeded() {
        String body = api.body("STATE_REVENUE");
        var without = RegistryApi.head(body, "/");
        without.remove("application");
        var dot = RegistryApi.head(body, "/");
        dot.put("application", Map.of("number", ".", "date", "2026-01-15"));
        var tomorrow = RegistryApi.head(body, "/");
        tomorrow.put("application", Map.of("number", "A-1", "date", "2999-01-01"));

        assertThat(register(Person.someone(), without).status()).isEqualTo(400);
        assertThat(register(Person.someone(), dot).status()).isEqualTo(400);
        assertThat(register(Person.someone(), tomorrow).expect(422).refusal())
                .isEqualTo("registry-date-in-future R41-11");
    }

    @Test
    @DisplayName("a misspelt field is refused, not ignored")
    void unknownFieldIsRefused() {
        var particulars = RegistryApi.head(api.body("STATE_REVENUE"), "/");
        particulars.put("endsAtt", "x");

        assertThat(register(Person.someone(), particulars).status()).isEqualTo(400);
    }

    @Test
    @DisplayName("an IIN with a wrong check digit is refused")
    void checkDigit() {
        assertThat(register(new Person("990101500000", ""), RegistryApi.head(api.body("STATE_REVENUE"), "/"))
                        .status())
                .isEqualTo(400);
    }

    @Nested
    @DisplayName("when what is asked for does not fit")
    class NotFitting {

        private String refusal(Person person, Map<String, ?> particulars) {
            return register(person, particulars).expect(422).refusal();
        }

        @Test
        @DisplayName("an operator's account has no other role, and can't ask")
        void operatorAlone() {
            assertThat(refusal(
                            Person.someone(),
                            RegistryApi.particulars("committee", "/", AccessRole.OPERATOR, AccessRole.OFFICER)))
                    .isEqualTo("registry-roles-do-not-go-together R41-4a");
        }

        @Test
        @DisplayName("who supervises does not ask (R41-33a)")
        void prosecutorAlone() {
            assertThat(refusal(
                            Person.someone(),
                            RegistryApi.particulars(
                                    api.body("PROSECUTION"), "/", AccessRole.PROSECUTOR, AccessRole.OFFICER)))
                    .isEqualTo("registry-roles-do-not-go-together R41-33a");
        }

        @Test
        @DisplayName("an operator belongs to the Committee")
        void operatorOfTheCommittee() {
            assertThat(refusal(
                            Person.someone(),
                            RegistryApi.particulars(api.body("INTERNAL_AFFAIRS"), "/", AccessRole.OPERATOR)))
                    .isEqualTo("registry-role-does-not-fit-body R150-15b");
        }

        @Test
        @DisplayName("a role of the list fits the kind of the body (R150-15b)")
        void roleCodeFitsBody() {
            var particulars = RegistryApi.head(api.body("INTERNAL_AFFAIRS"), "/");
            assertThat(refusal(Person.someone(), particulars)).isEqualTo("registry-role-code-does-not-fit R150-15b");
        }

        @Test
        @DisplayName("only officers have a role of the list")
        void onlyOfficersHaveRoleCodes() {
            var particulars = RegistryApi.official(api.body("STATE_REVENUE"), "/");
            particulars.put("roleCode", "STATE_REVENUE_UNIT_HEAD");
            assertThat(refusal(Person.someone(), particulars)).isEqualTo("registry-role-code-does-not-fit R150-15b");
        }

        @Test
        @DisplayName("in a state revenue body only heads of units ask (R41-A1)")
        void unitHead() {
            var particulars = RegistryApi.head(api.body("STATE_REVENUE"), "/");
            particulars.put("unitHeaded", "NONE");
            assertThat(refusal(Person.someone(), particulars)).isEqualTo("registry-unit-head-needed R41-A1");
        }

        @Test
        @DisplayName("a key in a file is not accepted for a person (R150-38)")
        void keyStorage() {
            var particulars = RegistryApi.head(api.body("STATE_REVENUE"), "/");
            particulars.put("keyStorage", "PKCS12");
            assertThat(refusal(Person.someone(), particulars)).isEqualTo("registry-key-storage-not-protected R150-38");
        }

        @Test
        @DisplayName("an official is named by an order (R41-16)")
        void appointment() {
            var particulars = RegistryApi.official(api.body("STATE_REVENUE"), "/");
            particulars.remove("appointment");
            assertThat(refusal(Person.someone(), particulars)).isEqualTo("registry-appointment-needed R41-16");
        }

        @Test
        @DisplayName("officers are natural persons, owners are organisations (R41-6)")
        void holderKind() {
            assertThat(refusal(Person.ofOrganisation(), RegistryApi.head(api.body("STATE_REVENUE"), "/")))
                    .isEqualTo("registry-holder-does-not-fit R41-6");
            assertThat(refusal(
                            Person.someone(),
                            RegistryApi.particulars(api.body("WAREHOUSE_OWNER"), "/", AccessRole.WAREHOUSE_OWNER)))
                    .isEqualTo("registry-holder-does-not-fit R41-6");
        }

        @Test
        @DisplayName("body and department exist (R41-11)")
        void bodyAndDepartment() {
            assertThat(refusal(Person.someone(), RegistryApi.head("no-such-body", "/")))
                    .isEqualTo("registry-body-unknown R41-11");
            assertThat(refusal(Person.someone(), RegistryApi.head(api.body("STATE_REVENUE"), "/nowhere")))
                    .isEqualTo("registry-department-unknown R41-11");
        }
    }

    @Test
    @DisplayName("nobody registers or changes themselves, and the attempt goes on record")
    void ownAccount() {
        Person person = Person.someone();
        UUID account = api.register(person, RegistryApi.operator());
        Caller.User second = api.login(person.iin(), "");
        Person sameForOrganisation =
                new Person(person.iin(), Person.ofOrganisation().bin());
        var asOwner = RegistryApi.particulars(api.body("WAREHOUSE_OWNER"), "/", AccessRole.WAREHOUSE_OWNER);

        Answer change = api.post(second, "/api/registry/accounts/" + account + "/changes", RegistryApi.operator());

        assertThat(register(second, sameForOrganisation, asOwner).expect(403).refusal())
                .isEqualTo("registry-own-account R41-4a");
        assertThat(change.expect(403).refusal()).isEqualTo("registry-own-account R41-4a");
        assertThat(new RecordedEvents(DATABASE, KEYS).about(account.toString()))
                .containsExactly("ACCOUNT_REGISTRATION REGISTERED [R41-4b]", "ACCOUNT_CHANGE REFUSED [R41-4a]");
    }

    @Test
    @DisplayName("a change is a new edition on its own Application; the old one stays (R41-13)")
    void change() {
        String body = api.body("STATE_REVENUE", "/almaty", "/astana");
        Person person = Person.someone();
        UUID account = api.registerHead(person, body, "/almaty");

        api.post(
                        api.administrator(),
                        "/api/registry/accounts/" + account + "/changes",
                        RegistryApi.head(body, "/astana"))
                .expect(200);

        assertThat(api.login(person.iin(), "").department()).isEqualTo("/astana");
        assertThat(api.get(api.administrator(), "/api/registry/accounts/" + account)
                        .json()
                        .get("editions")
                        .valueStream()
                        .map(edition -> edition.get("department").asString())
                        .toList())
                .containsExactly("/almaty", "/astana");
    }

    @Nested
    @DisplayName("personal data of users (R41-12, R150-47)")
    class PersonalData {

        @Test
        @DisplayName("are for operators and officials of the user's own body")
        void readers() {
            String body = api.body("STATE_REVENUE");
            Person head = Person.someone();
            UUID account = api.registerHead(head, body, "/");
            Person own = Person.someone();
            api.register(own, RegistryApi.official(body, "/"));
            Person foreign = Person.someone();
            api.register(foreign, RegistryApi.official(api.body("STATE_REVENUE"), "/"));
            String path = "/api/registry/accounts/" + account;

            assertThat(api.get(api.administrator(), path).status()).isEqualTo(200);
            assertThat(api.get(api.login(own.iin(), ""), path).status()).isEqualTo(200);
            assertThat(api.get(api.login(foreign.iin(), ""), path).expect(404).refusal())
                    .isEqualTo("registry-account-unknown R41-12");
            assertThat(api.get(api.login(head.iin(), ""), path).status()).isEqualTo(403);
            assertThat(new RecordedEvents(DATABASE, KEYS).about(account.toString()))
                    .containsExactly(
                            "ACCOUNT_REGISTRATION REGISTERED [R41-4b]",
                            "ACCOUNT_OPENING SHOWN []",
                            "ACCOUNT_OPENING SHOWN []",
                            "ACCOUNT_OPENING REFUSED [R41-12]");
        }

        @Test
        @DisplayName("an official finds only people of the own body, whatever is asked")
        void searchIsLimited() {
            String body = api.body("STATE_REVENUE");
            String other = api.body("STATE_REVENUE");
            api.registerHead(Person.someone(), body, "/");
            Person stranger = Person.someone();
            api.registerHead(stranger, other, "/");
            Person official = Person.someone();
            api.register(official, RegistryApi.official(body, "/"));
            Caller.User reader = api.login(official.iin(), "");

            assertThat(bodies(api.get(reader, "/api/registry/accounts"))).containsOnly(body);
            assertThat(bodies(api.get(reader, "/api/registry/accounts?body=" + other)))
                    .isEmpty();
            assertThat(bodies(api.post(reader, "/api/registry/accounts/find", stranger.holder())))
                    .isEmpty();
            assertThat(bodies(api.post(api.administrator(), "/api/registry/accounts/find", stranger.holder())))
                    .containsExactly(other);
        }

        @Test
        @DisplayName("a number in the address is refused: addresses end up in logs")
        void noNumbersInAddresses() {
            assertThat(api.get(api.administrator(), "/api/registry/accounts?name=990519684928")
                            .status())
                    .isEqualTo(400);
        }

        @Test
        @DisplayName("the list comes in pages that miss nobody")
        void pages() {
            String body = api.body("STATE_REVENUE");
            for (int i = 0; i < 53; i++) {
                api.registerHead(Person.someone(), body, "/");
            }
            var first = api.get(api.administrator(), "/api/registry/accounts?body=" + body)
                    .json();
            var second = api.get(
                            api.administrator(),
                            "/api/registry/accounts?body=" + body + "&after="
                                    + first.get("next").asString())
                    .json();
            assertThat(first.get("accounts").size()).isEqualTo(50);
            assertThat(second.get("accounts").size()).isEqualTo(3);
            assertThat(second.get("next").isNull()).isTrue();
        }

        private List<String> bodies(Answer answer) {
            return answer.expect(200)
                    .json()
                    .get("accounts")
                    .valueStream()
                    .map(account -> account.get("body").asString())
                    .toList();
        }
    }

    private static <T> List<T> atOnce(int count, Callable<T> task) throws Exception {
        List<T> results = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(count)) {
            for (Future<T> future : threads.invokeAll(Collections.nCopies(count, task))) {
                results.add(future.get());
            }
        }
        return results;
    }
}
