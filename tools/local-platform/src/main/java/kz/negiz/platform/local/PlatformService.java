package kz.negiz.platform.local;

import java.util.Arrays;
import java.util.List;

/** The five services, in the order in which they are shown. */
public enum PlatformService {
    GATEWAY("gateway-service", "gateway"),
    REGISTRY("access-registry-service", "registry"),
    BROKER("query-broker-service", "broker"),
    VIDEO("video-access-service", "video"),
    AUDIT("audit-log-service", "audit");

    private final String serviceName;
    private final String shortName;

    PlatformService(String serviceName, String shortName) {
        this.serviceName = serviceName;
        this.shortName = shortName;
    }

    /** Name of the module, the application and the token audience. */
    public String serviceName() {
        return serviceName;
    }

    /** Name in settings, databases and roles. */
    public String shortName() {
        return shortName;
    }

    public String database() {
        return "negiz_" + shortName;
    }

    public String ownerRole() {
        return database() + "_owner";
    }

    public String applicationRole() {
        return database() + "_app";
    }

    static List<String> allServiceNames() {
        return Arrays.stream(values()).map(PlatformService::serviceName).toList();
    }
}
