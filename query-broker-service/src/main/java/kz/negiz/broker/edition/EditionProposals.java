package kz.negiz.broker.edition;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.kit.http.PlatformProperties;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.time.DatabaseClock;
import kz.negiz.rules.EditionFiles;
import kz.negiz.rules.InvalidEditionException;
import kz.negiz.rules.Rules;
import kz.negiz.rules.ShippedEdition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Editions that operators prepare, with the document that two of them sign. */
@Component
public class EditionProposals {

    static final String ACTION = "RULES_CHANGED";

    /** How long a prepared edition waits for the signature of who prepared it. */
    static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final int MOST_OPEN = 20;
    private static final int MOST_LISTED = 50;
    private static final int LONGEST_SOURCE = 500;
    private static final Duration FARTHEST = Duration.ofDays(3_653);
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final EditionStore store;
    private final Editions editions;
    private final ShippedEditions shipped;
    private final RulesProperties properties;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final AuditOutbox audit;
    private final DatabaseClock clock;
    private final String audience;

    EditionProposals(
            EditionStore store,
            Editions editions,
            ShippedEditions shipped,
            RulesProperties properties,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            AuditOutbox audit,
            DatabaseClock clock,
            PlatformProperties platform) {
        this.store = store;
        this.editions = editions;
        this.shipped = shipped;
        this.properties = properties;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.audience = platform.audience();
    }

    /**
     * The tables of an edition to come.
     *
     * @param validFrom replaces what the head of the edition says; the number is then the next one
     * @param source replaces what the head says, where a moment is given
     */
    record Wanted(Map<String, byte[]> tables, Optional<Instant> validFrom, Optional<String> source) {}

    /** Prepares an edition from files. */
    EditionProposal prepare(Caller.User operator, Wanted wanted) {
        return prepare(operator, wanted, Optional.empty());
    }

    /** Prepares an edition that came with the program, from another moment than it was shipped with. */
    EditionProposal prepareShipped(Caller.User operator, int number, Instant validFrom) {
        ShippedEdition edition = offered().stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND));
        Map<String, byte[]> tables = new HashMap<>();
        EditionFiles.NAMES.forEach(name -> tables.put(name, edition.files().content(name)));
        return prepare(
                operator,
                new Wanted(tables, Optional.of(validFrom), Optional.of(edition.source())),
                Optional.of(edition.sha256()));
    }

    /** The editions that came with the program and that no operators have signed yet. */
    List<ShippedEdition> offered() {
        Set<String> known = jdbc.sql("""
                        select sha256 from edition
                        union select p.shipped from edition_proposal p join edition e on e.proposal = p.id
                         where p.shipped is not null
                        """).query(String.class).set();
        return shipped.later().stream()
                .filter(edition -> !known.contains(edition.sha256()))
                .toList();
    }

    private EditionProposal prepare(Caller.User operator, Wanted wanted, Optional<String> made) {
        StoredEdition last = store.last();
        ShippedEdition edition = edition(wanted, last);
        EditionChanges changes = changes(last, edition);
        requireNext(edition, last);
        requireHead(edition);
        UUID id = IDS.generate();
        transactions.executeWithoutResult(status -> {
            store.lock();
            Instant now = clock.now().truncatedTo(ChronoUnit.MILLIS);
            requireNext(edition, store.last());
            requireMoment(edition.validFrom(), now);
            if (open(now) >= MOST_OPEN) {
                throw new ProblemException(EditionProblem.TOO_MANY_PROPOSALS, String.valueOf(MOST_OPEN));
            }
            store.keep(edition.files());
            EditionDocument document = new EditionDocument(
                    id,
                    now,
                    operator.account(),
                    audience,
                    edition.number(),
                    edition.sha256(),
                    edition.validFrom(),
                    edition.source(),
                    last.number(),
                    last.sha256(),
                    changes.counts());
            insert(document, made);
            audit.append(event(operator, "PREPARED", document.number(), document.id())
                    .rules(changes.rules())
                    .detail("sha256", document.sha256()));
        });
        return find(id);
    }

    private static ShippedEdition edition(Wanted wanted, StoredEdition last) {
        try {
            Map<String, byte[]> tables = new HashMap<>(wanted.tables());
            if (wanted.validFrom().isEmpty()) {
                return EditionFiles.of(tables).read();
            }
            Optional<String> own = Optional.ofNullable(tables.putIfAbsent(EditionFiles.HEAD, new byte[0]))
                    .map(head -> EditionFiles.of(tables).read().source());
            String source = wanted.source()
                    .filter(text -> !text.isBlank())
                    .or(() -> own)
                    .orElse("");
            return EditionFiles.of(tables)
                    .under(last.number() + 1, wanted.validFrom().get(), source.strip())
                    .read();
        } catch (InvalidEditionException e) {
            throw contradiction(String.valueOf(e.getMessage()));
        }
    }

    private EditionChanges changes(StoredEdition last, ShippedEdition edition) {
        try {
            Rules rules = edition.rules();
            Rules base = editions.of(last.number());
            if (store.tables(last.number()).equals(edition.tables())) {
                throw new ProblemException(EditionProblem.NOTHING_CHANGED);
            }
            return EditionChanges.between(base.edition(), rules.edition());
        } catch (InvalidEditionException e) {
            throw contradiction(String.valueOf(e.getMessage()));
        }
    }

    private static void requireNext(ShippedEdition edition, StoredEdition last) {
        if (edition.number() != last.number() + 1) {
            throw new ProblemException(
                    EditionProblem.NOT_THE_NEXT, String.valueOf(last.number() + 1), String.valueOf(edition.number()));
        }
        if (!edition.validFrom().isAfter(last.validFrom())) {
            throw new ProblemException(EditionProblem.BEFORE_THE_LAST, String.valueOf(last.number()));
        }
    }

    private static void requireHead(ShippedEdition edition) {
        String source = edition.source();
        if (source.isBlank()
                || source.length() > LONGEST_SOURCE
                || source.chars().anyMatch(Character::isISOControl)) {
            throw contradiction("edition.csv: the source is a line of at most " + LONGEST_SOURCE + " characters");
        }
        if (!edition.validFrom().equals(edition.validFrom().truncatedTo(ChronoUnit.SECONDS))) {
            throw contradiction("edition.csv: valid_from is a whole second");
        }
    }

    /** The moment is far enough ahead for everybody to hear of it, and near enough to be meant. */
    void requireMoment(Instant validFrom, Instant now) {
        if (validFrom.isBefore(now.plus(properties.notice()))) {
            throw new ProblemException(
                    EditionProblem.TOO_SOON, String.valueOf(properties.notice().toMinutes()));
        }
        if (validFrom.isAfter(now.plus(FARTHEST))) {
            throw contradiction("edition.csv: valid_from is more than ten years ahead");
        }
    }

    private void insert(EditionDocument document, Optional<String> made) {
        jdbc.sql("""
                        insert into edition_proposal (id, number, base, valid_from, source, sha256, shipped, account,
                            opens, closes, alters, document, prepared)
                        values (:id, :number, :base, :from, :source, :sha256, :shipped, :account,
                            :opens, :closes, :alters, :document, :prepared)
                        """)
                .param("id", document.id())
                .param("number", document.number())
                .param("base", document.base())
                .param("from", document.validFrom().atOffset(ZoneOffset.UTC))
                .param("source", document.source())
                .param("sha256", document.sha256())
                .param("shipped", made.orElse(null))
                .param("account", document.account())
                .param("opens", document.counts().opens())
                .param("closes", document.counts().closes())
                .param("alters", document.counts().alters())
                .param("document", document.toBytes())
                .param("prepared", document.issued().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What operators have proposed and what this one has prepared, the latest first. */
    List<EditionProposal> listed(Caller.User operator) {
        return select("""
                        where p.account = :account or exists (select from edition_signature s where s.proposal = p.id)
                        order by p.id desc limit :most
                        """, Map.of("account", operator.account(), "most", MOST_LISTED));
    }

    EditionProposal find(UUID id) {
        return select("where p.id = :id", Map.of("id", id)).stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND));
    }

    /** The edition that a proposal would be. */
    ShippedEdition edition(EditionProposal proposal) {
        return store.files(proposal.sha256()).read();
    }

    /** The rules that a proposal would bring. */
    public Rules rules(UUID proposal) {
        return edition(find(proposal)).rules();
    }

    /** What would open and close. */
    EditionChanges changes(EditionProposal proposal) {
        return EditionChanges.between(
                editions.of(proposal.base()).edition(),
                edition(proposal).rules().edition());
    }

    /** Takes a proposal back; any operator may, and it stays on record. */
    void withdraw(Caller.User operator, UUID id) {
        transactions.executeWithoutResult(status -> {
            store.lock();
            EditionProposal proposal = find(id);
            if (proposal.state() == EditionProposal.State.CONFIRMED
                    || proposal.state() == EditionProposal.State.WITHDRAWN) {
                throw new ProblemException(EditionProblem.DECIDED);
            }
            jdbc.sql("insert into edition_withdrawal (proposal, account) values (:proposal, :account)")
                    .param("proposal", id)
                    .param("account", operator.account())
                    .update();
            audit.append(event(operator, "WITHDRAWN", proposal.number(), id).detail("sha256", proposal.sha256()));
        });
    }

    /** An event on an edition; details and rules are the caller's to add. */
    static AuditEventDraft event(Caller.User operator, String outcome, int number, UUID proposal) {
        return AuditEventDraft.of(ACTION, outcome)
                .account(operator.account())
                .body(operator.body())
                .department(operator.department())
                .session(operator.session())
                .edition(number)
                .reference(proposal);
    }

    private int open(Instant now) {
        return jdbc.sql("""
                        select count(*) from edition_proposal p
                         where p.base = (select max(number) from edition) and p.valid_from > :now
                           and not exists (select from edition_withdrawal w where w.proposal = p.id)
                           and (p.prepared > :since or exists (select from edition_signature s where s.proposal = p.id))
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("since", now.minus(LIFETIME).atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    private List<EditionProposal> select(String where, Map<String, ?> parameters) {
        Instant now = clock.now();
        Map<UUID, List<EditionProposal.Signed>> signed = new HashMap<>();
        List<Row> rows = jdbc.sql("""
                        select p.*, w.proposal is not null as withdrawn, e.number is not null as confirmed,
                               (select max(number) from edition) as last
                        from edition_proposal p
                        left join edition_withdrawal w on w.proposal = p.id
                        left join edition e on e.proposal = p.id
                        """ + where).params(parameters).query(Row::of).list();
        if (!rows.isEmpty()) {
            jdbc.sql("select proposal, account, signed from edition_signature where proposal in (:ids) order by place")
                    .param("ids", rows.stream().map(Row::id).collect(Collectors.toSet()))
                    .query(row -> {
                        signed.computeIfAbsent(row.getObject("proposal", UUID.class), id -> new ArrayList<>())
                                .add(new EditionProposal.Signed(
                                        row.getObject("account", UUID.class), instant(row, "signed")));
                    });
        }
        return rows.stream()
                .map(row -> row.with(signed.getOrDefault(row.id(), List.of()), now, properties.notice()))
                .toList();
    }

    private static ProblemException contradiction(String words) {
        return new ProblemException(EditionProblem.CONTRADICTS_ITSELF, words);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A proposal as it stands in its table. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(
            UUID id,
            int number,
            int base,
            Instant validFrom,
            String source,
            String sha256,
            String shipped,
            UUID account,
            EditionChanges.Counts counts,
            byte[] document,
            Instant prepared,
            boolean withdrawn,
            boolean confirmed,
            int last) {

        static Row of(ResultSet row, int index) throws SQLException {
            return new Row(
                    row.getObject("id", UUID.class),
                    row.getInt("number"),
                    row.getInt("base"),
                    instant(row, "valid_from"),
                    row.getString("source"),
                    row.getString("sha256"),
                    Objects.requireNonNullElse(row.getString("shipped"), ""),
                    row.getObject("account", UUID.class),
                    new EditionChanges.Counts(row.getInt("opens"), row.getInt("closes"), row.getInt("alters")),
                    row.getBytes("document"),
                    instant(row, "prepared"),
                    row.getBoolean("withdrawn"),
                    row.getBoolean("confirmed"),
                    row.getInt("last"));
        }

        EditionProposal with(List<EditionProposal.Signed> signed, Instant now, Duration notice) {
            return new EditionProposal(
                    id,
                    number,
                    base,
                    validFrom,
                    source,
                    sha256,
                    shipped,
                    account,
                    counts,
                    document,
                    prepared,
                    signed,
                    state(signed, now, notice));
        }

        private EditionProposal.State state(List<EditionProposal.Signed> signed, Instant now, Duration notice) {
            if (confirmed) {
                return EditionProposal.State.CONFIRMED;
            }
            if (withdrawn) {
                return EditionProposal.State.WITHDRAWN;
            }
            if (base != last) {
                return EditionProposal.State.OVERTAKEN;
            }
            if (validFrom.isBefore(now.plus(notice))) {
                return EditionProposal.State.LATE;
            }
            if (!signed.isEmpty()) {
                return EditionProposal.State.WAITS;
            }
            return prepared.isBefore(now.minus(LIFETIME))
                    ? EditionProposal.State.LAPSED
                    : EditionProposal.State.PREPARED;
        }
    }
}
