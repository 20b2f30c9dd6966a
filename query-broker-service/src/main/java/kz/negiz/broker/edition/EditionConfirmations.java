package kz.negiz.broker.edition;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.eds.Evidence;
import kz.negiz.eds.SignatureVerdict;
import kz.negiz.kit.document.OwnSignatures;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.standing.StandingClient;
import kz.negiz.kit.time.DatabaseClock;
import kz.negiz.kit.trust.TrustBundles;
import kz.negiz.kit.vault.RecordVault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signatures under proposed editions: who prepared one signs it, and it counts when a second person has signed the same bytes.
 * Who runs the machine alone, or one operator alone, gives nobody rights.
 */
@Component
class EditionConfirmations {

    static final int NEEDED = 2;

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final EditionProposals proposals;
    private final EditionStore store;
    private final OwnSignatures signatures;
    private final RecordVault vault;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final AuditOutbox audit;
    private final DatabaseClock clock;

    EditionConfirmations(
            EditionProposals proposals,
            EditionStore store,
            TrustBundles trust,
            StandingClient standings,
            RecordVault vault,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            AuditOutbox audit,
            Clock clock,
            DatabaseClock databaseClock) {
        this.proposals = proposals;
        this.store = store;
        this.signatures = new OwnSignatures(
                trust,
                standings,
                clock,
                AccessRole.OPERATOR,
                new OwnSignatures.Refusals(
                        BrokerProblem.SIGNATURE_REFUSED,
                        BrokerProblem.SIGNATURE_UNVERIFIABLE,
                        EditionProblem.SIGNER_IS_ANOTHER));
        this.vault = vault;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = databaseClock;
    }

    /**
     * Takes an operator's signature under a proposal.
     *
     * @return whether it is an edition now
     */
    boolean confirm(Caller.User operator, UUID id, byte[] bytes, byte[] cms) {
        EditionProposal proposal = proposals.find(id);
        try {
            requireOpen(proposal, bytes);
            SignatureVerdict.Valid signed = signatures.require(operator, bytes, cms);
            return Objects.requireNonNull(transactions.execute(status -> put(operator, id, bytes, cms, signed)));
        } catch (ProblemException refused) {
            transactions.executeWithoutResult(
                    status -> audit.append(EditionProposals.event(operator, "REFUSED", proposal.number(), id)
                            .detail("sha256", proposal.sha256())
                            .detail("problem", refused.problem().code())));
            throw refused;
        }
    }

    private static void requireOpen(EditionProposal proposal, byte[] bytes) {
        switch (proposal.state()) {
            case CONFIRMED, WITHDRAWN -> throw new ProblemException(EditionProblem.DECIDED);
            case OVERTAKEN -> throw new ProblemException(EditionProblem.OTHER_BASE, String.valueOf(proposal.base()));
            case LAPSED -> throw new ProblemException(EditionProblem.DOCUMENT_STALE);
            // Which of them is too near is told by the clock, in the transaction.
            case PREPARED, WAITS, LATE -> {}
        }
        if (!Arrays.equals(proposal.document(), bytes)) {
            throw new ProblemException(EditionProblem.OTHER_DOCUMENT);
        }
    }

    private boolean put(Caller.User operator, UUID id, byte[] bytes, byte[] cms, SignatureVerdict.Valid signed) {
        store.lock();
        EditionProposal proposal = proposals.find(id);
        requireOpen(proposal, bytes);
        proposals.requireMoment(proposal.validFrom(), clock.now());
        List<String> earlier = signers(id);
        if (proposal.isSignedBy(operator.account())
                || earlier.contains(signed.signer().iin())) {
            throw new ProblemException(EditionProblem.SIGNED_BEFORE);
        }
        if (earlier.isEmpty() && !proposal.account().equals(operator.account())) {
            throw new ProblemException(EditionProblem.FIRST_BY_ANOTHER);
        }
        int place = earlier.size() + 1;
        UUID signature = IDS.generate();
        RecordVault.DataKey key = vault.newDataKey(signature);
        jdbc.sql("""
                        insert into edition_signature
                               (id, proposal, place, account, data_key, sealed_signature, sealed_evidence)
                        values (:id, :proposal, :place, :account, :key, :signature, :evidence)
                        """)
                .param("id", signature)
                .param("proposal", id)
                .param("place", place)
                .param("account", operator.account())
                .param("key", key.wrapped())
                .param("signature", key.seal("signature", cms))
                .param("evidence", key.seal("evidence", signed.evidence().toBytes()))
                .update();
        boolean enough = place >= NEEDED;
        if (enough) {
            store.agree(proposals.edition(proposal), id);
        }
        audit.append(EditionProposals.event(operator, enough ? "CONFIRMED" : "PROPOSED", proposal.number(), id)
                .rules(proposals.changes(proposal).rules())
                .detail("sha256", proposal.sha256())
                .detail("validFrom", proposal.validFrom().toString()));
        return enough;
    }

    /** Whose keys have signed: an account may be another one and the person the same. */
    private List<String> signers(UUID proposal) {
        return jdbc.sql("select id, data_key, sealed_evidence from edition_signature where proposal = :proposal")
                .param("proposal", proposal)
                .query((row, index) -> Evidence.fromBytes(vault.dataKey(row.getObject(1, UUID.class), row.getBytes(2))
                                .open("evidence", row.getBytes(3)))
                        .signer()
                        .iin())
                .list();
    }
}
