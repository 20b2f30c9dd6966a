package kz.negiz.auditlog.disclosure;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.auditlog.AuditProblem;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.vault.RecordVault;
import kz.negiz.log.export.ExportScope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The requests on record. Each step stands in the log as an event of its own, stored in the same transaction. */
@Component
class DisclosureRequests {

    private static final String SELECT = """
            select r.*, l.released, l.account as released_by,
                   (select count(*) from disclosure_handover h where h.request = r.id) as handovers
              from disclosure_request r left join disclosure_release l on l.request = r.id
            """;
    private static final String DOCUMENT = "document";
    private static final String REQUEST = "request";
    private static final String SIGNATURE = "signature";
    private static final String EVIDENCE = "evidence";

    private final JdbcClient jdbc;
    private final AuditOutbox audit;
    private final RecordVault vault;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    DisclosureRequests(JdbcClient jdbc, AuditOutbox audit, RecordVault vault) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.vault = vault;
    }

    /** Files a signed request; its document counts once. */
    @Transactional
    public DisclosureRequest file(Signed signed, Caller.User prosecutor) {
        RequestDocument document = signed.document();
        UUID id = document.id();
        RecordVault.DataKey key = vault.newDataKey(id);
        int filed = jdbc.sql("""
                        insert into disclosure_request (id, account, account_body, accounts, body, period_from, period_to,
                            ground, ground_number, ground_date, document, document_bytes, document_sha256)
                        values (:id, :account, :accountBody, cast(:accounts as uuid[]), cast(:body as text), :from, :to,
                            :ground, :number, :date, :document, :bytes, :sha256)
                        on conflict (id) do nothing
                        """)
                .param("id", id)
                .param("account", prosecutor.account())
                .param("accountBody", prosecutor.body())
                .param(
                        "accounts",
                        document.scope() instanceof ExportScope.Accounts some
                                ? some.accounts().stream()
                                        .map(UUID::toString)
                                        .collect(Collectors.joining(",", "{", "}"))
                                : null)
                .param("body", document.scope() instanceof ExportScope.Body one ? one.body() : null)
                .param("from", document.from().atOffset(ZoneOffset.UTC))
                .param("to", document.to().atOffset(ZoneOffset.UTC))
                .param("ground", document.ground().name())
                .param("number", document.number())
                .param("date", document.date())
                .param("document", key.seal(DOCUMENT, signed.ground()))
                .param("bytes", signed.ground().length)
                .param("sha256", Base64.getUrlDecoder().decode(document.groundSha256()))
                .update();
        if (filed == 0) {
            throw new ProblemException(AuditProblem.REQUEST_USED);
        }
        jdbc.sql("insert into disclosure_request_key (request, wrapped) values (:id, :wrapped)")
                .param("id", id)
                .param("wrapped", key.wrapped())
                .update();
        jdbc.sql("insert into disclosure_signature (request, document, signature, evidence)"
                        + " values (:id, :document, :signature, :evidence)")
                .param("id", id)
                .param("document", key.seal(REQUEST, signed.bytes()))
                .param("signature", key.seal(SIGNATURE, signed.signature()))
                .param("evidence", key.seal(EVIDENCE, signed.evidence()))
                .update();
        audit.append(event("AUDIT_REQUESTED", "ACCEPTED", prosecutor)
                .rules("R41-34a", "R41-34b", "R150-51", "R150-52")
                .reference(id)
                .detail("ground", document.ground().name())
                .detail("groundNumber", document.number())
                .detail("groundDate", document.date().toString())
                .detail("documentSha256", document.groundSha256())
                .detail("requestSha256", Filing.sha256(signed.bytes()))
                .detail("signatureSha256", Filing.sha256(signed.signature()))
                .detail("scope", text(document.scope()))
                .detail("from", document.from().toString())
                .detail("to", document.to().toString()));
        return find(id).orElseThrow();
    }

    /** Puts on record that something was asked for and not given. */
    @Transactional
    public void refused(String action, Caller.User caller, Optional<UUID> request, String problem, String... rules) {
        AuditEventDraft draft = event(action, "REFUSED", caller).rules(rules).detail("problem", problem);
        audit.append(request.map(draft::reference).orElse(draft));
    }

    /** The operator gives the information free; a second time changes nothing. */
    @Transactional
    public DisclosureRequest release(UUID id, Caller.User operator) {
        int released = jdbc.sql("insert into disclosure_release (request, account) values (:id, :account)"
                        + " on conflict (request) do nothing")
                .param("id", id)
                .param("account", operator.account())
                .update();
        if (released == 1) {
            audit.append(event("AUDIT_RELEASED", "RELEASED", operator)
                    .rules("R41-34b", "R150-52")
                    .reference(id));
        }
        return find(id).orElseThrow();
    }

    /** Puts on record that an export begins to be handed over; only then is it. */
    @Transactional
    public void handOver(UUID id, Caller.User prosecutor) {
        jdbc.sql("insert into disclosure_handover (id, request, account) values (:handover, :id, :account)")
                .param("handover", ids.generate())
                .param("id", id)
                .param("account", prosecutor.account())
                .update();
        audit.append(event("AUDIT_EXPORTED", "EXPORTED", prosecutor)
                .rules("R41-34b", "R150-52")
                .reference(id));
    }

    Optional<DisclosureRequest> find(UUID id) {
        return jdbc.sql(SELECT + " where r.id = :id")
                .param("id", id)
                .query(DisclosureRequests::request)
                .optional();
    }

    /** Requests, and the last of them where there are earlier ones. */
    record Page(List<DisclosureRequest> requests, Optional<UUID> next) {}

    /**
     * The newest requests; those of one account, or all.
     *
     * @param before the last one of the page before; a request that is not visible to the account is followed by nothing
     */
    Page list(Optional<UUID> account, Optional<UUID> before, int most) {
        // One more than is shown says whether there is another page.
        List<DisclosureRequest> found = jdbc.sql(SELECT + """
                         where (cast(:account as uuid) is null or r.account = cast(:account as uuid))
                           and (cast(:before as uuid) is null or (r.filed, r.id) < (
                               select b.filed, b.id from disclosure_request b
                                where b.id = cast(:before as uuid)
                                  and (cast(:account as uuid) is null or b.account = cast(:account as uuid))))
                         order by r.filed desc, r.id desc limit :most + 1
                        """)
                .param("account", account.map(UUID::toString).orElse(null))
                .param("before", before.map(UUID::toString).orElse(null))
                .param("most", most)
                .query(DisclosureRequests::request)
                .list();
        boolean more = found.size() > most;
        List<DisclosureRequest> shown = more ? found.subList(0, most) : found;
        return new Page(shown, more ? Optional.of(shown.getLast().id()) : Optional.empty());
    }

    /** How many requests of an account were released and not yet taken. */
    long ready(UUID account) {
        return jdbc.sql("""
                        select count(*) from disclosure_request r join disclosure_release l on l.request = r.id
                         where r.account = :account
                           and not exists (select 1 from disclosure_handover h where h.request = r.id)
                        """).param("account", account).query(Long.class).single();
    }

    /** The attached document. */
    byte[] document(UUID id) {
        return key(id).open(
                        DOCUMENT,
                        jdbc.sql("select document from disclosure_request where id = :id")
                                .param("id", id)
                                .query((row, index) -> row.getBytes(1))
                                .single());
    }

    /** What was signed and how; requests of before signatures were asked for have none. */
    Optional<Evidence> evidence(UUID id) {
        RecordVault.DataKey key = key(id);
        return jdbc.sql("select document, signature, evidence from disclosure_signature where request = :id")
                .param("id", id)
                .query((row, index) -> new Evidence(
                        key.open(REQUEST, row.getBytes(1)),
                        key.open(SIGNATURE, row.getBytes(2)),
                        key.open(EVIDENCE, row.getBytes(3))))
                .optional();
    }

    private RecordVault.DataKey key(UUID id) {
        byte[] wrapped = jdbc.sql("select wrapped from disclosure_request_key where request = :id")
                .param("id", id)
                .query((row, index) -> row.getBytes(1))
                .single();
        return vault.dataKey(id, wrapped);
    }

    private static AuditEventDraft event(String action, String outcome, Caller.User caller) {
        AuditEventDraft draft = AuditEventDraft.of(action, outcome)
                .account(caller.account())
                .body(caller.body())
                .department(caller.department());
        return caller.session().isEmpty() ? draft : draft.session(caller.session());
    }

    private static DisclosureRequest request(ResultSet row, int index) throws SQLException {
        Optional<DisclosureRequest.Release> release = Optional.ofNullable(
                        row.getObject("released", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant)
                .map(time -> {
                    try {
                        return new DisclosureRequest.Release(time, row.getObject("released_by", UUID.class));
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
        return new DisclosureRequest(
                row.getObject("id", UUID.class),
                row.getObject("filed", OffsetDateTime.class).toInstant(),
                row.getObject("account", UUID.class),
                scope(row),
                row.getObject("period_from", OffsetDateTime.class).toInstant(),
                row.getObject("period_to", OffsetDateTime.class).toInstant(),
                Ground.valueOf(row.getString("ground")),
                row.getString("ground_number"),
                row.getObject("ground_date", java.time.LocalDate.class),
                row.getInt("document_bytes"),
                base64(row.getBytes("document_sha256")),
                release,
                row.getInt("handovers"));
    }

    private static ExportScope scope(ResultSet row) throws SQLException {
        Array accounts = row.getArray("accounts");
        return accounts == null
                ? new ExportScope.Body(row.getString("body"))
                : new ExportScope.Accounts(new TreeSet<>(Arrays.asList((UUID[]) accounts.getArray())));
    }

    private static String text(ExportScope scope) {
        return switch (scope) {
            case ExportScope.Accounts some ->
                some.accounts().stream().map(UUID::toString).collect(Collectors.joining(","));
            case ExportScope.Body one -> "body " + one.body();
        };
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A request whose signature was found good. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Signed(RequestDocument document, byte[] bytes, byte[] signature, byte[] evidence, byte[] ground) {}

    /** What proves who asked for what: the exact bytes that were signed, the signature, and what it was checked with. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Evidence(byte[] document, byte[] signature, byte[] evidence) {}
}
