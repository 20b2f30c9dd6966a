package kz.negiz.demo.sources.service;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kz.negiz.demo.sources.register.CaseRegister;
import kz.negiz.demo.sources.register.InspectionRegister;

/** All services by their code. */
final class SourceCatalogue {

    private final Map<String, Source> sources = new LinkedHashMap<>();

    SourceCatalogue(CaseRegister cases, InspectionRegister inspections) {
        Stream.of(
                        PersonSources.all(),
                        BorderSources.all(),
                        SocialSources.all(),
                        PropertySources.all(),
                        TransportSources.all(),
                        CourtSources.all(cases, inspections),
                        BusinessSources.all(),
                        TaxSources.all(inspections),
                        RelationSources.all())
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(Source::number))
                .forEach(source -> {
                    if (sources.put(source.code(), source) != null) {
                        throw new IllegalStateException("Two sources with the code " + source.code());
                    }
                });
    }

    Optional<Source> find(String code) {
        return Optional.ofNullable(sources.get(code));
    }

    Collection<Source> all() {
        return sources.values();
    }
}
