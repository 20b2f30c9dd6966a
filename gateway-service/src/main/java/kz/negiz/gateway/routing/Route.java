package kz.negiz.gateway.routing;

import java.util.List;
import java.util.Optional;
import kz.negiz.gateway.edge.LocalPath;

/** Which service answers below a prefix of the path. Every route serves users with a session, and nobody else. */
record Route(String prefix, String service) {

    /** All routes there are; what stands here not is not forwarded. */
    static final List<Route> ALL = List.of(
            new Route("/registry", "access-registry-service"),
            new Route("/api/registry", "access-registry-service"),
            new Route("/questions", "query-broker-service"),
            new Route("/api/questions", "query-broker-service"),
            new Route("/encumbrances", "query-broker-service"),
            new Route("/api/encumbrances", "query-broker-service"),
            new Route("/rules", "query-broker-service"),
            new Route("/api/rules", "query-broker-service"),
            new Route("/video", "video-access-service"),
            new Route("/api/video", "video-access-service"),
            new Route("/audit", "audit-log-service"),
            new Route("/api/audit", "audit-log-service"));

    /** The route of a path, if there is one. */
    static Optional<Route> of(String rawPath) {
        return ALL.stream().filter(route -> route.covers(rawPath)).findFirst();
    }

    boolean covers(String rawPath) {
        return LocalPath.isUnder(rawPath, prefix);
    }
}
