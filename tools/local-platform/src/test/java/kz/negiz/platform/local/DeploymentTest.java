package kz.negiz.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import kz.negiz.platform.WorkingCopy;
import kz.negiz.platform.postgres.PostgresServer;
import kz.negiz.platform.secrets.PlatformSecrets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What containers do is what the platform of one machine does: same commands, same settings. */
class DeploymentTest {

    private static final Path ROOT = WorkingCopy.root();
    private static final Path JAR = Path.of("/app/app.jar");

    private final Map<String, Map<String, Object>> services = compose();

    @TempDir
    Path folder;

    private ServiceConfiguration configuration;

    @BeforeEach
    void configure() {
        configuration = new ServiceConfiguration(
                PlatformPorts.of(folder.resolve("none"), Optional.empty(), Map.of()),
                PlatformSecrets.open(folder.resolve("secrets")),
                new ServiceConfiguration.Trust(folder, folder, folder, folder, "of-the-test"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a container is told the same properties as a local process")
    void sameProperties(PlatformService service) {
        TreeSet<String> local = new TreeSet<>(ServiceConfiguration.asEnvironment(configuration.properties(service))
                .keySet());
        // Containers listen on their own network; only the gateway's port is published.
        local.remove("SERVER_ADDRESS");
        assertThat(new TreeSet<>(environment(service.serviceName()).keySet())).isEqualTo(local);
        assertThat(environment(service.serviceName()))
                .containsEntry("SERVER_PORT", configuration.properties(service).get("server.port"))
                .containsEntry("SPRING_DATASOURCE_USERNAME", service.applicationRole())
                .containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://postgres:5432/" + service.database());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a container's migrations run by the same command, with the same variables, as the owner")
    void sameMigrations(PlatformService service) {
        String name = service.serviceName() + "-migration";
        assertThat(said(name, "entrypoint")).isEqualTo(withoutOptions(JavaCommand.migrate(JAR)));
        assertThat(environment(name).keySet())
                .isEqualTo(configuration.migration(service).keySet());
        assertThat(environment(name)).containsEntry("NEGIZ_MIGRATION_USER", service.ownerRole());
        assertThat(said(service.serviceName(), "depends_on").toString())
                .contains(name + "={condition=service_completed_successfully}");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a service is mounted the keys it needs and no other's")
    void ownKeysOnly(PlatformService service) {
        List<String> needed = configuration.properties(service).values().stream()
                .filter(value -> value.startsWith(folder.resolve("secrets").toString()))
                .map(value -> String.valueOf(Path.of(value).getFileName()))
                .toList();
        List<String> mounted = ((List<?>) said(service.serviceName(), "volumes"))
                .stream()
                        .map(Object::toString)
                        .filter(volume -> volume.contains(":/secrets/"))
                        .map(volume -> volume.replaceAll(".*:/secrets/(.*):ro", "$1"))
                        .toList();
        assertThat(mounted).containsExactlyInAnyOrderElementsOf(needed);
    }

    @Test
    @DisplayName("the image is made and run by the commands of the local platform")
    void sameCommands() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("deploy/Dockerfile")))
                .contains(
                        "RUN " + json(withoutOptions(JavaCommand.extract(Path.of("/build/app.jar"), Path.of("/app")))),
                        "ENTRYPOINT " + json(withoutOptions(JavaCommand.run(List.of(), JAR))),
                        "USER 10001");
    }

    @Test
    @DisplayName("the database cluster is made alike, and the topic is the same one")
    void sameStores() {
        assertThat(environment("postgres").get("POSTGRES_INITDB_ARGS"))
                .isEqualTo(String.join(" ", PostgresServer.CLUSTER) + " --auth-host=scram-sha-256");
        assertThat(said("kafka-topic", "command").toString())
                .contains("--topic, " + KafkaPart.AUDIT_TOPIC + ", --partitions, 1,");
    }

    @Test
    @DisplayName("no password and no key has a default: what is not set stops the start")
    void noDefaults() {
        List<String> passwords = new ArrayList<>();
        services.keySet()
                .forEach(name -> environment(name).forEach((variable, value) -> {
                    if (variable.endsWith("PASSWORD")) {
                        passwords.add(value);
                    }
                }));
        assertThat(passwords).hasSizeGreaterThan(20).allMatch(value -> value.matches("\\$\\{[A-Z_]+:\\?}"));
    }

    private Map<String, String> environment(String name) {
        Map<String, String> environment = new TreeMap<>();
        if (service(name).get("environment") instanceof Map<?, ?> map) {
            map.forEach((variable, value) -> environment.put(String.valueOf(variable), String.valueOf(value)));
        }
        return environment;
    }

    private Object said(String name, String key) {
        return Objects.requireNonNull(service(name).get(key), () -> name + " lacks " + key);
    }

    private Map<String, Object> service(String name) {
        return Objects.requireNonNull(services.get(name), () -> "there is no service " + name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> compose() {
        try (Reader reader = Files.newBufferedReader(ROOT.resolve("docker-compose.yml"))) {
            Map<String, Object> compose = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            return (Map<String, Map<String, Object>>) Objects.requireNonNull(compose.get("services"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Memory and compiler options are the machine's business: a container takes them from JDK_JAVA_OPTIONS. */
    private static List<String> withoutOptions(List<String> argv) {
        List<String> plain = new ArrayList<>(argv);
        plain.removeAll(JavaCommand.SHORT);
        plain.set(0, "java");
        return plain;
    }

    private static String json(List<String> argv) {
        return "[\"" + String.join("\", \"", argv) + "\"]";
    }
}
