package kz.negiz.demo.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import kz.negiz.demo.pki.SyntheticNumbers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

@DisplayName("The demo sources, asked over HTTP")
class DemoSourcesTest {

    private static RunningSources sources;

    @BeforeAll
    static void start() {
        sources = RunningSources.start();
    }

    @AfterAll
    static void stop() {
        sources.close();
    }

    @BeforeEach
    void withoutFaults() {
        sources.send("DELETE", "/faults", "");
        sources.send("DELETE", "/log", "");
    }

    @Nested
    @DisplayName("the registers")
    class Registers {

        @Test
        @DisplayName("know an open field inspection, its body and its subject")
        void openInspection() {
            JsonNode expected = scenario().at("/inspections/open");

            JsonNode inspection = sources.get(
                    "/registers/inspections/" + expected.get("number").asString());

            assertThat(fields(inspection))
                    .containsExactly("number", "kind", "field", "bodyId", "subject", "openedOn", "closedOn");
            assertThat(inspection).isEqualTo(expected);
            assertThat(inspection.get("kind").asString()).isEqualTo("TAX");
            assertThat(inspection.get("field").asBoolean()).isTrue();
            assertThat(inspection.get("bodyId").asString()).isEqualTo("kgd-almaty");
            assertThat(inspection.at("/subject/kind").asString()).isEqualTo("BIN");
            assertThat(inspection.at("/subject/value").asString()).isEqualTo(t1());
            assertThat(inspection.get("closedOn").isNull()).isTrue();
        }

        @Test
        @DisplayName("know a closed, a customs, a desk and another body's inspection")
        void otherInspections() {
            assertThat(inspection("closed").get("closedOn").asString()).isEqualTo("2026-04-17");
            assertThat(inspection("customs").get("kind").asString()).isEqualTo("CUSTOMS");
            assertThat(inspection("desk").get("field").asBoolean()).isFalse();
            assertThat(inspection("otherBody").get("bodyId").asString()).isEqualTo("kgd-astana");
            assertThat(inspection("otherBody").at("/subject/value").asString())
                    .isEqualTo(scenario().at("/taxpayers/t2/company/number").asString());
        }

        private JsonNode inspection(String name) {
            return sources.get("/registers/inspections/"
                    + scenario().at("/inspections/" + name + "/number").asString());
        }

        @Test
        @DisplayName("tell of a case who is in charge and by which articles, and nothing about its parties")
        void criminalCase() {
            JsonNode criminalCase = sources.get("/registers/cases/"
                    + scenario().at("/cases/listedArticle/number").asString());

            assertThat(fields(criminalCase)).containsExactly("number", "closed", "bodyId", "inCharge", "articles");
            assertThat(criminalCase.get("number").asString()).matches("\\d{15}");
            assertThat(criminalCase.get("closed").asBoolean()).isFalse();
            assertThat(criminalCase.at("/inCharge/0").asString()).isEqualTo(SyntheticNumbers.iin("operative"));
            assertThat(criminalCase.get("articles").toString()).isEqualTo("[{\"article\":\"217\",\"part\":\"2\"}]");
        }

        @Test
        @DisplayName("do not know an invented number")
        void unknown() {
            String inspection = scenario().at("/inspections/invented").asString();
            String criminalCase = scenario().at("/cases/invented").asString();

            assertThat(sources.send("GET", "/registers/inspections/" + inspection, "")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(sources.send("GET", "/registers/cases/" + criminalCase, "")
                            .statusCode())
                    .isEqualTo(404);
        }

        @Test
        @DisplayName("take entries of a test's own, and close them")
        void entered() {
            String open = """
                    {"number":"26-75-01-00-50-01","kind":"TAX","field":true,"bodyId":"kgd-almaty",
                     "subject":{"kind":"BIN","value":"%s"},"openedOn":"2026-10-01","closedOn":null}""".formatted(SyntheticNumbers.bin("entered"));
            String path = "/registers/inspections/26-75-01-00-50-01";

            assertThat(sources.send("PUT", path, open).statusCode()).isEqualTo(204);
            assertThat(sources.get(path).get("closedOn").isNull()).isTrue();
            sources.send("PUT", path, open.replace("\"closedOn\":null", "\"closedOn\":\"2026-11-20\""));

            assertThat(sources.get(path).get("closedOn").asString()).isEqualTo("2026-11-20");
        }
    }

    @Nested
    @DisplayName("the services")
    class Services {

        @Test
        @DisplayName("all answer about a person or a company, and name service, subject and time")
        void allAnswer() {
            for (JsonNode service : sources.get("/services")) {
                String code = service.get("code").asString();
                for (JsonNode kind : service.get("answersFor")) {
                    String number = kind.asString().equals("IIN") ? suspect() : t1();

                    JsonNode answer = RunningSources.json(sources.ask(code, "q-1", kind.asString(), number));

                    assertThat(fields(answer)).containsExactly("service", "subject", "retrievedAt", "data");
                    assertThat(answer.get("service").asString()).isEqualTo(code);
                    assertThat(answer.at("/subject/value").asString()).isEqualTo(number);
                    assertThat(Instant.parse(answer.get("retrievedAt").asString()))
                            .isAfter(Instant.EPOCH);
                    assertThat(answer.get("data").isEmpty()).as(code).isFalse();
                }
            }
        }

        @Test
        @DisplayName("say nothing about a number that could belong to somebody")
        void notSynthetic() {
            // Right check digit, but a birth in 1980.
            String real = Stream.iterate(0, digit -> digit + 1)
                    .map(digit -> "80010130012" + digit)
                    .filter(SyntheticNumbers::hasRightCheckDigit)
                    .findFirst()
                    .orElseThrow();

            assertThat(sources.data("PERSONS_REGISTER", "IIN", real).isEmpty()).isTrue();
            assertThat(sources.data("VEHICLES", "IIN", real).isEmpty()).isTrue();
        }

        @Test
        @DisplayName("say nothing about a kind of subject that they do not know")
        void notTheirKind() {
            assertThat(sources.data("DISABILITY", "BIN", t1()).isEmpty()).isTrue();
            assertThat(sources.data("COUNTERPARTIES", "IIN", suspect()).isEmpty())
                    .isTrue();
        }

        @Test
        @DisplayName("answer by whatever else names a subject, and name it in the answer as the question did")
        void otherSubjects() {
            JsonNode vehicle = sources.data("VEHICLES", "BIN", t1()).at("/vehicles/0");
            JsonNode byPlate =
                    about("VEHICLES", "PLATE", "value", vehicle.get("plate").asString());
            assertThat(byPlate.at("/subject/value")).isEqualTo(vehicle.get("plate"));
            assertThat(byPlate.at("/data/owner/number").asString()).isEqualTo(t1());
            assertThat(byPlate.at("/data/vehicles/0")).isEqualTo(vehicle);
            assertThat(about("VEHICLES", "VIN", "value", vehicle.get("vin").asString())
                            .get("data"))
                    .isEqualTo(byPlate.get("data"));

            JsonNode object = sources.data("REAL_ESTATE_REGISTER", "BIN", t1()).at("/objects/0");
            assertThat(about(
                                    "REAL_ESTATE_REGISTER",
                                    "CADASTRAL_NUMBER",
                                    "value",
                                    object.get("cadastralNumber").asString())
                            .at("/data/objects/0"))
                    .isEqualTo(object);

            JsonNode person = sources.data("PERSONS_REGISTER", "IIN", suspect());
            assertThat(about(
                                    "PERSONS_REGISTER",
                                    "DOCUMENT",
                                    "document",
                                    person.at("/documents/0/kind").asString(),
                                    "number",
                                    person.at("/documents/0/number").asString())
                            .get("data"))
                    .isEqualTo(person);
            JsonNode named = about(
                    "PERSONS_REGISTER",
                    "NAME",
                    "surname",
                    person.at("/person/surname").asString(),
                    "name",
                    person.at("/person/givenName").asString(),
                    "birthDate",
                    person.at("/person/birthDate").asString());
            assertThat(named.at("/data/namesakes")
                            .valueStream()
                            .map(each -> each.get("iin").asString()))
                    .contains(suspect());
            JsonNode address = person.at("/registration/address");
            assertThat(about(
                                    "ADDRESS_AND_PHONE_SEARCH",
                                    "ADDRESS",
                                    "text",
                                    address.get("locality").asString() + ", "
                                            + address.get("street").asString() + ", "
                                            + address.get("house").asString() + ", "
                                            + address.get("flat").asString())
                            .at("/data/residents")
                            .valueStream()
                            .map(each -> each.get("number").asString()))
                    .contains(suspect());
            assertThat(about("TAX_DEBT", "PLATE", "value", vehicle.get("plate").asString())
                            .get("data"))
                    .isEmpty();
        }

        private JsonNode about(String service, String kind, String... fields) {
            StringBuilder subject = new StringBuilder("{\"kind\":\"" + kind + "\"");
            for (int i = 0; i < fields.length; i += 2) {
                subject.append(",\"%s\":\"%s\"".formatted(fields[i], fields[i + 1]));
            }
            return RunningSources.json(
                    sources.send("POST", "/services/" + service, "{\"requestId\":\"q\",\"subject\":" + subject + "}}"));
        }

        @Test
        @DisplayName("refuse questions without request id, with a wrong number, too long, or to no service")
        void badQuestions() {
            assertThat(sources.ask("VEHICLES", "", "IIN", suspect()).statusCode())
                    .isEqualTo(400);
            assertThat(sources.ask("VEHICLES", "q", "IIN", "123456789012").statusCode())
                    .isEqualTo(400);
            assertThat(sources.ask("VEHICLES", "q".repeat(70_000), "IIN", suspect())
                            .statusCode())
                    .isEqualTo(413);
            assertThat(sources.ask("NO_SUCH_SERVICE", "q", "IIN", suspect()).statusCode())
                    .isEqualTo(404);
            HttpResponse<String> unreadable = sources.send("POST", "/services/VEHICLES", "{\"subject\":\"" + suspect());
            assertThat(unreadable.statusCode()).isEqualTo(400);
            assertThat(unreadable.body()).doesNotContain(suspect());
        }

        @Test
        @DisplayName("pension contributions name month, employer and amount, and add up")
        void pension() {
            JsonNode data = sources.data("PENSION_CONTRIBUTIONS", "BIN", t1());

            assertThat(data.get("contributions")).isNotEmpty();
            long sum = 0;
            for (JsonNode contribution : data.get("contributions")) {
                assertThat(fields(contribution)).contains("month", "employerBin", "employerName", "amount");
                assertThat(contribution.get("month").asString()).matches("\\d{4}-\\d{2}");
                assertThat(contribution.get("employerBin").asString()).isEqualTo(t1());
                sum += contribution.get("amount").asLong();
            }
            assertThat(data.at("/totals/amount").asLong()).isEqualTo(sum).isPositive();
        }

        @Test
        @DisplayName("the pre-trial register has cases of chapter 8 and of others about everybody")
        void pretrial() {
            for (int i = 0; i < 50; i++) {
                JsonNode cases = sources.data("PRETRIAL_REGISTER", "BIN", SyntheticNumbers.bin("company " + i))
                        .get("cases");

                Set<String> chapters = new HashSet<>();
                for (JsonNode each : cases) {
                    chapters.add(each.get("chapter").asString());
                    assertThat(fields(each))
                            .contains(
                                    "number",
                                    "article",
                                    "part",
                                    "chapter",
                                    "registeredOn",
                                    "status",
                                    "persons",
                                    "items",
                                    "facts",
                                    "events",
                                    "circumstances");
                    assertThat(each.get("number").asString()).matches("\\d{15}");
                }
                assertThat(chapters).contains("8").hasSizeGreaterThan(1);
            }
        }

        @Test
        @DisplayName("the pre-trial register tells of a registered case to whose subject it belongs")
        void registeredCases() {
            String number = scenario().at("/cases/listedArticle/number").asString();

            List<String> numbers = sources.data("PRETRIAL_REGISTER", "IIN", suspect())
                    .get("cases")
                    .valueStream()
                    .map(each -> each.get("number").asString())
                    .toList();

            assertThat(numbers).contains(number);
        }

        @Test
        @DisplayName("the photo is a picture")
        void photo() throws IOException {
            JsonNode photo = sources.data("POPULATION_DOCUMENTATION_PHOTO", "IIN", suspect())
                    .get("photo");

            var image = ImageIO.read(new ByteArrayInputStream(
                    Base64.getDecoder().decode(photo.get("base64").asString())));

            assertThat(image.getWidth()).isEqualTo(photo.get("width").asInt());
            assertThat(image.getHeight()).isEqualTo(photo.get("height").asInt());
            assertThat(photo.get("base64").asString()).hasSizeLessThan(8_000);
        }

        @Test
        @DisplayName("a ban is imposed on what the subject owns, once for one request")
        void bans() {
            String object = sources.data("REAL_ESTATE_REGISTER", "BIN", t1())
                    .at("/objects/0/cadastralNumber")
                    .asString();

            JsonNode first = imposed("q-7", object);
            JsonNode again = imposed("q-7", object);
            JsonNode other = imposed("q-8", object);
            JsonNode foreign = imposed("q-9", "00:000:000:000:0/0");

            assertThat(first.get("state").asString()).isEqualTo("DONE");
            assertThat(again).isEqualTo(first);
            assertThat(other.get("registrationNumber")).isNotEqualTo(first.get("registrationNumber"));
            assertThat(foreign.get("state").asString()).isEqualTo("NO_SUCH_OBJECT");
            assertThat(foreign.get("registrationNumber").isNull()).isTrue();
        }

        @Test
        @DisplayName("what became of an action is told later, and nothing is carried out that comes too late")
        void outcomesAreTold() {
            String object = sources.data("REAL_ESTATE_REGISTER", "BIN", t1())
                    .at("/objects/0/cadastralNumber")
                    .asString();
            JsonNode done = imposed("q-17", object);
            sources.send("POST", "/services/REAL_ESTATE_BAN", """
                    {"requestId":"q-18","subject":{"kind":"BIN","value":"%s"},"action":{"kind":"IMPOSE","object":"%s",
                     "groundNumber":"12/2026","notAfter":"2026-01-01T00:00:00Z"}}""".formatted(t1(), object));

            assertThat(became("q-17").path("outcome")).isEqualTo(done);
            assertThat(became("q-18").path("outcome").isNull()).isTrue();
            assertThat(Instant.parse(became("q-19").path("knownSince").asString()))
                    .isBefore(Instant.now());
        }

        private JsonNode became(String requestId) {
            return RunningSources.json(sources.send("GET", "/services/REAL_ESTATE_BAN/actions/" + requestId, ""));
        }

        private JsonNode imposed(String requestId, String object) {
            return RunningSources.json(
                            sources.send("POST", "/services/REAL_ESTATE_BAN", """
                            {"requestId":"%s","subject":{"kind":"BIN","value":"%s"},
                             "action":{"kind":"IMPOSE","object":"%s","groundNumber":"12/2026"}}""".formatted(requestId, t1(), object)))
                    .at("/data/outcome");
        }
    }

    @Nested
    @DisplayName("one person is the same in all services")
    class Consistency {

        @Test
        @DisplayName("name, birth and document")
        void identity() {
            for (int i = 0; i < 20; i++) {
                String iin = SyntheticNumbers.iin("somebody " + i);
                JsonNode person = sources.data("PERSONS_REGISTER", "IIN", iin);
                JsonNode identity = person.get("person");
                String name = identity.get("surname").asString() + " "
                        + identity.get("givenName").asString() + " "
                        + identity.get("patronymic").asString();

                assertThat(identity.get("birthDate").asString())
                        .startsWith("2099-" + iin.substring(2, 4) + "-" + iin.substring(4, 6));
                assertThat(sources.data("POPULATION_DOCUMENTATION_FORM_1", "IIN", iin)
                                .get("person"))
                        .isEqualTo(identity);
                assertThat(sources.data("TAXPAYERS", "IIN", iin)
                                .at("/taxpayer/name")
                                .asString())
                        .isEqualTo(name);
                assertThat(sources.data("VEHICLES", "IIN", iin)
                                .at("/owner/name")
                                .asString())
                        .isEqualTo(name);
                assertThat(sources.data("POPULATION_DOCUMENTATION_PHOTO", "IIN", iin)
                                .get("documentNumber"))
                        .isEqualTo(person.at("/documents/0/number"));
                assertThat(sources.data("ADDRESS_AND_PHONE_SEARCH", "IIN", iin).at("/addresses/0/address"))
                        .isEqualTo(person.at("/registration/address"));
                assertThat(sources.data("RELATIONS_LEVEL_1", "IIN", iin)
                                .at("/nodes/0/name")
                                .asString())
                        .isEqualTo(name);
            }
        }

        @Test
        @DisplayName("every IIN and BIN that any answer names is itself known, under the same name")
        void namesOfOthers() {
            Map<String, String> named = new TreeMap<>();
            for (JsonNode service : sources.get("/services")) {
                for (JsonNode kind : service.get("answersFor")) {
                    String number = kind.asString().equals("IIN") ? suspect() : t1();
                    collect(sources.data(service.get("code").asString(), kind.asString(), number), named);
                }
            }
            assertThat(named).hasSizeGreaterThan(40).containsKeys(suspect(), t1());
            named.forEach((number, name) -> {
                assertThat(SyntheticNumbers.isSynthetic(number)).isTrue();
                String known = number.startsWith("13", 2)
                        ? sources.data("LEGAL_ENTITIES_REGISTER", "BIN", number)
                                .at("/entity/name")
                                .asString()
                        : sources.data("TAXPAYERS", "IIN", number)
                                .at("/taxpayer/name")
                                .asString();
                assertThat(known).isEqualTo(name);
            });
        }

        /** Every number that stands beside a name. */
        private void collect(JsonNode node, Map<String, String> named) {
            if (node.isObject()) {
                for (List<String> pair : List.of(
                        List.of("number", "name"),
                        List.of("iin", "name"),
                        List.of("bin", "name"),
                        List.of("id", "name"),
                        List.of("employerBin", "employerName"),
                        List.of("contributorIin", "contributorName"),
                        List.of("workerIin", "workerName"))) {
                    String number = node.path(pair.get(0)).asString("");
                    if (number.matches("\\d{12}") && node.has(pair.get(1))) {
                        named.put(number, node.get(pair.get(1)).asString());
                    }
                }
            }
            node.forEach(child -> collect(child, named));
        }

        @Test
        @DisplayName("cars stand under the same plates in every service that tells of them")
        void cars() {
            Set<String> plates = new HashSet<>();
            sources.data("VEHICLES", "BIN", t1())
                    .get("vehicles")
                    .forEach(each -> plates.add(each.get("plate").asString()));

            List<JsonNode> told = new ArrayList<>();
            told.add(sources.data("VEHICLE_TECHNICAL_INSPECTION", "BIN", t1()).get("inspections"));
            told.add(sources.data("TRAFFIC_VIOLATIONS", "BIN", t1()).get("violations"));
            told.add(sources.data("ROAD_ACCIDENTS", "BIN", t1()).get("accidents"));

            assertThat(plates).isNotEmpty();
            assertThat(told.getFirst()).hasSameSizeAs(plates);
            told.forEach(entries -> entries.forEach(
                    each -> assertThat(plates).contains(each.get("plate").asString())));
        }

        @Test
        @DisplayName("a contribution stands with the worker and with the employer alike")
        void contributionsOfBoth() {
            JsonNode ofCompany =
                    sources.data("PENSION_CONTRIBUTIONS", "BIN", t1()).get("contributions");

            for (JsonNode contribution : ofCompany) {
                String worker = contribution.get("contributorIin").asString();
                assertThat(sources.data("PENSION_CONTRIBUTIONS", "IIN", worker)
                                .get("contributions")
                                .valueStream())
                        .contains(contribution);
            }
        }

        @Test
        @DisplayName("relations of the second level contain those of the first")
        void relations() {
            JsonNode first = sources.data("RELATIONS_LEVEL_1", "IIN", suspect());
            JsonNode second = sources.data("RELATIONS_LEVEL_2", "IIN", suspect());

            assertThat(second.get("nodes").valueStream())
                    .containsAll(first.get("nodes").valueStream().toList());
            assertThat(second.get("nodes").size())
                    .isGreaterThan(first.get("nodes").size());
            Set<String> ids = new HashSet<>();
            second.get("nodes").forEach(node -> ids.add(node.get("id").asString()));
            second.get("edges")
                    .forEach(edge -> assertThat(ids)
                            .contains(
                                    edge.get("from").asString(), edge.get("to").asString()));
        }
    }

    @Nested
    @DisplayName("a fault on demand:")
    class Faults {

        @Test
        @DisplayName("SLOW answers late, but rightly")
        void slow() {
            JsonNode before = sources.data("VEHICLES", "IIN", suspect());
            set("{\"target\":\"services/VEHICLES\",\"fault\":\"SLOW\",\"millis\":400}");

            Instant asked = Instant.now();
            JsonNode data = sources.data("VEHICLES", "IIN", suspect());

            assertThat(Duration.between(asked, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(400));
            assertThat(data).isEqualTo(before);
        }

        @Test
        @DisplayName("LATE accepts the question, and has the right answer at its place later")
        void late() throws InterruptedException {
            JsonNode before = sources.data("VEHICLES", "IIN", suspect());
            set("{\"target\":\"services/VEHICLES\",\"fault\":\"LATE\",\"millis\":1500,\"count\":1}");

            HttpResponse<String> accepted = sources.ask("VEHICLES", "q", "IIN", suspect());
            String place = accepted.headers().firstValue("Location").orElseThrow();

            assertThat(accepted.statusCode()).isEqualTo(202);
            assertThat(accepted.headers().firstValue("Retry-After")).contains("2");
            assertThat(place).startsWith("/services/VEHICLES/answers/");
            assertThat(sources.send("GET", place, "").statusCode()).isEqualTo(202);
            assertThat(sources.send("GET", place.replace("VEHICLES", "TAX_DEBT"), "")
                            .statusCode())
                    .isEqualTo(404);
            Thread.sleep(1600);
            HttpResponse<String> come = sources.send("GET", place, "");
            assertThat(come.statusCode()).isEqualTo(200);
            assertThat(come.body()).contains(before.toString());
        }

        @Test
        @DisplayName("DOWN answers 503, so often as asked for, and only where asked for")
        void down() {
            set("{\"target\":\"services/VEHICLES\",\"fault\":\"DOWN\",\"count\":2}");

            assertThat(sources.ask("TAXPAYERS", "q", "IIN", suspect()).statusCode())
                    .isEqualTo(200);
            assertThat(sources.ask("VEHICLES", "q", "IIN", suspect()).statusCode())
                    .isEqualTo(503);
            assertThat(sources.ask("VEHICLES", "q", "IIN", suspect()).statusCode())
                    .isEqualTo(503);
            assertThat(sources.ask("VEHICLES", "q", "IIN", suspect()).statusCode())
                    .isEqualTo(200);
            assertThat(sources.get("/faults")).isEmpty();
        }

        @Test
        @DisplayName("DOWN strikes a register, and all services at once")
        void downEverywhere() {
            set("{\"target\":\"registers/inspections\",\"fault\":\"DOWN\"}");
            set("{\"target\":\"services/*\",\"fault\":\"DOWN\"}");
            String number = scenario().at("/inspections/open/number").asString();

            assertThat(sources.send("GET", "/registers/inspections/" + number, "")
                            .statusCode())
                    .isEqualTo(503);
            assertThat(sources.ask("VEHICLES", "q", "IIN", suspect()).statusCode())
                    .isEqualTo(503);
            sources.send("DELETE", "/faults", "");
            assertThat(sources.send("GET", "/registers/inspections/" + number, "")
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        @DisplayName("MALFORMED is no JSON")
        void malformed() {
            set("{\"target\":\"services/VEHICLES\",\"fault\":\"MALFORMED\"}");

            HttpResponse<String> answer = sources.ask("VEHICLES", "q", "IIN", suspect());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> RunningSources.json(answer)).isInstanceOf(JacksonException.class);
        }

        @Test
        @DisplayName("HUGE is as long as asked for, and still JSON")
        void huge() {
            set("{\"target\":\"services/VEHICLES\",\"fault\":\"HUGE\",\"bytes\":3000000}");

            HttpResponse<String> answer = sources.ask("VEHICLES", "q", "IIN", suspect());

            assertThat(answer.body().length()).isGreaterThan(1_500_000);
            assertThat(RunningSources.json(answer).at("/data/filler")).isNotEmpty();
        }

        @Test
        @DisplayName("WRONG_SUBJECT answers about somebody else")
        void wrongSubject() {
            set("{\"target\":\"services/VEHICLES\",\"fault\":\"WRONG_SUBJECT\"}");
            set("{\"target\":\"registers/inspections\",\"fault\":\"WRONG_SUBJECT\"}");
            String number = scenario().at("/inspections/open/number").asString();

            JsonNode answer = RunningSources.json(sources.ask("VEHICLES", "q", "IIN", suspect()));

            assertThat(answer.at("/subject/value").asString()).isNotEqualTo(suspect());
            assertThat(answer.at("/data/owner/number")).isEqualTo(answer.at("/subject/value"));
            assertThat(sources.get("/registers/inspections/" + number)
                            .get("number")
                            .asString())
                    .isNotEqualTo(number);
        }

        @Test
        @DisplayName("EMPTY answers that nothing is known")
        void empty() {
            set("{\"target\":\"services/VEHICLES\",\"fault\":\"EMPTY\"}");
            set("{\"target\":\"registers/cases\",\"fault\":\"EMPTY\"}");

            JsonNode answer = RunningSources.json(sources.ask("VEHICLES", "q", "IIN", suspect()));

            assertThat(answer.at("/subject/value").asString()).isEqualTo(suspect());
            assertThat(answer.get("data").isEmpty()).isTrue();
            assertThat(sources.get("/registers/cases/"
                                    + scenario().at("/cases/closed/number").asString())
                            .isEmpty())
                    .isTrue();
        }

        @Test
        @DisplayName("RANDOM_FIELDS adds to every object, and takes nothing away")
        void randomFields() {
            JsonNode plain = RunningSources.json(sources.ask("PENSION_CONTRIBUTIONS", "q", "BIN", t1()));
            set("{\"target\":\"services/PENSION_CONTRIBUTIONS\",\"fault\":\"RANDOM_FIELDS\"}");

            JsonNode answer = RunningSources.json(sources.ask("PENSION_CONTRIBUTIONS", "q", "BIN", t1()));

            for (String path : List.of("", "/subject", "/data", "/data/totals", "/data/contributions/0")) {
                assertThat(fields(answer.at(path)))
                        .containsAll(fields(plain.at(path)))
                        .hasSizeGreaterThan(fields(plain.at(path)).size());
            }
            assertThat(answer.at("/data/totals/amount")).isEqualTo(plain.at("/data/totals/amount"));
        }

        @ParameterizedTest
        @DisplayName("is refused for targets and faults that do not exist and sizes without measure")
        @ValueSource(
                strings = {
                    "{\"target\":\"services/NOTHING\",\"fault\":\"DOWN\"}",
                    "{\"fault\":\"DOWN\"}",
                    "{\"target\":\"services/VEHICLES\"}",
                    "{\"target\":\"services/VEHICLES\",\"fault\":\"ILL\"}",
                    "{\"target\":\"services/VEHICLES\",\"fault\":\"HUGE\",\"bytes\":9999999999999}"
                })
        void refused(String fault) {
            assertThat(sources.send("POST", "/faults", fault).statusCode()).isEqualTo(400);
            assertThat(sources.get("/faults")).isEmpty();
        }

        private void set(String fault) {
            assertThat(sources.send("POST", "/faults", fault).statusCode()).isEqualTo(200);
        }
    }

    @Nested
    @DisplayName("the log")
    class Log {

        @Test
        @DisplayName("tells who was asked, how often and by which request, faults included")
        void told() {
            sources.send("POST", "/faults", "{\"target\":\"services/TAXPAYERS\",\"fault\":\"DOWN\"}");
            sources.ask("VEHICLES", "q-1", "IIN", suspect());
            sources.ask("VEHICLES", "q-2", "IIN", suspect());
            sources.ask("TAXPAYERS", "q-2", "IIN", suspect());
            sources.get("/registers/inspections/"
                    + scenario().at("/inspections/open/number").asString());

            JsonNode log = sources.get("/log");

            assertThat(fields(log)).containsExactly("registers/inspections", "services/TAXPAYERS", "services/VEHICLES");
            assertThat(log.at("/services~1VEHICLES").toString())
                    .isEqualTo("{\"count\":2,\"requestIds\":[\"q-1\",\"q-2\"]}");
            assertThat(log.at("/registers~1inspections/requestIds/0").asString())
                    .isEqualTo("register-look-up");
            assertThat(sources.get("/log/q-2").toString()).isEqualTo("[\"services/VEHICLES\",\"services/TAXPAYERS\"]");
            assertThat(sources.get("/log/q-3")).isEmpty();
            assertThat(log.toString()).doesNotContain(suspect());
        }

        @Test
        @DisplayName("knows nothing of questions that were refused for their form")
        void notAsked() {
            sources.ask("VEHICLES", "q-4", "IIN", "123456789012");

            assertThat(sources.get("/log")).isEmpty();
        }
    }

    @Test
    @DisplayName("the same questions get the same answers after a restart")
    void sameAfterRestart() {
        try (RunningSources restarted = RunningSources.start()) {
            for (JsonNode service : sources.get("/services")) {
                String code = service.get("code").asString();
                assertThat(restarted.data(code, "IIN", suspect())).isEqualTo(sources.data(code, "IIN", suspect()));
                assertThat(restarted.data(code, "BIN", t2())).isEqualTo(sources.data(code, "BIN", t2()));
            }
            assertThat(restarted.get("/demo/scenario")).isEqualTo(scenario());
        }
    }

    @Test
    @DisplayName("an address that others can reach is refused")
    void loopbackOnly() {
        assertThatThrownBy(() -> new SpringApplicationBuilder(DemoSourcesApplication.class)
                        .run("--server.port=0", "--server.address=0.0.0.0", "--logging.level.root=off"))
                .rootCause()
                .hasMessageContaining("loopback");
    }

    @Test
    @DisplayName("users of the scenario bear the numbers of the demo keys")
    void users() {
        assertThat(scenario()
                        .get("users")
                        .valueStream()
                        .map(user -> user.get("key").asString()))
                .contains("administrator", "head", "other-head", "operative", "prosecutor", "official", "owner");
        scenario()
                .get("users")
                .forEach(user -> assertThat(user.get("iin").asString())
                        .isEqualTo(SyntheticNumbers.iin(user.get("key").asString())));
    }

    private static JsonNode scenario() {
        return sources.get("/demo/scenario");
    }

    private static String t1() {
        return scenario().at("/taxpayers/t1/company/number").asString();
    }

    private static String t2() {
        return scenario().at("/taxpayers/t2/company/number").asString();
    }

    private static String suspect() {
        return scenario().at("/suspect/number").asString();
    }

    private static List<String> fields(JsonNode node) {
        return List.copyOf(node.propertyNames());
    }
}
