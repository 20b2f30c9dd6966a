package kz.negiz.registry.account;

import static org.assertj.core.api.Assertions.assertThat;

import kz.negiz.kit.identity.Caller;
import kz.negiz.registry.RegistryApi;
import kz.negiz.registry.RegistryApi.Person;
import kz.negiz.registry.RegistryUnderTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UsersPageTest extends RegistryUnderTest {

    @Test
    @DisplayName("an official sees the people of the own body, without their numbers (R41-12)")
    void ownBodyOnly() {
        String body = api.body("STATE_REVENUE");
        String other = api.body("STATE_REVENUE");
        Person head = Person.someone();
        api.registerHead(head, body, "/");
        api.registerHead(Person.someone(), other, "/");
        Person official = Person.someone();
        api.register(official, RegistryApi.official(body, "/"));
        Caller.User reader = api.login(official.iin(), "");

        String page = api.get(reader, "/registry/users").expect(200).text();

        assertThat(page).contains(body + " /", "Officer").doesNotContain(other + " /", head.iin(), "??");
        assertThat(api.get(reader, "/registry/cards").expect(200).text()).contains("Blocked");
        assertThat(api.get(api.login(head.iin(), ""), "/registry/users").status())
                .isEqualTo(403);
    }
}
