package kz.negiz.acceptance;

import tools.jackson.databind.JsonNode;

/** The bodies, users, taxpayers, inspections and cases that the demo sources know. */
public record Scenario(JsonNode json) {

    /** Number of an inspection: {@code open}, {@code closed}, {@code otherBody}, {@code invented} … */
    public String inspection(String name) {
        return number(json.get("inspections").get(name));
    }

    /** Number of a criminal case: {@code listedArticle}, {@code closed}, {@code invented} … */
    public String criminalCase(String name) {
        return number(json.get("cases").get(name));
    }

    /** Kind, number and name of a taxpayer's company: {@code t1} or {@code t2}. */
    public JsonNode company(String taxpayer) {
        return json.get("taxpayers").get(taxpayer).get("company");
    }

    /** Kind, number and name of the person whom the cases are about. */
    public JsonNode suspect() {
        return json.get("suspect");
    }

    private static String number(JsonNode entry) {
        return entry.isString() ? entry.asString() : entry.get("number").asString();
    }
}
