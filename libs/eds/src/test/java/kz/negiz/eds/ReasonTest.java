package kz.negiz.eds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {

    @ParameterizedTest
    @EnumSource
    void everyReasonSaysWhatIsWrongAndWhatToDoInThreeLanguages(Reason reason) {
        for (String language : new String[] {"kk", "ru", "en"}) {
            String text = reason.text(language);
            // Two sentences at least: what is wrong, what to do.
            assertThat(text.split("[.] ", -1)).describedAs(text).hasSizeGreaterThanOrEqualTo(2);
            assertThat(text).endsWith(".");
        }
        assertThat(reason.kk()).matches("(?s).*[А-Яа-яӘәҒғҚқҢңӨөҰұҮүҺһІі].*");
        assertThat(reason.ru()).matches("(?s).*[А-Яа-яЁё].*").doesNotMatch("(?s).*[ӘәҒғҚқҢңӨөҰұҮүҺһІі].*");
        assertThat(reason.en()).doesNotMatch("(?s).*[А-Яа-я].*");
        reason.requirement().ifPresent(id -> assertThat(id).matches("R(41|150)-\\w+"));
    }

    @Test
    void everyReasonStandsInTheDocumentation() throws Exception {
        String page = Files.readString(Path.of("../../docs/eds.md"));
        for (Reason reason : Reason.values()) {
            assertThat(page).contains("`" + reason.code() + "`");
        }
    }

    @Test
    void whatLeavesTheVerdictOpenIsRevocationThatCannotBeTold() {
        assertThat(Arrays.stream(Reason.values()).filter(Reason::leavesOpen))
                .containsExactly(
                        Reason.REVOCATION_LIST_MISSING,
                        Reason.REVOCATION_LIST_STALE,
                        Reason.REVOCATION_LIST_NOT_GENUINE,
                        Reason.REVOCATION_LIST_UNSUPPORTED,
                        Reason.OCSP_REFUSED,
                        Reason.OCSP_NOT_GENUINE,
                        Reason.OCSP_OTHER_CERTIFICATE,
                        Reason.OCSP_NONCE_DIFFERS,
                        Reason.OCSP_STALE,
                        Reason.OCSP_STATUS_UNKNOWN);
    }
}
