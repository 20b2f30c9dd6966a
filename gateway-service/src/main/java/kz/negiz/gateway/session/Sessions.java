package kz.negiz.gateway.session;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.kit.standing.Standing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The sessions of all gateways, in PostgreSQL. A session is open while no end of it is on record and its limits are not
 * passed; beginning and end are inserted facts, each with its audit event in the same transaction.
 */
@Component
public class Sessions {

    /** The time of last use is written at most this often; the idle limit is late by no more than that. */
    private static final Duration SEEN_STEP = Duration.ofSeconds(20);

    private static final String OPEN = """
            select s.id, s.account, s.started, coalesce(v.seen, s.started) as seen, s.address,
                   case when t.session is not null then 'CERTIFICATE' when k.session is not null then 'KEY' else 'BROWSER' end as binding
              from session_started s
              left join session_seen v on v.session = s.id
              left join session_key k on k.session = s.id
              left join session_by_certificate t on t.session = s.id
             where not exists (select 1 from session_ended e where e.session = s.id)
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final AuditOutbox audit;
    private final Clock clock;
    private final SessionProperties limits;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    Sessions(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            AuditOutbox audit,
            Clock clock,
            SessionProperties limits) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.limits = limits;
    }

    /** What a login gives to the browser. */
    public record Begun(OpenSession session, SecretToken token) {}

    /**
     * Begins a session under a new random token, whatever the browser had before.
     *
     * @param replaced the token of the session that the browser had, if any; that session ends
     */
    public Begun begin(Login login, Optional<SecretToken> replaced) {
        SecretToken token = SecretToken.random();
        UUID id = ids.generate();
        Instant now = clock.instant();
        transactions.executeWithoutResult(status -> {
            replaced.flatMap(this::openBy)
                    .filter(OpenSession::isOfBrowser)
                    .ifPresent(old -> end(old, EndReason.REPLACED));
            jdbc.sql("""
                            insert into session_started
                                (id, token_hash, account, started, address, certificate_sha256, trust_bundle)
                            values (:id, :token, :account, :started, :address, :certificate, :bundle)
                            """)
                    .param("id", id)
                    .param("token", token.hash())
                    .param("account", login.standing().accountId())
                    .param("started", utc(now))
                    .param("address", login.address())
                    .param("certificate", HexFormat.of().parseHex(login.certificateSha256()))
                    .param("bundle", login.trustBundle())
                    .update();
            jdbc.sql("""
                            insert into session_certificate (session, authority_sha256, serial)
                            values (:id, :authority, :serial)
                            """)
                    .param("id", id)
                    .param(
                            "authority",
                            HexFormat.of().parseHex(login.certificate().authoritySha256()))
                    .param("serial", login.certificate().serial().toString(16))
                    .update();
            login.keyThumbprint()
                    .ifPresent(
                            key -> jdbc.sql("insert into session_key (session, thumbprint) values (:id, :thumbprint)")
                                    .param("id", id)
                                    .param("thumbprint", key)
                                    .update());
            if (login.binding() == OpenSession.Binding.CERTIFICATE) {
                jdbc.sql("insert into session_by_certificate (session) values (:id)")
                        .param("id", id)
                        .update();
            }
            audit.append(begun(id, login));
        });
        return new Begun(
                new OpenSession(
                        id,
                        login.standing().accountId(),
                        now,
                        now,
                        now.plus(limits.absolute()),
                        login.address(),
                        login.binding()),
                token);
    }

    /** The session of a browser's token, if it is open; using it puts its idle limit off. A token bound to a key is none. */
    public Optional<OpenSession> use(SecretToken token) {
        Optional<OpenSession> session = current(openBy(token)).filter(OpenSession::isOfBrowser);
        session.ifPresent(this::use);
        return session;
    }

    /** The session of a token that is bound to this key, if it is open; {@link #use(OpenSession)} puts its idle limit off. */
    Optional<OpenSession> boundTo(byte[] keyThumbprint, SecretToken token) {
        return current(jdbc.sql(OPEN + " and s.token_hash = :token and k.thumbprint = :thumbprint")
                .param("token", token.hash())
                .param("thumbprint", keyThumbprint)
                .query(this::read)
                .optional());
    }

    /** The session of a token that began by this certificate in a TLS handshake, if it is open. */
    Optional<OpenSession> boundToCertificate(String certificateSha256, SecretToken token) {
        return current(jdbc.sql(OPEN + " and s.token_hash = :token and s.certificate_sha256 = :certificate")
                        .param("token", token.hash())
                        .param("certificate", HexFormat.of().parseHex(certificateSha256))
                        .query(this::read)
                        .optional())
                .filter(open -> open.binding() == OpenSession.Binding.CERTIFICATE);
    }

    void use(OpenSession session) {
        Instant now = clock.instant();
        if (session.seen().plus(SEEN_STEP).isBefore(now)) {
            see(session, now);
        }
    }

    private Optional<OpenSession> current(Optional<OpenSession> session) {
        Instant now = clock.instant();
        return session.filter(open -> overdue(open, now).isEmpty());
    }

    /** The open sessions of an account, the newest first. */
    public List<OpenSession> openOf(UUID account) {
        Instant now = clock.instant();
        return jdbc
                .sql(OPEN + " and s.account = :account and s.started > :oldest order by s.started desc")
                .param("account", account)
                .param("oldest", utc(now.minus(limits.absolute())))
                .query(this::read)
                .list()
                .stream()
                .filter(open -> overdue(open, now).isEmpty())
                .toList();
    }

    /** Ends the session of a browser's token; nothing happens if there is none. */
    public void endBy(SecretToken token, EndReason reason) {
        transactions.executeWithoutResult(
                status -> openBy(token).filter(OpenSession::isOfBrowser).ifPresent(open -> end(open, reason)));
    }

    /**
     * Ends one session of an account.
     *
     * @return whether the account had such an open session
     */
    public boolean endOf(UUID account, UUID session, EndReason reason) {
        return Boolean.TRUE.equals(transactions.execute(status -> openOf(account).stream()
                .filter(open -> open.id().equals(session))
                .findFirst()
                .map(open -> end(open, reason))
                .orElse(false)));
    }

    /** Ends all sessions of an account that has no standing any more. */
    public void endAllOf(UUID account, Standing.None standing) {
        transactions.executeWithoutResult(status -> openOf(account)
                .forEach(open -> end(open, EndReason.NO_STANDING, ended -> ended.rule(standing.rule()))));
    }

    /** The certificates by which the sessions that are open have begun. */
    List<NumberedCertificate> certificatesInUse() {
        return jdbc.sql("""
                        select distinct c.authority_sha256, c.serial
                          from session_certificate c
                          join session_started s on s.id = c.session
                         where s.started > :oldest and not exists (select 1 from session_ended e where e.session = s.id)
                        """)
                .param("oldest", utc(clock.instant().minus(limits.absolute())))
                .query((row, index) -> new NumberedCertificate(
                        HexFormat.of().formatHex(row.getBytes("authority_sha256")),
                        new BigInteger(row.getString("serial"), 16)))
                .list();
    }

    /** Ends all sessions that began by a certificate that was revoked meanwhile (R41-2b). */
    void endAllBy(NumberedCertificate certificate, String cause) {
        transactions.executeWithoutResult(status -> jdbc.sql(OPEN + """
                         and exists (select 1 from session_certificate c
                                      where c.session = s.id and c.authority_sha256 = :authority and c.serial = :serial)
                        """)
                .param("authority", HexFormat.of().parseHex(certificate.authoritySha256()))
                .param("serial", certificate.serial().toString(16))
                .query(this::read)
                .list()
                .forEach(open -> end(
                        open,
                        EndReason.CERTIFICATE_REVOKED,
                        ended -> ended.rule("R41-2b").detail("cause", cause))));
    }

    /** Puts on record that sessions have passed a limit; they let nobody in since they passed it. */
    @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT5S")
    public void endOverdue() {
        Instant now = clock.instant();
        List<OpenSession> overdue = jdbc.sql(
                        OPEN
                                + " and (s.started <= :oldest or coalesce(v.seen, s.started) <= :quiet) order by s.started limit 500")
                .param("oldest", utc(now.minus(limits.absolute())))
                .param("quiet", utc(now.minus(limits.idle())))
                .query(this::read)
                .list();
        for (OpenSession session : overdue) {
            overdue(session, now)
                    .ifPresent(reason -> transactions.executeWithoutResult(status -> end(session, reason)));
        }
    }

    private Optional<OpenSession> openBy(SecretToken token) {
        return jdbc.sql(OPEN + " and s.token_hash = :token")
                .param("token", token.hash())
                .query(this::read)
                .optional();
    }

    private Optional<EndReason> overdue(OpenSession session, Instant now) {
        if (!now.isBefore(session.expires())) {
            return Optional.of(EndReason.ABSOLUTE);
        }
        return now.isBefore(session.seen().plus(limits.idle())) ? Optional.empty() : Optional.of(EndReason.IDLE);
    }

    private void see(OpenSession session, Instant now) {
        jdbc.sql("""
                        insert into session_seen (session, seen) values (:session, :seen)
                        on conflict (session) do update set seen = greatest(session_seen.seen, excluded.seen)
                        """).param("session", session.id()).param("seen", utc(now)).update();
    }

    private boolean end(OpenSession session, EndReason reason) {
        return end(session, reason, UnaryOperator.identity());
    }

    private boolean end(OpenSession session, EndReason reason, UnaryOperator<AuditEventDraft> further) {
        int inserted = jdbc.sql("""
                        insert into session_ended (session, ended, reason) values (:session, :ended, :reason)
                        on conflict do nothing
                        """)
                .param("session", session.id())
                .param("ended", utc(clock.instant()))
                .param("reason", reason.name())
                .update();
        if (inserted == 0) {
            return false;
        }
        AuditEventDraft event = AuditEventDraft.of("SESSION_ENDED", reason.name())
                .session(session.id().toString());
        event = reason.isByUser()
                ? event.account(session.account())
                : event.detail("account", session.account().toString());
        audit.append(further.apply(event));
        return true;
    }

    private static AuditEventDraft begun(UUID id, Login login) {
        AuditEventDraft event = AuditEventDraft.of("LOGIN", "PERMITTED")
                .account(login.standing().accountId())
                .session(id.toString())
                .detail("address", login.address())
                .detail("certificate", login.certificateSha256())
                .detail("trustBundle", Long.toString(login.trustBundle()));
        if (login.challenge().isPresent()) {
            event = event.reference(login.challenge().get());
        }
        if (login.keyThumbprint().isPresent()) {
            event = event.detail(
                    "key", HexFormat.of().formatHex(login.keyThumbprint().get()));
        }
        if (!login.standing().bodyId().isEmpty()) {
            event = event.body(login.standing().bodyId());
        }
        return login.standing().department().isEmpty()
                ? event
                : event.department(login.standing().department());
    }

    private OpenSession read(ResultSet row, int index) throws SQLException {
        Instant started = instant(row, "started");
        return new OpenSession(
                row.getObject("id", UUID.class),
                row.getObject("account", UUID.class),
                started,
                instant(row, "seen"),
                started.plus(limits.absolute()),
                row.getString("address"),
                OpenSession.Binding.valueOf(row.getString("binding")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
