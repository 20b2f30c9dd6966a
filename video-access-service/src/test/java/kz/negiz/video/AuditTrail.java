package kz.negiz.video;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import kz.negiz.audit.PayloadOpener;
import kz.negiz.testkit.TestDatabase;
import kz.negiz.testkit.service.TestKeys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the outbox holds, read behind the service's back. */
public final class AuditTrail {

    private final TestDatabase database;
    private final PayloadOpener opener;

    public AuditTrail(TestDatabase database, TestKeys keys) {
        this.database = database;
        this.opener = PayloadOpener.fromFile(keys.payloadPrivateKeysetFile());
    }

    /** The events of an account, the oldest first. */
    public List<Event> of(UUID account) {
        List<Event> events = new ArrayList<>();
        try (Connection connection = database.connectAsOwner();
                PreparedStatement query = connection.prepareStatement(
                        "select event from audit_outbox where account = ? order by number")) {
            query.setObject(1, account);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    events.add(event(new String(rows.getBytes(1), StandardCharsets.UTF_8)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return events;
    }

    private Event event(String clear) {
        JsonNode json = JsonMapper.builder().build().readTree(clear);
        Map<String, String> details = new TreeMap<>();
        if (json.has("payload")) {
            opener.open(
                            UUID.fromString(json.get("id").asString()),
                            json.get("payload").asString())
                    .forEach((name, value) -> details.put(name, value.value()));
        }
        return new Event(
                clear, json.get("action").asString(), json.get("outcome").asString(), details);
    }

    /** An event: its exact bytes, what stands in clear, and the opened details. */
    public record Event(String clear, String action, String outcome, Map<String, String> details) {

        public String told() {
            return action + " " + outcome;
        }
    }
}
