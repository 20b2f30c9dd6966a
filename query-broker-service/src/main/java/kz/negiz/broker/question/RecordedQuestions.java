package kz.negiz.broker.question;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.broker.document.DocumentRefused;
import kz.negiz.broker.document.QuestionDocument;
import kz.negiz.broker.edition.Editions;
import kz.negiz.broker.intake.RegisterRecord;
import kz.negiz.eds.Evidence;
import kz.negiz.kit.vault.RecordVault;
import kz.negiz.rules.Ask;
import kz.negiz.rules.Asker;
import kz.negiz.rules.Decision;
import kz.negiz.rules.Order;
import kz.negiz.rules.RegisterAnswer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Questions on record as the rules saw them: who asked, what, and what the register said. Everything that a decision is a
 * function of is found again, so that it can be re-evaluated years later.
 */
@Component
public class RecordedQuestions {

    private static final Logger log = LoggerFactory.getLogger(RecordedQuestions.class);

    private final JdbcClient jdbc;
    private final RecordVault vault;
    private final Editions editions;

    RecordedQuestions(JdbcClient jdbc, RecordVault vault, Editions editions) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.editions = editions;
    }

    /**
     * A question on record.
     *
     * @param edition by which it was decided
     * @param seen what the rules saw of it; empty where the record does not open
     * @param outcomes the decisions on record, in the order of the services
     */
    public record Recorded(UUID id, int edition, Optional<Seen> seen, List<Outcome> outcomes) {

        public Recorded {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** What a decision is a function of, beside the edition. */
    public record Seen(Asker asker, Ask ask, RegisterAnswer register) {}

    /**
     * A decision as it stands on record; never a personal datum.
     *
     * @param decision {@code PERMIT}, {@code REFUSE} or {@code UNVERIFIABLE}
     */
    public record Outcome(
            String service,
            String decision,
            @Nullable String level,
            @Nullable String footing,
            @Nullable String article,
            @Nullable String rule,
            @Nullable String reason) {

        /** A decision as it would stand on record. */
        public static Outcome of(String service, Decision decision) {
            return of(QuestionRecords.DecisionRow.of(1, service, decision));
        }

        static Outcome of(QuestionRecords.DecisionRow row) {
            return new Outcome(
                    row.service(), row.decision(), row.level(), row.footing(), row.article(), row.rule(), row.reason());
        }
    }

    /** The next questions by their ids, which grow with time; at most so many. */
    public List<Recorded> after(UUID id, int most) {
        List<Row> rows = jdbc.sql(Row.SELECT + " where q.id > :after order by q.id limit :most")
                .param("after", id)
                .param("most", most)
                .query(Row::of)
                .list();
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<UUID, List<Outcome>> outcomes = outcomes(id, rows.getLast().id());
        return rows.stream()
                .map(row ->
                        new Recorded(row.id(), row.edition(), seen(row), outcomes.getOrDefault(row.id(), List.of())))
                .toList();
    }

    /** What the rules saw of a question; empty where the record does not open. */
    Optional<Seen> seen(UUID id) {
        return jdbc.sql(Row.SELECT + " where q.id = :id")
                .param("id", id)
                .query(Row::of)
                .optional()
                .flatMap(this::seen);
    }

    private Map<UUID, List<Outcome>> outcomes(UUID after, UUID last) {
        Map<UUID, List<Outcome>> outcomes = new HashMap<>();
        jdbc.sql(QuestionRecords.DecisionRow.SELECT
                        + " where question > :after and question <= :last order by question, ordinal")
                .param("after", after)
                .param("last", last)
                .query(row -> {
                    outcomes.computeIfAbsent(row.getObject("question", UUID.class), question -> new ArrayList<>())
                            .add(Outcome.of(QuestionRecords.DecisionRow.of(row)));
                });
        return outcomes;
    }

    private Optional<Seen> seen(Row row) {
        try {
            RecordVault.DataKey key = vault.dataKey(row.id(), row.wrapped());
            QuestionDocument document = QuestionDocument.parse(key.open("document", row.document()));
            String iin = document.fields()
                    .officersIin(Evidence.fromBytes(key.open("evidence", row.evidence()))
                            .signer()
                            .iin());
            Order order = row.order() == null
                    ? editions.of(row.edition()).edition().orderOf(row.bodyKind())
                    : Order.valueOf(row.order());
            return Optional.of(new Seen(
                    new Asker(order, row.body(), row.bodyKind(), row.roleCode(), iin),
                    document.ask(),
                    RegisterRecord.read(new String(key.open("register", row.register()), StandardCharsets.UTF_8))));
        } catch (DocumentRefused | RuntimeException e) {
            // What such an exception says may repeat what is sealed.
            log.error(
                    "Question {} can't be read from its record: {}",
                    row.id(),
                    e.getClass().getName());
            return Optional.empty();
        }
    }

    /** A question, still sealed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(
            UUID id,
            int edition,
            String body,
            String bodyKind,
            String roleCode,
            @Nullable String order,
            byte[] document,
            byte[] evidence,
            byte[] register,
            byte[] wrapped) {

        static final String SELECT = """
                select q.id, q.edition, q.body, q.body_kind, q.role_code, q.asker_order,
                       q.document, q.evidence, q.register_answer, k.wrapped
                from question q join record_key k on k.record = q.id""";

        static Row of(ResultSet row, int index) throws SQLException {
            return new Row(
                    row.getObject("id", UUID.class),
                    row.getInt("edition"),
                    row.getString("body"),
                    row.getString("body_kind"),
                    row.getString("role_code"),
                    row.getString("asker_order"),
                    row.getBytes("document"),
                    row.getBytes("evidence"),
                    row.getBytes("register_answer"),
                    row.getBytes("wrapped"));
        }
    }

    /** The least id that can have been made at a moment: records are kept by the time in their ids. */
    public static UUID firstIdOf(Instant moment) {
        return new UUID(moment.toEpochMilli() << 16, 0);
    }
}
