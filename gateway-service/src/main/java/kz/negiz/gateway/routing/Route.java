package kz.negiz.gateway.routing;

import java.util.List;
import kz.negiz.gateway.edge.LocalPath;

/** Which service answers below a prefix of the path. Every route serves users with a session, and nobody else. */
record Route(String prefix, String service) {

    /** All routes there are; what stands here not is not forwarded. */
    static final List<Route> ALL = List.of(
            new Route("/registry", "access-registry-service"),
            new Route("/api/registry", "access-registry-service"),
            new Route("/questions", "query-broker-service"),
            new Route("/api/questions", "query-broker-service"),
            new Route("/video", "video-access-service"),
            new Route("/api/video", "video-access-service"),
            new Route("/audit", "audit-log-service"),
            new Route("/api/audit", "audit-log-service"));

    boolean covers(String rawPath) {
        return LocalPath.isUnder(rawPath, prefix);
    }
}
