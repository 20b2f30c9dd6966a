package kz.negiz.gateway.trust;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.eds.Evidence;
import kz.negiz.eds.SignatureVerdict;
import kz.negiz.gateway.GatewayProblem;
import kz.negiz.kit.document.OwnSignatures;
import kz.negiz.kit.http.PlatformProperties;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.standing.StandingClient;
import kz.negiz.kit.vault.RecordVault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes of the trust anchors: what the folder holds is a proposal, and comes into force when two operators, two persons, have
 * signed it. Who owns the machine alone, or one operator alone, brings in nobody's signatures.
 */
@Component
class AnchorConfirmations {

    private static final int NEEDED = 2;
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    /** How long a signature waits for the second one. */
    private static final Duration WAITING = Duration.ofDays(1);

    private static final Duration SKEW = Duration.ofSeconds(10);
    private static final String ACTION = "TRUST_CHANGED";
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final OwnTrust trust;
    private final AnchorSets sets;
    private final OwnSignatures signatures;
    private final RecordVault vault;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final AuditOutbox audit;
    private final Clock clock;
    private final String audience;

    AnchorConfirmations(
            OwnTrust trust,
            AnchorSets sets,
            StandingClient standings,
            RecordVault vault,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            AuditOutbox audit,
            Clock clock,
            PlatformProperties platform) {
        this.trust = trust;
        this.sets = sets;
        this.signatures = new OwnSignatures(
                trust,
                standings,
                clock,
                AccessRole.OPERATOR,
                new OwnSignatures.Refusals(
                        GatewayProblem.SIGNATURE_REFUSED,
                        GatewayProblem.SIGNATURE_NOT_VERIFIABLE,
                        GatewayProblem.ANCHORS_SIGNER_IS_ANOTHER));
        this.vault = vault;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.audience = platform.audience();
    }

    /** Who has signed a change already. */
    record Confirmed(UUID account, Instant at) {}

    /**
     * A change that waits for signatures.
     *
     * @param needed how many operators must sign
     * @param document what this operator would sign; empty when they have
     */
    record Proposal(AnchorChange change, List<Confirmed> confirmed, int needed, Optional<AnchorDocument> document) {}

    /** The change that the folder proposes, as this operator sees it; empty when it holds the anchors in force. */
    Optional<Proposal> proposal(Caller.User operator) {
        AnchorChange change = trust.known().change();
        if (change.isNone()) {
            return Optional.empty();
        }
        List<Confirmed> confirmed = confirmed(change);
        boolean own = confirmed.stream().anyMatch(each -> each.account().equals(operator.account()));
        String language = AnchorDocument.LANGUAGES.contains(operator.language()) ? operator.language() : "kk";
        return Optional.of(new Proposal(
                change,
                confirmed,
                NEEDED,
                own
                        ? Optional.empty()
                        : Optional.of(new AnchorDocument(
                                IDS.generate(), clock.instant(), operator.account(), audience, language, change))));
    }

    /**
     * Takes an operator's signature under the change of the moment.
     *
     * @return whether the change is in force now
     */
    boolean confirm(Caller.User operator, byte[] bytes, byte[] cms) {
        AnchorChange change = trust.known().change();
        try {
            AnchorDocument document = requireCurrent(operator, bytes, change);
            SignatureVerdict.Valid signed = signatures.require(operator, bytes, cms);
            boolean inForce =
                    Objects.requireNonNull(transactions.execute(status -> put(operator, document, bytes, cms, signed)));
            if (inForce) {
                trust.reread();
            }
            return inForce;
        } catch (ProblemException refused) {
            transactions.executeWithoutResult(status -> audit.append(AuditEventDraft.of(ACTION, "ANCHORS_REFUSED")
                    .account(operator.account())
                    .detail("problem", refused.problem().code())));
            throw refused;
        }
    }

    private AnchorDocument requireCurrent(Caller.User operator, byte[] bytes, AnchorChange change) {
        if (change.isNone()) {
            throw new ProblemException(GatewayProblem.ANCHORS_NOT_PROPOSED);
        }
        AnchorDocument document = AnchorDocument.read(bytes, operator.account(), audience, change)
                .orElseThrow(() -> new ProblemException(GatewayProblem.ANCHORS_OTHER_DOCUMENT));
        Instant now = clock.instant();
        if (document.issued().isAfter(now.plus(SKEW)) || document.issued().isBefore(now.minus(LIFETIME))) {
            throw new ProblemException(GatewayProblem.ANCHORS_DOCUMENT_STALE);
        }
        return document;
    }

    private boolean put(
            Caller.User operator, AnchorDocument document, byte[] bytes, byte[] cms, SignatureVerdict.Valid signed) {
        AnchorChange change = document.change();
        sets.lock();
        if (!sets.number().equals(Optional.of(change.basis()))) {
            throw new ProblemException(GatewayProblem.ANCHORS_OTHER_DOCUMENT);
        }
        List<String> earlier = signers(change);
        if (earlier.contains(signed.signer().iin())) {
            throw new ProblemException(GatewayProblem.ANCHORS_CONFIRMED_BEFORE);
        }
        RecordVault.DataKey key = vault.newDataKey(document.id());
        jdbc.sql("""
                        insert into trust_anchors_confirmed
                               (id, basis, digest, account, document, data_key, sealed_signature, sealed_evidence, confirmed)
                        values (:id, :basis, :digest, :account, :document, :key, :signature, :evidence, :now)
                        """)
                .param("id", document.id())
                .param("basis", change.basis())
                .param("digest", change.digest())
                .param("account", operator.account())
                .param("document", bytes)
                .param("key", key.wrapped())
                .param("signature", key.seal("signature", cms))
                .param("evidence", key.seal("evidence", signed.evidence().toBytes()))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        audit.append(AuditEventDraft.of(ACTION, "ANCHORS_CONFIRMED")
                .account(operator.account())
                .reference(document.id()));
        boolean enough = earlier.size() + 1 >= NEEDED;
        if (enough) {
            sets.agree(change);
        }
        return enough;
    }

    /** Whose keys have signed the change: an account may be another one and the person the same. */
    private List<String> signers(AnchorChange change) {
        return jdbc.sql("""
                        select id, data_key, sealed_evidence from trust_anchors_confirmed
                         where basis = :basis and digest = :digest and confirmed > :since
                        """)
                .param("basis", change.basis())
                .param("digest", change.digest())
                .param("since", clock.instant().minus(WAITING).atOffset(ZoneOffset.UTC))
                .query((row, index) -> Evidence.fromBytes(vault.dataKey(row.getObject(1, UUID.class), row.getBytes(2))
                                .open("evidence", row.getBytes(3)))
                        .signer()
                        .iin())
                .list();
    }

    private List<Confirmed> confirmed(AnchorChange change) {
        return jdbc.sql("""
                        select account, confirmed from trust_anchors_confirmed
                         where basis = :basis and digest = :digest and confirmed > :since order by confirmed
                        """)
                .param("basis", change.basis())
                .param("digest", change.digest())
                .param("since", clock.instant().minus(WAITING).atOffset(ZoneOffset.UTC))
                .query((row, index) -> new Confirmed(
                        row.getObject(1, UUID.class),
                        row.getObject(2, OffsetDateTime.class).toInstant()))
                .list();
    }
}
