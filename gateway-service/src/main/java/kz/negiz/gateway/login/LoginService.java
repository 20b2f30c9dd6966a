package kz.negiz.gateway.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.eds.CertificateVerdict;
import kz.negiz.eds.Evidence;
import kz.negiz.eds.Fingerprint;
import kz.negiz.eds.HolderKind;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.Reason;
import kz.negiz.eds.SignatureVerdict;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.Signer;
import kz.negiz.eds.XmlVerdict;
import kz.negiz.gateway.GatewayProblem;
import kz.negiz.gateway.rate.RateLimit;
import kz.negiz.gateway.session.Login;
import kz.negiz.gateway.session.NumberedCertificate;
import kz.negiz.gateway.session.OpenSession;
import kz.negiz.gateway.session.SecretToken;
import kz.negiz.gateway.session.Sessions;
import kz.negiz.gateway.stranger.ClientAddress;
import kz.negiz.gateway.stranger.StrangerRefusals;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.standing.Standing;
import kz.negiz.kit.standing.StandingClient;
import kz.negiz.kit.trust.TrustBundles;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets somebody in who signed the challenge of this browser with a key that stands, and whose account stands too. The checks
 * come in this order: rate, challenge (used up first), signature at the gateway's clock, standing. Who can't be told from
 * a stranger is counted; who is known by a good signature is put on record.
 */
@Service
class LoginService {

    private final ChallengeStore challenges;
    private final TrustBundles trust;
    private final StandingClient standings;
    private final Sessions sessions;
    private final StrangerRefusals strangers;
    private final AuditOutbox audit;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final RateLimit challengesByAddress;
    private final RateLimit loginsByAddress;
    private final RateLimit loginsByHolder;

    LoginService(
            LoginProperties properties,
            ChallengeStore challenges,
            TrustBundles trust,
            StandingClient standings,
            Sessions sessions,
            StrangerRefusals strangers,
            AuditOutbox audit,
            TransactionTemplate transactions,
            Clock clock) {
        this.challenges = challenges;
        this.trust = trust;
        this.standings = standings;
        this.sessions = sessions;
        this.strangers = strangers;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
        this.challengesByAddress = new RateLimit(properties.perAddressAndMinute(), clock);
        this.loginsByAddress = new RateLimit(properties.perAddressAndMinute(), clock);
        this.loginsByHolder = new RateLimit(properties.perHolderAndMinute(), clock);
    }

    /**
     * An answer to a challenge.
     *
     * @param signature CMS over the challenge, DER in base64 or PEM; or the challenge's element with an XML signature in it
     * @param asker finds the browser that has no session yet, or the key that is proven to be held
     * @param former the session that the browser had so far, if any
     * @param language in which a refusal is explained
     */
    record Answer(
            UUID challenge,
            String signature,
            Supplier<Optional<? extends Asker>> asker,
            Optional<SecretToken> former,
            ClientAddress address,
            String language) {}

    /** What a login comes to: the session, and whether only the agreement is open to it. */
    record Accepted(Sessions.Begun begun, Standing.Good standing) {}

    Challenge challenge(Asker asker, Challenge.Form form, ClientAddress address) {
        admitStranger(challengesByAddress, address);
        return challenges.issue(asker, form);
    }

    Accepted login(Answer answer) {
        admitStranger(loginsByAddress, answer.address());
        Challenge challenge = consumed(answer);
        Verified valid = verified(challenge, answer);
        return enter(
                valid,
                new Way(
                        answer.address(),
                        Optional.of(answer.challenge()),
                        challenge.keyThumbprint().isPresent() ? OpenSession.Binding.KEY : OpenSession.Binding.BROWSER,
                        challenge.keyThumbprint(),
                        answer.former()));
    }

    /**
     * Lets an information system in that has shown its certificate in a TLS handshake, and so holds its key.
     *
     * @param language in which a refusal is explained
     */
    Accepted loginByCertificate(X509Certificate certificate, ClientAddress address, String language) {
        admitStranger(loginsByAddress, address);
        Verified valid = switch (verifier(address).validate(certificate, Purpose.LOGIN, clock.instant())) {
            case CertificateVerdict.Invalid(Reason reason) ->
                throw refused(GatewayProblem.SIGNATURE_REFUSED, reason, address, language);
            case CertificateVerdict.Unknown(Reason reason) ->
                throw refused(GatewayProblem.SIGNATURE_NOT_VERIFIABLE, reason, address, language);
            case CertificateVerdict.Valid(Signer signer, Evidence evidence) -> new Verified(signer, evidence);
        };
        return enter(
                valid,
                new Way(
                        address,
                        Optional.empty(),
                        OpenSession.Binding.CERTIFICATE,
                        Optional.empty(),
                        Optional.empty()));
    }

    /** How somebody comes in whose key has been verified. */
    private record Way(
            ClientAddress address,
            Optional<UUID> challenge,
            OpenSession.Binding binding,
            Optional<byte[]> keyThumbprint,
            Optional<SecretToken> former) {}

    private Accepted enter(Verified valid, Way way) {
        Signer signer = valid.signer();
        AuditEventDraft event = about("REFUSED", signer, way);
        try {
            loginsByHolder.admit(holder(signer));
        } catch (ProblemException refused) {
            throw known(event, refused);
        }
        if ((signer.kind() == HolderKind.SYSTEM) == (way.binding() == OpenSession.Binding.BROWSER)) {
            throw known(
                    event.detail("reason", "OTHER_WAY_OF_LOGIN"),
                    new ProblemException(GatewayProblem.OTHER_WAY_OF_LOGIN));
        }
        return switch (standingOf(signer, way)) {
            case Standing.None none -> {
                AuditEventDraft refusal = event.detail("reason", none.reason());
                throw known(
                        none.accountId() == null ? refusal : refusal.account(none.accountId()),
                        new ProblemException(CommonProblem.NO_STANDING)
                                .rule(none.rule())
                                .with("reason", none.reason()));
            }
            case Standing.Good good ->
                new Accepted(
                        sessions.begin(
                                new Login(
                                        good,
                                        way.address().text(),
                                        Fingerprint.of(signer.certificate()),
                                        new NumberedCertificate(
                                                authority(valid.evidence()),
                                                signer.certificate().getSerialNumber()),
                                        valid.evidence().bundleNumber(),
                                        way.challenge(),
                                        way.binding(),
                                        way.keyThumbprint()),
                                way.former()),
                        good);
        };
    }

    private void admitStranger(RateLimit limit, ClientAddress address) {
        try {
            limit.admit(address.network());
        } catch (ProblemException refused) {
            throw stranger(address, refused);
        }
    }

    private Challenge consumed(Answer answer) {
        try {
            return challenges.consume(
                    answer.challenge(),
                    answer.asker().get().orElseThrow(() -> new ProblemException(GatewayProblem.CHALLENGE_NOT_KNOWN)));
        } catch (ProblemException refused) {
            throw stranger(answer.address(), refused);
        }
    }

    private SignatureVerifier verifier(ClientAddress address) {
        return trust.verifier().orElseThrow(() -> {
            strangers.count(address, "TRUST_UNKNOWN");
            return new ProblemException(CommonProblem.UNAVAILABLE);
        });
    }

    private Verified verified(Challenge challenge, Answer answer) {
        SignatureVerifier verifier = verifier(answer.address());
        return switch (challenge.form()) {
            case CMS -> verifiedCms(verifier, challenge, answer);
            case XML -> verifiedXml(verifier, challenge, answer);
        };
    }

    private Verified verifiedCms(SignatureVerifier verifier, Challenge challenge, Answer answer) {
        byte[] cms = answer.signature().getBytes(StandardCharsets.US_ASCII);
        return switch (verifier.verify(cms, challenge.content(), Purpose.LOGIN, clock.instant())) {
            case SignatureVerdict.Invalid(Reason reason) ->
                throw refused(GatewayProblem.SIGNATURE_REFUSED, reason, answer.address(), answer.language());
            case SignatureVerdict.Unknown(Reason reason) ->
                throw refused(GatewayProblem.SIGNATURE_NOT_VERIFIABLE, reason, answer.address(), answer.language());
            case SignatureVerdict.Valid(Signer signer, Evidence evidence) -> new Verified(signer, evidence);
        };
    }

    private Verified verifiedXml(SignatureVerifier verifier, Challenge challenge, Answer answer) {
        byte[] xml = answer.signature().getBytes(StandardCharsets.UTF_8);
        return switch (verifier.verifyXml(xml, Optional.of(challenge.content()), Purpose.LOGIN, clock.instant())) {
            case XmlVerdict.Invalid(Reason reason) ->
                throw refused(GatewayProblem.SIGNATURE_REFUSED, reason, answer.address(), answer.language());
            case XmlVerdict.Unknown(Reason reason) ->
                throw refused(GatewayProblem.SIGNATURE_NOT_VERIFIABLE, reason, answer.address(), answer.language());
            case XmlVerdict.Valid valid -> new Verified(valid.signer(), valid.evidence());
        };
    }

    /** A signature that stands, in whichever form. */
    private record Verified(Signer signer, Evidence evidence) {}

    private Standing standingOf(Signer signer, Way way) {
        return standings
                .ask(
                        signer.kind() == HolderKind.SYSTEM
                                ? StandingClient.Question.ofSystem(signer.bin(), signer.systemOid())
                                : StandingClient.Question.ofHolder(signer.iin(), signer.bin()))
                .orElseThrow(() -> known(
                        about("UNVERIFIABLE", signer, way).detail("reason", "REGISTRY_SILENT"),
                        new ProblemException(CommonProblem.UNAVAILABLE)));
    }

    private ProblemException refused(GatewayProblem problem, Reason reason, ClientAddress address, String language) {
        strangers.count(address, reason.code());
        ProblemException refusal = new ProblemException(problem, reason.text(language)).with("reason", reason.code());
        return reason.requirement().map(refusal::rule).orElse(refusal);
    }

    private ProblemException stranger(ClientAddress address, ProblemException refusal) {
        strangers.count(address, refusal.problem().code());
        return refusal;
    }

    private ProblemException known(AuditEventDraft event, ProblemException refusal) {
        AuditEventDraft complete = refusal.rule().isEmpty() ? event : event.rule(refusal.rule());
        transactions.executeWithoutResult(status -> audit.append(complete));
        return refusal;
    }

    private static AuditEventDraft about(String outcome, Signer signer, Way way) {
        AuditEventDraft event = AuditEventDraft.of("LOGIN", outcome)
                .detail("iin", signer.iin())
                .detail("bin", signer.bin())
                .detail("system", signer.systemOid())
                .detail("address", way.address().text())
                .detail("certificate", Fingerprint.of(signer.certificate()));
        return way.challenge().map(event::reference).orElse(event);
    }

    /** The holder in the rate limit's memory, without the number itself. */
    private static String holder(Signer signer) {
        return HexFormat.of()
                .formatHex(sha256((signer.iin() + ' ' + signer.bin() + ' ' + signer.systemOid())
                        .getBytes(StandardCharsets.US_ASCII)));
    }

    /** The SHA-256 of the certificate that verifies the signer's. */
    private static String authority(Evidence evidence) {
        return Fingerprint.of(evidence.path().get(1));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
