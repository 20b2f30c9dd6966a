package kz.negiz.auditlog.disclosure;

import java.time.Clock;
import kz.negiz.auditlog.AuditProblem;
import kz.negiz.eds.HolderKind;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.Reason;
import kz.negiz.eds.SignatureVerdict;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.Signer;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.standing.Standing;
import kz.negiz.kit.standing.StandingClient;
import kz.negiz.kit.trust.TrustBundles;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Checks that a request was signed by the prosecutor who carries it, and that this prosecutor stands at this moment. */
@Component
class RequestSignatures {

    private static final String REGISTERED = "R41-2a";

    private final TrustBundles trust;
    private final StandingClient standings;
    private final Clock clock;

    RequestSignatures(TrustBundles trust, StandingClient standings, Clock clock) {
        this.trust = trust;
        this.standings = standings;
        this.clock = clock;
    }

    /** The evidence on which the signature was found good; anything else is a refusal. */
    byte[] require(Caller.User prosecutor, byte[] document, byte[] signature) {
        SignatureVerifier verifier = trust.verifier()
                .orElseThrow(() -> new ProblemException(AuditProblem.REQUEST_SIGNATURE_UNVERIFIABLE, "")
                        .rule("R41-34b")
                        .with("reason", "NO_TRUST_BUNDLE"));
        return switch (verifier.verify(signature, document, Purpose.SIGNING, clock.instant())) {
            case SignatureVerdict.Valid valid -> {
                requireSigner(prosecutor, valid.signer());
                yield valid.evidence().toBytes();
            }
            case SignatureVerdict.Invalid invalid ->
                throw refused(AuditProblem.REQUEST_SIGNATURE_REFUSED, invalid.reason());
            case SignatureVerdict.Unknown unknown ->
                throw refused(AuditProblem.REQUEST_SIGNATURE_UNVERIFIABLE, unknown.reason());
        };
    }

    private void requireSigner(Caller.User prosecutor, Signer signer) {
        if (signer.kind() == HolderKind.SYSTEM) {
            throw differs();
        }
        switch (standing(signer)) {
            case Standing.Good good -> {
                if (!good.accountId().equals(prosecutor.account())
                        || !good.roles().contains(AccessRole.PROSECUTOR)) {
                    throw differs();
                }
            }
            case Standing.None none ->
                throw new ProblemException(CommonProblem.NO_STANDING)
                        .rule(none.rule().isEmpty() ? REGISTERED : none.rule());
        }
    }

    /** A registry that does not answer vouches for nobody. */
    private Standing standing(Signer signer) {
        return standings
                .ask(StandingClient.Question.ofHolder(signer.iin(), signer.bin()))
                .orElseThrow(() -> new ProblemException(AuditProblem.STANDING_UNKNOWN).rule(REGISTERED));
    }

    private static ProblemException differs() {
        return new ProblemException(AuditProblem.REQUEST_SIGNER_DIFFERS).rule("R41-34b");
    }

    private static ProblemException refused(AuditProblem problem, Reason reason) {
        String sentence = reason.text(LocaleContextHolder.getLocale().getLanguage());
        return new ProblemException(problem, sentence).rule("R41-34b").with("reason", reason.code());
    }
}
