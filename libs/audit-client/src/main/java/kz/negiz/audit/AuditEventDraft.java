package kz.negiz.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import kz.negiz.log.event.EventFormatException;

/**
 * What a service wants to put on record; {@link AuditOutbox#append} gives it id, numbers and time. Immutable: each method
 * returns a new draft.
 *
 * <p>Everything but {@link #detail} stands in clear in the log for ever, so nothing else may tell who a person is. Details
 * are promised by salted commitments and sealed for the audit log.
 *
 * @param account the account that acted, never the one acted upon (that one is a detail)
 */
public record AuditEventDraft(
        String action,
        String outcome,
        Optional<UUID> account,
        Optional<String> body,
        Optional<String> department,
        OptionalLong edition,
        List<String> rules,
        Optional<UUID> reference,
        Optional<String> session,
        Map<String, String> details) {

    public AuditEventDraft {
        rules = List.copyOf(rules);
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** Starts a draft with what every event has, both in capitals: {@code of("QUESTION_DECIDED", "REFUSED")}. */
    public static AuditEventDraft of(String action, String outcome) {
        return new AuditEventDraft(
                action,
                outcome,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    public AuditEventDraft account(UUID value) {
        return new AuditEventDraft(
                action, outcome, Optional.of(value), body, department, edition, rules, reference, session, details);
    }

    /** The body as it is at this moment; an empty text means none. */
    public AuditEventDraft body(String value) {
        return new AuditEventDraft(
                action, outcome, account, given(value), department, edition, rules, reference, session, details);
    }

    /** The department's path as it is at this moment; an empty text means none. */
    public AuditEventDraft department(String value) {
        return new AuditEventDraft(
                action, outcome, account, body, given(value), edition, rules, reference, session, details);
    }

    /** The edition of the rule data that decided. */
    public AuditEventDraft edition(long value) {
        return new AuditEventDraft(
                action, outcome, account, body, department, OptionalLong.of(value), rules, reference, session, details);
    }

    /** Adds a requirement id, such as {@code R41-22}. */
    public AuditEventDraft rule(String id) {
        List<String> all = new ArrayList<>(rules);
        if (!all.contains(id)) {
            all.add(id);
        }
        return new AuditEventDraft(
                action, outcome, account, body, department, edition, all, reference, session, details);
    }

    public AuditEventDraft rules(String... ids) {
        return rules(List.of(ids));
    }

    public AuditEventDraft rules(Iterable<String> ids) {
        AuditEventDraft draft = this;
        for (String id : ids) {
            draft = draft.rule(id);
        }
        return draft;
    }

    /** The id of the record that the event tells of: a question, an application, a warehouse access. */
    public AuditEventDraft reference(UUID value) {
        return new AuditEventDraft(
                action, outcome, account, body, department, edition, rules, Optional.of(value), session, details);
    }

    public AuditEventDraft session(String value) {
        return new AuditEventDraft(
                action, outcome, account, body, department, edition, rules, reference, Optional.of(value), details);
    }

    /** Adds a value that is committed to and sealed, never shown in clear. */
    public AuditEventDraft detail(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(details);
        if (all.put(name, value) != null) {
            throw new EventFormatException("detail given twice: " + name);
        }
        return new AuditEventDraft(action, outcome, account, body, department, edition, rules, reference, session, all);
    }

    private static Optional<String> given(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** Details are left out: a draft may end up in a log line. */
    @Override
    public String toString() {
        return "AuditEventDraft[" + action + " " + outcome + " " + rules + "]";
    }
}
