package kz.negiz.demo.sources.service;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import kz.negiz.demo.sources.fault.Target;
import kz.negiz.demo.sources.register.CaseRegister;
import kz.negiz.demo.sources.register.InspectionRegister;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ServiceConfiguration {

    @Bean
    SourceCatalogue sourceCatalogue(CaseRegister cases, InspectionRegister inspections) {
        return new SourceCatalogue(cases, inspections);
    }

    /** Everything that can be asked, and so can fail. */
    @Bean
    List<Target> targets(SourceCatalogue catalogue) {
        return Stream.concat(
                        Stream.of(Target.INSPECTIONS, Target.CASES),
                        catalogue.all().stream().map(source -> Target.service(source.code())))
                .toList();
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
