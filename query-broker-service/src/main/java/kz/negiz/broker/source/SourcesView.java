package kz.negiz.broker.source;

import java.util.List;
import kz.negiz.broker.edition.Editions;
import kz.negiz.rules.Edition;
import org.springframework.stereotype.Component;

/** Connectors and services with their state and their last hour, as this instance of the service saw it. */
@Component
public class SourcesView {

    private final Connectors connectors;
    private final Sources sources;
    private final SourceHealth health;
    private final Editions editions;

    SourcesView(Connectors connectors, Sources sources, SourceHealth health, Editions editions) {
        this.connectors = connectors;
        this.sources = sources;
        this.health = health;
        this.editions = editions;
    }

    /**
     * All of it.
     *
     * @param connectors by name
     * @param services those that were asked since the start, by code; the registers among them
     * @param own how long questions were with us before the first source was asked
     */
    public record Overview(List<OfConnector> connectors, List<OfService> services, SourceHealth.OwnPart own) {}

    /** A way to databases. */
    public record OfConnector(String name, SourcesProperties.Kind kind, SourceState state) {}

    /** A service, or a register, that was asked; a register has its code for a title. */
    public record OfService(
            String service,
            String title,
            String connector,
            SourceState state,
            SourceHealth.Counts hour,
            List<SourceHealth.Period> periods) {}

    /** The state of this moment, with the services' names in a language. */
    public Overview now(String language) {
        Edition edition = editions.current().edition();
        return new Overview(
                connectors.all().stream()
                        .map(each -> new OfConnector(
                                each.name(), each.settings().kind(), sources.stateOfConnector(each.name())))
                        .toList(),
                health.seen().stream()
                        .map(each -> new OfService(
                                each.service(),
                                edition.serviceTitle(each.service(), language),
                                each.connector(),
                                sources.stateOf(each.service()),
                                each.hour(),
                                each.periods()))
                        .toList(),
                health.own());
    }
}
