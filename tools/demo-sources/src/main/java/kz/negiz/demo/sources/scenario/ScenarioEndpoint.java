package kz.negiz.demo.sources.scenario;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the demo and the tests of whom they speak. */
@RestController
final class ScenarioEndpoint {

    private final Scenario scenario;

    ScenarioEndpoint(Scenario scenario) {
        this.scenario = scenario;
    }

    @GetMapping("/demo/scenario")
    Scenario scenario() {
        return scenario;
    }
}
