package kz.negiz.cli.audit;

import tools.jackson.databind.JsonNode;

/** A prosecutor's request in a few words. */
final class RequestText {

    private RequestText() {}

    static String of(JsonNode request) {
        String whose = request.path("body").isString()
                ? "body " + request.path("body").asString("")
                : request.path("accounts").size() + " account(s)";
        String state = request.path("released").isString()
                ? "released " + request.path("released").asString("") + ", handed over "
                        + request.path("handovers").asInt(0) + " time(s)"
                : "waits for the operator";
        return request.path("id").asString("") + "  " + request.path("ground").asString("") + " "
                + request.path("number").asString("") + " of "
                + request.path("date").asString("") + ", " + whose
                + ", " + request.path("from").asString("") + " to "
                + request.path("to").asString("") + ": " + state;
    }
}
