package kz.negiz.acceptance;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import kz.negiz.cli.api.ApiClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Registers the bodies and users of the demo scenario, as the operator would. */
final class Population {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The configuration names this one; all others are registered by it. */
    private static final String FIRST = "administrator";

    private final Platform platform;

    Population(Platform platform) {
        this.platform = platform;
    }

    void register() {
        ApiClient operator = platform.as(FIRST);
        JsonNode scenario = platform.scenario().json();
        Set<String> known = new HashSet<>();
        operator.get("/api/registry/bodies")
                .forEach(body -> known.add(body.get("code").asString()));
        for (JsonNode body : scenario.get("bodies")) {
            addBody(operator, body, known);
        }
        for (JsonNode user : scenario.get("users")) {
            if (!user.get("key").asString().equals(FIRST)) {
                operator.post("/api/registry/accounts", application(user));
            }
        }
    }

    private static void addBody(ApiClient operator, JsonNode body, Set<String> known) {
        String code = body.get("id").asString();
        if (!known.contains(code)) {
            ObjectNode added = JSON.createObjectNode().put("code", code);
            added.put("kind", body.get("kind").asString());
            added.set("names", body.get("name"));
            operator.post("/api/registry/bodies", added);
        }
        for (JsonNode path : body.get("departments")) {
            ObjectNode department = JSON.createObjectNode().put("body", code).put("path", path.asString());
            department.set("names", body.get("name"));
            operator.post("/api/registry/departments", department);
        }
    }

    private static ObjectNode application(JsonNode user) {
        ObjectNode request = JSON.createObjectNode();
        request.putObject("holder")
                .put("iin", user.get("iin").asString())
                .put("bin", user.get("bin").asString());
        ObjectNode particulars = request.putObject("particulars");
        particulars.put("fullName", user.get("name").asString());
        particulars.put("position", "demo");
        particulars.put("body", user.get("bodyId").asString());
        particulars.put("department", user.get("department").asString());
        particulars.set("roles", user.get("roles"));
        particulars.put("roleCode", user.get("roleCode").asString());
        particulars.put("keyStorage", "KAZTOKEN");
        if (user.get("roleCode").asString().equals("STATE_REVENUE_UNIT_HEAD")) {
            particulars.put("unitHeaded", "DIVISION");
        }
        LocalDate day = LocalDate.now(ZoneId.of("Asia/Almaty")).minusDays(1);
        particulars.set("application", paper("ӨТ-" + user.get("key").asString(), day));
        if (user.get("roles").toString().contains("\"OFFICIAL\"")) {
            particulars.set("appointment", paper("Б-1", day));
        }
        return request;
    }

    private static ObjectNode paper(String number, LocalDate date) {
        return JSON.createObjectNode().put("number", number).put("date", date.toString());
    }
}
