package kz.negiz.auditlog.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.audit.PayloadOpener;
import kz.negiz.audit.UnreadablePayloadException;
import kz.negiz.kit.identity.Caller;
import kz.negiz.log.event.AuditEvent;
import kz.negiz.log.event.DisclosedValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Builds reports from the events in the log; each report that is shown is an event itself. */
@Component
class Reports {

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
    private static final String BROKER = "query-broker-service";
    /** Details of a question that its report shows; whom it is about stays sealed. */
    private static final List<String> SHOWN = List.of("services", "basisKind", "basisNumber", "purpose");

    private final JdbcClient jdbc;
    private final PayloadOpener opener;
    private final AuditOutbox audit;

    Reports(JdbcClient jdbc, PayloadOpener opener, AuditOutbox audit) {
        this.jdbc = jdbc;
        this.opener = opener;
        this.audit = audit;
    }

    /** A question that was asked, permitted or not. */
    record Question(
            Instant time,
            UUID account,
            long userNumber,
            String body,
            String department,
            String action,
            String outcome,
            List<String> rules,
            Optional<UUID> question,
            UUID event,
            SortedMap<String, String> details) {}

    /** Up to which of the broker's events the log has come; what is younger is not in the report yet. */
    record CompleteUpTo(String producer, long number, Optional<Instant> time) {}

    record QuestionReport(CompleteUpTo completeUpTo, List<Question> questions) {}

    /** The three figures of R150-42. */
    record Counts(CompleteUpTo completeUpTo, long carriedOut, long notAccepted, long breaches) {}

    /** What is asked for; {@code before} goes on behind the last row of the page before. */
    record Wanted(Instant from, Instant to, Optional<UUID> account, Optional<UUID> before, int limit) {}

    @Transactional
    public QuestionReport questions(Caller.User reader, Wanted wanted) {
        Subordinates whom = Subordinates.of(reader);
        CompleteUpTo upTo = completeUpTo();
        List<Question> questions = jdbc.sql(
                        "select content from leaf where action in ('QUESTION_DECIDED', 'QUESTION_NOT_ACCEPTED')"
                                + " and producer = :producer and time >= :from and time < :to"
                                + " and (cast(:account as uuid) is null or account = cast(:account as uuid))"
                                + " and (cast(:before as uuid) is null or number <"
                                + " (select number from leaf where event_id = cast(:before as uuid) and producer = :producer))"
                                + " and " + Subordinates.CONDITION
                                + " order by number desc limit :limit")
                .param("producer", BROKER)
                .param("from", wanted.from().atOffset(ZoneOffset.UTC))
                .param("to", wanted.to().atOffset(ZoneOffset.UTC))
                .param("account", wanted.account().map(UUID::toString).orElse(null))
                .param("before", wanted.before().map(UUID::toString).orElse(null))
                .param("body", whom.body().orElse(null))
                .param("department", whom.department())
                .param("limit", wanted.limit())
                .query((row, index) -> question(AuditEvent.parse(row.getBytes(1))))
                .list();
        shown(reader, "QUESTIONS", wanted.from(), wanted.to(), wanted.account());
        return new QuestionReport(upTo, questions);
    }

    @Transactional
    public Counts counts(Caller.User reader, Instant from, Instant to) {
        Subordinates whom = Subordinates.of(reader);
        CompleteUpTo upTo = completeUpTo();
        Counts counts = jdbc.sql(
                        "select count(*) filter (where action = 'QUESTION_DECIDED' and outcome = 'PERMITTED') as done,"
                                + " count(*) filter (where action = 'QUESTION_NOT_ACCEPTED' or outcome <> 'PERMITTED') as not_accepted"
                                + " from leaf where action in ('QUESTION_DECIDED', 'QUESTION_NOT_ACCEPTED')"
                                + " and producer = :producer and time >= :from and time < :to and "
                                + Subordinates.CONDITION)
                .param("producer", BROKER)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("body", whom.body().orElse(null))
                .param("department", whom.department())
                .query((row, index) -> counts(row, upTo, breaches(whom, from, to)))
                .single();
        shown(reader, "COUNTS", from, to, Optional.empty());
        return counts;
    }

    private static Counts counts(ResultSet row, CompleteUpTo upTo, long breaches) throws SQLException {
        return new Counts(upTo, row.getLong("done"), row.getLong("not_accepted"), breaches);
    }

    /** A breach names the account in its sealed details, so it is counted one by one; there are few. */
    private long breaches(Subordinates whom, Instant from, Instant to) {
        List<AuditEvent> recorded = jdbc.sql(
                        "select content from leaf where action = 'VIOLATION_RECORDED' and time >= :from and time < :to")
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query((row, index) -> AuditEvent.parse(row.getBytes(1)))
                .list();
        if (whom.body().isEmpty()) {
            return recorded.size();
        }
        Set<String> own =
                new HashSet<>(jdbc.sql("select distinct account::text from leaf where account is not null and "
                                + Subordinates.CONDITION)
                        .param("body", whom.body().get())
                        .param("department", whom.department())
                        .query(String.class)
                        .list());
        return recorded.stream()
                .filter(event -> own.contains(details(event).getOrDefault("account", "")))
                .count();
    }

    private CompleteUpTo completeUpTo() {
        return jdbc.sql("select number, time from leaf where producer = :producer order by number desc limit 1")
                .param("producer", BROKER)
                .query((row, index) -> new CompleteUpTo(
                        BROKER,
                        row.getLong(1),
                        Optional.of(row.getObject(2, OffsetDateTime.class).toInstant())))
                .optional()
                .orElseGet(() -> new CompleteUpTo(BROKER, 0, Optional.empty()));
    }

    private Question question(AuditEvent event) {
        SortedMap<String, String> shown = new TreeMap<>(details(event));
        shown.keySet().retainAll(SHOWN);
        return new Question(
                event.time(),
                event.account().orElseThrow(),
                event.userNumber().orElse(0),
                event.body().orElse(""),
                event.department().orElse(""),
                event.action(),
                event.outcome(),
                event.rules(),
                event.reference(),
                event.id(),
                shown);
    }

    private Map<String, String> details(AuditEvent event) {
        Map<String, String> values = new TreeMap<>();
        event.payload().ifPresent(payload -> {
            try {
                opener.open(event.id(), payload)
                        .forEach((String name, DisclosedValue value) -> values.put(name, value.value()));
            } catch (UnreadablePayloadException e) {
                LOG.error("{}", e.getMessage());
            }
        });
        return values;
    }

    private void shown(Caller.User reader, String report, Instant from, Instant to, Optional<UUID> account) {
        AuditEventDraft draft = AuditEventDraft.of("REPORT_SHOWN", "SHOWN")
                .account(reader.account())
                .body(reader.body())
                .department(reader.department())
                .rule("R150-43")
                .detail("report", report)
                .detail("from", from.toString())
                .detail("to", to.toString());
        if (!reader.session().isEmpty()) {
            draft = draft.session(reader.session());
        }
        audit.append(account.isPresent() ? draft.detail("account", account.get().toString()) : draft);
    }
}
