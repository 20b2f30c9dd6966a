package kz.negiz.registry.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import kz.negiz.demo.pki.SyntheticNumbers;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.registry.RecordedEvents;
import kz.negiz.registry.RegistryProperties;
import kz.negiz.registry.RegistryUnderTest;
import kz.negiz.registry.account.Accounts;
import kz.negiz.registry.holder.Holder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class FirstAdministratorTest extends RegistryUnderTest {

    @Autowired
    private Accounts accounts;

    @Autowired
    private RegistryProperties properties;

    @Test
    @DisplayName("the configured person is an operator of the Committee, on record")
    void registeredOnce() {
        var administrator = api.administrator();

        assertThat(administrator.body()).isEqualTo("committee");
        assertThat(administrator.roles()).containsExactly(AccessRole.OPERATOR);
        assertThat(new RecordedEvents(DATABASE, KEYS)
                        .about(administrator.account().toString()))
                .contains("FIRST_ADMINISTRATOR_REGISTRATION REGISTERED []");
    }

    @Test
    @DisplayName("once an operator is registered the configuration's word is void")
    void voidAfterUse() {
        String another = SyntheticNumbers.iin("somebody who edits the configuration later");

        assertThat(accounts.registerFirstAdministrator(another, "Someone")).isFalse();
        assertThat(api.standing(Map.of("iin", another)).json().get("standing").asString())
                .isEqualTo("NONE");
    }

    @Test
    @DisplayName("the settings never show the IIN")
    void noIinInText() {
        assertThat(properties.toString()).doesNotContain(FIRST_ADMINISTRATOR);
        assertThatThrownBy(() -> Holder.person("990101500000")).message().doesNotContain("990101500000");
    }
}
