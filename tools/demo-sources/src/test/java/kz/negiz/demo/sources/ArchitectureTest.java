package kz.negiz.demo.sources;

import kz.negiz.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void followsTheRulesOfTheHouse() {
        ArchitectureRules.forService("kz.negiz.demo.sources")
                .withDomain("kz.negiz.demo.sources.world..")
                .check();
    }
}
