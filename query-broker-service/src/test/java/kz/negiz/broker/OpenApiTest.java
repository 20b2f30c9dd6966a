package kz.negiz.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.negiz.broker.document.DocumentRefused;
import kz.negiz.broker.document.Encumbrance;
import kz.negiz.broker.document.EncumbranceDocument;
import kz.negiz.broker.document.QuestionFields;
import kz.negiz.broker.edition.EditionProblem;
import kz.negiz.broker.notice.Notice;
import kz.negiz.broker.question.AnswerState;
import kz.negiz.broker.question.QuestionView;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.Problem;
import kz.negiz.kit.problem.ProblemTexts;
import kz.negiz.rules.BasisKind;
import kz.negiz.rules.Reason;
import kz.negiz.rules.Subject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("docs/openapi/query-broker.yaml")
class OpenApiTest extends BrokerUnderTest {

    private static final Path DOCS = Path.of("../docs");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final JsonNode API = read();
    private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");
    private static final Pattern PAGE = Pattern.compile("docs/([a-z-]+\\.md)");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Autowired
    private ProblemTexts texts;

    @Test
    @DisplayName("is an OpenAPI 3.1 document by the published schema")
    void valid() throws IOException {
        try (InputStream schema =
                Objects.requireNonNull(OpenApiTest.class.getResourceAsStream("/openapi/oas-3.1-schema.json"))) {
            assertThat(SCHEMAS.getSchema(JSON.readTree(schema)).validate(API)).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "has no reference that leads nowhere, nothing that nobody refers to, and no operation without its name")
    void whole() {
        Set<String> referred = new TreeSet<>();
        walk(API, node -> {
            if (node.path("$ref").isString()) {
                referred.add(node.path("$ref").asString(""));
            }
        });
        assertThat(referred)
                .allSatisfy(to -> assertThat(API.at(to.substring(1)).isMissingNode())
                        .as("describe " + to)
                        .isFalse());
        for (String kind : List.of("schemas", "parameters", "responses", "examples", "headers")) {
            assertThat(API.path("components").path(kind).propertyNames())
                    .as("take out what nothing refers to")
                    .allMatch(name -> referred.contains("#/components/" + kind + "/" + name));
        }
        List<String> ids = operations().values().stream()
                .map(operation -> operation.path("operationId").asString(""))
                .toList();
        assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
        assertThat(operations())
                .allSatisfy(
                        (key, operation) -> assertThat(operation.path("summary").asString(""))
                                .as("summary of " + key)
                                .isNotEmpty());
        Set<String> tags = new TreeSet<>();
        API.path("tags").forEach(tag -> tags.add(tag.path("name").asString("")));
        assertThat(operations().values())
                .allMatch(operation -> tags.containsAll(DescribedTypes.texts(operation.path("tags"))));
    }

    @Test
    @DisplayName("names pages that are there")
    void pages() {
        List<Path> named = new ArrayList<>();
        walk(API, node -> {
            if (node.isString()) {
                PAGE.matcher(node.asString("")).results().forEach(found -> named.add(DOCS.resolve(found.group(1))));
            } else if (node.path("externalDocs").path("url").isString()) {
                named.add(DOCS.resolve("openapi")
                        .resolve(node.path("externalDocs").path("url").asString("")));
            }
        });
        assertThat(named).isNotEmpty().allMatch(Files::exists);
    }

    @Test
    @DisplayName("describes every endpoint under /api and nothing else")
    void everyEndpoint() {
        assertThat(operations().keySet())
                .as("paths: describe what is missing, take out what no longer is")
                .isEqualTo(endpoints().keySet());
    }

    @Test
    @DisplayName("names the parameters of each endpoint, and which must be there")
    void parameters() {
        assertThat(endpoints()).allSatisfy((key, handlers) -> {
            Set<String> wanted = new TreeSet<>();
            handlers.forEach(handler -> wanted.addAll(parametersOf(handler)));
            Set<String> found = new TreeSet<>();
            Stream.concat(
                            stream(pathItem(key).path("parameters")),
                            stream(operation(key).path("parameters")))
                    .map(each -> DescribedTypes.resolved(API, each))
                    .forEach(each -> found.add(line(
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
    void roles() {
        assertThat(endpoints()).allSatisfy((key, handlers) -> {
            Set<String> roles = DescribedTypes.texts(operation(key).path("x-roles"));
            assertThat(handlers)
                    .allSatisfy(
                            handler -> assertThat(roles).as("x-roles of " + key).isEqualTo(served(handler.method())));
            Set<String> ways = new TreeSet<>();
            operation(key).path("security").forEach(way -> ways.addAll(way.propertyNames()));
            Set<String> wanted = new TreeSet<>();
            for (String role : roles) {
                wanted.add(role.equals("INFORMATION_SYSTEM") ? "dpop" : "session");
            }
            assertThat(ways).as("security of " + key).isEqualTo(wanted);
        });
    }

    @Test
    @DisplayName("has the fields, bounds and values of what is read and written, and no others")
    void types() throws ClassNotFoundException {
        DescribedTypes types = new DescribedTypes(API);
        endpoints().forEach((key, handlers) -> {
            Set<String> successes =
                    new TreeSet<>(operation(key).path("responses").propertyNames());
            successes.removeIf(status -> !status.startsWith("2"));
            assertThat(successes).as("answers of " + key).hasSameSizeAs(handlers);
            for (Endpoint handler : handlers) {
                String status = handlers.size() == 1
                        ? successes.iterator().next()
                        : handler.info().getHeadersCondition().isEmpty() ? "200" : "202";
                answer(types, key, handler, status);
                request(types, key, handler.method().getMethod());
            }
        });
        JsonNode events = operation("GET /api/questions/{id}/answers").path("x-events");
        types.hold(Notice.class, events.path("notice"), "event notice");
        types.hold(QuestionView.ServiceView.class, events.path("answer"), "event answer");
        types.hold(Class.forName("kz.negiz.broker.question.AnswerStream$Come"), events.path("end"), "event end");
        types.hold(
                Class.forName("kz.negiz.broker.question.AnswerStream$Refused"),
                events.path("problem"),
                "event problem");
        assertThat(types.wrong()).isEmpty();
    }

    private static void answer(DescribedTypes types, String key, Endpoint handler, String status) {
        JsonNode content = operation(key).path("responses").path(status).path("content");
        Type type = handler.method().getMethod().getGenericReturnType();
        if (type instanceof ParameterizedType generic && generic.getRawType() == ResponseEntity.class) {
            type = generic.getActualTypeArguments()[0];
        }
        if (type == byte[].class) {
            assertThat(content.propertyNames()).as("files of " + key).noneMatch(media -> media.contains("json"));
        } else if (type == void.class) {
            assertThat(content.propertyNames())
                    .as("content of " + key)
                    .hasSameElementsAs(handler.info().getProducesCondition().getProducibleMediaTypes().stream()
                            .map(Object::toString)
                            .toList());
        } else {
            assertThat(content.propertyNames()).as("content of " + key).containsExactly("application/json");
            types.hold(type, content.path("application/json").path("schema"), "answer of " + key);
        }
    }

    private static void request(DescribedTypes types, String key, Method method) {
        JsonNode schema = operation(key)
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        Optional<Parameter> body = Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                .findFirst();
        assertThat(!schema.isMissingNode()).as("requestBody of " + key).isEqualTo(body.isPresent());
        body.filter(parameter -> parameter.getType() != JsonNode.class)
                .ifPresent(parameter -> types.hold(parameter.getParameterizedType(), schema, "request of " + key));
    }

    @Test
    @DisplayName("has the fields of documents, and examples of each kind of basis and subject that are drawn up")
    void drafts() throws DocumentRefused {
        JsonNode schemas = API.path("components").path("schemas");
        Set<String> fields = components(QuestionFields.class);
        assertThat(properties("QuestionFields")).isEqualTo(fields);
        fields.addAll(components(Encumbrance.class));
        assertThat(properties("EncumbranceFields")).isEqualTo(fields);

        Set<String> bases = new TreeSet<>();
        Set<String> subjects = new TreeSet<>();
        for (JsonNode example : examples("POST /api/questions/drafts")) {
            QuestionFields drawn = QuestionFields.ofInput(example);
            bases.add(drawn.basis().kind().name());
            drawn.subjects().forEach(subject -> subjects.add(subject.kind().name()));
        }
        assertThat(bases).isEqualTo(DescribedTypes.constants(BasisKind.class));
        assertThat(subjects).isEqualTo(DescribedTypes.constants(Subject.Kind.class));
        for (JsonNode example : examples("POST /api/encumbrances/drafts")) {
            EncumbranceDocument.ofInput(example);
        }
        assertThat(DescribedTypes.texts(schemas.path("EncumbranceFields")
                        .path("properties")
                        .path("action")
                        .path("enum")))
                .isEqualTo(DescribedTypes.constants(Encumbrance.Action.class));
    }

    @Test
    @DisplayName("has examples that satisfy their schemas")
    void examples() {
        walk(API, node -> {
            if (node.has("schema") && node.has("examples")) {
                node.path("examples")
                        .forEach(example -> assertThat(schema(node.path("schema"), API.path("components"))
                                        .validate(DescribedTypes.resolved(API, example)
                                                .path("value")))
                                .as(example.toString())
                                .isEmpty());
            }
        });
    }

    @Test
    @DisplayName("has the values that go by as text")
    void values() throws ClassNotFoundException {
        assertThat(values("EncumbranceState", ""))
                .isEqualTo(DescribedTypes.constants(Class.forName("kz.negiz.broker.encumbrance.EncumbranceState")));
        for (String schema : List.of("Question", "QuestionSummary", "OpenProfile", "CopyMaterial")) {
            assertThat(values(schema, "basisKind")).isEqualTo(DescribedTypes.constants(BasisKind.class));
        }
        assertThat(values("SubjectShown", "kind")).isEqualTo(DescribedTypes.constants(Subject.Kind.class));
        assertThat(values("Encumbrance", "action")).isEqualTo(DescribedTypes.constants(Encumbrance.Action.class));
        assertThat(values("AnswerEvent", "state")).containsAll(DescribedTypes.constants(AnswerState.class));
    }

    @Test
    @DisplayName("knows every problem with its status and title, and says where it may come")
    void problems() {
        Map<String, String> catalogue = new TreeMap<>();
        List<Problem> own =
                List.of(Stream.concat(Arrays.stream(BrokerProblem.values()), Arrays.stream(EditionProblem.values()))
                        .toArray(Problem[]::new));
        Stream.concat(own.stream(), Arrays.stream(CommonProblem.values()))
                .forEach(problem -> catalogue.put(
                        problem.code(), problem.status().value() + " " + texts.title(problem, Locale.ENGLISH)));
        Map<String, String> described = new TreeMap<>();
        JsonNode types = API.path("x-problem-types");
        types.propertyNames()
                .forEach(code -> described.put(
                        code,
                        types.path(code).path("status").asInt(0) + " "
                                + types.path(code).path("title").asString("")));
        assertThat(described).as("x-problem-types").isEqualTo(catalogue);
        assertThat(DescribedTypes.texts(API.path("x-problem-sets").path("rules")))
                .isEqualTo(Arrays.stream(Reason.values())
                        .map(reason -> BrokerProblem.of(reason).code())
                        .collect(Collectors.toCollection(TreeSet::new)));

        Set<String> placed = new TreeSet<>();
        assertThat(operations()).allSatisfy((key, operation) -> {
            Set<String> codes = DescribedTypes.texts(operation.path("x-problems"));
            operation
                    .path("x-problem-sets")
                    .forEach(set -> codes.addAll(
                            DescribedTypes.texts(API.path("x-problem-sets").path(set.asString("")))));
            assertThat(types.propertyNames()).as("x-problems of " + key).containsAll(codes);
            placed.addAll(codes);
            Set<String> statuses = new TreeSet<>(Set.of("401", "403", "429", "503"));
            codes.forEach(code -> statuses.add(types.path(code).path("status").asString("")));
            Set<String> answers = new TreeSet<>(operation.path("responses").propertyNames());
            answers.removeIf(status -> status.startsWith("2") || status.equals("default"));
            assertThat(answers).as("responses of " + key + " by its problems").isEqualTo(statuses);
        });
        assertThat(placed)
                .as("x-problems of some operation")
                .containsAll(own.stream().map(Problem::code).toList());
    }

    @Test
    @DisplayName("describes what is really answered, to the last field")
    void answers() {
        Caller.User head = api.head();
        Caller.User operator = new Caller.User(
                UUID.randomUUID(),
                AccountKind.PERSON,
                Set.of(AccessRole.OPERATOR),
                "committee",
                "COMMITTEE",
                "/",
                "",
                true,
                "session-of-operator",
                "en");
        String number = "T-2026-7001";
        api.openInspection(number);
        AROUND.data.put("VEHICLES", "{\"vehicles\":[]}");
        ObjectNode question = BrokerApi.underInspection(number, "VEHICLES");

        is("Draft", api.post("/api/questions/drafts", head, question));
        BrokerApi.Answer asked = api.ask(head, "head", question);
        is("Question", asked);
        is("Question", api.get("/api/questions/" + asked.id(), head));
        is("QuestionPage", api.get("/api/questions?limit=1", head));
        is("OpenServices", api.get("/api/questions/services", head));
        is("CopyPage", api.get("/api/questions/" + asked.id() + "/copies", head));
        is("EncumbrancePage", api.get("/api/encumbrances", head));
        is("Sources", api.get("/api/questions/sources", operator));
        is("RulesOverview", api.get("/api/rules", operator));
        is("WhoCan", api.get("/api/rules/editions/1/who-can/VEHICLES", operator));
        is("ReplayPart", api.get("/api/rules/editions/1/replay?days=1", operator));
        BrokerApi.Answer refused = api.ask(head, "head", BrokerApi.underInspection("T-2026-7002", "VEHICLES"));
        assertThat(refused.status()).isEqualTo(403);
        is("Problem", refused);
        assertThat(api.get("/api/questions/sources", head).status()).isEqualTo(403);
    }

    private static void is(String schema, BrokerApi.Answer answer) {
        ObjectNode components = (ObjectNode) API.path("components").deepCopy();
        walk(components.path("schemas"), node -> {
            if (node instanceof ObjectNode object && node.path("properties").isObject() && node.has("type")) {
                object.put("additionalProperties", false);
            }
        });
        assertThat(schema(JSON.createObjectNode().put("$ref", "#/components/schemas/" + schema), components)
                        .validate(answer.body()))
                .as(schema + " " + answer.status() + " " + answer.body())
                .isEmpty();
    }

    private static Schema schema(JsonNode schema, JsonNode components) {
        ObjectNode whole = (ObjectNode) schema.deepCopy();
        whole.set("components", components);
        return SCHEMAS.getSchema(whole);
    }

    /** A method that serves an address. */
    private record Endpoint(RequestMappingInfo info, HandlerMethod method) {}

    private Map<String, List<Endpoint>> endpoints() {
        Map<String, List<Endpoint>> endpoints = new TreeMap<>();
        mappings.getHandlerMethods()
                .forEach((info, method) -> info.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/"))
                        .forEach(path -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(verb -> endpoints
                                        .computeIfAbsent(verb + " " + path, key -> new ArrayList<>())
                                        .add(new Endpoint(info, method)))));
        return endpoints;
    }

    private static Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        JsonNode paths = API.path("paths");
        for (String path : paths.propertyNames()) {
            for (String verb : paths.path(path).propertyNames()) {
                if (VERBS.contains(verb)) {
                    operations.put(
                            verb.toUpperCase(Locale.ROOT) + " " + path,
                            paths.path(path).path(verb));
                }
            }
        }
        return operations;
    }

    private static JsonNode pathItem(String key) {
        return API.path("paths").path(key.substring(key.indexOf(' ') + 1));
    }

    private static JsonNode operation(String key) {
        return pathItem(key).path(key.substring(0, key.indexOf(' ')).toLowerCase(Locale.ROOT));
    }

    private static List<JsonNode> examples(String key) {
        return stream(operation(key)
                        .path("requestBody")
                        .path("content")
                        .path("application/json")
                        .path("examples"))
                .map(example -> example.path("value"))
                .toList();
    }

    private static Set<String> parametersOf(Endpoint endpoint) {
        Set<String> lines = new TreeSet<>();
        for (Parameter parameter : endpoint.method().getMethod().getParameters()) {
            RequestParam query = parameter.getAnnotation(RequestParam.class);
            if (parameter.isAnnotationPresent(PathVariable.class)) {
                lines.add(line(
                        "path",
                        parameter.getName(),
                        true,
                        DescribedTypes.scalar(parameter.getParameterizedType()),
                        ""));
            } else if (query != null) {
                boolean optional = parameter.getType() == Optional.class;
                boolean hasDefault = !query.defaultValue().equals(ValueConstants.DEFAULT_NONE);
                Type type = optional
                        ? ((ParameterizedType) parameter.getParameterizedType()).getActualTypeArguments()[0]
                        : parameter.getType();
                lines.add(line(
                        "query",
                        parameter.getName(),
                        !optional && !hasDefault,
                        DescribedTypes.scalar(type),
                        hasDefault ? query.defaultValue() : ""));
            }
        }
        endpoint.info()
                .getHeadersCondition()
                .getExpressions()
                .forEach(header ->
                        lines.add(line("header", header.getName(), false, String.valueOf(header.getValue()), "")));
        return lines;
    }

    private static String line(String in, String name, boolean required, String type, String preset) {
        return in + " " + name + ": " + type + (required ? ", required" : "")
                + (preset.isEmpty() ? "" : ", default " + preset);
    }

    private static Set<String> served(HandlerMethod method) {
        ServesUsers declared = Optional.ofNullable(
                        AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), ServesUsers.class))
                .or(() -> Optional.ofNullable(
                        AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), ServesUsers.class)))
                .orElseThrow();
        Set<String> roles = new TreeSet<>();
        Arrays.stream(declared.value().length == 0 ? AccessRole.values() : declared.value())
                .forEach(role -> roles.add(role.name()));
        return roles;
    }

    private static Set<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> properties(String schema) {
        return new TreeSet<>(API.path("components")
                .path("schemas")
                .path(schema)
                .path("properties")
                .propertyNames());
    }

    private static Set<String> values(String schema, String property) {
        JsonNode node = API.path("components").path("schemas").path(schema);
        return DescribedTypes.texts(
                (property.isEmpty() ? node : node.path("properties").path(property)).path("enum"));
    }

    private static Stream<JsonNode> stream(JsonNode node) {
        List<JsonNode> all = new ArrayList<>();
        node.forEach(all::add);
        return all.stream();
    }

    private static void walk(JsonNode node, Consumer<JsonNode> visitor) {
        visitor.accept(node);
        node.forEach(each -> walk(each, visitor));
    }

    private static JsonNode read() {
        try {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Files.readString(DOCS.resolve("openapi/query-broker.yaml")));
            return JSON.valueToTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
