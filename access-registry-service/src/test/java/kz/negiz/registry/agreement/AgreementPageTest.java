package kz.negiz.registry.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import kz.negiz.kit.identity.Caller;
import kz.negiz.registry.RegistryApi.Person;
import kz.negiz.registry.RegistryUnderTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementPageTest extends RegistryUnderTest {

    private Caller.User newcomer(String language) {
        Person person = Person.someone();
        api.registerHead(person, api.body("STATE_REVENUE"), "/");
        Caller.User user = api.login(person.iin(), "");
        return new Caller.User(
                user.account(),
                user.kind(),
                user.roles(),
                user.body(),
                user.bodyKind(),
                user.department(),
                user.roleCode(),
                false,
                user.session(),
                language);
    }

    @ParameterizedTest
    @CsvSource({"kk, Орынтолтырғыш мәтін", "ru, Текст-заглушка", "en, Placeholder text"})
    @DisplayName("the first entry shows the text in the reader's language, a tick, and a document to sign (R41-7)")
    void firstEntry(String language, String marked) {
        String page =
                api.get(newcomer(language), "/registry/agreement").expect(200).text();

        assertThat(page)
                .contains(marked, "data-sign", "name=\"document\"", "name=\"accepted\"", "lang=\"" + language + "\"")
                .doesNotContain("??");
    }

    @Test
    @DisplayName("who needs no agreement is told so and has nothing to sign")
    void notNeeded() {
        assertThat(api.get(api.administrator(), "/registry/agreement")
                        .expect(200)
                        .text())
                .contains("Your role needs no agreement.")
                .doesNotContain("data-sign>");
    }
}
