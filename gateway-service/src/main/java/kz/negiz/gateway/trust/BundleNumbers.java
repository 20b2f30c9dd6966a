package kz.negiz.gateway.trust;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.eds.TrustBundle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Numbers each content of the trust list, over restarts and several gateways; a new number is an audit event. */
@Component
class BundleNumbers {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final AuditOutbox audit;
    private final Clock clock;

    BundleNumbers(JdbcClient jdbc, TransactionTemplate transactions, AuditOutbox audit, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** The number of a content, and since when it has had it. */
    record Numbered(long number, Instant since) {}

    /**
     * The number under which a content is the latest; the next one if another content was the latest.
     *
     * @param content a bundle that has no number yet
     */
    Numbered of(TrustBundle content) {
        byte[] digest = HexFormat.of().parseHex(content.sha256());
        return Objects.requireNonNull(transactions.execute(status -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended('negiz.trust.number', 0))")
                    .query((row, index) -> true)
                    .single();
            Optional<Numbered> latest = jdbc.sql("""
                            select number, numbered from trust_bundle_numbered
                             where number = (select max(number) from trust_bundle_numbered) and digest = :digest
                            """)
                    .param("digest", digest)
                    .query((row, index) -> new Numbered(
                            row.getLong("number"),
                            row.getObject("numbered", OffsetDateTime.class).toInstant()))
                    .optional();
            return latest.orElseGet(() -> next(content, digest));
        }));
    }

    private Numbered next(TrustBundle content, byte[] digest) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long number = jdbc.sql("""
                        insert into trust_bundle_numbered (number, digest, numbered)
                        select coalesce(max(number), 0) + 1, :digest, :now from trust_bundle_numbered
                        returning number
                        """)
                .param("digest", digest)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        audit.append(AuditEventDraft.of("TRUST_CHANGED", "NUMBERED")
                .detail("number", Long.toString(number))
                .detail("sha256", HexFormat.of().formatHex(digest))
                .detail("anchors", Integer.toString(content.anchors().size()))
                .detail(
                        "intermediates",
                        Integer.toString(content.intermediates().size()))
                .detail("revocationLists", Integer.toString(content.crls().size())));
        return new Numbered(number, now);
    }
}
