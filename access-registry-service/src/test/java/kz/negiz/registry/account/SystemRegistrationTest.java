package kz.negiz.registry.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import kz.negiz.demo.pki.SyntheticNumbers;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.registry.RegistryApi;
import kz.negiz.registry.RegistryApi.Answer;
import kz.negiz.registry.RegistryApi.Person;
import kz.negiz.registry.RegistryUnderTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Accounts of information systems")
class SystemRegistrationTest extends RegistryUnderTest {

    private static final String PROFILE = "MIA_IS_MO";

    private Answer register(Map<String, ?> holder, Map<String, ?> particulars) {
        return api.post(
                api.administrator(), "/api/registry/accounts", Map.of("holder", holder, "particulars", particulars));
    }

    private static Map<String, String> holder(String name) {
        return Map.of("bin", SyntheticNumbers.bin(name), "system", "2.999.41");
    }

    private Map<String, Object> system(String body) {
        Map<String, Object> particulars =
                new TreeMap<>(RegistryApi.particulars(body, "/", AccessRole.INFORMATION_SYSTEM));
        particulars.put("fullName", "«Сынақ» ақпараттық жүйесі");
        particulars.put("position", "—");
        particulars.put("keyStorage", "PKCS12");
        particulars.put("roleCode", PROFILE);
        return particulars;
    }

    private UUID registered(Map<String, String> holder) {
        return UUID.fromString(register(holder, system(api.body("INTERNAL_AFFAIRS")))
                .expect(201)
                .json()
                .get("id")
                .asString());
    }

    @Test
    @DisplayName(
            "a system stands under BIN and identifier together, with its one access right and no agreement to sign (R150-5)")
    void stands() {
        Map<String, String> holder = holder("a system that stands");
        String body = api.body("INTERNAL_AFFAIRS");
        String id = register(holder, system(body)).expect(201).json().get("id").asString();

        assertThat(api.standing(holder).expect(200).text())
                .isEqualTo(
                        ("{\"standing\":\"GOOD\",\"accountId\":\"%s\",\"kind\":\"SYSTEM\",\"roles\":[\"INFORMATION_SYSTEM\"],"
                                        + "\"bodyId\":\"%s\",\"bodyKind\":\"INTERNAL_AFFAIRS\",\"department\":\"/\","
                                        + "\"roleCode\":\"MIA_IS_MO\",\"order\":\"ORDER_150\",\"agreementSigned\":true}")
                                .formatted(id, body));
        for (Map<String, String> other : List.of(
                Map.of("bin", holder.get("bin")),
                Map.of("bin", holder.get("bin"), "system", "2.999.4"),
                Map.of("bin", holder.get("bin"), "system", "2.999.041"),
                Map.of("bin", SyntheticNumbers.bin("another body"), "system", "2.999.41"),
                Map.of("system", "2.999.41"),
                Map.of("iin", SyntheticNumbers.iin("somebody"), "bin", holder.get("bin"), "system", "2.999.41"))) {
            assertThat(api.standing(other).expect(200).json().get("reason").asString())
                    .as(other.toString())
                    .isEqualTo("NOT_REGISTERED");
        }
    }

    @Test
    @DisplayName("a system is registered once (R41-10a)")
    void once() {
        Map<String, String> holder = holder("a system registered twice");
        registered(holder);

        assertThat(register(holder, system(api.body("INTERNAL_AFFAIRS")))
                        .expect(409)
                        .refusal())
                .isEqualTo("registry-account-exists R41-10a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OFFICER", "OFFICIAL", "OPERATOR", "PROSECUTOR", "WAREHOUSE_OFFICER", "WAREHOUSE_OWNER"})
    @DisplayName("a system is never anything else, alone or beside")
    void nothingElse(AccessRole role) {
        Map<String, Object> alone = system(api.body("INTERNAL_AFFAIRS"));
        alone.put("roles", List.of(role));
        assertThat(register(holder("system as " + role), alone).status()).isEqualTo(422);
        Map<String, Object> beside = system(api.body("INTERNAL_AFFAIRS"));
        beside.put("roles", List.of(role, "INFORMATION_SYSTEM"));
        assertThat(register(holder("system as " + role), beside).expect(422).refusal())
                .startsWith("registry-roles-do-not-go-together");
    }

    @Test
    @DisplayName("nobody else is a system")
    void nobodyElse() {
        for (Person person : List.of(Person.someone(), Person.ofOrganisation())) {
            assertThat(register(person.holder(), system(api.body("INTERNAL_AFFAIRS")))
                            .expect(422)
                            .refusal())
                    .isEqualTo("registry-holder-does-not-fit R41-6");
        }
        assertThat(register(holder("never an operator"), RegistryApi.operator())
                        .expect(422)
                        .refusal())
                .isEqualTo("registry-holder-does-not-fit R41-6");
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource({
        "INTERNAL_AFFAIRS, MIA_BAQYLAU_OPK, 201",
        "ANTICORRUPTION, ANTICORRUPTION_ANALYTICAL_SYSTEM, 201",
        "INTERNAL_AFFAIRS, ANTICORRUPTION_ANALYTICAL_SYSTEM, 422",
        "INTERNAL_AFFAIRS, OPERATIONAL_SEARCH, 422",
        "INTERNAL_AFFAIRS, POLICE_OPERATIVE, 422",
        "INTERNAL_AFFAIRS, '', 422",
        "STATE_REVENUE, MIA_IS_MO, 422",
        "COMMITTEE, MIA_IS_MO, 422",
    })
    @DisplayName("a system has the access right that bears its name, in a body that has such systems (R150-5, R150-6)")
    void ownAccessRight(String kind, String profile, int status) {
        Map<String, Object> particulars = system(api.body(kind));
        particulars.put("roleCode", profile);
        assertThat(register(holder(kind + profile), particulars).status()).isEqualTo(status);
    }

    @Test
    @DisplayName("a change on an application keeps a system a system (R41-13)")
    void changes() {
        UUID account = registered(holder("a system that changes"));
        Map<String, Object> other = system(api.body("INTERNAL_AFFAIRS"));
        other.put("roleCode", "MIA_ADQ");
        api.post(api.administrator(), "/api/registry/accounts/" + account + "/changes", other)
                .expect(200);
        assertThat(api.standing(Map.of("accountId", account))
                        .json()
                        .get("roleCode")
                        .asString())
                .isEqualTo("MIA_ADQ");

        assertThat(api.post(
                                api.administrator(),
                                "/api/registry/accounts/" + account + "/changes",
                                RegistryApi.operator())
                        .expect(422)
                        .refusal())
                .isEqualTo("registry-holder-does-not-fit R41-6");
    }

    @Test
    @DisplayName("the database itself keeps systems and everybody else apart")
    void heldByTheDatabase() throws SQLException {
        UUID account = registered(holder("a system beside the service"));
        for (String roles : List.of("'OPERATOR'", "'OFFICER'", "'INFORMATION_SYSTEM','OFFICER'")) {
            try (Connection connection = DATABASE.connect();
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute("""
                                insert into account_edition (id, account, edition, ground, body, department, roles, role_code,
                                       full_name, position, unit_headed, key_storage, application_number, application_date,
                                       sealed_contacts, decided_by)
                                select gen_random_uuid(), account, 2, ground, body, department, array[%s], role_code,
                                       full_name, position, unit_headed, key_storage, application_number, application_date,
                                       sealed_contacts, decided_by
                                  from account_edition where account = '%s'
                                """.formatted(roles, account)))
                        .as(roles)
                        .hasMessageContaining("an information system has an account of its own");
            }
        }
    }

    @Test
    @DisplayName(
            "a system is found by its numbers, which travel in bodies, and is blocked and unblocked like a user (R41-32a)")
    void blockedAndUnblocked() {
        Map<String, String> holder = holder("a system that is blocked");
        UUID account = registered(holder);
        var found = api.post(api.administrator(), "/api/registry/accounts/find", holder)
                .expect(200)
                .json()
                .get("accounts");
        assertThat(found.get(0).get("id").asString()).isEqualTo(account.toString());
        assertThat(found.get(0).get("kind").asString()).isEqualTo("SYSTEM");
        var opened = api.get(api.administrator(), "/api/registry/accounts/" + account)
                .expect(200)
                .json();
        assertThat(opened.get("iin").asString()).isEmpty();
        assertThat(opened.get("bin").asString()).isEqualTo(holder.get("bin"));
        assertThat(opened.get("system").asString()).isEqualTo("2.999.41");

        String block = api.post(api.administrator(), "/api/registry/blocks", RegistryApi.violation(account))
                .expect(200)
                .json()
                .get("id")
                .asString();
        assertThat(api.standing(holder).json().get("reason").asString()).isEqualTo("BLOCKED");
        assertThat(api.standingOf(account)).isEqualTo("NONE");

        api.post(
                        api.administrator(),
                        "/api/registry/unblocks",
                        Map.of(
                                "account",
                                account,
                                "blocks",
                                List.of(block),
                                "decision",
                                Map.of("number", "S-" + block.substring(0, 8), "date", RegistryApi.today())))
                .expect(200);
        assertThat(api.standingOf(account)).isEqualTo("GOOD");
    }

    @Test
    @DisplayName("the operator registers a system in the portal and sees it in the list")
    void inThePortal() {
        String body = api.body("ANTICORRUPTION");
        Map<String, String> form = new HashMap<>(Map.of(
                "iin", SyntheticNumbers.iin("not of a system"),
                "bin", SyntheticNumbers.bin("system in the portal"),
                "system", "2.999.x",
                "fullName", "Portal trial system",
                "roles", "INFORMATION_SYSTEM",
                "roleCode", "ANTICORRUPTION_ANALYTICAL_SYSTEM",
                "body", body,
                "department", "/",
                "keyStorage", "PKCS12"));
        form.put("applicationNumber", "A-S1");
        form.put("applicationDate", "2026-01-15");
        assertThat(api.form(api.administrator(), "/registry/users/new", form)
                        .expect(422)
                        .text())
                .contains("id=\"iin-error\"", "id=\"system-error\"", "value=\"2.999.x\"");

        form.put("iin", "");
        form.put("system", "2.999.42");
        api.form(api.administrator(), "/registry/users/new", form).expect(302);
        assertThat(api.get(api.administrator(), "/registry/users?name=Portal%20trial")
                        .expect(200)
                        .text())
                .contains("Portal trial system", "Information system", body + " /")
                .doesNotContain(form.get("bin"), "2.999.42");
    }
}
