package kz.negiz.broker.source;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import kz.negiz.broker.edition.Editions;
import kz.negiz.kit.trust.TrustBundles;
import kz.negiz.rules.Edition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The ways to the databases as configuration has them. What can't work stops the start with a sentence that says what to do:
 * an officer's question is no place to find out that a key is missing.
 */
@Component
final class Connectors {

    private final Map<String, Connector> byName = new TreeMap<>();
    private final Map<String, SourcesProperties.Service> services = new HashMap<>();
    private final Connector otherwise;
    private final Connector ofRegisters;
    private final SourceHttp registers;

    Connectors(SourcesProperties properties, Editions editions, TrustBundles trust, Clock clock) {
        Edition edition = editions.current().edition();
        for (SourcesProperties.Service each : properties.services()) {
            if (edition.service(each.code()).isEmpty()) {
                throw new IllegalStateException("negiz.sources.services names " + each.code()
                        + ", which the rules in force don't know: correct the code or take the entry out");
            }
            if (services.put(each.code(), each) != null) {
                throw new IllegalStateException(
                        "negiz.sources.services names " + each.code() + " twice: leave one of the entries");
            }
        }
        AnswerCheck check = new AnswerCheck(clock, new AnswerSchemas(ownSchemas()));
        ShepPayload payload = new ShepPayload(check, new OwnerSignatures(trust, clock));
        properties
                .connectors()
                .forEach((name, settings) -> byName.put(name, connector(name, settings, trust, check, payload)));
        this.otherwise = named("negiz.sources.default-connector", properties.defaultConnector());
        services.values()
                .forEach(each -> named("connector of " + each.code() + " in negiz.sources.services", each.connector()));
        services.values().stream().filter(each -> each.lateWithin() != null).forEach(this::requireLate);
        services.values().stream().filter(each -> each.owner() != null).forEach(this::requireSigned);
        this.ofRegisters = named("negiz.sources.registers", properties.registers());
        if (ofRegisters.settings().kind() != SourcesProperties.Kind.REST) {
            throw new IllegalStateException("negiz.sources.registers names " + properties.registers()
                    + ", which is no REST connector: the registers answer in JSON over HTTP only");
        }
        this.registers = new SourceHttp(ofRegisters.settings());
    }

    /** One way to databases. */
    record Connector(String name, SourcesProperties.Connector settings, Source source) {}

    /** The connector of a service. */
    Connector of(String service) {
        SourcesProperties.@Nullable Service said = services.get(service);
        @Nullable String name = said == null ? null : said.connector();
        return name == null ? otherwise : named("connector", name);
    }

    /** All connectors, by name. */
    List<Connector> all() {
        return List.copyOf(byName.values());
    }

    SourceHttp registers() {
        return registers;
    }

    /** The name of the connector at which the registers answer. */
    String ofRegisters() {
        return ofRegisters.name();
    }

    /** Only who keeps answers can bring one late. */
    private void requireLate(SourcesProperties.Service service) {
        Connector connector = of(service.code());
        if (!(connector.source() instanceof LateSource)) {
            throw new IllegalStateException("late-within of " + service.code()
                    + " in negiz.sources.services needs a connector of the kind REST or SHEP_ASYNC, and "
                    + connector.name()
                    + " is " + connector.settings().kind() + ": name another one or take late-within out");
        }
        if (Objects.requireNonNull(service.lateWithin()).compareTo(service.within(connector.settings())) <= 0) {
            throw new IllegalStateException(
                    "late-within of " + service.code()
                            + " in negiz.sources.services is not longer than the time of a question: make it longer or take it out");
        }
    }

    /** Only a form that has a place for it can bear an owner's signature, and a code alone has none. */
    private void requireSigned(SourcesProperties.Service service) {
        Connector connector = of(service.code());
        if (connector.source() instanceof RestSource) {
            throw new IllegalStateException(
                    "owner of " + service.code() + " in negiz.sources.services needs a connector of the kind SHEP_SYNC"
                            + " or SHEP_ASYNC, and " + connector.name()
                            + " is REST: name another one or take owner out");
        }
        if (Objects.requireNonNull(service.owner()).required()
                && !service.nothing().isEmpty()) {
            throw new IllegalStateException(
                    "nothing of " + service.code()
                            + " in negiz.sources.services is a code that no owner signs, and its owner must sign: take nothing out, or set owner.required to false");
        }
    }

    private SourcesProperties.Service service(String code) {
        return services.getOrDefault(code, SourcesProperties.Service.of(code));
    }

    private Connector named(String property, @Nullable String name) {
        if (name == null) {
            return otherwise;
        }
        return Optional.ofNullable(byName.get(name))
                .orElseThrow(() -> new IllegalStateException(property + " is " + name
                        + ", but negiz.sources.connectors has " + byName.keySet() + ": add it there or name another"));
    }

    private Connector connector(
            String name,
            SourcesProperties.Connector settings,
            TrustBundles trust,
            AnswerCheck check,
            ShepPayload payload) {
        return new Connector(
                name,
                settings,
                switch (settings.kind()) {
                    case REST -> new RestSource(settings, this::service, check);
                    case SHEP_SYNC -> {
                        SourcesProperties.Shep shep = shep(name, settings);
                        yield new ShepSource(
                                new ShepGateway(settings, shep, trust, check.clock()),
                                settings,
                                shep,
                                this::service,
                                check,
                                payload);
                    }
                    case SHEP_ASYNC -> {
                        SourcesProperties.Shep shep = shep(name, settings);
                        yield new ShepAsyncSource(
                                new ShepGateway(settings, shep, trust, check.clock()),
                                settings,
                                shep,
                                this::service,
                                payload,
                                check.clock());
                    }
                });
    }

    private static SourcesProperties.Shep shep(String name, SourcesProperties.Connector settings) {
        return Optional.ofNullable(settings.shep())
                .orElseThrow(() -> new IllegalStateException("negiz.sources.connectors." + name + " is "
                        + settings.kind() + " and needs its settings under negiz.sources.connectors." + name
                        + ".shep: docs/connectors.md lists them"));
    }

    private Map<String, Path> ownSchemas() {
        Map<String, Path> own = new LinkedHashMap<>();
        services.forEach((code, service) -> {
            if (service.schemaFile() != null) {
                own.put(code, service.schemaFile());
            }
        });
        return own;
    }
}
