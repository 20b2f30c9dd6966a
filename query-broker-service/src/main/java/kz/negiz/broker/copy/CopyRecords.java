package kz.negiz.broker.copy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.rules.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which copies left, and which of them were destroyed; each with its audit event in the same transaction. */
@Repository
class CopyRecords {

    private static final String SELECT = """
            select c.id, c.kind, c.question, c.account, c.body, c.department, c.law, c.form, c.sha256, c.bytes, c.taken_at,
                   d.account as destroyed_by, d.act_number, d.act_date, d.confirmed_at
            from question_copy c left join question_copy_destruction d on d.copy = c.id""";

    private final JdbcClient jdbc;
    private final AuditOutbox audit;

    CopyRecords(JdbcClient jdbc, AuditOutbox audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** Puts on record that a copy leaves, before it does. */
    @Transactional
    public void taken(CopyRow copy, Caller.User taker) {
        jdbc.sql("""
                        insert into question_copy (id, kind, question, account, body, department, law, session, form, language, sha256,
                            bytes, taken_at)
                        values (:id, :kind, :question, :account, :body, :department, :law, :session, :form, :language, :sha256, :bytes,
                            :takenAt)
                        """)
                .param("id", copy.id())
                .param("kind", copy.kind().name())
                .param("question", copy.record())
                .param("account", copy.account())
                .param("body", copy.body())
                .param("department", copy.department())
                .param("law", copy.order().name())
                .param("session", taker.session())
                .param("form", copy.form().name())
                .param("language", taker.language())
                .param("sha256", HexFormat.of().parseHex(copy.sha256()))
                .param("bytes", copy.bytes())
                .param("takenAt", copy.takenAt().atOffset(ZoneOffset.UTC))
                .update();
        AuditEventDraft draft = about(
                        AuditEventDraft.of("COPY_TAKEN", copy.form().name()), taker)
                .rules(CopyRule.ATTACHED.in(copy.order()), CopyRule.LOCAL_COPY.in(copy.order()))
                .reference(copy.record())
                .detail("copy", copy.id().toString())
                .detail("sha256", copy.sha256())
                .detail("bytes", String.valueOf(copy.bytes()));
        audit.append(copy.form() == CopyForm.ASIC_E ? draft.rule(CopyRule.EQUALS_PAPER.in(copy.order())) : draft);
    }

    /**
     * Puts on record that these copies were destroyed by one act: all of them, or none.
     *
     * @throws ProblemException if the act of one of them stands on record already
     */
    @Transactional
    public void destroyed(List<CopyRow> copies, String act, LocalDate on, Caller.User confirming) {
        for (CopyRow copy : copies) {
            try {
                jdbc.sql("""
                                insert into question_copy_destruction (copy, account, session, act_number, act_date)
                                values (:copy, :account, :session, :act, :on)
                                """)
                        .param("copy", copy.id())
                        .param("account", confirming.account())
                        .param("session", confirming.session())
                        .param("act", act)
                        .param("on", on)
                        .update();
            } catch (DuplicateKeyException e) {
                throw new ProblemException(BrokerProblem.COPY_DESTROYED_BEFORE).causedBy(e);
            }
        }
        audit.append(copies.stream()
                .map(copy -> about(AuditEventDraft.of("COPY_DESTROYED", "CONFIRMED"), confirming)
                        .rules(CopyRule.LOCAL_COPY.in(copy.order()), CopyRule.DESTROYED_WITH_MATERIAL.in(copy.order()))
                        .reference(copy.record())
                        .detail("copy", copy.id().toString())
                        .detail("act", act)
                        .detail("on", on.toString()))
                .toList());
    }

    Optional<CopyRow> find(UUID id) {
        return jdbc.sql(SELECT + " where c.id = :id")
                .param("id", id)
                .query(CopyRecords::row)
                .optional();
    }

    /** The copies of a record, the latest first. */
    List<CopyRow> of(UUID record, int most) {
        return jdbc.sql(SELECT + " where c.question = :record order by c.id desc limit :most")
                .param("record", record)
                .param("most", most)
                .query(CopyRecords::row)
                .list();
    }

    /** The copies that an account took, the latest first. */
    List<CopyRow> takenBy(UUID account, boolean open, Optional<UUID> before, int most) {
        return jdbc.sql(SELECT + " where c.account = :account and (not :open or d.copy is null)"
                        + " and (cast(:before as uuid) is null or c.id < cast(:before as uuid))"
                        + " order by c.id desc limit :most")
                .param("account", account)
                .param("open", open)
                .param("before", before.map(UUID::toString).orElse(null))
                .param("most", most)
                .query(CopyRecords::row)
                .list();
    }

    /** The copies that were taken in a body's department and those below it, the latest first. */
    List<CopyRow> ofBody(String body, String department, boolean open, Optional<UUID> before, int most) {
        return jdbc.sql(SELECT + " where c.body = :body and (:department = '/' or c.department = :department"
                        + " or starts_with(c.department, :department || '/')) and (not :open or d.copy is null)"
                        + " and (cast(:before as uuid) is null or c.id < cast(:before as uuid))"
                        + " order by c.id desc limit :most")
                .param("body", body)
                .param("department", department)
                .param("open", open)
                .param("before", before.map(UUID::toString).orElse(null))
                .param("most", most)
                .query(CopyRecords::row)
                .list();
    }

    private static AuditEventDraft about(AuditEventDraft draft, Caller.User user) {
        return draft.account(user.account())
                .body(user.body())
                .department(user.department())
                .session(user.session());
    }

    private static CopyRow row(ResultSet row, int index) throws SQLException {
        UUID destroyedBy = row.getObject("destroyed_by", UUID.class);
        return new CopyRow(
                row.getObject("id", UUID.class),
                RecordKind.valueOf(row.getString("kind")),
                row.getObject("question", UUID.class),
                row.getObject("account", UUID.class),
                row.getString("body"),
                row.getString("department"),
                Order.valueOf(row.getString("law")),
                CopyForm.valueOf(row.getString("form")),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                row.getInt("bytes"),
                row.getObject("taken_at", OffsetDateTime.class).toInstant(),
                destroyedBy == null
                        ? Optional.empty()
                        : Optional.of(new CopyRow.Destruction(
                                destroyedBy,
                                row.getString("act_number"),
                                row.getObject("act_date", LocalDate.class),
                                row.getObject("confirmed_at", OffsetDateTime.class)
                                        .toInstant())));
    }
}
