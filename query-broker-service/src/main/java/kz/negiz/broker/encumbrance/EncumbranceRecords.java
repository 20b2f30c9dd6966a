package kz.negiz.broker.encumbrance;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.audit.StoredEvent;
import kz.negiz.broker.document.DocumentRefused;
import kz.negiz.broker.document.EncumbranceDocument;
import kz.negiz.broker.edition.Editions;
import kz.negiz.broker.intake.Accepted;
import kz.negiz.broker.intake.Intake;
import kz.negiz.broker.intake.NotAccepted;
import kz.negiz.broker.intake.RegisterRecord;
import kz.negiz.broker.intake.RequestEvents;
import kz.negiz.broker.intake.RequestRecords;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.eds.Evidence;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.vault.RecordVault;
import kz.negiz.rules.Decision;
import kz.negiz.rules.GeneralRule;
import kz.negiz.rules.Order;
import kz.negiz.rules.RegisterAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The records of encumbrances and of each step that they took; nothing in them is ever changed. Beside them stands a list of
 * those that are not at their end, from which an end takes its encumbrance. Each method that writes is one
 * transaction, in which the audit event is the last step. Of several who would take the same step the database lets one.
 */
@Repository
class EncumbranceRecords {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final AuditOutbox audit;
    private final RequestRecords requests;
    private final Editions editions;

    EncumbranceRecords(JdbcClient jdbc, AuditOutbox audit, RequestRecords requests, Editions editions) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.requests = requests;
        this.editions = editions;
    }

    /**
     * Uses the id up and stores what a system asks for, with what was decided on it.
     *
     * @throws NotAccepted if the id was used meanwhile, another edition has come into force, or the same object is the matter of
     *     an encumbrance that is not at its end
     */
    @Transactional(rollbackFor = NotAccepted.class)
    public void store(Accepted<EncumbranceDocument> accepted, Decision decision, RegisterAnswer register)
            throws NotAccepted {
        EncumbranceDocument document = accepted.document();
        UUID id = document.id();
        Order order = accepted.asker().order();
        if (!requests.use(id)) {
            throw Intake.usedBefore(document, order);
        }
        if (editions.current().edition().number() != document.edition()) {
            throw NotAccepted.signed(
                    BrokerProblem.EDITION_DIFFERS, GeneralRule.BY_ROLE_AND_PROFILE.in(order), document);
        }
        if (decision instanceof Decision.Permit && isInProgress(document)) {
            throw NotAccepted.signed(
                    BrokerProblem.ENCUMBRANCE_IN_PROGRESS, GeneralRule.BY_ROLE_AND_PROFILE.in(order), document);
        }
        RecordVault.DataKey key = requests.newKey(id);
        Judged judged = Judged.of(decision);
        insert(accepted, judged, register, key);
        EncumbranceState first = judged.reason() == null ? EncumbranceState.WAITS : EncumbranceState.REFUSED;
        if (!first.isEnd()) {
            jdbc.sql("insert into encumbrance_open (encumbrance, service) values (:id, :service)")
                    .param("id", id)
                    .param("service", document.service())
                    .update();
        }
        step(id, 1, first, Step.byPlatform());
        AuditEventDraft draft = RequestEvents.withFields(
                        RequestEvents.about(AuditEventDraft.of("ENCUMBRANCE_DECIDED", judged.outcome()), accepted),
                        document)
                .edition(document.edition())
                .reference(id)
                .detail(
                        "onBehalfOf",
                        accepted.onBehalfOf().orElseThrow().accountId().toString())
                .detail(
                        "documentSha256",
                        RequestEvents.sha256(accepted.submission().document()));
        requests.receipt("encumbrance", id, audit.append(judged.rule() == null ? draft : draft.rule(judged.rule())));
    }

    /** One thing is the matter of one encumbrance at a time: two could cross on their way. */
    private boolean isInProgress(EncumbranceDocument wanted) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('encumbrance/' || :service))")
                .param("service", wanted.service())
                .query((row, index) -> 0)
                .list();
        return jdbc
                .sql(
                        "select e.id, e.document, k.wrapped from encumbrance_open o join encumbrance e on e.id = o.encumbrance"
                                + " join record_key k on k.record = e.id where o.service = :service")
                .param("service", wanted.service())
                .query((row, index) -> document(requests.key(row.getObject("id", UUID.class), row.getBytes("wrapped"))
                        .open("document", row.getBytes("document"))))
                .list()
                .stream()
                .anyMatch(other -> other.subject().equals(wanted.subject())
                        && other.encumbrance()
                                .object()
                                .equals(wanted.encumbrance().object()));
    }

    private void insert(
            Accepted<EncumbranceDocument> accepted, Judged judged, RegisterAnswer register, RecordVault.DataKey key) {
        EncumbranceDocument document = accepted.document();
        jdbc.sql("""
                        insert into encumbrance (id, account, officer, body, body_kind, department, role_code, asker_order, session,
                            language, edition, profile, service, action, footing, rule, reason, document, signature, evidence,
                            register_answer)
                        values (:id, :account, :officer, :body, :bodyKind, :department, :roleCode, :order, :session,
                            :language, :edition, :profile, :service, :action, :footing, :rule, :reason, :document, :signature,
                            :evidence, :register)
                        """)
                .param("id", document.id())
                .param("account", accepted.signer().accountId())
                .param("officer", accepted.onBehalfOf().orElseThrow().accountId())
                .param("body", accepted.signer().bodyId())
                .param("bodyKind", accepted.signer().bodyKind())
                .param("department", accepted.department())
                .param("roleCode", accepted.signer().roleCode())
                .param("order", accepted.asker().order().name())
                .param("session", accepted.session())
                .param("language", document.fields().language())
                .param("edition", document.edition())
                .param("profile", document.fields().profile())
                .param("service", document.service())
                .param("action", document.encumbrance().action().name())
                .param("footing", judged.footing())
                .param("rule", judged.rule())
                .param("reason", judged.reason())
                .param("document", key.seal("document", accepted.submission().document()))
                .param("signature", key.seal("signature", accepted.submission().signature()))
                .param("evidence", key.seal("evidence", accepted.evidence().toBytes()))
                .param(
                        "register",
                        key.seal("register", RegisterRecord.of(register).getBytes(StandardCharsets.UTF_8)))
                .update();
    }

    /**
     * Puts the officer's confirmation on record.
     *
     * @return false if it was confirmed, declined or lapsed meanwhile
     */
    @Transactional
    public boolean confirmed(
            Row row, Caller.User officer, byte[] signature, Evidence evidence, RegisterAnswer register) {
        RecordVault.DataKey key = key(row);
        return took(
                row,
                EncumbranceState.CONFIRMED,
                new Step(
                        Optional.of(officer),
                        null,
                        null,
                        key.seal(
                                "step/" + (row.step() + 1),
                                RegisterRecord.of(register).getBytes(StandardCharsets.UTF_8)),
                        key.seal("confirmation", signature),
                        key.seal("confirmation-evidence", evidence.toBytes())),
                event(row, "ENCUMBRANCE_CONFIRMED", "CONFIRMED", Optional.of(officer))
                        .detail("documentSha256", RequestEvents.sha256(key.open("document", row.document())))
                        .detail("confirmationSha256", RequestEvents.sha256(signature)));
    }

    /** Puts on record that its officer does not want it; false if it does not wait any more. */
    @Transactional
    public boolean declined(Row row, Caller.User officer, String why) {
        return took(
                row,
                EncumbranceState.DECLINED,
                step(row, Optional.of(officer), JSON.createObjectNode().put("why", why)),
                event(row, "ENCUMBRANCE_DECLINED", "DECLINED", Optional.of(officer)));
    }

    /** Puts on record that it is never sent. */
    @Transactional
    public boolean lapsed(Row row, Lapse why) {
        return took(
                row,
                EncumbranceState.LAPSED,
                step(row, Optional.empty(), JSON.createObjectNode().put("why", why.name())),
                event(row, "ENCUMBRANCE_LAPSED", why.name(), Optional.empty()));
    }

    /** Why one is never sent. */
    enum Lapse {
        NOT_CONFIRMED_IN_TIME,
        NOT_SENT_IN_TIME,
        STANDING_LOST,
        EDITION_DIFFERS
    }

    /**
     * Puts on record that it is being sent, before it is.
     *
     * @param message names this sending to the owner of the register
     * @return false if somebody else sends it, or has
     */
    @Transactional
    public boolean sending(Row row, UUID message, Instant notAfter) {
        return took(
                row,
                EncumbranceState.SENDING,
                new Step(Optional.empty(), message, notAfter, null, null, null),
                event(row, "ENCUMBRANCE_SENT", "SENT", Optional.empty()).detail("message", message.toString()));
    }

    /** Puts on record what became of it; false if somebody else took this step. */
    @Transactional
    public boolean became(Row row, EncumbranceState state, ObjectNode said, Optional<Caller.User> operator) {
        AuditEventDraft event = event(
                row, operator.isPresent() ? "ENCUMBRANCE_RECONCILED" : "ENCUMBRANCE_OUTCOME", state.name(), operator);
        for (Map.Entry<String, JsonNode> field : said.properties()) {
            event = event.detail(field.getKey(), field.getValue().asString(""));
        }
        return took(row, state, step(row, operator, said), event);
    }

    /** Puts on record that somebody looked at it. */
    @Transactional
    public void shown(Row row, Caller.User reader) {
        audit.append(event(row, "ENCUMBRANCE_SHOWN", "SHOWN", Optional.of(reader)));
    }

    /** Puts on record that it, or a copy of it, was not handed out to somebody who has no standing any more. */
    @Transactional
    public void withheld(Row row, Caller.User reader, String rule) {
        audit.append(event(row, "ENCUMBRANCE_WITHHELD", "NO_STANDING", Optional.of(reader))
                .rule(rule));
    }

    /** Puts on record that somebody tried to take a step and was refused. */
    @Transactional
    public StoredEvent refused(Row row, Caller.User officer, String rule, String problem) {
        return audit.append(event(row, "ENCUMBRANCE_NOT_CONFIRMED", "REFUSED", Optional.of(officer))
                .rule(rule)
                .detail("problem", problem));
    }

    private static AuditEventDraft event(Row row, String action, String outcome, Optional<Caller.User> who) {
        AuditEventDraft draft = AuditEventDraft.of(action, outcome);
        AuditEventDraft about = who.map(user -> RequestEvents.about(draft, user))
                .orElseGet(() -> RequestEvents.about(draft, row.officer(), row.body(), row.department(), ""));
        return about.reference(row.id()).edition(row.edition()).detail("services", row.service());
    }

    private boolean took(Row row, EncumbranceState state, Step step, AuditEventDraft event) {
        if (!step(row.id(), row.step() + 1, state, step)) {
            return false;
        }
        audit.append(event);
        return true;
    }

    /** What stands in a step beside its state. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Step(
            Optional<Caller.User> who,
            @Nullable UUID message,
            @Nullable Instant notAfter,
            byte @Nullable [] content,
            byte @Nullable [] signature,
            byte @Nullable [] evidence) {

        static Step byPlatform() {
            return new Step(Optional.empty(), null, null, null, null, null);
        }
    }

    private Step step(Row row, Optional<Caller.User> who, ObjectNode said) {
        return new Step(
                who, null, null, key(row).seal("step/" + (row.step() + 1), JSON.writeValueAsBytes(said)), null, null);
    }

    /** Takes a step; false where it is taken, or the encumbrance has been sent or has ended before. */
    private boolean step(UUID id, int number, EncumbranceState state, Step step) {
        boolean taken = jdbc.sql("""
                        insert into encumbrance_step
                               (encumbrance, step, state, account, session, message, not_after, content, signature, evidence)
                        values (:id, :step, :state, cast(:account as uuid), :session, cast(:message as uuid),
                            cast(:notAfter as timestamptz), :content, :signature, :evidence)
                        on conflict do nothing
                        """)
                        .param("id", id)
                        .param("step", number)
                        .param("state", state.name())
                        .param(
                                "account",
                                step.who()
                                        .map(user -> user.account().toString())
                                        .orElse(null))
                        .param("session", step.who().map(Caller.User::session).orElse(null))
                        .param(
                                "message",
                                step.message() == null ? null : step.message().toString())
                        .param(
                                "notAfter",
                                step.notAfter() == null ? null : step.notAfter().toString())
                        .param("content", step.content())
                        .param("signature", step.signature())
                        .param("evidence", step.evidence())
                        .update()
                == 1;
        if (taken && state.isEnd()) {
            jdbc.sql("delete from encumbrance_open where encumbrance = :id")
                    .param("id", id)
                    .update();
        }
        return taken;
    }

    Optional<Row> find(UUID id) {
        return jdbc.sql(Row.SELECT + " where e.id = :id")
                .param("id", id)
                .query(Row::of)
                .optional();
    }

    /** Those of some encumbrances that are on record. */
    List<Row> find(Set<UUID> ids) {
        return jdbc.sql(Row.SELECT + " where e.id = any(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(Row::of)
                .list();
    }

    /** Those that are not at their end, the earliest first. */
    List<Row> open(UUID after, int most) {
        return jdbc.sql(Row.SELECT + " join encumbrance_open o on o.encumbrance = e.id where o.encumbrance > :after"
                        + " order by o.encumbrance limit :most")
                .param("after", after)
                .param("most", most)
                .query(Row::of)
                .list();
    }

    /** Those that a user may read, the latest first. */
    List<Row> list(Whose whose, Caller.User reader, Optional<UUID> before, int most) {
        return jdbc.sql(
                        Row.SELECT + " where " + whose.condition
                                + " and (cast(:before as uuid) is null or e.id < cast(:before as uuid)) order by e.id desc limit :most")
                .param("account", reader.account())
                .param("body", reader.body())
                .param("department", reader.department())
                .param("before", before.map(UUID::toString).orElse(null))
                .param("most", most)
                .query(Row::of)
                .list();
    }

    /** Whose encumbrances a list has. */
    enum Whose {
        /** Those that an officer has to confirm, or had. */
        OFFICER("e.officer = :account and e.body = :body"),
        /** Those that a system asked for. */
        SYSTEM("e.account = :account and e.body = :body"),
        /** Those of an official's subordinates (R41-17, R150-32b). */
        SUBORDINATES("e.body = :body and (:department = '/' or e.department = :department"
                + " or starts_with(e.department, :department || '/'))"),
        /** Those of which nobody knows what became: they wait for an operator. */
        UNKNOWN("l.state = 'UNKNOWN' and exists (select from encumbrance_open o where o.encumbrance = e.id)");

        private final String condition;

        Whose(String condition) {
            this.condition = condition;
        }
    }

    /** How many wait for an officer's confirmation. */
    int waiting(UUID officer) {
        return jdbc.sql(
                        "select count(*) from encumbrance e where e.officer = :officer and exists (select from encumbrance_step s"
                                + " where s.encumbrance = e.id and s.state = 'WAITS') and not exists (select from encumbrance_step s"
                                + " where s.encumbrance = e.id and s.state not in ('WAITS'))")
                .param("officer", officer)
                .query(Integer.class)
                .single();
    }

    /** How many there are of which nobody knows what became. */
    int unknown() {
        return jdbc.sql("select count(*) from encumbrance_open o join lateral (select s.state from encumbrance_step s"
                        + " where s.encumbrance = o.encumbrance order by s.step desc limit 1) l on l.state = 'UNKNOWN'")
                .query(Integer.class)
                .single();
    }

    /** Opens a record whole, with one look at its key. */
    Opened opened(Row row) {
        RecordVault.DataKey key = key(row);
        byte[] document = key.open("document", row.document());
        return new Opened(
                document,
                document(document),
                key.open("signature", row.signature()),
                Evidence.fromBytes(key.open("evidence", row.evidence())),
                steps(row.id(), key));
    }

    /**
     * What is sealed of a record.
     *
     * @param bytes the exact bytes that the system signed
     * @param signature the system's, as it came
     * @param evidence what was proved of it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Opened(
            byte[] bytes, EncumbranceDocument document, byte[] signature, Evidence evidence, List<StepRow> steps) {

        /** The officer's, where it was confirmed. */
        Optional<EncumbranceInFull.Confirmation> confirmation() {
            return steps.stream().flatMap(step -> step.confirmation().stream()).findFirst();
        }
    }

    private List<StepRow> steps(UUID id, RecordVault.DataKey key) {
        return jdbc.sql("select step, state, at, account, content, signature, evidence from encumbrance_step"
                        + " where encumbrance = :id order by step")
                .param("id", id)
                .query((row, index) -> {
                    byte @Nullable [] content = row.getBytes("content");
                    byte @Nullable [] signature = row.getBytes("signature");
                    byte @Nullable [] evidence = row.getBytes("evidence");
                    return new StepRow(
                            EncumbranceState.valueOf(row.getString("state")),
                            instant(row, "at"),
                            Optional.ofNullable(row.getObject("account", UUID.class)),
                            content == null
                                    ? JSON.createObjectNode()
                                    : JSON.readTree(key.open("step/" + row.getInt("step"), content)),
                            signature == null || evidence == null
                                    ? Optional.empty()
                                    : Optional.of(new EncumbranceInFull.Confirmation(
                                            key.open("confirmation", signature),
                                            Evidence.fromBytes(key.open("confirmation-evidence", evidence)))));
                })
                .list();
    }

    /**
     * A step that was taken, and what was said with it.
     *
     * @param confirmation the officer's signature, where the step is that
     */
    record StepRow(
            EncumbranceState state,
            Instant at,
            Optional<UUID> account,
            JsonNode said,
            Optional<EncumbranceInFull.Confirmation> confirmation) {}

    EncumbranceDocument document(Row row) {
        return document(bytes(row));
    }

    private static EncumbranceDocument document(byte[] bytes) {
        try {
            return EncumbranceDocument.parse(bytes);
        } catch (DocumentRefused e) {
            throw new IllegalStateException("a stored encumbrance can't be read", e);
        }
    }

    /** The exact bytes that the system signed, and that the officer is to sign. */
    byte[] bytes(Row row) {
        return key(row).open("document", row.document());
    }

    /** What was proved of the system's signature. */
    Evidence evidence(Row row) {
        return Evidence.fromBytes(key(row).open("evidence", row.evidence()));
    }

    private RecordVault.DataKey key(Row row) {
        return requests.key(row.id(), row.wrapped());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Optional<Instant> instantIfAny(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** A decision as it stands on record. */
    private record Judged(
            @Nullable String footing,
            @Nullable String rule,
            @Nullable String reason,
            String outcome) {

        static Judged of(Decision decision) {
            return switch (decision) {
                case Decision.Permit permit -> new Judged(permit.footing().name(), null, null, "PERMITTED");
                case Decision.Refuse refuse ->
                    new Judged(null, refuse.rule(), refuse.reason().name(), "REFUSED");
                case Decision.Unverifiable unverifiable ->
                    new Judged(null, unverifiable.rule(), unverifiable.reason().name(), "UNVERIFIABLE");
            };
        }
    }

    /**
     * An encumbrance as it stands on record, still sealed.
     *
     * @param wrapped its key, as it is stored
     * @param step number of the last step, which is its state
     * @param message names its sending to the owner of the register, once it was sent
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(
            UUID id,
            Instant receivedAt,
            UUID account,
            UUID officer,
            String body,
            String department,
            Order order,
            String language,
            int edition,
            String profile,
            String service,
            String action,
            Optional<String> footing,
            Optional<String> rule,
            Optional<String> reason,
            byte[] document,
            byte[] signature,
            byte[] evidence,
            byte[] wrapped,
            int step,
            EncumbranceState state,
            Instant since,
            Optional<UUID> message,
            Optional<Instant> sentAt,
            Optional<Instant> notAfter,
            StoredEvent event) {

        static final String SELECT = """
                select e.id, e.received_at, e.account, e.officer, e.body, e.department, e.asker_order, e.language, e.edition, e.profile,
                       e.service, e.action, e.footing, e.rule, e.reason, e.document, e.signature, e.evidence, k.wrapped,
                       l.step, l.state, l.at, t.message, t.at as sent_at, t.not_after,
                       r.event, r.number, r.user_number, r.leaf_hash, r.event_time
                from encumbrance e join encumbrance_receipt r on r.encumbrance = e.id join record_key k on k.record = e.id
                join lateral (select s.step, s.state, s.at from encumbrance_step s where s.encumbrance = e.id
                              order by s.step desc limit 1) l on true
                left join encumbrance_step t on t.encumbrance = e.id and t.state = 'SENDING'""";

        /** When it must have been confirmed. */
        Instant confirmBy(Duration within) {
            return receivedAt.plus(within);
        }

        static Row of(ResultSet row, int index) throws SQLException {
            return new Row(
                    row.getObject("id", UUID.class),
                    instant(row, "received_at"),
                    row.getObject("account", UUID.class),
                    row.getObject("officer", UUID.class),
                    row.getString("body"),
                    row.getString("department"),
                    Order.valueOf(row.getString("asker_order")),
                    row.getString("language"),
                    row.getInt("edition"),
                    row.getString("profile"),
                    row.getString("service"),
                    row.getString("action"),
                    Optional.ofNullable(row.getString("footing")),
                    Optional.ofNullable(row.getString("rule")),
                    Optional.ofNullable(row.getString("reason")),
                    row.getBytes("document"),
                    row.getBytes("signature"),
                    row.getBytes("evidence"),
                    row.getBytes("wrapped"),
                    row.getInt("step"),
                    EncumbranceState.valueOf(row.getString("state")),
                    instant(row, "at"),
                    Optional.ofNullable(row.getObject("message", UUID.class)),
                    instantIfAny(row, "sent_at"),
                    instantIfAny(row, "not_after"),
                    RequestRecords.receipt(row));
        }
    }
}
