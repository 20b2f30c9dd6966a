package kz.negiz.platform.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.IntPredicate;

/** Which part listens on which port of the loopback address. */
public final class PlatformPorts {

    public static final String SOURCES = "sources";
    public static final String POSTGRES = "postgres";
    public static final String KAFKA = "kafka";
    public static final String KAFKA_CONTROLLER = "kafka-controller";
    /** The demo PKI: OCSP, time stamps, revocation lists. */
    public static final String PKI = "pki";
    /** Where the pages look for NCALayer on the reader's machine; nothing of the platform listens there. */
    public static final String NCALAYER = "ncalayer";

    private static final Map<String, Integer> DEFAULTS = defaults();

    private final Map<String, Integer> ports;

    private PlatformPorts(Map<String, Integer> ports) {
        this.ports = ports;
    }

    private static Map<String, Integer> defaults() {
        Map<String, Integer> defaults = new LinkedHashMap<>();
        int port = 8080;
        for (PlatformService service : PlatformService.values()) {
            defaults.put(service.shortName(), port++);
        }
        defaults.put(SOURCES, 8090);
        defaults.put(POSTGRES, 15432);
        defaults.put(KAFKA, 19092);
        defaults.put(KAFKA_CONTROLLER, 19093);
        defaults.put(PKI, 8091);
        defaults.put(NCALAYER, 13579);
        return defaults;
    }

    /**
     * The ports to use. A base numbers all of them in a row; single ports of the settings file ({@code port.gateway=9000})
     * go before the base, and ports given at the call before both.
     *
     * @throws IllegalArgumentException when a name or a number makes no sense
     */
    public static PlatformPorts of(Path settings, Optional<Integer> base, Map<String, Integer> given) {
        Map<String, Integer> ports = new LinkedHashMap<>(DEFAULTS);
        Properties properties = LocalSettings.read(settings);
        Optional<Integer> start = base.or(
                () -> Optional.ofNullable(properties.getProperty("port-base")).map(PlatformPorts::number));
        start.ifPresent(first -> {
            int port = first;
            for (String name : DEFAULTS.keySet()) {
                if (!name.equals(NCALAYER)) {
                    ports.put(name, port++);
                }
            }
        });
        for (String property : properties.stringPropertyNames()) {
            if (property.startsWith("port.")) {
                put(ports, property.substring("port.".length()), number(properties.getProperty(property)));
            }
        }
        given.forEach((name, port) -> put(ports, name, port));
        PlatformPorts all = new PlatformPorts(ports);
        all.refuseDoubles();
        return all;
    }

    private static void put(Map<String, Integer> ports, String name, int port) {
        if (!DEFAULTS.containsKey(name)) {
            throw new IllegalArgumentException(
                    "there is no port named " + name + "; there are " + String.join(", ", DEFAULTS.keySet()));
        }
        ports.put(name, port);
    }

    private static int number(String text) {
        try {
            int port = Integer.parseInt(text.strip());
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException ignored) {
            // Told below, like a number out of range.
        }
        throw new IllegalArgumentException("not a port: " + text);
    }

    private void refuseDoubles() {
        Map<Integer, String> seen = new HashMap<>();
        ports.forEach((name, port) -> {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("not a port for " + name + ": " + port);
            }
            String other = seen.put(port, name);
            if (other != null) {
                throw new IllegalArgumentException("port " + port + " is given to both " + other + " and " + name);
            }
        });
    }

    public int of(String name) {
        Integer port = ports.get(name);
        if (port == null) {
            throw new IllegalArgumentException("there is no port named " + name);
        }
        return port;
    }

    public int of(PlatformService service) {
        return of(service.shortName());
    }

    public String url(PlatformService service) {
        return "http://127.0.0.1:" + of(service);
    }

    public Map<String, Integer> all() {
        return Map.copyOf(ports);
    }

    /** A sentence for each port that another program holds. */
    public List<String> taken(IntPredicate isFree) {
        List<String> taken = new ArrayList<>();
        ports.forEach((name, port) -> {
            if (!name.equals(NCALAYER) && !isFree.test(port)) {
                taken.add("port " + port + " (" + name + ") is taken by another program");
            }
        });
        return taken;
    }
}
