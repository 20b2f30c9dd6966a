package kz.negiz.gateway;

import java.util.List;
import kz.negiz.kit.problem.Problem;
import kz.negiz.testkit.api.ApiDescription;
import kz.negiz.testkit.api.DescribedTypes;
import kz.negiz.testkit.api.HoldsToItsDescription;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@DisplayName("docs/openapi/gateway.yaml")
class OpenApiTest extends RunningGateway implements HoldsToItsDescription {

    private static final ApiDescription API = ApiDescription.of("gateway");

    @Autowired
    private ApplicationContext service;

    @Override
    public ApiDescription description() {
        return API;
    }

    @Override
    public ApplicationContext context() {
        return service;
    }

    @Override
    public List<Problem> ownProblems() {
        return List.of(GatewayProblem.values());
    }

    @Override
    public void more(DescribedTypes types) {
        JsonNode ways = API.operation("POST /api/login")
                .path("responses")
                .path("200")
                .path("content")
                .path("application/json")
                .path("schema")
                .path("oneOf");
        types.hold(type("LoginEndpoint$Entered"), ways.path(0), "answer to a person's login");
        types.hold(type("LoginEndpoint$EnteredSystem"), ways.path(1), "answer to a system's login");
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName("kz.negiz.gateway.login." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("describes what is really answered, to the last field")
    void answers() {
        Browser browser = browser();
        is("Challenge", browser.post("/api/login/challenge", ""));
        UPSTREAM.registerOfficer(iin("head"));
        is("Entered", login(browser, signer("head")));
        is("Session", browser.get("/api/session"));
        is("Problem", browser.get("/api/trust"));
        is("Problem", browser().get("/api/session"));
    }

    @Test
    @DisplayName("describes what an information system is answered, to the last field")
    void answersToASystem() {
        UPSTREAM.registerSystem(PKI.key("system").bin(), "2.999.1");
        InformationSystem system = new InformationSystem(port, signer("system"), CLOCK);
        is("EnteredSystem", system.login());
        is("Session", system.get("/api/session"));
    }

    private static void is(String schema, Browser.Answer answer) {
        API.requireIs(schema, answer.status(), answer.json());
    }
}
