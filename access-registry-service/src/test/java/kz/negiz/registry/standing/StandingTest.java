package kz.negiz.registry.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import kz.negiz.demo.pki.SyntheticNumbers;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.registry.RegistryApi;
import kz.negiz.registry.RegistryApi.Person;
import kz.negiz.registry.RegistryUnderTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest extends RegistryUnderTest {

    @Test
    @DisplayName("a stranger, a system's certificate and an unknown account are not registered (R41-2a)")
    void notRegistered() {
        for (Map<String, ?> question : List.of(
                Map.of("iin", SyntheticNumbers.iin("nobody at all")),
                Map.of("iin", "", "bin", SyntheticNumbers.bin("some system")),
                Map.of("iin", "not a number"),
                Map.of("accountId", UUID.randomUUID()))) {
            var standing = api.standing(question).expect(200).json();
            assertThat(standing.get("standing").asString()).isEqualTo("NONE");
            assertThat(standing.get("reason").asString()).isEqualTo("NOT_REGISTERED");
            assertThat(standing.get("rule").asString()).isEqualTo("R41-2a");
        }
    }

    @Test
    @DisplayName("a question about nobody, or about two at once, is refused")
    void oneSubject() {
        assertThat(api.standing(Map.of()).status()).isEqualTo(400);
        assertThat(api.standing(Map.of("iin", FIRST_ADMINISTRATOR, "accountId", UUID.randomUUID()))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest(name = "{0} as {1} comes under {2}, agreement counts as signed: {3}")
    @CsvSource({
        "STATE_REVENUE, OFFICIAL, ORDER_41, false",
        "STATE_REVENUE, WAREHOUSE_OFFICER, ORDER_283, false",
        "INTERNAL_AFFAIRS, OFFICIAL, ORDER_150, false",
        "PROSECUTION, PROSECUTOR, ORDER_150, true",
        "WAREHOUSE_OWNER, WAREHOUSE_OWNER, ORDER_283, true",
    })
    void orderAndAgreement(String kind, AccessRole role, String order, boolean signed) {
        boolean owner = role == AccessRole.WAREHOUSE_OWNER;
        Person person = owner ? Person.ofOrganisation() : Person.someone();
        var particulars = RegistryApi.particulars(api.body(kind), "/", role);
        particulars.put("appointment", RegistryApi.application());
        api.register(person, particulars);

        var standing = api.standing(person.holder()).expect(200).json();

        assertThat(standing.get("order").asString()).isEqualTo(order);
        assertThat(standing.get("agreementSigned").asBoolean()).isEqualTo(signed);
    }
}
