package kz.negiz.demo.sources.scenario;

import kz.negiz.demo.sources.register.CaseRegister;
import kz.negiz.demo.sources.register.InspectionRegister;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ScenarioConfiguration {

    @Bean
    Scenario scenario() {
        return Scenario.standard();
    }

    @Bean
    InspectionRegister inspectionRegister(Scenario scenario) {
        return new InspectionRegister(scenario.inspections().all());
    }

    @Bean
    CaseRegister caseRegister(Scenario scenario) {
        return new CaseRegister(scenario.cases().all());
    }
}
