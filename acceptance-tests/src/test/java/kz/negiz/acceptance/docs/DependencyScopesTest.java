package kz.negiz.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A library that a module names for its tests only is left out of the packaged service, also where a library of ours
 * needs it at run time; every test of the module would still find it. So no module may do that.
 */
class DependencyScopesTest {

    private record Dependency(String artifact, boolean atRunTime) {}

    @Test
    void noScopeOfTestsHidesWhatIsNeededAtRunTime() throws Exception {
        Map<String, List<Dependency>> modules = modules();
        assertThat(modules).containsKeys("query-broker-service", "negiz-eds");
        modules.forEach((module, dependencies) -> {
            Set<String> needed = new HashSet<>();
            dependencies.stream()
                    .filter(Dependency::atRunTime)
                    .forEach(dependency -> addNeeded(dependency.artifact(), modules, needed));
            assertThat(dependencies)
                    .as("dependencies of %s for tests only", module)
                    .filteredOn(dependency -> !dependency.atRunTime())
                    .extracting(Dependency::artifact)
                    .doesNotContainAnyElementsOf(needed.isEmpty() ? Set.of("none") : needed);
        });
    }

    private static void addNeeded(String module, Map<String, List<Dependency>> modules, Set<String> needed) {
        modules.getOrDefault(module, List.of()).stream()
                .filter(Dependency::atRunTime)
                .filter(dependency -> needed.add(dependency.artifact()))
                .forEach(dependency -> addNeeded(dependency.artifact(), modules, needed));
    }

    private static Map<String, List<Dependency>> modules() throws Exception {
        Map<String, List<Dependency>> modules = new HashMap<>();
        for (Path file : descriptors()) {
            Element project = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
            Element dependencies = child(project, "dependencies");
            modules.put(
                    text(project, "artifactId"),
                    dependencies == null
                            ? List.of()
                            : elements(dependencies)
                                    .map(one -> new Dependency(
                                            text(one, "artifactId"),
                                            child(one, "scope") == null
                                                    || !text(one, "scope").equals("test")))
                                    .toList());
        }
        return modules;
    }

    private static List<Path> descriptors() throws IOException {
        try (Stream<Path> files = Files.walk(Repository.root(), 3)) {
            return files.filter(file -> file.endsWith("pom.xml")).toList();
        }
    }

    private static String text(Element parent, String name) {
        return child(parent, name).getTextContent().strip();
    }

    private static Element child(Element parent, String name) {
        return elements(parent)
                .filter(element -> element.getTagName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static Stream<Element> elements(Element parent) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }
}
