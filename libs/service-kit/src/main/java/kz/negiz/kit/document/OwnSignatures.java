package kz.negiz.kit.document;

import java.time.Clock;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.Reason;
import kz.negiz.eds.SignatureVerdict;
import kz.negiz.eds.Signer;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.Problem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.standing.Standing;
import kz.negiz.kit.standing.StandingClient;
import kz.negiz.kit.trust.TrustBundles;

/**
 * Signatures of those who decide for the platform: by the trust list of the moment, with the caller's own key, and while the
 * caller stands in the role that decides.
 */
public final class OwnSignatures {

    private final TrustBundles trust;
    private final StandingClient standings;
    private final Clock clock;
    private final AccessRole role;
    private final Refusals refusals;

    /**
     * How a service refuses.
     *
     * @param refused a signature that is not valid
     * @param notVerifiable one of which nobody can say whether it is
     * @param another somebody else's, or of one who does not stand in the role
     */
    public record Refusals(Problem refused, Problem notVerifiable, Problem another) {}

    public OwnSignatures(
            TrustBundles trust, StandingClient standings, Clock clock, AccessRole role, Refusals refusals) {
        this.trust = trust;
        this.standings = standings;
        this.clock = clock;
        this.role = role;
        this.refusals = refusals;
    }

    /**
     * The verdict on a valid signature of the caller.
     *
     * @throws ProblemException with one of the refusals
     */
    public SignatureVerdict.Valid require(Caller.User caller, byte[] document, byte[] cms) {
        SignatureVerdict verdict = trust.verifier()
                .orElseThrow(() -> new ProblemException(CommonProblem.UNAVAILABLE))
                .verify(cms, document, Purpose.SIGNING, clock.instant());
        return switch (verdict) {
            case SignatureVerdict.Valid valid -> {
                requireHolder(caller, valid.signer());
                yield valid;
            }
            case SignatureVerdict.Invalid(Reason reason) -> throw refusal(refusals.refused(), reason, caller);
            case SignatureVerdict.Unknown(Reason reason) -> throw refusal(refusals.notVerifiable(), reason, caller);
        };
    }

    private static ProblemException refusal(Problem problem, Reason reason, Caller.User caller) {
        ProblemException refusal =
                new ProblemException(problem, reason.text(caller.language())).with("reason", reason.code());
        return reason.requirement().map(refusal::rule).orElse(refusal);
    }

    /** The key is the caller's own, and they stand in the role at this moment. */
    private void requireHolder(Caller.User caller, Signer signer) {
        Standing standing = standings
                .ask(StandingClient.Question.ofHolder(signer.iin(), signer.bin()))
                .orElseThrow(() -> new ProblemException(CommonProblem.UNAVAILABLE));
        boolean own = standing instanceof Standing.Good good
                && good.accountId().equals(caller.account())
                && good.roles().contains(role);
        if (!own) {
            throw new ProblemException(refusals.another());
        }
    }
}
