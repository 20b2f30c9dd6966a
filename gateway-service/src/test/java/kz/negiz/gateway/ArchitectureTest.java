package kz.negiz.gateway;

import kz.negiz.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void followsTheRulesOfTheHouse() {
        ArchitectureRules.forService("kz.negiz.gateway").check();
    }
}
