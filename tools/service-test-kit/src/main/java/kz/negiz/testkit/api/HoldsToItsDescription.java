package kz.negiz.testkit.api;

import static kz.negiz.testkit.api.ApiDescription.stream;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.Problem;
import kz.negiz.kit.problem.ProblemTexts;
import kz.negiz.testkit.api.DescribedEndpoints.Endpoint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestBody;
import tools.jackson.databind.JsonNode;

/** What is true of every description and the service that it describes. */
public interface HoldsToItsDescription {

    ApiDescription description();

    /** The service as it runs. */
    ApplicationContext context();

    /** The problems that are the service's own. */
    List<? extends Problem> ownProblems();

    /** Holds what goes by without a method that names its type. */
    default void more(DescribedTypes types) {}

    @Test
    @DisplayName("is an OpenAPI 3.1 document by the published schema")
    default void valid() throws IOException {
        assertThat(ApiDescription.schemaOfDescriptions().validate(description().json()))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "has no reference that leads nowhere, nothing that nobody refers to, and no operation without its name")
    default void whole() {
        JsonNode api = description().json();
        Set<String> referred = new TreeSet<>();
        description().walk(node -> {
            if (node.path("$ref").isString()) {
                referred.add(node.path("$ref").asString(""));
            }
        });
        assertThat(referred)
                .allSatisfy(to -> assertThat(api.at(to.substring(1)).isMissingNode())
                        .as("describe " + to)
                        .isFalse());
        for (String kind : List.of("schemas", "parameters", "responses", "examples", "headers")) {
            assertThat(api.path("components").path(kind).propertyNames())
                    .as("take out what nothing refers to")
                    .allMatch(name -> referred.contains("#/components/" + kind + "/" + name));
        }
        Map<String, JsonNode> operations = description().operations();
        List<String> ids = operations.values().stream()
                .map(operation -> operation.path("operationId").asString(""))
                .toList();
        assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
        assertThat(operations)
                .allSatisfy(
                        (key, operation) -> assertThat(operation.path("summary").asString(""))
                                .as("summary of " + key)
                                .isNotEmpty());
        Set<String> tags = new TreeSet<>();
        api.path("tags").forEach(tag -> tags.add(tag.path("name").asString("")));
        assertThat(operations.values())
                .allMatch(operation -> tags.containsAll(DescribedTypes.texts(operation.path("tags"))));
    }

    @Test
    @DisplayName("names pages that are there")
    default void pages() {
        Pattern page = Pattern.compile("docs/([a-z-]+\\.md)");
        List<Path> named = new ArrayList<>();
        description().walk(node -> {
            if (node.isString()) {
                page.matcher(node.asString(""))
                        .results()
                        .forEach(found -> named.add(ApiDescription.DOCS.resolve(found.group(1))));
            } else if (node.path("externalDocs").path("url").isString()) {
                named.add(ApiDescription.DOCS
                        .resolve("openapi")
                        .resolve(node.path("externalDocs").path("url").asString("")));
            }
        });
        assertThat(named).isNotEmpty().allMatch(Files::exists);
    }

    @Test
    @DisplayName("describes every endpoint under /api and nothing else")
    default void everyEndpoint() {
        assertThat(description().operations().keySet())
                .as("paths: describe what is missing, take out what no longer is")
                .isEqualTo(DescribedEndpoints.of(context()).keySet());
    }

    @Test
    @DisplayName("names the parameters of each endpoint, and which must be there")
    default void parameters() {
        ApiDescription api = description();
        assertThat(DescribedEndpoints.of(context())).allSatisfy((key, endpoints) -> {
            Set<String> wanted = new TreeSet<>();
            endpoints.forEach(endpoint -> wanted.addAll(endpoint.parameters()));
            Set<String> found = new TreeSet<>();
            Stream.concat(
                            stream(api.pathItem(key).path("parameters")),
                            stream(api.operation(key).path("parameters")))
                    .map(each -> DescribedTypes.resolved(api.json(), each))
                    .forEach(each -> found.add(Endpoint.line(
                            each.path("in").asString(""),
                            each.path("name").asString(""),
                            each.path("required").asBoolean(false),
                            each.path("in").asString("").equals("header")
                                    ? String.join(
                                            " ",
                                            DescribedTypes.texts(
                                                    each.path("schema").path("enum")))
                                    : DescribedTypes.described(each.path("schema")),
                            each.path("schema").path("default").asString(""))));
            assertThat(found).as("parameters of " + key).isEqualTo(wanted);
        });
    }

    @Test
    @DisplayName("names those whom each endpoint serves, and how they log in")
    default void roles() {
        assertThat(DescribedEndpoints.of(context())).allSatisfy((key, endpoints) -> {
            JsonNode operation = description().operation(key);
            Set<String> roles = DescribedTypes.texts(operation.path("x-roles"));
            assertThat(endpoints)
                    .allSatisfy(endpoint ->
                            assertThat(roles).as("x-roles of " + key).isEqualTo(endpoint.roles()));
            Set<String> ways = new TreeSet<>();
            operation.path("security").forEach(way -> ways.addAll(way.propertyNames()));
            Set<String> wanted = new TreeSet<>();
            for (String role : roles) {
                wanted.add(role.equals("INFORMATION_SYSTEM") ? "dpop" : "session");
            }
            assertThat(ways).as("security of " + key).isEqualTo(wanted);
        });
    }

    @Test
    @DisplayName("has the fields, bounds and values of what is read and written, and no others")
    default void types() {
        DescribedTypes types = new DescribedTypes(description().json());
        DescribedEndpoints.of(context()).forEach((key, endpoints) -> {
            JsonNode operation = description().operation(key);
            Set<String> successes = new TreeSet<>(operation.path("responses").propertyNames());
            successes.removeIf(status -> !status.startsWith("2"));
            if (successes.size() > endpoints.size()) {
                // There may be nothing to tell, beside what there is otherwise.
                successes.remove("204");
            }
            assertThat(successes).as("answers of " + key).hasSameSizeAs(endpoints);
            for (Endpoint endpoint : endpoints) {
                String status = endpoints.size() == 1
                        ? successes.iterator().next()
                        : endpoint.info().getHeadersCondition().isEmpty() ? "200" : "202";
                answer(types, operation, key, endpoint, status);
                request(types, operation, key, endpoint);
            }
        });
        more(types);
        assertThat(types.wrong()).isEmpty();
    }

    private static void answer(DescribedTypes types, JsonNode operation, String key, Endpoint endpoint, String status) {
        JsonNode content = operation.path("responses").path(status).path("content");
        Type type = endpoint.answer();
        if (type == byte[].class) {
            assertThat(content.propertyNames()).as("files of " + key).noneMatch(media -> media.contains("json"));
        } else if (type == void.class) {
            assertThat(content.propertyNames())
                    .as("content of " + key)
                    .hasSameElementsAs(endpoint.info().getProducesCondition().getProducibleMediaTypes().stream()
                            .map(Object::toString)
                            .toList());
        } else {
            assertThat(content.propertyNames()).as("content of " + key).containsExactly("application/json");
            if (type == Object.class) {
                // One of several, which the service's own test holds.
                return;
            }
            types.hold(type, content.path("application/json").path("schema"), "answer of " + key);
        }
    }

    private static void request(DescribedTypes types, JsonNode operation, String key, Endpoint endpoint) {
        JsonNode body = operation.path("requestBody");
        assertThat(!body.isMissingNode())
                .as("requestBody of " + key)
                .isEqualTo(endpoint.bodyType().isPresent());
        assertThat(body.path("required").asBoolean(false))
                .as("requestBody.required of " + key)
                .isEqualTo(endpoint.body().filter(RequestBody::required).isPresent());
        endpoint.bodyType()
                .filter(type -> type != JsonNode.class)
                .ifPresent(type -> types.hold(
                        type, body.path("content").path("application/json").path("schema"), "request of " + key));
    }

    @Test
    @DisplayName("has examples that satisfy their schemas")
    default void examples() {
        ApiDescription api = description();
        api.walk(node -> {
            if (node.has("schema") && node.has("examples")) {
                node.path("examples")
                        .forEach(example -> assertThat(api.schema(node.path("schema"))
                                        .validate(DescribedTypes.resolved(api.json(), example)
                                                .path("value")))
                                .as(example.toString())
                                .isEmpty());
            }
        });
    }

    @Test
    @DisplayName("knows every problem with its status and title, and says where it may come")
    default void problems() {
        JsonNode api = description().json();
        ProblemTexts texts = context().getBean(ProblemTexts.class);
        Map<String, String> catalogue = new TreeMap<>();
        Stream.concat(ownProblems().stream(), Arrays.stream(CommonProblem.values()))
                .forEach(problem -> catalogue.put(
                        problem.code(), problem.status().value() + " " + texts.title(problem, Locale.ENGLISH)));
        Map<String, String> described = new TreeMap<>();
        JsonNode types = api.path("x-problem-types");
        types.propertyNames()
                .forEach(code -> described.put(
                        code,
                        types.path(code).path("status").asInt(0) + " "
                                + types.path(code).path("title").asString("")));
        assertThat(described).as("x-problem-types").isEqualTo(catalogue);

        Set<String> placed = DescribedTypes.texts(api.path("x-problems-of-any"));
        assertThat(types.propertyNames()).as("x-problems-of-any").containsAll(placed);
        assertThat(description().operations()).allSatisfy((key, operation) -> {
            Set<String> codes = DescribedTypes.texts(operation.path("x-problems"));
            operation
                    .path("x-problem-sets")
                    .forEach(set -> codes.addAll(
                            DescribedTypes.texts(api.path("x-problem-sets").path(set.asString("")))));
            assertThat(types.propertyNames()).as("x-problems of " + key).containsAll(codes);
            placed.addAll(codes);
            Set<String> statuses = new TreeSet<>(Set.of("403", "429", "503"));
            if (!operation.path("x-roles").isMissingNode()) {
                statuses.add("401");
            }
            codes.forEach(code -> statuses.add(types.path(code).path("status").asString("")));
            Set<String> answers = new TreeSet<>(operation.path("responses").propertyNames());
            answers.removeIf(status -> status.startsWith("2") || status.equals("default"));
            assertThat(answers).as("responses of " + key + " by its problems").isEqualTo(statuses);
        });
        assertThat(placed)
                .as("x-problems of some operation")
                .containsAll(ownProblems().stream().map(Problem::code).toList());
    }
}
