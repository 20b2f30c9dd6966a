package kz.negiz.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kz.negiz.cli.Negiz;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("negiz rules")
class RulesCommandTest {

    private static final List<Map<String, String>> MATRIX = Tables.read("access_matrix");
    private static final Map<String, String> CELLS = MATRIX.stream()
            .collect(Collectors.toMap(
                    row -> get(row, "profile_code") + " " + get(row, "service_code"), row -> get(row, "level")));
    private static final List<String> PROFILES = column("profiles", "profile_code");
    private static final List<String> SERVICES = column("services", "code");

    @TempDir
    Path folder;

    private record Run(int exit, String out, String err) {}

    @Test
    @DisplayName("all 929 cells, and all 13 × 77 combinations, in one table of cases (R150-A1, R41-A2a, R150-9)")
    void everyCell() throws IOException {
        assertThat(MATRIX).hasSize(929);
        assertThat(CELLS).hasSize(929);
        StringBuilder cases = new StringBuilder("id,profile,service,article\n");
        for (String profile : PROFILES) {
            for (String service : SERVICES) {
                cases.append(profile + " " + service + "," + profile + "," + service + ",\n");
            }
        }
        List<Map<String, String>> answers = answers(cases.toString());

        assertThat(answers).hasSize(13 * 77);
        Set<String> seen = new TreeSet<>();
        for (Map<String, String> answer : answers) {
            String id = get(answer, "id");
            String level = CELLS.getOrDefault(id, "NONE");
            seen.add(id);
            assertThat(answer.keySet()).containsExactly("id", "level", "rule", "edition");
            assertThat(answer).as(id).containsEntry("level", level).containsEntry("edition", "1");
            assertThat(answer).as(id).containsEntry("rule", rule(id, level));
        }
        assertThat(seen).containsAll(CELLS.keySet());
    }

    private static String rule(String cell, String level) {
        boolean order41 = cell.startsWith("STATE_REVENUE");
        return switch (level) {
            case "REDUCED" -> order41 ? (cell.endsWith(" PENSION_CONTRIBUTIONS") ? "R41-A2b" : "R41-A2c") : "R150-A1b";
            case "LISTED_ARTICLES_ONLY" -> "R150-9";
            default -> order41 ? "R41-2d" : "R150-A1";
        };
    }

    @Test
    @DisplayName("every listed article opens, and every neighbour closes, what is open under listed articles (R150-9)")
    void everyArticle() throws IOException {
        Set<String> listed = Tables.read("articles").stream()
                .map(row -> get(row, "article") + "/" + get(row, "part"))
                .collect(Collectors.toSet());
        assertThat(listed).hasSize(75);
        StringBuilder cases = new StringBuilder("article,service,profile,id\n");
        Map<String, String> expected = new LinkedHashMap<>();
        int opened = 0;
        for (Map<String, String> cell : MATRIX) {
            if (!get(cell, "level").equals("LISTED_ARTICLES_ONLY")) {
                continue;
            }
            for (int article = 210; article <= 255; article++) {
                for (int part = 0; part <= 5; part++) {
                    String name = article + (part == 0 ? "" : "(" + part + ")");
                    boolean covers =
                            listed.contains(article + "/") || (part > 0 && listed.contains(article + "/" + part));
                    String id = get(cell, "profile_code") + " " + get(cell, "service_code") + " " + name;
                    cases.append(
                            name + "," + get(cell, "service_code") + "," + get(cell, "profile_code") + "," + id + "\n");
                    expected.put(id, covers ? "FULL" : "NONE");
                    opened += covers ? 1 : 0;
                }
            }
        }
        assertThat(expected).hasSize(36 * 46 * 6);
        assertThat(opened).isGreaterThan(36 * 75);
        for (Map<String, String> answer : answers(cases.toString())) {
            String id = get(answer, "id");
            assertThat(get(answer, "level")).as(id).isEqualTo(expected.remove(id));
            assertThat(get(answer, "rule")).isEqualTo("R150-9");
        }
        assertThat(expected).isEmpty();
    }

    @Test
    @DisplayName("an article changes nothing where the cell does not ask for one")
    void articleElsewhere() throws IOException {
        StringBuilder cases = new StringBuilder("id,profile,service,article\n");
        CELLS.forEach((cell, level) -> {
            if (!level.equals("LISTED_ARTICLES_ONLY")) {
                cases.append(cell + "," + cell.replace(' ', ',') + ",217(2)\n" + cell + "," + cell.replace(' ', ',')
                        + ",188\n");
            }
        });
        List<Map<String, String>> answers = answers(cases.toString());
        assertThat(answers).hasSize(2 * (929 - 36));
        assertThat(answers)
                .allSatisfy(answer -> assertThat(get(answer, "level")).isEqualTo(CELLS.get(get(answer, "id"))));
    }

    @Test
    @DisplayName(
            "every body × role × profile: the cell's level where they have the profile, else none with a rule (R150-A12)")
    void everyBodyAndRole() throws IOException {
        Map<String, String> groundOfAnnex = Map.of(
                "order150 1", "operational_search",
                "order150 2", "covert_investigation",
                "order150 3", "search_measures",
                "order41 2", "field_inspection");
        Map<String, String> grounds = new LinkedHashMap<>();
        Tables.read("profiles")
                .forEach(row -> grounds.put(
                        get(row, "profile_code"),
                        groundOfAnnex.getOrDefault(get(row, "source") + " " + get(row, "annex"), "other_tasks")));
        Map<String, Map<String, String>> roles = new LinkedHashMap<>();
        Tables.read("roles").forEach(row -> roles.put(get(row, "role_code"), row));
        Set<String> open = new TreeSet<>();
        Set<String> bodies = new TreeSet<>();
        Set<String> names = new TreeSet<>(roles.keySet());
        for (Map<String, String> row : Tables.read("body_profiles")) {
            String profile = get(row, "profile_code");
            String body = get(row, "body_kind");
            bodies.add(body);
            boolean system = get(row, "actor").equals("SYSTEM");
            String role = system ? profile : get(row, "role_code");
            names.add(role);
            if (!profile.isEmpty()
                    && (system
                            || get(roles.getOrDefault(role, Map.of()), grounds.getOrDefault(profile, ""))
                                    .equals("true"))) {
                open.add(body + "|" + role + "|" + profile);
                open.add(body + "||" + profile);
                open.add("|" + role + "|" + profile);
                open.add("||" + profile);
            }
        }
        Map<String, String> whole = new LinkedHashMap<>();
        MATRIX.stream()
                .filter(row -> get(row, "level").equals("FULL"))
                .forEach(row -> whole.putIfAbsent(get(row, "profile_code"), get(row, "service_code")));
        assertThat(whole).hasSize(13);
        bodies.add("");
        names.add("");
        StringBuilder cases = new StringBuilder("id,role,body,profile,service,article\n");
        for (String body : bodies) {
            for (String role : names) {
                for (String profile : PROFILES) {
                    cases.append(body + "|" + role + "|" + profile + "," + role + "," + body + "," + profile + ","
                            + whole.get(profile) + ",\n");
                }
            }
        }
        Set<String> found = new TreeSet<>();
        List<Map<String, String>> answers = answers(cases.toString());
        assertThat(answers).hasSize(bodies.size() * names.size() * 13).hasSizeGreaterThan(1500);
        for (Map<String, String> answer : answers) {
            String id = get(answer, "id");
            assertThat(get(answer, "rule")).as(id).matches("R(41|150)-[A0-9a-z]+");
            if (get(answer, "level").equals("FULL")) {
                found.add(id);
            } else {
                assertThat(get(answer, "level")).as(id).isEqualTo("NONE");
            }
        }
        assertThat(found).isEqualTo(open);
    }

    @ParameterizedTest(name = "{0}, {1} under {2}: {3}")
    @CsvSource({
        "INTERNAL_AFFAIRS, PROBATION_OFFICER, OPERATIONAL_SEARCH, R150-A12, does not give PROBATION_OFFICER the ground",
        "INTERNAL_AFFAIRS, POLICE_OPERATIVE, STATE_REVENUE_FIELD_INSPECTION, R41-A1, does not give POLICE_OPERATIVE",
        "INTERNAL_AFFAIRS, POLICE_OPERATIVE, PROSECUTION_OTHER_TASKS, R150-8, does not belong to them",
        "CIVIL_PROTECTION, CIVIL_PROTECTION_OFFICER, MIA_OTHER_TASKS, R150-20, no column for its other tasks",
        "INTERNAL_AFFAIRS, POLICE_OPERATIVE, MIA_ADQ, R150-5, belongs to an information system",
        "ANTICORRUPTION, '', MIA_ADQ, R150-5, does not belong to them"
    })
    void refusesInWords(String body, String role, String profile, String rule, String words) {
        Run run = run(
                "decide",
                "--profile",
                profile,
                "--service",
                "PERSONS_REGISTER",
                "--body",
                body,
                "--role",
                role,
                "--json");
        assertThat(run.exit()).isZero();
        JsonNode answer = JsonMapper.shared().readTree(run.out());
        assertThat(answer.path("level").asString()).isEqualTo("NONE");
        assertThat(answer.path("rule").asString()).isEqualTo(rule);
        JsonNode step =
                answer.path("explanation").get(answer.path("explanation").size() - 1);
        assertThat(step.path("holds").asBoolean(true)).isFalse();
        assertThat(step.path("words").asString()).contains(words);
    }

    @Test
    @DisplayName("one case is explained: cell, paragraph, and the comparison that failed")
    void explainsOneCase() {
        Run closed = run("decide", "--profile", "OPERATIONAL_SEARCH", "--service", "VAT_PAYERS", "--article", "188(2)");
        assertThat(closed.exit()).isZero();
        assertThat(closed.out())
                .contains(
                        "level    NONE",
                        "rule     R150-9",
                        "edition  1",
                        "Annex 1 of Order 150, column 1 (OPERATIONAL_SEARCH), paragraphs 2, 18; service 38 (VAT_PAYERS)",
                        "fails  R150-9  Article 188(2) is covered by none of the 75 entries of annex 8");
        assertThat(run("decide", "--profile", "OPERATIONAL_SEARCH", "--service", "VAT_PAYERS", "--article", "220(7)")
                        .out())
                .contains("level    FULL", "covered by the entry 220 of annex 8");
        assertThat(run("decide", "--profile", "STATE_REVENUE_FIELD_INSPECTION", "--service", "PRETRIAL_REGISTER")
                        .out())
                .contains("level    REDUCED", "only where cases[].chapter is 8");
        assertThat(run("decide", "--profile", "MIA_ADQ", "--service", "REAL_ESTATE_BAN")
                        .out())
                .contains("an action and not a question");
    }

    @Test
    @DisplayName("mark, line ends, quotes, empty lines, another order and more columns are taken as they come")
    void tolerates() throws IOException {
        String cases = "\uFEFF\"service\",Note, id ,article,profile\r\n\r\n"
                + "VAT_PAYERS,x,\"a,\"\"1\"\"\",217(2),OPERATIONAL_SEARCH\r\n"
                + "   \r\n"
                + "\"VAT_PAYERS\",\"two\r\nlines\",қ,\"\",  OPERATIONAL_SEARCH  \r\n"
                + "PERSONS_REGISTER,,,,MIA_ADQ";
        Run run = cases(cases, "csv");
        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("Not looked at: the columns note.");
        assertThat(run.out())
                .isEqualTo("id,level,rule,edition\n\"a,\"\"1\"\"\",FULL,R150-9,1\n"
                        + "қ,LISTED_ARTICLES_ONLY,R150-9,1\n\"\",FULL,R150-A1,1\n");

        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(cases.getBytes(StandardCharsets.UTF_8)));
            assertThat(run("decide", "--cases", "-").out()).isEqualTo(run.out());
        } finally {
            System.setIn(before);
        }
    }

    @Test
    @DisplayName("JSON says the same as CSV")
    void json() throws IOException {
        StringBuilder cases = new StringBuilder("id,profile,service,article\n");
        MATRIX.forEach(row -> cases.append(get(row, "service_no") + "\u00E9," + get(row, "profile_code") + ","
                + get(row, "service_code") + ",\n"));
        List<Map<String, String>> csv = answers(cases.toString());
        JsonNode json =
                JsonMapper.shared().readTree(cases(cases.toString(), "json").out());
        assertThat(json.isArray()).isTrue();
        assertThat(json.size()).isEqualTo(929);
        for (int i = 0; i < csv.size(); i++) {
            for (String name : List.of("id", "level", "rule")) {
                assertThat(json.get(i).path(name).asString()).isEqualTo(get(csv.get(i), name));
            }
            assertThat(json.get(i).path("edition").asInt()).isEqualTo(1);
        }
        assertThat(JsonMapper.shared()
                        .readTree(cases("id,profile,service,article\n", "json").out())
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'2,EVERYTHING,VEHICLES,,,', the profile EVERYTHING is not known in edition 1",
        "'2,MIA_ADQ,BANK_SECRETS,,,', the service BANK_SECRETS is not known in edition 1",
        "'2,MIA_ADQ,VEHICLES,217-,,', the article 217- is not written like",
        "'2,MIA_ADQ,VEHICLES,217(2) or 188,,', the article 217(2) or 188 is not written like",
        "'2,MIA_ADQ,VEHICLES,,MINISTRY,', the body MINISTRY is not known",
        "'2,MIA_ADQ,VEHICLES,,,MINISTER', the role MINISTER is not known",
        "'2,,VEHICLES,,,', the profile is missing",
        "'2,mia_adq,VEHICLES,,,', the profile mia_adq is not known",
        "'2,MIA_ADQ,VEHICLES', it has 3 of 6 columns"
    })
    @DisplayName("a line that is not understood is UNKNOWN and told; the others are answered")
    void linesNotUnderstood(String line, String sentence) throws IOException {
        Run run = cases(
                "id,profile,service,article,body,role\n1,MIA_ADQ,VEHICLES,,,\n" + line
                        + "\n3,MIA_ADQ,VEHICLES,,INTERNAL_AFFAIRS,MIA_ADQ\n",
                "csv");
        assertThat(run.exit()).isEqualTo(Negiz.REFUSED);
        assertThat(run.out()).isEqualTo("id,level,rule,edition\n1,FULL,R150-A1,1\n2,UNKNOWN,,1\n3,FULL,R150-A1,1\n");
        assertThat(run.err()).startsWith("Line 3 (id 2): ").contains(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "id,profile,service\n1,MIA_ADQ,VEHICLES\n",
                "id,profile,service,article,id\n",
                "1,MIA_ADQ,VEHICLES,\n",
                "id,profile,service,article\n1,MIA_ADQ,\"VEHICLES,\n",
                "id,profile,service,article\n1,MIA_ADQ,\"VEHICLES\"x,\n"
            })
    @DisplayName("what is no table of cases is wrong usage")
    void noTable(String text) throws IOException {
        Run run = cases(text, "csv");
        assertThat(run.exit()).isEqualTo(Negiz.USAGE);
        assertThat(run.err()).isNotBlank();
    }

    @Test
    @DisplayName("other encodings, endless lines and missing files are told; wrong usage too")
    void notReadable() throws IOException {
        Path latin = folder.resolve("latin.csv");
        Files.write(latin, "id,profile,service,article\n\u00E9,A,B,\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(run("decide", "--cases", latin.toString()))
                .satisfies(run -> assertThat(run.exit()).isEqualTo(Negiz.USAGE))
                .satisfies(run -> assertThat(run.err()).contains("not UTF-8"));
        Run endless = cases("id,profile,service,article\n\"" + "x".repeat(3 << 20), "csv");
        assertThat(endless.exit()).isEqualTo(Negiz.USAGE);
        assertThat(endless.err()).contains("longer than a million characters");
        assertThat(run("decide", "--cases", folder.resolve("none").toString()).exit())
                .isEqualTo(Negiz.USAGE);
        assertThat(run("decide").exit()).isEqualTo(Negiz.USAGE);
        assertThat(run("decide", "--profile", "MIA_ADQ").exit()).isEqualTo(Negiz.USAGE);
        assertThat(run("decide", "--profile", "X", "--service", "VEHICLES").exit())
                .isEqualTo(Negiz.USAGE);
        assertThat(run("decide", "--profile", "MIA_ADQ", "--service", "VEHICLES", "--edition", "7")
                        .err())
                .contains("Edition 7 is not shipped; there is 1.");
        assertThat(run("who-can", "BANK_SECRETS").exit()).isEqualTo(Negiz.USAGE);
        assertThat(run().exit()).isEqualTo(Negiz.USAGE);
    }

    @Test
    @DisplayName("who-can tells each profile's level, and the bodies and roles that have it")
    void whoCan() {
        for (String service : SERVICES) {
            JsonNode answer = JsonMapper.shared()
                    .readTree(run("who-can", service, "--json").out());
            assertThat(answer.path("profiles").size()).isEqualTo(13);
            for (JsonNode profile : answer.path("profiles")) {
                assertThat(profile.path("level").asString())
                        .isEqualTo(CELLS.getOrDefault(profile.path("profile").asString() + " " + service, "NONE"));
            }
        }
        assertThat(run("who-can", "VAT_PAYERS").out())
                .contains(
                        "LISTED_ARTICLES_ONLY  COVERT_INVESTIGATION  annex 2 of Order 150, column 1, paragraphs 3, 19",
                        "INTERNAL_AFFAIRS: POLICE_OPERATIVE (R150-4), MIGRATION_POLICE_OFFICER (R150-4)",
                        "ANTICORRUPTION: its information system (R150-6)");
    }

    @Test
    @DisplayName("show tells number, source, date, counts and digest")
    void show() {
        JsonNode shown = JsonMapper.shared().readTree(run("show", "--json").out());
        assertThat(shown.path("edition").asInt()).isEqualTo(1);
        assertThat(shown.path("source").asString()).contains("Order 150", "Order 41");
        assertThat(shown.path("validFrom").asString()).isEqualTo("2023-01-26T00:00:00Z");
        assertThat(shown.path("sha256").asString()).matches("[0-9a-f]{64}");
        assertThat(shown.path("counts").path("cells").asInt()).isEqualTo(929);
        assertThat(run("show", "1").out()).contains("929  cells", "75  listed articles");
    }

    @Test
    @DisplayName("a folder is an edition: it decides, is shown, and is held against the shipped one")
    void folders() throws IOException {
        for (String table : List.of(
                "edition",
                "services",
                "profiles",
                "profile_titles",
                "access_matrix",
                "roles",
                "body_profiles",
                "articles",
                "chosen_bases",
                "redactions")) {
            try (InputStream in = Tables.class.getResourceAsStream("/rules/edition-1/" + table + ".csv")) {
                Files.write(folder.resolve(table + ".csv"), in == null ? new byte[0] : in.readAllBytes());
            }
        }
        String same = run("diff", "1", folder.toString()).out();
        assertThat(same).contains("Opens (0)", "Closes (0)", "Changes otherwise (0)");

        replace("edition", "1,2023-01-26T00:00:00Z", "2,2027-01-01T00:00:00Z");
        replace("access_matrix", "MIA_ADQ,29,DRIVING_LICENCES,NONE", "MIA_ADQ,29,DRIVING_LICENCES,FULL");
        replace("access_matrix", "OPERATIONAL_SEARCH,5,VEHICLES,FULL", "OPERATIONAL_SEARCH,5,VEHICLES,NONE");
        Run diff = run("diff", "1", folder.toString());
        assertThat(diff.exit()).isZero();
        assertThat(diff.out())
                .contains(
                        "Opens (1)",
                        "cell  MIA_ADQ / DRIVING_LICENCES: NONE -> FULL; for INTERNAL_AFFAIRS/SYSTEM",
                        "Closes (1)",
                        "cell  OPERATIONAL_SEARCH / VEHICLES: FULL -> NONE; for ECONOMIC_INVESTIGATION/");
        JsonNode json = JsonMapper.shared()
                .readTree(run("diff", "1", folder.toString(), "--json").out());
        assertThat(json.path("to").path("edition").asInt()).isEqualTo(2);
        assertThat(json.path("changes").size()).isEqualTo(2);
        assertThat(json.path("changes").get(0).path("direction").asString()).isEqualTo("OPENS");
        assertThat(run(
                                "decide",
                                "--profile",
                                "OPERATIONAL_SEARCH",
                                "--service",
                                "VEHICLES",
                                "--edition",
                                folder.toString())
                        .out())
                .contains("level    NONE", "edition  2");

        replace("access_matrix", "MIA_ADQ,29,DRIVING_LICENCES,FULL", "MIA_ADQ,29,DRIVING_LICENCES,MUCH");
        assertThat(run("show", folder.toString()).exit()).isEqualTo(Negiz.REFUSED);
        assertThat(run("show", folder.toString()).err()).contains("level has no value MUCH");
        Files.delete(folder.resolve("roles.csv"));
        assertThat(run("diff", "1", folder.toString()).err()).contains("lacks roles.csv");
        assertThat(run("diff", "1", folder.resolve("none").toString()).exit()).isEqualTo(Negiz.USAGE);
    }

    @Test
    @DisplayName("every verb explains itself")
    void help() {
        assertThat(run("--help").out()).contains("decide", "who-can", "show", "diff");
        for (String verb : List.of("decide", "who-can", "show", "diff")) {
            Run help = run(verb, "--help");
            assertThat(help.exit()).isZero();
            assertThat(help.out()).contains("Usage: negiz rules " + verb);
        }
    }

    private void replace(String table, String from, String to) throws IOException {
        Path file = folder.resolve(table + ".csv");
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private List<Map<String, String>> answers(String cases) throws IOException {
        Run run = cases(cases, "csv");
        assertThat(run.exit()).as(run.err()).isZero();
        return Tables.parse(run.out());
    }

    private Run cases(String text, String format) throws IOException {
        Path file = folder.resolve("cases.csv");
        Files.writeString(file, text);
        return run("decide", "--cases", file.toString(), "--format", format);
    }

    private static Run run(String... args) {
        List<String> all = new ArrayList<>(List.of("rules"));
        all.addAll(List.of(args));
        CommandLine line = Negiz.commandLine();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        int exit = line.execute(all.toArray(String[]::new));
        return new Run(exit, out.toString(), err.toString());
    }

    private static List<String> column(String table, String name) {
        return Tables.read(table).stream().map(row -> get(row, name)).toList();
    }

    private static String get(Map<String, String> row, String name) {
        return row.getOrDefault(name, "");
    }
}
