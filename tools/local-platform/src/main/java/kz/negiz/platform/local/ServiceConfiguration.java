package kz.negiz.platform.local;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.platform.secrets.PlatformSecrets;

/**
 * What each service is told, as the properties of {@code docs/configuration.md}. They are handed over as environment
 * variables, which, unlike a command line, other users of the machine cannot read.
 */
final class ServiceConfiguration {

    private static final String AUDIENCE = "negiz-local";

    /** One officer, at one address, is all the load that a benchmark makes. */
    private static final String MEASURING_RATE = "100000";

    private static final String LOOPBACK = "127.0.0.0/8,::1/128";

    private static final String SENDER = "NEGIZ_DEMO";
    private static final String SHEP_PASSWORD = "shep-sender";

    /**
     * As such services are reached in life. Not those that benchmarks ask: two RSA signatures a question would measure the
     * stand-in.
     */
    private static final List<String> THROUGH_THE_GATEWAY =
            List.of("PERSONS_REGISTER", "COUNTERPARTIES", "DRIVING_LICENCES", "COURT_BODIES");

    /** Of those, whose owner signs its answers itself. */
    private static final String SIGNED_BY_OWNER = "PERSONS_REGISTER";

    /** Asked by the gateway's asynchronous channel; its owner may answer after the time of a question. */
    private static final String MAY_BE_LATE = "SEA_VESSELS";

    /** The same over REST. */
    private static final String MAY_BE_LATE_OVER_REST = "LAND_PLOTS";

    private final PlatformPorts ports;
    private final PlatformSecrets secrets;
    private final Trust trust;

    ServiceConfiguration(PlatformPorts ports, PlatformSecrets secrets, Trust trust) {
        this.ports = ports;
        this.secrets = secrets;
        this.trust = trust;
    }

    Map<String, String> properties(PlatformService service) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("server.address", "127.0.0.1");
        properties.put("server.port", Integer.toString(ports.of(service)));
        properties.put("spring.profiles.active", "demo");
        properties.put("negiz.portal.demo", "true");
        properties.put("negiz.portal.ncalayer-port", Integer.toString(ports.of(PlatformPorts.NCALAYER)));
        properties.put("spring.datasource.url", databaseUrl(service));
        properties.put("spring.datasource.username", service.applicationRole());
        properties.put("spring.datasource.password", secrets.password(service.applicationRole()));
        properties.put("spring.kafka.bootstrap-servers", "127.0.0.1:" + ports.of(PlatformPorts.KAFKA));
        properties.put("negiz.platform.audience", AUDIENCE);
        put(properties, "negiz.identity.key-file", secrets.identityKey(service.serviceName()));
        put(
                properties,
                "negiz.identity.trusted-keys-file",
                secrets.trustedIdentities(PlatformService.allServiceNames()));
        for (PlatformService other : PlatformService.values()) {
            properties.put("negiz.services." + other.shortName() + "-url", ports.url(other));
        }
        put(properties, "negiz.audit.payload-public-keyset-file", secrets.auditPayloadPublicKeyset());
        // Nobody looks at traces unless the settings say where.
        properties.put("negiz.traces.endpoint", "");
        properties.putAll(own(service));
        return properties;
    }

    private Map<String, String> own(PlatformService service) {
        Map<String, String> properties = new LinkedHashMap<>();
        switch (service) {
            case GATEWAY -> {
                put(properties, "negiz.trust.anchors-dir", trust.anchors());
                put(properties, "negiz.trust.intermediates-dir", trust.intermediates());
                put(properties, "negiz.trust.crls-dir", trust.crls());
                // The demo PKI is of this machine's own making.
                properties.put("negiz.trust.first-anchors", "any");
                put(properties, "negiz.vault.master-keyset-file", secrets.vaultMasterKeyset(service.serviceName()));
                properties.put("negiz.trust.ocsp.url", "http://127.0.0.1:" + ports.of(PlatformPorts.PKI) + "/ocsp");
                properties.put("negiz.gateway.external-url", ports.url(PlatformService.GATEWAY));
                properties.put("negiz.gateway.networks.permitted", LOOPBACK);
                properties.put("negiz.gateway.networks.proxies", "");
                properties.put("negiz.gateway.networks.services", LOOPBACK);
                // Nobody distributes requests to it, so nobody needs to be told beforehand.
                properties.put("negiz.gateway.edge.drain", "0s");
                for (String each : List.of("user", "body", "address")) {
                    properties.put("negiz.gateway.rates.per-" + each + "-and-minute", MEASURING_RATE);
                }
            }
            case REGISTRY -> {
                properties.put("negiz.registry.first-administrator-iin", trust.firstAdministratorIin());
                put(properties, "negiz.registry.search-key-file", secrets.registrySearchKey());
                put(properties, "negiz.vault.master-keyset-file", secrets.vaultMasterKeyset(service.serviceName()));
            }
            case BROKER -> {
                properties.put(
                        "negiz.sources.connectors.rest.base-url",
                        "http://127.0.0.1:" + ports.of(PlatformPorts.SOURCES));
                put(properties, "negiz.copies.seal-key-store-file", trust.platformKey());
                put(properties, "negiz.copies.seal-key-store-password-file", secrets.sealPassword(DemoPki.PASSWORD));
                put(properties, "negiz.vault.master-keyset-file", secrets.vaultMasterKeyset(service.serviceName()));
            }
            case VIDEO ->
                put(properties, "negiz.vault.master-keyset-file", secrets.vaultMasterKeyset(service.serviceName()));
            case AUDIT -> {
                put(properties, "negiz.audit.payload-private-keyset-file", secrets.auditPayloadPrivateKeyset());
                put(properties, "negiz.audit.checkpoint-key-file", secrets.checkpointKey());
                put(properties, "negiz.vault.master-keyset-file", secrets.vaultMasterKeyset(service.serviceName()));
            }
        }
        return properties;
    }

    /** What a service is told where somebody looks at traces: on one machine all of them, to a collector near by. */
    static Map<String, String> traces(String endpoint) {
        return Map.of("negiz.traces.endpoint", endpoint, "negiz.traces.share", "1");
    }

    /** What the demo sources are told. */
    Map<String, String> sources(DemoPki pki) {
        return Map.of(
                "server.address",
                "127.0.0.1",
                "server.port",
                Integer.toString(ports.of(PlatformPorts.SOURCES)),
                "spring.profiles.active",
                "demo",
                "demo.shep.pki",
                pki.directory().toAbsolutePath().toString(),
                "demo.shep.key-password",
                DemoPki.PASSWORD,
                "demo.shep.sender-id",
                SENDER,
                "demo.shep.password",
                secrets.password(SHEP_PASSWORD),
                "demo.shep.late",
                "15s",
                "demo.shep.signed",
                SIGNED_BY_OWNER);
    }

    /** What the broker of the demo is told beside {@link #properties}: some services are asked through the gateway's stand-in, and
     * two may answer late. */
    Map<String, String> throughTheGateway(DemoPki pki) {
        Map<String, String> properties = new LinkedHashMap<>();
        channel(properties, "shep", "SHEP_SYNC", "/bip-sync-wss-gost/", pki);
        channel(properties, "async", "SHEP_ASYNC", "/bip-async-wss-gost/", pki);
        for (int i = 0; i < THROUGH_THE_GATEWAY.size(); i++) {
            String service = "negiz.sources.services." + i + ".";
            String code = THROUGH_THE_GATEWAY.get(i);
            properties.put(service + "code", code);
            properties.put(service + "connector", "shep");
            if (code.equals(SIGNED_BY_OWNER)) {
                properties.put(service + "owner.bin", pki.key("source-owner").bin());
            } else {
                properties.put(service + "nothing", "SCSE001");
            }
        }
        String late = "negiz.sources.services." + THROUGH_THE_GATEWAY.size() + ".";
        properties.put(late + "code", MAY_BE_LATE);
        properties.put(late + "connector", "async");
        properties.put(late + "late-within", "5m");
        String lateOverRest = "negiz.sources.services." + (THROUGH_THE_GATEWAY.size() + 1) + ".";
        properties.put(lateOverRest + "code", MAY_BE_LATE_OVER_REST);
        properties.put(lateOverRest + "late-within", "5m");
        return properties;
    }

    private void channel(Map<String, String> properties, String name, String kind, String path, DemoPki pki) {
        String connector = "negiz.sources.connectors." + name + ".";
        properties.put(connector + "kind", kind);
        properties.put(connector + "base-url", "http://127.0.0.1:" + ports.of(PlatformPorts.SOURCES) + path);
        properties.put(connector + "shep.sender-id", SENDER);
        put(properties, connector + "shep.password-file", secrets.passwordFile(SHEP_PASSWORD));
        put(properties, connector + "shep.key-store-file", pki.key("platform").file());
        put(properties, connector + "shep.key-store-password-file", secrets.demoKeysPassword(DemoPki.PASSWORD));
        properties.put(connector + "shep.gateway-bin", pki.key("shep-gateway").bin());
    }

    /** What the migrations are told, as environment variables; only they know the owner's password. */
    Map<String, String> migration(PlatformService service) {
        return Map.of(
                "NEGIZ_MIGRATION_URL", databaseUrl(service),
                "NEGIZ_MIGRATION_USER", service.ownerRole(),
                "NEGIZ_MIGRATION_PASSWORD", secrets.password(service.ownerRole()),
                "NEGIZ_MIGRATION_APP_ROLE", service.applicationRole());
    }

    private String databaseUrl(PlatformService service) {
        return "jdbc:postgresql://127.0.0.1:" + ports.of(PlatformPorts.POSTGRES) + "/" + service.database();
    }

    private static void put(Map<String, String> properties, String name, Path file) {
        properties.put(name, file.toAbsolutePath().toString());
    }

    /** Properties as the environment variables that Spring Boot reads them from. */
    static Map<String, String> asEnvironment(Map<String, String> properties) {
        Map<String, String> environment = new TreeMap<>();
        properties.forEach((name, value) -> environment.put(environmentName(name), value));
        return environment;
    }

    /** {@code a.b-c} becomes {@code A_BC}. */
    static String environmentName(String property) {
        return property.replace(".", "_").replace("-", "").toUpperCase(Locale.ROOT);
    }

    /**
     * Whom the platform believes, and who is its first administrator.
     *
     * @param platformKey PKCS#12 store with the platform's own key, which seals the copies of records
     * @param firstAdministratorIin synthetic in the demo PKI
     */
    record Trust(Path anchors, Path intermediates, Path crls, Path platformKey, String firstAdministratorIin) {

        static Trust of(DemoPki pki) {
            return new Trust(
                    pki.anchorsDir(),
                    pki.intermediatesDir(),
                    pki.crlsDir(),
                    pki.key("platform").file(),
                    pki.key("administrator").iin());
        }
    }
}
