package kz.negiz.broker.question;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.audit.StoredEvent;
import kz.negiz.broker.document.QuestionDocument;
import kz.negiz.broker.document.QuestionFields;
import kz.negiz.broker.edition.Editions;
import kz.negiz.broker.intake.Accepted;
import kz.negiz.broker.intake.Intake;
import kz.negiz.broker.intake.NotAccepted;
import kz.negiz.broker.intake.RegisterRecord;
import kz.negiz.broker.intake.RequestEvents;
import kz.negiz.broker.intake.RequestRecords;
import kz.negiz.broker.intake.Sha256;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.broker.source.Ticket;
import kz.negiz.eds.Evidence;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.standing.Standing;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.kit.vault.RecordVault;
import kz.negiz.rules.Decision;
import kz.negiz.rules.GeneralRule;
import kz.negiz.rules.Level;
import kz.negiz.rules.RegisterAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The records of questions. Each method that writes is one transaction, in which the audit event is the last step; what is about
 * persons is sealed under the key of its record.
 */
@Repository
class QuestionRecords {

    private static final int LONGEST_DETAIL = 4_000;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** The order that PostgreSQL has ids in; Java's own takes their halves for signed numbers. */
    private static final Comparator<UUID> AS_STORED = Comparator.comparing(UUID::toString);

    /** What else of an answer is sealed, beside what the rules left of it. */
    private static final String MESSAGE = "/owner-message";

    private static final String EVIDENCE = "/owner-evidence";

    /** Whatever is stored of a place, nothing is awaited there any more. */
    private static final String NOT_AWAITED = """
            delete from awaited_answer
            where question = :question and ordinal = :ordinal and subject_ordinal = :subject and attempt = :attempt
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final AuditOutbox audit;
    private final RequestRecords requests;
    private final Editions editions;

    QuestionRecords(
            JdbcClient jdbc,
            NamedParameterJdbcTemplate batches,
            AuditOutbox audit,
            RequestRecords requests,
            Editions editions) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.audit = audit;
        this.requests = requests;
        this.editions = editions;
    }

    /**
     * Uses the id up and stores the question with its signature, evidence and decisions.
     *
     * @return the key of the record, for its answers
     * @throws NotAccepted if the id was used meanwhile, or another edition has come into force
     */
    @Transactional(rollbackFor = NotAccepted.class)
    public RecordVault.DataKey store(
            Accepted<QuestionDocument> accepted, SequencedMap<String, Decision> decisions, RegisterAnswer register)
            throws NotAccepted {
        QuestionDocument document = accepted.document();
        UUID id = document.id();
        if (!requests.use(id)) {
            throw Intake.usedBefore(document, accepted.asker().order());
        }
        // By the database's clock, in this transaction: a decision rests on the edition that is in force when it is
        // stored.
        if (editions.current().edition().number() != document.edition()) {
            throw NotAccepted.signed(
                    BrokerProblem.EDITION_DIFFERS,
                    GeneralRule.BY_ROLE_AND_PROFILE.in(accepted.asker().order()),
                    document);
        }
        RecordVault.DataKey key = requests.newKey(id);
        String outcome = outcome(decisions);
        insertQuestion(accepted, register, key, outcome);
        insertDecisions(id, decisions);
        AuditEventDraft draft = RequestEvents.about(AuditEventDraft.of("QUESTION_DECIDED", outcome), accepted)
                .edition(document.edition())
                .rules(rules(decisions))
                .reference(id)
                .detail(
                        "documentSha256",
                        RequestEvents.sha256(accepted.submission().document()))
                .detail("decisions", shortened(describe(decisions)));
        StoredEvent event = audit.append(RequestEvents.withFields(
                accepted.onBehalfOf()
                        .map(officer ->
                                draft.detail("onBehalfOf", officer.accountId().toString()))
                        .orElse(draft),
                document));
        requests.receipt("question", id, event);
        return key;
    }

    /** How many times the sources of a question were asked, refused attempts included. */
    int attempts(UUID question) {
        return jdbc.sql("select coalesce(max(attempt), 1) from question_again where question = :question")
                .param("question", question)
                .query(Integer.class)
                .single();
    }

    /**
     * Puts on record that silent sources are to be asked again, or that it was refused.
     *
     * @return false if somebody else makes this attempt
     */
    @Transactional
    public boolean again(
            Accepted<QuestionDocument> accepted,
            RecordVault.DataKey key,
            int attempt,
            SequencedMap<String, Decision> decisions,
            RegisterAnswer register) {
        UUID id = accepted.document().id();
        String outcome = outcome(decisions);
        boolean first = jdbc.sql("""
                        insert into question_again (question, attempt, session, outcome, register_answer)
                        values (:question, :attempt, :session, :outcome, :register) on conflict do nothing
                        """)
                        .param("question", id)
                        .param("attempt", attempt)
                        .param("session", accepted.session())
                        .param("outcome", outcome)
                        .param(
                                "register",
                                key.seal(
                                        "register/" + attempt,
                                        RegisterRecord.of(register).getBytes(StandardCharsets.UTF_8)))
                        .update()
                == 1;
        if (first) {
            audit.append(RequestEvents.withFields(
                    RequestEvents.about(AuditEventDraft.of("QUESTION_ASKED_AGAIN", outcome), accepted)
                            .edition(accepted.document().edition())
                            .rules(rules(decisions))
                            .reference(id)
                            .detail("attempt", String.valueOf(attempt))
                            .detail("decisions", shortened(describe(decisions))),
                    accepted.document()));
        }
        return first;
    }

    /** Stores answers, or that there were none, and puts them on record before anybody sees them. */
    @Transactional
    public void storeAnswers(AnswersOf of, int attempt, List<AnswerRecord> answers) {
        SqlParameterSource[] rows =
                answers.stream().map(answer -> row(of, attempt, answer)).toArray(SqlParameterSource[]::new);
        batches.batchUpdate("""
                insert into answer (question, ordinal, subject_ordinal, attempt, state, content,
                    owner_message, owner_message_sha256, owner_evidence)
                values (:question, :ordinal, :subject, :attempt, :state, :content, :message, :messageSha256, :evidence)
                """, rows);
        batches.batchUpdate(NOT_AWAITED, rows);
        audit.append(answers.stream().map(answer -> event(of, answer)).toList());
    }

    /** Keeps by what an answer can be fetched that may come late, before it is waited for. */
    void keep(Part part, int attempt, UUID request, Ticket ticket) {
        jdbc.sql("""
                        insert into awaited_answer (question, ordinal, subject_ordinal, attempt, request, chain, look_from, until)
                        values (:question, :ordinal, :subject, :attempt, :request, :chain, :lookFrom, :until)
                        """)
                .param("question", part.document().id())
                .param("ordinal", part.ordinal())
                .param("subject", part.subjectOrdinal())
                .param("attempt", attempt)
                .param("request", request)
                .param("chain", ticket.chain())
                .param("lookFrom", ticket.lookFrom().atOffset(ZoneOffset.UTC))
                .param("until", ticket.until().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What of a question may still be answered late. */
    List<AwaitedRow> awaited(UUID question) {
        return jdbc.sql(AwaitedRow.SELECT + " where question = :question")
                .param("question", question)
                .query(AwaitedRow::of)
                .list();
    }

    /** How many answers to some questions may still come late; nothing of those where none may. */
    Map<UUID, Integer> countAwaited(List<UUID> questions) {
        Map<UUID, Integer> counts = new HashMap<>();
        jdbc.sql(
                        "select question, count(*) as awaited from awaited_answer where question = any(:questions) group by question")
                .param("questions", questions.toArray(UUID[]::new))
                .query(row -> {
                    counts.put(row.getObject("question", UUID.class), row.getInt("awaited"));
                });
        return counts;
    }

    /** What may be looked for at a moment, the earliest questions first. */
    List<AwaitedRow> toLookFor(Instant now, Optional<AwaitedRow> after, int most) {
        return jdbc.sql(AwaitedRow.SELECT + """
                         where look_from <= :now and (question, ordinal, subject_ordinal, attempt)
                               > (:question, :ordinal, :subject, :attempt)
                        order by question, ordinal, subject_ordinal, attempt limit :most
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("question", after.map(AwaitedRow::question).orElse(BEFORE_ALL))
                .param("ordinal", after.map(AwaitedRow::ordinal).orElse(0))
                .param("subject", after.map(AwaitedRow::subjectOrdinal).orElse(0))
                .param("attempt", after.map(AwaitedRow::attempt).orElse(0))
                .param("most", most)
                .query(AwaitedRow::of)
                .list();
    }

    /** Notes that an answer is not to be looked for before a moment, by whichever instance; never after its time. */
    void leaveAlone(AwaitedRow awaited, Instant notBefore) {
        Instant moment = notBefore.isBefore(awaited.until()) ? notBefore : awaited.until();
        jdbc.sql("""
                        update awaited_answer set look_from = :moment
                        where question = :question and ordinal = :ordinal and subject_ordinal = :subject and attempt = :attempt
                        """)
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .param("question", awaited.question())
                .param("ordinal", awaited.ordinal())
                .param("subject", awaited.subjectOrdinal())
                .param("attempt", awaited.attempt())
                .update();
    }

    /**
     * Stores what became of an awaited answer as any other, and marks it as new for those who asked, where there is one.
     *
     * @return false if somebody else has stored it
     */
    @Transactional
    public boolean storeLate(AwaitedRow awaited, AnswersOf of, AnswerRecord answer, Set<UUID> askers, Instant now) {
        // Whoever takes this row away stores the answer; another one waits for the lock, and finds none.
        SqlParameterSource row = row(of, awaited.attempt(), answer);
        if (batches.update(NOT_AWAITED, row) == 0) {
            return false;
        }
        storeAnswers(of, awaited.attempt(), List.of(answer));
        if (answer.state() == AnswerState.ANSWERED) {
            for (UUID account : askers) {
                jdbc.sql("""
                                insert into late_answer (account, question, came_at) values (:account, :question, :now)
                                on conflict (account, question) do update set came_at = excluded.came_at
                                """)
                        .param("account", account)
                        .param("question", awaited.question())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update();
            }
        }
        return true;
    }

    /** Takes the mark of a late answer away that was there when the question was opened. */
    void seen(UUID question, Caller.User reader, Instant opened) {
        jdbc.sql("delete from late_answer where account = :account and question = :question and came_at <= :opened")
                .param("account", reader.account())
                .param("question", question)
                .param("opened", opened.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Which of some questions have a late answer that the reader has not looked at. */
    Set<UUID> withNews(List<UUID> questions, Caller.User reader) {
        return jdbc.sql("select question from late_answer where account = :account and question = any(:questions)")
                .param("account", reader.account())
                .param("questions", questions.toArray(UUID[]::new))
                .query((row, index) -> row.getObject("question", UUID.class))
                .set();
    }

    /** Questions with a late answer that the reader has not looked at, the earliest first. */
    List<QuestionRow> news(Caller.User reader, int most) {
        return jdbc.sql(
                        QuestionRow.SELECT
                                + " join late_answer l on l.question = q.id where l.account = :account order by l.came_at, q.id limit :most")
                .param("account", reader.account())
                .param("most", most)
                .query(QuestionRow::of)
                .list();
    }

    /** What the register said of the basis when sources were asked at an attempt. */
    RegisterAnswer register(QuestionRow row, int attempt, RecordVault.DataKey key) {
        byte[] said = attempt == 1
                ? key.open("register", row.register())
                : key.open(
                        "register/" + attempt,
                        jdbc.sql(
                                        "select register_answer from question_again where question = :question and attempt = :attempt")
                                .param("question", row.id())
                                .param("attempt", attempt)
                                .query((found, index) -> found.getBytes("register_answer"))
                                .single());
        return RegisterRecord.read(new String(said, StandardCharsets.UTF_8));
    }

    private static SqlParameterSource row(AnswersOf of, int attempt, AnswerRecord answer) {
        RecordVault.DataKey key = of.key();
        String part = part(answer.ordinal(), answer.subjectOrdinal(), attempt);
        Optional<KeptSignature> signature = answer.signature();
        return new MapSqlParameterSource()
                .addValue("question", of.question())
                .addValue("ordinal", answer.ordinal())
                .addValue("subject", answer.subjectOrdinal())
                .addValue("attempt", attempt)
                .addValue("state", answer.state().name())
                .addValue("content", sealed(key, part, answer.content()), Types.BINARY)
                .addValue(
                        "message",
                        signature
                                .map(each -> sealed(key, part + MESSAGE, each.message()))
                                .orElse(null),
                        Types.BINARY)
                .addValue(
                        "messageSha256",
                        signature.map(each -> each.messageSha256().hex()).orElse(null),
                        Types.VARCHAR)
                .addValue(
                        "evidence",
                        signature
                                .map(each -> sealed(
                                        key, part + EVIDENCE, each.evidence().toBytes()))
                                .orElse(null),
                        Types.BINARY);
    }

    private static byte @Nullable [] sealed(RecordVault.DataKey key, String part, byte[] bytes) {
        return bytes.length == 0 ? null : key.seal(part, bytes);
    }

    private static AuditEventDraft event(AnswersOf of, AnswerRecord answer) {
        AuditEventDraft draft = RequestEvents.about(
                        AuditEventDraft.of("ANSWER_STORED", answer.outcome()),
                        of.account(),
                        of.body(),
                        of.department(),
                        of.session())
                .edition(of.edition())
                .reference(of.question())
                .detail("service", answer.service())
                .detail("subject", answer.subject().value())
                .detail("contentSha256", RequestEvents.sha256(answer.content()));
        AuditEventDraft signed = answer.signature()
                .map(by -> draft.detail("ownerBin", by.bin())
                        .detail("ownerMessageSha256", by.messageSha256().base64Url()))
                .orElse(draft);
        return answer.rule().isEmpty() ? signed : signed.rule(answer.rule());
    }

    /** Puts on record that stored answers were, or were not, handed out. */
    @Transactional
    public StoredEvent shown(UUID question, Caller.User viewer, String action, String outcome, String rule) {
        AuditEventDraft draft =
                RequestEvents.about(AuditEventDraft.of(action, outcome), viewer).reference(question);
        return audit.append(rule.isEmpty() ? draft : draft.rule(rule));
    }

    Optional<QuestionRow> find(UUID id) {
        return jdbc.sql(QuestionRow.SELECT + " where q.id = :id")
                .param("id", id)
                .query(QuestionRow::of)
                .optional();
    }

    /** Those of some questions that are on record. */
    List<QuestionRow> find(List<UUID> ids) {
        return several(QuestionRow.SELECT + " where q.id = any(:ids) and q.id between :first and :last", ids)
                .query(QuestionRow::of)
                .list();
    }

    /**
     * A statement about several questions, of which there is at least one. It names the span of their ids too: a plan that
     * PostgreSQL has made once for all lists of ids leaves months out by a span alone.
     */
    private JdbcClient.StatementSpec several(String sql, List<UUID> ids) {
        return jdbc.sql(sql)
                .param("ids", ids.toArray(UUID[]::new))
                .param("first", Collections.min(ids, AS_STORED))
                .param("last", Collections.max(ids, AS_STORED));
    }

    /** Questions that an officer asked, or a system for the officer; or that a system asked. The latest first. */
    List<QuestionRow> ofAsker(Caller.User asker, QuestionFilter wanted, Optional<UUID> before, int most) {
        return latest(
                asker.kind() == AccountKind.SYSTEM
                        ? " where q.account = :account and q.on_behalf_of is not null"
                        : " where q.officer = :account",
                Map.of("account", asker.account()),
                wanted,
                before,
                most);
    }

    /** Questions of a body's department and those below it, the latest first. */
    List<QuestionRow> ofBody(String body, String department, QuestionFilter wanted, Optional<UUID> before, int most) {
        return latest(
                " where q.body = :body and (:department = '/' or q.department = :department"
                        + " or starts_with(q.department, :department || '/'))",
                Map.of("body", body, "department", department),
                wanted,
                before,
                most);
    }

    /** Ids tell when a document was drawn up: before it was received, and a day before it at most. */
    private List<QuestionRow> latest(
            String whose, Map<String, Object> whom, QuestionFilter wanted, Optional<UUID> before, int most) {
        StringBuilder sql = new StringBuilder(QuestionRow.SELECT).append(whose);
        Map<String, Object> params = new HashMap<>(whom);
        before.ifPresent(id -> {
            sql.append(" and q.id < :before");
            params.put("before", id);
        });
        wanted.outcome().ifPresent(outcome -> {
            sql.append(" and q.outcome = :outcome");
            params.put("outcome", outcome);
        });
        wanted.from().map(AstanaTime::startOf).ifPresent(begin -> {
            sql.append(" and q.received_at >= :begin and q.id >= :beginId");
            params.put("begin", begin.atOffset(ZoneOffset.UTC));
            params.put("beginId", RecordedQuestions.firstIdOf(begin.minus(Duration.ofDays(1))));
        });
        wanted.to().map(day -> AstanaTime.startOf(day.plusDays(1))).ifPresent(end -> {
            sql.append(" and q.received_at < :end and q.id < :endId");
            params.put("end", end.atOffset(ZoneOffset.UTC));
            params.put("endId", RecordedQuestions.firstIdOf(end));
        });
        wanted.service().ifPresent(service -> {
            sql.append(
                    " and exists (select from question_decision d where d.question = q.id and d.service = :service)");
            params.put("service", service);
        });
        return jdbc.sql(sql.append(" order by q.id desc limit :most").toString())
                .params(params)
                .param("most", most)
                .query(QuestionRow::of)
                .list();
    }

    List<DecisionRow> decisions(UUID question) {
        return jdbc.sql(DecisionRow.SELECT + " where question = :question order by ordinal")
                .param("question", question)
                .query((row, index) -> DecisionRow.of(row))
                .list();
    }

    /** The decisions of several questions, each one's in the order of its services. */
    Map<UUID, List<DecisionRow>> decisions(List<UUID> questions) {
        Map<UUID, List<DecisionRow>> decisions = new HashMap<>();
        several(
                        DecisionRow.SELECT
                                + " where question = any(:ids) and question between :first and :last order by question, ordinal",
                        questions)
                .query(row -> {
                    decisions
                            .computeIfAbsent(row.getObject("question", UUID.class), question -> new ArrayList<>())
                            .add(DecisionRow.of(row));
                });
        return decisions;
    }

    List<AnswerRow> answers(UUID question) {
        return jdbc.sql("""
                        select ordinal, subject_ordinal, attempt, state, stored_at, content,
                               owner_message, owner_message_sha256, owner_evidence
                        from answer where question = :question order by ordinal, subject_ordinal, attempt
                        """)
                .param("question", question)
                .query((row, index) -> new AnswerRow(
                        row.getInt("ordinal"),
                        row.getInt("subject_ordinal"),
                        row.getInt("attempt"),
                        AnswerState.valueOf(row.getString("state")),
                        instant(row, "stored_at"),
                        bytes(row, "content"),
                        bytes(row, "owner_message"),
                        Optional.ofNullable(row.getString("owner_message_sha256")),
                        bytes(row, "owner_evidence")))
                .list();
    }

    /** How many answers stand on record, silences of sources among them. */
    int countAnswers(UUID question) {
        return jdbc.sql("select count(*) from answer where question = :question")
                .param("question", question)
                .query(Integer.class)
                .single();
    }

    /** The key of a stored question. */
    RecordVault.DataKey key(QuestionRow row) {
        return requests.key(row.id(), row.wrapped());
    }

    /** What a sealed answer is an answer to. */
    private static String part(int ordinal, int subjectOrdinal, int attempt) {
        String first = "answer/" + ordinal + "/" + subjectOrdinal;
        return attempt == 1 ? first : first + "/" + attempt;
    }

    private void insertQuestion(
            Accepted<QuestionDocument> accepted, RegisterAnswer register, RecordVault.DataKey key, String outcome) {
        QuestionFields fields = accepted.document().fields();
        jdbc.sql("""
                        insert into question (id, account, on_behalf_of, body, body_kind, department, role_code, asker_order,
                            session, language, edition, profile, basis_kind, outcome, document, signature, evidence,
                            register_answer)
                        values (:id, :account, :onBehalfOf, :body, :bodyKind, :department, :roleCode, :askerOrder,
                            :session, :language, :edition, :profile, :basisKind, :outcome, :document, :signature, :evidence,
                            :register)
                        """)
                .param("id", accepted.document().id())
                .param("account", accepted.signer().accountId())
                .param(
                        "onBehalfOf",
                        accepted.onBehalfOf().map(Standing.Good::accountId).orElse(null),
                        Types.OTHER)
                .param("body", accepted.signer().bodyId())
                .param("bodyKind", accepted.signer().bodyKind())
                .param("department", accepted.department())
                .param("roleCode", accepted.signer().roleCode())
                .param("askerOrder", accepted.asker().order().name())
                .param("session", accepted.session())
                .param("language", fields.language())
                .param("edition", accepted.document().edition())
                .param("profile", fields.profile())
                .param("basisKind", fields.basis().kind().name())
                .param("outcome", outcome)
                .param("document", key.seal("document", accepted.submission().document()))
                .param("signature", key.seal("signature", accepted.submission().signature()))
                .param("evidence", key.seal("evidence", accepted.evidence().toBytes()))
                .param(
                        "register",
                        key.seal("register", RegisterRecord.of(register).getBytes(StandardCharsets.UTF_8)))
                .update();
    }

    private void insertDecisions(UUID question, SequencedMap<String, Decision> decisions) {
        List<SqlParameterSource> rows = new ArrayList<>();
        for (Map.Entry<String, Decision> entry : decisions.entrySet()) {
            DecisionRow row = DecisionRow.of(rows.size() + 1, entry.getKey(), entry.getValue());
            rows.add(new MapSqlParameterSource()
                    .addValue("question", question)
                    .addValue("ordinal", row.ordinal())
                    .addValue("service", row.service())
                    .addValue("decision", row.decision())
                    .addValue("level", row.level())
                    .addValue("footing", row.footing())
                    .addValue("article", row.article())
                    .addValue("rule", row.rule())
                    .addValue("reason", row.reason()));
        }
        batches.batchUpdate("""
                insert into question_decision
                    (question, ordinal, service, decision, level, footing, article, rule, reason)
                values (:question, :ordinal, :service, :decision, :level, :footing, :article, :rule, :reason)
                """, rows.toArray(SqlParameterSource[]::new));
    }

    private static String outcome(SequencedMap<String, Decision> decisions) {
        if (decisions.values().stream().anyMatch(Decision.Permit.class::isInstance)) {
            return "PERMITTED";
        }
        return decisions.values().stream().anyMatch(Decision.Unverifiable.class::isInstance)
                ? "UNVERIFIABLE"
                : "REFUSED";
    }

    private static List<String> rules(SequencedMap<String, Decision> decisions) {
        List<String> rules = new ArrayList<>();
        for (Decision decision : decisions.values()) {
            String rule = DecisionRow.of(0, "", decision).rule();
            if (rule != null && !rules.contains(rule)) {
                rules.add(rule);
            }
        }
        return rules;
    }

    private static String describe(SequencedMap<String, Decision> decisions) {
        return decisions.entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + switch (entry.getValue()) {
                            case Decision.Permit permit -> permit.level().name() + "/" + permit.footing();
                            case Decision.Refuse refuse -> refuse.reason().name();
                            case Decision.Unverifiable unverifiable ->
                                unverifiable.reason().name();
                        })
                .collect(Collectors.joining(","));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static byte[] bytes(ResultSet row, String column) throws SQLException {
        byte @Nullable [] bytes = row.getBytes(column);
        return bytes == null ? new byte[0] : bytes;
    }

    /**
     * A question as it stands on record, still sealed.
     *
     * @param wrapped its key, as it is stored
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record QuestionRow(
            UUID id,
            Instant receivedAt,
            UUID account,
            Optional<UUID> onBehalfOf,
            String body,
            String department,
            String language,
            int edition,
            String profile,
            String basisKind,
            String outcome,
            byte[] document,
            byte[] signature,
            byte[] evidence,
            byte[] register,
            byte[] wrapped,
            StoredEvent event) {

        static final String SELECT = """
                select q.id, q.received_at, q.account, q.on_behalf_of, q.body, q.department, q.language, q.edition, q.profile, q.basis_kind,
                       q.outcome, q.document, q.signature, q.evidence, q.register_answer, k.wrapped,
                       r.event, r.number, r.user_number, r.leaf_hash, r.event_time
                from question q join question_receipt r on r.question = q.id join record_key k on k.record = q.id""";

        static QuestionRow of(ResultSet row, int index) throws SQLException {
            return new QuestionRow(
                    row.getObject("id", UUID.class),
                    instant(row, "received_at"),
                    row.getObject("account", UUID.class),
                    Optional.ofNullable(row.getObject("on_behalf_of", UUID.class)),
                    row.getString("body"),
                    row.getString("department"),
                    row.getString("language"),
                    row.getInt("edition"),
                    row.getString("profile"),
                    row.getString("basis_kind"),
                    row.getString("outcome"),
                    row.getBytes("document"),
                    row.getBytes("signature"),
                    row.getBytes("evidence"),
                    row.getBytes("register_answer"),
                    row.getBytes("wrapped"),
                    RequestRecords.receipt(row));
        }
    }

    /** A decision as it stands on record. */
    record DecisionRow(
            int ordinal,
            String service,
            String decision,
            @Nullable String level,
            @Nullable String footing,
            @Nullable String article,
            @Nullable String rule,
            @Nullable String reason) {

        static final String SELECT =
                "select question, ordinal, service, decision, level, footing, article, rule, reason from question_decision";

        static DecisionRow of(ResultSet row) throws SQLException {
            return new DecisionRow(
                    row.getInt("ordinal"),
                    row.getString("service"),
                    row.getString("decision"),
                    row.getString("level"),
                    row.getString("footing"),
                    row.getString("article"),
                    row.getString("rule"),
                    row.getString("reason"));
        }

        static DecisionRow of(int ordinal, String service, Decision decision) {
            return switch (decision) {
                case Decision.Permit(Level.Full full, var footing) ->
                    new DecisionRow(ordinal, service, "PERMIT", full.name(), footing.name(), null, null, null);
                case Decision.Permit(Level.Reduced reduced, var footing) ->
                    new DecisionRow(
                            ordinal, service, "PERMIT", reduced.name(), footing.name(), null, reduced.rule(), null);
                case Decision.Permit(Level.ListedArticle listed, var footing) ->
                    new DecisionRow(
                            ordinal,
                            service,
                            "PERMIT",
                            listed.name(),
                            footing.name(),
                            listed.article().toString(),
                            "R150-9",
                            null);
                case Decision.Refuse refuse ->
                    new DecisionRow(
                            ordinal,
                            service,
                            "REFUSE",
                            null,
                            null,
                            null,
                            refuse.rule(),
                            refuse.reason().name());
                case Decision.Unverifiable unverifiable ->
                    new DecisionRow(
                            ordinal,
                            service,
                            "UNVERIFIABLE",
                            null,
                            null,
                            null,
                            unverifiable.rule(),
                            unverifiable.reason().name());
            };
        }
    }

    /** An answer that may come late. */
    record AwaitedRow(
            UUID question,
            int ordinal,
            int subjectOrdinal,
            int attempt,
            UUID request,
            String chain,
            Instant askedAt,
            Instant until) {

        static final String SELECT =
                "select question, ordinal, subject_ordinal, attempt, request, chain, asked_at, until from awaited_answer";

        static AwaitedRow of(ResultSet row, int index) throws SQLException {
            return new AwaitedRow(
                    row.getObject("question", UUID.class),
                    row.getInt("ordinal"),
                    row.getInt("subject_ordinal"),
                    row.getInt("attempt"),
                    row.getObject("request", UUID.class),
                    row.getString("chain"),
                    instant(row, "asked_at"),
                    instant(row, "until"));
        }

        Place place() {
            return new Place(ordinal, subjectOrdinal);
        }
    }

    /**
     * An answer as it stands on record, still sealed.
     *
     * @param messageSha256 digest of what its owner signed, where the owner did
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record AnswerRow(
            int ordinal,
            int subjectOrdinal,
            int attempt,
            AnswerState state,
            Instant storedAt,
            byte[] content,
            byte[] message,
            Optional<String> messageSha256,
            byte[] evidence) {

        Place place() {
            return new Place(ordinal, subjectOrdinal);
        }

        /** What the rules left of the answer, as JSON; empty where there is none. */
        byte[] content(RecordVault.DataKey key) {
            return opened(key, "", content);
        }

        /** What is kept of the owner's signature, where there is one. */
        Optional<KeptSignature> signature(RecordVault.DataKey key) {
            return messageSha256.map(digest -> new KeptSignature(
                    opened(key, MESSAGE, message),
                    new Sha256(digest),
                    Evidence.fromBytes(opened(key, EVIDENCE, evidence))));
        }

        private byte[] opened(RecordVault.DataKey key, String of, byte[] sealed) {
            return sealed.length == 0
                    ? sealed
                    : key.open(QuestionRecords.part(ordinal, subjectOrdinal, attempt) + of, sealed);
        }
    }
}
