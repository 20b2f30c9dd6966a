package kz.negiz.portal;

import static org.assertj.core.api.Assertions.assertThat;

import kz.negiz.testkit.PageTexts;
import org.junit.jupiter.api.Test;

class PortalTextsTest {

    @Test
    void everyTextIsThereInThreeLanguagesAndUsed() {
        assertThat(PageTexts.of("portal-messages").faults()).isEmpty();
    }
}
