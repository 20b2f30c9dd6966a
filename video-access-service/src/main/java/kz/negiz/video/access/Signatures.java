package kz.negiz.video.access;

import java.time.Clock;
import java.util.Optional;
import kz.negiz.eds.HolderKind;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.Reason;
import kz.negiz.eds.SignatureVerdict;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.standing.Standing;
import kz.negiz.kit.standing.StandingClient;
import kz.negiz.kit.trust.TrustBundles;
import kz.negiz.video.VideoProblem;
import kz.negiz.video.warehouse.Warehouse;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Checks that a document was signed by the warehouse's owner, whoever carries it. */
@Component
class Signatures {

    private final TrustBundles trust;
    private final StandingClient standings;
    private final Clock clock;

    Signatures(TrustBundles trust, StandingClient standings, Clock clock) {
        this.trust = trust;
        this.standings = standings;
        this.clock = clock;
    }

    /** The evidence on which the signature was found good; anything else is a refusal. */
    byte[] require(Caller.User caller, Warehouse warehouse, byte[] document, byte[] signature) {
        Optional<SignatureVerifier> verifier = trust.verifier();
        if (verifier.isEmpty()) {
            throw new ProblemException(VideoProblem.SIGNATURE_UNVERIFIABLE, "").with("reason", "NO_TRUST_BUNDLE");
        }
        return switch (verifier.get().verify(signature, document, Purpose.SIGNING, clock.instant())) {
            case SignatureVerdict.Valid valid -> {
                if (valid.signer().kind() != HolderKind.ORGANISATION
                        || !valid.signer().bin().equals(warehouse.ownerBin())) {
                    throw new ProblemException(VideoProblem.SIGNER_DIFFERS).rule("R283-4a");
                }
                requireStanding(
                        caller,
                        warehouse,
                        StandingClient.Question.ofHolder(
                                valid.signer().iin(), valid.signer().bin()));
                yield valid.evidence().toBytes();
            }
            case SignatureVerdict.Invalid invalid -> throw refused(VideoProblem.SIGNATURE_REFUSED, invalid.reason());
            case SignatureVerdict.Unknown unknown ->
                throw refused(VideoProblem.SIGNATURE_UNVERIFIABLE, unknown.reason());
        };
    }

    private static ProblemException refused(VideoProblem problem, Reason reason) {
        return new ProblemException(
                        problem, reason.text(LocaleContextHolder.getLocale().getLanguage()))
                .with("reason", reason.code());
    }

    private void requireStanding(Caller.User caller, Warehouse warehouse, StandingClient.Question signer) {
        switch (standing(signer)) {
            case Standing.Good good -> {
                if (!good.accountId().equals(caller.account())
                        || !good.roles().contains(AccessRole.WAREHOUSE_OWNER)
                        || !good.bodyId().equals(warehouse.ownerBody())) {
                    throw new ProblemException(VideoProblem.SIGNER_DIFFERS).rule("R283-4a");
                }
            }
            case Standing.None none -> throw new ProblemException(CommonProblem.NO_STANDING).rule(none.rule());
        }
    }

    /** A registry that does not answer vouches for nobody. */
    private Standing standing(StandingClient.Question signer) {
        return standings
                .ask(signer)
                .orElseThrow(() -> new ProblemException(VideoProblem.STANDING_UNKNOWN).rule("R41-2a"));
    }
}
