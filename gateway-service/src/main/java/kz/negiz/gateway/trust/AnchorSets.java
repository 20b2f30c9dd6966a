package kz.negiz.gateway.trust;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The trust anchors in force. The first set is the installation's; what comes after was signed by two operators. */
@Component
class AnchorSets {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final AuditOutbox audit;
    private final Clock clock;
    private final OwnTrustProperties properties;

    AnchorSets(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            AuditOutbox audit,
            Clock clock,
            OwnTrustProperties properties) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.properties = properties;
    }

    /** The number of the set in force; empty before the first start. */
    Optional<Long> number() {
        return jdbc.sql("select max(number) from trust_anchors_agreed")
                .query((row, index) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .single();
    }

    /**
     * The set in force.
     *
     * @param folder what becomes the first set, when there is none yet
     */
    AnchorSet inForce(List<X509Certificate> folder) {
        return latest().orElseGet(() -> Objects.requireNonNull(transactions.execute(status -> {
            lock();
            return latest().orElseGet(() -> first(folder));
        })));
    }

    private Optional<AnchorSet> latest() {
        return number().map(number -> new AnchorSet(
                number,
                jdbc.sql("select certificate from trust_anchor where set_number = :number order by position")
                        .param("number", number)
                        .query((row, index) -> certificate(row.getBytes(1)))
                        .list()));
    }

    private AnchorSet first(List<X509Certificate> folder) {
        Set<String> found = AnchorSet.byFingerprint(folder).keySet();
        if (!properties.takesAnyFirstAnchors() && !found.equals(properties.firstAnchorFingerprints())) {
            throw new IllegalStateException("The anchors in " + properties.anchorsDir()
                    + " are not those that negiz.trust.first-anchors names by their fingerprints. Found: "
                    + String.join(", ", found));
        }
        return put(1, folder, "ANCHORS_FIRST");
    }

    /** Brings a change into force; inside the transaction of the second operator's signature. */
    void agree(AnchorChange change) {
        put(change.basis() + 1, change.anchors(), "ANCHORS_AGREED");
    }

    /** One change at a time, over all gateways, until the end of the transaction. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('negiz.trust.anchors', 0))")
                .query((row, index) -> true)
                .single();
    }

    private AnchorSet put(long number, List<X509Certificate> certificates, String outcome) {
        AnchorSet set = new AnchorSet(number, certificates);
        jdbc.sql("insert into trust_anchors_agreed (number, agreed) values (:number, :now)")
                .param("number", number)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        for (int i = 0; i < set.certificates().size(); i++) {
            jdbc.sql("insert into trust_anchor (set_number, position, certificate) values (:number, :position, :der)")
                    .param("number", number)
                    .param("position", i)
                    .param("der", der(set.certificates().get(i)))
                    .update();
        }
        audit.append(AuditEventDraft.of("TRUST_CHANGED", outcome)
                .detail("set", Long.toString(number))
                .detail("anchors", Integer.toString(set.certificates().size()))
                .detail("digest", HexFormat.of().formatHex(set.digest())));
        return set;
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalStateException("A stored trust anchor is damaged", e);
        }
    }
}
