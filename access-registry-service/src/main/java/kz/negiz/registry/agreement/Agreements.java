package kz.negiz.registry.agreement;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.eds.NationalNumber;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.Reason;
import kz.negiz.eds.SignatureVerdict;
import kz.negiz.eds.Signer;
import kz.negiz.kit.http.PlatformProperties;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.Problem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.standing.Standing;
import kz.negiz.kit.time.DatabaseClock;
import kz.negiz.kit.trust.TrustBundles;
import kz.negiz.kit.vault.RecordVault;
import kz.negiz.registry.RegistryProblem;
import kz.negiz.registry.RegistryProperties;
import kz.negiz.registry.decision.DecisionDesk;
import kz.negiz.registry.decision.Ruling;
import kz.negiz.registry.fact.FactIds;
import kz.negiz.registry.holder.Holder;
import kz.negiz.registry.holder.Holders;
import kz.negiz.registry.standing.AgreementForm;
import kz.negiz.registry.standing.GoverningOrder;
import kz.negiz.registry.standing.Standings;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;

/**
 * The agreement of a user: shown at the first entry, accepted by a tick and the EDS of the account's own holder, kept with the
 * evidence of the signature (R41-7, R150-14a, R150-14b, R150-A11l).
 */
@Service
class Agreements {

    private static final String SIGNATURE = "AGREEMENT_SIGNATURE";
    private static final Duration SKEW = Duration.ofSeconds(2);
    private static final Set<AccessRole> EVERYBODY = EnumSet.allOf(AccessRole.class);

    private final AgreementTexts texts;
    private final AgreementSignatureRepository signatures;
    private final Standings standings;
    private final Holders holders;
    private final DecisionDesk desk;
    private final DatabaseClock clock;
    private final TrustBundles trust;
    private final String audience;
    private final Duration lifetime;

    Agreements(
            AgreementTexts texts,
            AgreementSignatureRepository signatures,
            Standings standings,
            Holders holders,
            DecisionDesk desk,
            DatabaseClock clock,
            TrustBundles trust,
            PlatformProperties platform,
            RegistryProperties properties) {
        this.texts = texts;
        this.signatures = signatures;
        this.standings = standings;
        this.holders = holders;
        this.desk = desk;
        this.clock = clock;
        this.trust = trust;
        this.audience = platform.audience();
        this.lifetime = properties.agreement().documentLifetime();
    }

    /** What the user is shown: the text in force with a fresh document to sign, or what they have signed. */
    AgreementView show(Caller.User user) {
        Standing.Good good = standing(user);
        String language = AgreementText.LANGUAGES.contains(user.language()) ? user.language() : "kk";
        AgreementForm form = GoverningOrder.valueOf(good.order()).agreement();
        if (!Standings.mustAgree(good.roles())) {
            return AgreementView.notNeeded(form, texts.inForce(form), language);
        }
        AgreementText text = texts.inForce(form);
        Optional<AgreementSignature> signed =
                signatures.findByAccountAndFormAndVersion(user.account(), form, text.version());
        if (signed.isPresent()) {
            return AgreementView.signed(form, text, language, signed.get());
        }
        AgreementDocument document = new AgreementDocument(
                FactIds.next(), audience, user.account(), form, text.version(), language, clock.now());
        return AgreementView.toSign(form, text, language, document);
    }

    private Standing.Good standing(Caller.User user) {
        return switch (standings.ofAccount(user.account())) {
            case Standing.Good good -> good;
            case Standing.None none -> throw new ProblemException(CommonProblem.NO_STANDING).rule(none.rule());
        };
    }

    /** Takes a signed document; the signature is checked before the decision's turn comes, which keeps the turn short. */
    UUID sign(Caller.User user, boolean accepted, byte[] document, byte[] cms) {
        SignatureVerdict verdict = verify(document, cms);
        return desk.decide(user, EVERYBODY, SIGNATURE, by -> {
            Optional<AgreementDocument> parsed = AgreementDocument.parse(document);
            Optional<Refusal> refusal = refusal(by, accepted, parsed, verdict);
            AuditEventDraft event = AuditEventDraft.of(SIGNATURE, refusal.isPresent() ? "REFUSED" : "SIGNED");
            if (parsed.isPresent()) {
                event = event.detail("form", parsed.get().form().name())
                        .detail("version", parsed.get().version())
                        .detail("language", parsed.get().language());
            }
            if (refusal.isPresent()) {
                return refusal.get().ruling(event);
            }
            AgreementDocument signed = parsed.orElseThrow();
            store(signed, document, cms, (SignatureVerdict.Valid) verdict);
            return Ruling.made(signed.id(), event.reference(signed.id()).rules(rules(signed.form())));
        });
    }

    private SignatureVerdict verify(byte[] document, byte[] cms) {
        return trust.verifier()
                .map(verifier -> verifier.verify(cms, document, Purpose.SIGNING, clock.now()))
                .orElseThrow(() -> new ProblemException(CommonProblem.UNAVAILABLE));
    }

    private Optional<Refusal> refusal(
            Standing.Good by, boolean accepted, Optional<AgreementDocument> parsed, SignatureVerdict verdict) {
        AgreementForm form = GoverningOrder.valueOf(by.order()).agreement();
        if (!Standings.mustAgree(by.roles())) {
            return refuse(RegistryProblem.AGREEMENT_NOT_NEEDED, "");
        }
        if (by.agreementSigned()) {
            return refuse(RegistryProblem.AGREEMENT_SIGNED_BEFORE, "");
        }
        if (!accepted) {
            return refuse(RegistryProblem.AGREEMENT_NOT_ACCEPTED, "R150-A11l");
        }
        if (parsed.isEmpty() || !isOurs(parsed.get(), by.accountId())) {
            return refuse(RegistryProblem.AGREEMENT_DOCUMENT_NOT_ISSUED, firstRule(form));
        }
        AgreementDocument document = parsed.get();
        if (document.form() != form
                || !document.version().equals(texts.inForce(form).version())) {
            return refuse(RegistryProblem.AGREEMENT_TEXT_CHANGED, firstRule(form));
        }
        Instant now = clock.now();
        if (document.time().isAfter(now.plus(SKEW)) || document.time().isBefore(now.minus(lifetime))) {
            return refuse(RegistryProblem.AGREEMENT_DOCUMENT_STALE, firstRule(form));
        }
        return switch (verdict) {
            case SignatureVerdict.Valid valid -> checkSigner(valid.signer(), by.accountId());
            case SignatureVerdict.Invalid invalid -> refuse(invalid.reason());
            case SignatureVerdict.Unknown unknown -> refuse(unknown.reason());
        };
    }

    private boolean isOurs(AgreementDocument document, UUID account) {
        return document.audience().equals(audience)
                && document.account().equals(account)
                && signatures.findById(document.id()).isEmpty();
    }

    private Optional<Refusal> checkSigner(Signer signer, UUID account) {
        boolean holder = NationalNumber.isWellFormed(signer.iin())
                && (signer.bin().isEmpty() || NationalNumber.isWellFormed(signer.bin()))
                && holders.accountOf(new Holder(signer.iin(), signer.bin(), "")).equals(Optional.of(account));
        return holder ? Optional.empty() : refuse(RegistryProblem.AGREEMENT_SIGNER_IS_ANOTHER, "R41-6");
    }

    private void store(AgreementDocument signed, byte[] document, byte[] cms, SignatureVerdict.Valid verdict) {
        RecordVault.DataKey key = holders.sealing(signed.id());
        signatures.save(new AgreementSignature(
                signed,
                document,
                key.seal("signature", cms),
                key.seal("evidence", verdict.evidence().toBytes()),
                verdict.evidence().bundleNumber()));
    }

    private static List<String> rules(AgreementForm form) {
        return switch (form) {
            case ORDER_41 -> List.of("R41-7");
            case ORDER_150 -> List.of("R150-14a", "R150-14b", "R150-A11l");
            case OTHERS -> List.of();
        };
    }

    private static String firstRule(AgreementForm form) {
        return rules(form).stream().findFirst().orElse("");
    }

    private static Optional<Refusal> refuse(RegistryProblem problem, String rule) {
        return Optional.of(new Refusal(problem, rule, Optional.empty()));
    }

    private static Optional<Refusal> refuse(Reason reason) {
        return Optional.of(new Refusal(RegistryProblem.AGREEMENT_SIGNATURE_REFUSED, "R41-2b", Optional.of(reason)));
    }

    /** Why a signature under the agreement is not taken. */
    private record Refusal(Problem problem, String rule, Optional<Reason> reason) {

        <T> Ruling<T> ruling(AuditEventDraft event) {
            if (reason.isEmpty()) {
                return Ruling.refused(problem, rule, event);
            }
            String code = reason.get().code();
            return new Ruling.Refused<>(
                    new ProblemException(
                                    problem,
                                    reason.get()
                                            .text(LocaleContextHolder.getLocale()
                                                    .getLanguage()))
                            .rule(rule)
                            .with("reason", code),
                    event.rule(rule).detail("problem", problem.code()).detail("reason", code));
        }
    }

    /** The signature and its evidence as they were taken, for showing them to their signer. */
    Optional<SignedAgreement> signed(Caller.User user) {
        return signatures
                .findFirstByAccountOrderByRecordedAtDesc(user.account())
                .map(signature -> {
                    RecordVault.DataKey key = holders.opening(signature.getId());
                    Base64.Encoder base64 = Base64.getEncoder();
                    return new SignedAgreement(
                            signature.getId(),
                            signature.form(),
                            signature.version(),
                            signature.language(),
                            texts.ofVersion(signature.form(), signature.version())
                                    .in(signature.language()),
                            base64.encodeToString(signature.document()),
                            base64.encodeToString(key.open("signature", signature.sealedSignature())),
                            base64.encodeToString(key.open("evidence", signature.sealedEvidence())),
                            signature.bundleNumber(),
                            signature.recordedAt());
                });
    }

    /** A signed agreement with everything that is needed to check it again. */
    record SignedAgreement(
            UUID id,
            AgreementForm form,
            String version,
            String language,
            String text,
            String document,
            String signature,
            String evidence,
            long bundleNumber,
            Instant signedAt) {

        @Override
        public String toString() {
            return "SignedAgreement[" + id + "]";
        }
    }
}
