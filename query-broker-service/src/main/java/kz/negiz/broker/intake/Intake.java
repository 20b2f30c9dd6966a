package kz.negiz.broker.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import kz.negiz.broker.document.DocumentRefused;
import kz.negiz.broker.document.Officer;
import kz.negiz.broker.document.SignedRequest;
import kz.negiz.broker.edition.Editions;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.eds.HolderKind;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.Reason;
import kz.negiz.eds.SignatureVerdict;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.Signer;
import kz.negiz.kit.http.PlatformProperties;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.standing.Standing;
import kz.negiz.kit.standing.StandingClient;
import kz.negiz.kit.trust.TrustBundles;
import kz.negiz.rules.Asker;
import kz.negiz.rules.GeneralRule;
import kz.negiz.rules.Order;
import kz.negiz.rules.Rules;
import org.springframework.stereotype.Component;

/**
 * Decides whether a submission is a request at all: form, signature, words, time, standing of the signer, and that the signer
 * carries it. The first check that fails is the one that is told.
 */
@Component
public class Intake {

    /** How long a document may wait for its signature. */
    public static final Duration LIFETIME = Duration.ofMinutes(10);

    /** How far the clocks of two servers of ours may differ. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    /** A kind of request. */
    public interface Form<D extends SignedRequest> {

        /**
         * Reads its bytes.
         *
         * @throws DocumentRefused with the field that is wrong
         */
        D parse(byte[] document) throws DocumentRefused;

        /**
         * Checks what its kind alone demands.
         *
         * @throws NotAccepted if it does not hold
         */
        void check(D document, Order order) throws NotAccepted;
    }

    private final PlatformProperties platform;
    private final Editions editions;
    private final TrustBundles trust;
    private final StandingClient registry;
    private final RequestRecords records;
    private final Clock clock;

    Intake(
            PlatformProperties platform,
            Editions editions,
            TrustBundles trust,
            StandingClient registry,
            RequestRecords records,
            Clock clock) {
        this.platform = platform;
        this.editions = editions;
        this.trust = trust;
        this.registry = registry;
        this.records = records;
        this.clock = clock;
    }

    /**
     * Reads what somebody sent.
     *
     * @throws NotAccepted for the first check that fails
     */
    public <D extends SignedRequest> Accepted<D> read(Form<D> form, Submission submission, Caller.User carrier)
            throws NotAccepted {
        Rules rules = editions.current();
        Order order = rules.edition().orderOf(carrier.bodyKind());
        D document = parse(form, submission, order);
        SignatureVerdict.Valid verdict = verify(submission, document, order, carrier.language());
        checkThisInstallation(document, order);
        checkWords(document, rules, order);
        checkTime(document, order);
        Standing.Good signer = standing(question(verdict.signer()), document, order);
        Order ownOrder = order(signer, order);
        Optional<Standing.Good> onBehalfOf = switch (signer.kind()) {
            case PERSON -> {
                checkPersonMayAsk(signer, rules, document, ownOrder);
                yield Optional.empty();
            }
            case SYSTEM -> Optional.of(officerBehind(signer, document, ownOrder));
            case ORGANISATION ->
                throw NotAccepted.signed(BrokerProblem.SIGNER_NOT_A_PERSON, GeneralRule.SIGNED.in(ownOrder), document);
        };
        if (!signer.accountId().equals(carrier.account())) {
            throw NotAccepted.signed(
                    BrokerProblem.SIGNER_IS_ANOTHER, GeneralRule.SIGNS_FOR_ONESELF.in(ownOrder), document);
        }
        if (records.isUsed(document.id())) {
            throw usedBefore(document, ownOrder);
        }
        form.check(document, ownOrder);
        Asker asker = asker(signer, ownOrder, document, verdict.signer());
        return new Accepted<>(document, submission, verdict.evidence(), signer, onBehalfOf, asker, carrier.session());
    }

    /** Who asks, for the rules: the account that signed, and the officer behind it by the own number. */
    public static Asker asker(Standing.Good signer, Order order, SignedRequest document, Signer key) {
        return new Asker(
                order,
                signer.bodyId(),
                signer.bodyKind(),
                signer.roleCode(),
                document.fields().officersIin(key.iin()));
    }

    /** A replayed document carries a signature that was made for the first use of it, and none of its own. */
    public static NotAccepted usedBefore(SignedRequest document, Order order) {
        return NotAccepted.signed(BrokerProblem.QUESTION_USED_BEFORE, GeneralRule.SIGNED.in(order), document);
    }

    private static <D extends SignedRequest> D parse(Form<D> form, Submission submission, Order order)
            throws NotAccepted {
        if (submission.signature().length > Submission.MAX_SIGNATURE) {
            throw NotAccepted.unread(BrokerProblem.DOCUMENT_MALFORMED, GeneralRule.SIGNED.in(order), "signature");
        }
        try {
            return form.parse(submission.document());
        } catch (DocumentRefused e) {
            throw NotAccepted.unread(BrokerProblem.DOCUMENT_MALFORMED, GeneralRule.SIGNED.in(order), e.field());
        }
    }

    private SignatureVerdict.Valid verify(Submission submission, SignedRequest document, Order order, String language)
            throws NotAccepted {
        Optional<SignatureVerifier> verifier = trust.verifier();
        if (verifier.isEmpty()) {
            throw NotAccepted.unsigned(
                    BrokerProblem.SIGNATURE_UNVERIFIABLE, GeneralRule.SIGNED.in(order), document, "");
        }
        return switch (verifier.get()
                .verify(submission.signature(), submission.document(), Purpose.SIGNING, clock.instant())) {
            case SignatureVerdict.Valid valid -> valid;
            case SignatureVerdict.Invalid invalid ->
                throw refused(BrokerProblem.SIGNATURE_REFUSED, invalid.reason(), document, order, language);
            case SignatureVerdict.Unknown unknown ->
                throw refused(BrokerProblem.SIGNATURE_UNVERIFIABLE, unknown.reason(), document, order, language);
        };
    }

    private static NotAccepted refused(
            BrokerProblem problem, Reason reason, SignedRequest document, Order order, String language) {
        return NotAccepted.unsigned(
                problem,
                reason.requirement().orElse(GeneralRule.SIGNED.in(order)),
                document,
                reason.text(language),
                reason.code());
    }

    private void checkThisInstallation(SignedRequest document, Order order) throws NotAccepted {
        if (!document.audience().equals(platform.audience())) {
            throw NotAccepted.signed(BrokerProblem.AUDIENCE_DIFFERS, GeneralRule.SIGNED.in(order), document);
        }
    }

    private static void checkWords(SignedRequest document, Rules rules, Order order) throws NotAccepted {
        if (document.edition() != rules.edition().number()) {
            throw NotAccepted.signed(
                    BrokerProblem.EDITION_DIFFERS, GeneralRule.BY_ROLE_AND_PROFILE.in(order), document);
        }
        if (!document.wordsBy(rules.edition()).equals(document.words())) {
            throw NotAccepted.signed(BrokerProblem.DOCUMENT_ALTERED, GeneralRule.SIGNED.in(order), document);
        }
    }

    private void checkTime(SignedRequest document, Order order) throws NotAccepted {
        Instant now = clock.instant();
        if (document.issued().isAfter(now.plus(SKEW))) {
            throw NotAccepted.signed(BrokerProblem.QUESTION_AHEAD, GeneralRule.SIGNED.in(order), document);
        }
        if (document.issued().isBefore(now.minus(LIFETIME))) {
            throw NotAccepted.signed(BrokerProblem.QUESTION_EXPIRED, GeneralRule.SIGNED.in(order), document);
        }
    }

    private static StandingClient.Question question(Signer signer) {
        return signer.kind() == HolderKind.SYSTEM
                ? StandingClient.Question.ofSystem(signer.bin(), signer.systemOid())
                : StandingClient.Question.ofHolder(signer.iin(), signer.bin());
    }

    private Standing.Good standing(StandingClient.Question whose, SignedRequest document, Order order)
            throws NotAccepted {
        return switch (ask(whose, document, order)) {
            case Standing.Good good -> good;
            case Standing.None none ->
                throw NotAccepted.signed(
                        BrokerProblem.SIGNER_WITHOUT_STANDING,
                        none.rule().isEmpty() ? GeneralRule.REGISTERED.in(order) : none.rule(),
                        document);
        };
    }

    private Standing ask(StandingClient.Question whose, SignedRequest document, Order order) throws NotAccepted {
        return registry.ask(whose)
                .orElseThrow(() ->
                        NotAccepted.signed(BrokerProblem.STANDING_UNKNOWN, GeneralRule.REGISTERED.in(order), document));
    }

    /** The order that the account is under. */
    public static Order order(Standing.Good signer, Order fallback) {
        return switch (signer.order()) {
            case "ORDER_41" -> Order.ORDER_41;
            case "ORDER_150" -> Order.ORDER_150;
            default -> fallback;
        };
    }

    private static void checkPersonMayAsk(Standing.Good signer, Rules rules, SignedRequest document, Order order)
            throws NotAccepted {
        if (document.fields().onBehalfOf().isPresent()) {
            throw NotAccepted.signed(
                    BrokerProblem.ONLY_SYSTEMS_ASK_FOR_OTHERS, GeneralRule.SIGNS_FOR_ONESELF.in(order), document);
        }
        if (!signer.agreementSigned()) {
            throw NotAccepted.signed(
                    BrokerProblem.SIGNER_WITHOUT_AGREEMENT, GeneralRule.AGREEMENT_SIGNED.in(order), document);
        }
        // A person never has the access right of a system, whatever the registry were to say.
        if (!mayAsk(signer) || rules.edition().isSystem(signer.roleCode())) {
            throw NotAccepted.signed(
                    BrokerProblem.SIGNER_MAY_NOT_ASK, GeneralRule.BY_ROLE_AND_PROFILE.in(order), document);
        }
    }

    /** An operator's account never asks, whatever else it is. */
    public static boolean mayAsk(Standing.Good person) {
        return person.roles().contains(AccessRole.OFFICER) && !person.roles().contains(AccessRole.OPERATOR);
    }

    /** A system asks for an officer of its own body who could ask too: both of them stand, or nobody is answered. */
    private Standing.Good officerBehind(Standing.Good system, SignedRequest document, Order order) throws NotAccepted {
        if (!system.roles().contains(AccessRole.INFORMATION_SYSTEM)) {
            throw NotAccepted.signed(
                    BrokerProblem.SIGNER_MAY_NOT_ASK, GeneralRule.BY_ROLE_AND_PROFILE.in(order), document);
        }
        Officer named = document.fields()
                .onBehalfOf()
                .orElseThrow(() -> NotAccepted.signed(
                        BrokerProblem.OFFICER_NOT_NAMED, GeneralRule.BY_ROLE_AND_PROFILE.in(order), document));
        Standing standing = ask(StandingClient.Question.ofHolder(named.iin(), named.bin()), document, order);
        if (!(standing instanceof Standing.Good officer)
                || officer.kind() != AccountKind.PERSON
                || !officer.agreementSigned()
                || !mayAsk(officer)) {
            throw NotAccepted.signed(
                    BrokerProblem.OFFICER_WITHOUT_STANDING, GeneralRule.REGISTERED.in(order), document);
        }
        if (!officer.bodyId().equals(system.bodyId())) {
            throw NotAccepted.signed(
                    BrokerProblem.OFFICER_OF_ANOTHER_BODY, GeneralRule.BY_ROLE_AND_PROFILE.in(order), document);
        }
        return officer;
    }
}
