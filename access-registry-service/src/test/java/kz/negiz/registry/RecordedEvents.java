package kz.negiz.registry;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import kz.negiz.audit.PayloadOpener;
import kz.negiz.log.event.AuditEvent;
import kz.negiz.testkit.TestDatabase;
import kz.negiz.testkit.service.TestKeys;

/** The events that the registry has put on record, opened as the audit log would. */
public final class RecordedEvents {

    private final TestDatabase database;
    private final PayloadOpener opener;

    public RecordedEvents(TestDatabase database, TestKeys keys) {
        this.database = database;
        this.opener = PayloadOpener.fromFile(keys.payloadPrivateKeysetFile());
    }

    /** Lines such as {@code ACCOUNT_BLOCK REFUSED [R41-4a]} for the events that tell of a value in their details. */
    public List<String> about(String value) {
        List<String> lines = new ArrayList<>();
        for (AuditEvent event : all()) {
            if (details(event).containsValue(value)) {
                lines.add(event.action() + " " + event.outcome() + " " + event.rules());
            }
        }
        return lines;
    }

    public List<AuditEvent> all() {
        try (Connection connection = database.connect();
                PreparedStatement statement =
                        connection.prepareStatement("select event from audit_outbox order by number");
                ResultSet rows = statement.executeQuery()) {
            List<AuditEvent> events = new ArrayList<>();
            while (rows.next()) {
                events.add(AuditEvent.parse(rows.getBytes(1)));
            }
            return events;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private SortedMap<String, String> details(AuditEvent event) {
        SortedMap<String, String> details = new TreeMap<>();
        event.payload()
                .ifPresent(payload -> opener.open(event.id(), payload)
                        .forEach((name, disclosed) -> details.put(name, disclosed.value())));
        return details;
    }

    /** Everything in clear in the log, to look for what should not be there. */
    public String inClear() {
        StringBuilder text = new StringBuilder();
        all().forEach(event -> text.append(new String(event.encode(), StandardCharsets.UTF_8)));
        return text.toString();
    }
}
