package kz.negiz.broker;

import kz.negiz.testkit.ArchitectureRules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    @DisplayName("features without cycles; document and redaction know no framework and no store")
    void followsTheRulesOfTheHouse() {
        ArchitectureRules.forService("kz.negiz.broker")
                .withDomain("kz.negiz.broker.document..", "kz.negiz.broker.redaction..")
                .check();
    }
}
