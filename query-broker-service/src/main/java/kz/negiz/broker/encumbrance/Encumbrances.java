package kz.negiz.broker.encumbrance;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import kz.negiz.broker.document.Encumbrance;
import kz.negiz.broker.document.EncumbranceDocument;
import kz.negiz.broker.document.QuestionFields;
import kz.negiz.broker.edition.Editions;
import kz.negiz.broker.encumbrance.EncumbranceRecords.Lapse;
import kz.negiz.broker.encumbrance.EncumbranceRecords.Opened;
import kz.negiz.broker.encumbrance.EncumbranceRecords.Row;
import kz.negiz.broker.encumbrance.EncumbranceRecords.StepRow;
import kz.negiz.broker.encumbrance.EncumbranceRecords.Whose;
import kz.negiz.broker.intake.Accepted;
import kz.negiz.broker.intake.Intake;
import kz.negiz.broker.intake.NotAccepted;
import kz.negiz.broker.intake.RequestEvents;
import kz.negiz.broker.intake.RequestRecords;
import kz.negiz.broker.intake.Submission;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.broker.source.ActionOutcome;
import kz.negiz.broker.source.Registers;
import kz.negiz.broker.source.SourceAction;
import kz.negiz.broker.source.SourceQuestion;
import kz.negiz.broker.source.Sources;
import kz.negiz.eds.Evidence;
import kz.negiz.eds.SignatureVerdict;
import kz.negiz.kit.document.OwnSignatures;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.problem.ProblemTexts;
import kz.negiz.kit.receipt.Receipts;
import kz.negiz.kit.standing.Standing;
import kz.negiz.kit.standing.StandingClient;
import kz.negiz.kit.trust.TrustBundles;
import kz.negiz.rules.Asker;
import kz.negiz.rules.Basis;
import kz.negiz.rules.Decision;
import kz.negiz.rules.GeneralRule;
import kz.negiz.rules.RegisterAnswer;
import kz.negiz.rules.Rules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The way of an encumbrance: asked for and decided like a question, then confirmed by the officer's own signature over the same
 * bytes, decided once more, put on record as being sent, sent once, and followed until somebody can say what became of it.
 * Nothing is ever sent twice: what died on its way stays unknown until its owner, or an operator with the owner's letter, tells.
 */
@Component
public class Encumbrances {

    private static final Logger log = LoggerFactory.getLogger(Encumbrances.class);

    private static final int AT_ONCE = 200;
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final int TRIES = 5;

    private final EncumbranceForm form;
    private final Intake intake;
    private final RequestRecords requests;
    private final EncumbranceRecords records;
    private final Editions editions;
    private final Registers registers;
    private final Sources sources;
    private final StandingClient registry;
    private final OwnSignatures signatures;
    private final Receipts receipts;
    private final ProblemTexts texts;
    private final EncumbrancesProperties times;
    private final Clock clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<UUID, Instant> inquired = new ConcurrentHashMap<>();

    Encumbrances(
            EncumbranceForm form,
            Intake intake,
            RequestRecords requests,
            EncumbranceRecords records,
            Editions editions,
            Registers registers,
            Sources sources,
            StandingClient registry,
            TrustBundles trust,
            Receipts receipts,
            ProblemTexts texts,
            EncumbrancesProperties times,
            Clock clock) {
        this.form = form;
        this.intake = intake;
        this.requests = requests;
        this.records = records;
        this.editions = editions;
        this.registers = registers;
        this.sources = sources;
        this.registry = registry;
        this.signatures = new OwnSignatures(
                trust,
                registry,
                clock,
                AccessRole.OFFICER,
                new OwnSignatures.Refusals(
                        BrokerProblem.SIGNATURE_REFUSED,
                        BrokerProblem.SIGNATURE_UNVERIFIABLE,
                        BrokerProblem.ENCUMBRANCE_SIGNED_BY_ANOTHER));
        this.receipts = receipts;
        this.texts = texts;
        this.times = times;
        this.clock = clock;
    }

    /**
     * Takes what a system signed. Whatever becomes of it is on record when this returns or throws.
     *
     * @throws ProblemException when it is no acceptable request, or not permitted
     */
    EncumbranceView request(Submission submission, Caller.User carrier) {
        try {
            Accepted<EncumbranceDocument> accepted = intake.read(form, submission, carrier);
            Judged judged = judge(accepted.document(), accepted.asker());
            records.store(accepted, judged.decision(), judged.register());
            Row row = records.find(accepted.document().id()).orElseThrow();
            if (!(judged.decision() instanceof Decision.Permit)) {
                throw refusal(judged.decision())
                        .with("encumbrance", row.id().toString())
                        .with("receipt", receipts.of(row.event()));
            }
            return view(row, carrier, carrier.language());
        } catch (NotAccepted refused) {
            throw refused.problem(requests.refuse("ENCUMBRANCE_NOT_ACCEPTED", refused, submission, carrier), receipts);
        }
    }

    /**
     * Takes the officer's signature over the document and has the encumbrance sent.
     *
     * @throws ProblemException when it is not theirs to confirm, the signature does not stand, or what it rested on has ended
     */
    EncumbranceView confirm(UUID id, Caller.User officer, byte[] signature) {
        Row row = ofOfficer(id, officer);
        requireWaiting(row);
        RegisterAnswer register;
        SignatureVerdict.Valid signed;
        try {
            signed = signatures.require(officer, records.bytes(row), signature);
            register = stillPermitted(row);
        } catch (ProblemException refused) {
            records.refused(
                    row,
                    officer,
                    refused.rule().isEmpty() ? GeneralRule.SIGNED.in(row.order()) : refused.rule(),
                    refused.problem().code());
            throw refused;
        }
        if (!records.confirmed(row, officer, signature, signed.evidence(), register)) {
            throw new ProblemException(BrokerProblem.ENCUMBRANCE_DECIDED);
        }
        send(records.find(id).orElseThrow());
        return view(records.find(id).orElseThrow(), officer, officer.language());
    }

    /** Puts on record that the officer does not want it. */
    EncumbranceView decline(UUID id, Caller.User officer, String why) {
        Row row = ofOfficer(id, officer);
        requireWaiting(row);
        if (!records.declined(row, officer, why)) {
            throw new ProblemException(BrokerProblem.ENCUMBRANCE_DECIDED);
        }
        return view(records.find(id).orElseThrow(), officer, officer.language());
    }

    private Row ofOfficer(UUID id, Caller.User officer) {
        return records.find(id)
                .filter(row ->
                        row.officer().equals(officer.account()) && row.body().equals(officer.body()))
                .orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND));
    }

    private void requireWaiting(Row row) {
        if (row.state() != EncumbranceState.WAITS) {
            throw new ProblemException(BrokerProblem.ENCUMBRANCE_DECIDED);
        }
        if (clock.instant().isAfter(row.confirmBy(times.confirmWithin()))) {
            throw new ProblemException(BrokerProblem.ENCUMBRANCE_TOO_LATE);
        }
    }

    /** Decides once more, by what stands at this moment. */
    private RegisterAnswer stillPermitted(Row row) {
        if (editions.current().edition().number() != row.edition()) {
            throw new ProblemException(BrokerProblem.EDITION_DIFFERS)
                    .rule(GeneralRule.BY_ROLE_AND_PROFILE.in(row.order()));
        }
        Standing.Good system = standing(row)
                .orElseThrow(() ->
                        new ProblemException(BrokerProblem.STANDING_LOST).rule(GeneralRule.REGISTERED.in(row.order())));
        EncumbranceDocument document = records.document(row);
        Judged judged = judge(
                document,
                Intake.asker(
                        system, row.order(), document, records.evidence(row).signer()));
        if (!(judged.decision() instanceof Decision.Permit)) {
            throw refusal(judged.decision());
        }
        return judged.register();
    }

    /** The system, where it and its officer stand as they did when it asked. */
    private Optional<Standing.Good> standing(Row row) {
        return good(row.account())
                .filter(system -> system.bodyId().equals(row.body()))
                .filter(system -> good(row.officer())
                        .filter(officer -> officer.bodyId().equals(row.body()))
                        .filter(Standing.Good::agreementSigned)
                        .filter(Intake::mayAsk)
                        .isPresent());
    }

    private Optional<Standing.Good> good(UUID account) {
        return registry.ask(StandingClient.Question.ofAccount(account))
                .filter(Standing.Good.class::isInstance)
                .map(Standing.Good.class::cast)
                .filter(good -> good.accountId().equals(account));
    }

    private Judged judge(EncumbranceDocument document, Asker asker) {
        Rules rules = editions.of(document.edition());
        RegisterAnswer register = registers.answer(rules.lookup(asker, document.ask()));
        return new Judged(
                rules.decide(asker, document.ask(), register).firstEntry().getValue(), register);
    }

    private record Judged(Decision decision, RegisterAnswer register) {}

    private static ProblemException refusal(Decision decision) {
        return switch (decision) {
            case Decision.Refuse refuse ->
                new ProblemException(BrokerProblem.of(refuse.reason()))
                        .rule(refuse.rule())
                        .with("particulars", refuse.particulars());
            case Decision.Unverifiable unverifiable ->
                new ProblemException(BrokerProblem.of(unverifiable.reason())).rule(unverifiable.rule());
            case Decision.Permit _ -> throw new IllegalStateException("what is permitted is not refused");
        };
    }

    /** Sends what is confirmed, once; whatever goes wrong, it can be said afterwards whether it was sent. */
    private void send(Row row) {
        if (editions.current().edition().number() != row.edition()) {
            records.lapsed(row, Lapse.EDITION_DIFFERS);
            return;
        }
        if (standing(row).isEmpty()) {
            records.lapsed(row, Lapse.STANDING_LOST);
            return;
        }
        UUID message = ids.generate();
        Instant notAfter = clock.instant().plus(times.messageLifetime());
        ActionOutcome outcome =
                sources.act(action(row, message, notAfter), () -> records.sending(row, message, notAfter));
        if (outcome instanceof ActionOutcome.NotSent(String why)) {
            log.warn("Encumbrance {} is not sent: {}", row.id(), why);
        } else {
            conclude(row.id(), outcome);
        }
    }

    private SourceAction action(Row row, UUID message, Instant notAfter) {
        EncumbranceDocument document = records.document(row);
        Encumbrance wanted = document.encumbrance();
        return new SourceAction(
                new SourceQuestion(
                        message,
                        document.service(),
                        document.subject(),
                        document.fields().profile(),
                        document.fields().basis().kind(),
                        RequestEvents.basisNumber(document.fields().basis())),
                wanted.action().name(),
                wanted.object(),
                wanted.ground().number(),
                wanted.ground().date(),
                wanted.ground().issuedBy(),
                notAfter);
    }

    /** Puts on record what is known of one that was sent. Another thread or instance may have put a step in between. */
    private void conclude(UUID id, ActionOutcome outcome) {
        for (int i = 0; i < TRIES; i++) {
            Row row = records.find(id).orElseThrow();
            EncumbranceState state = state(row, outcome);
            if (row.state().isEnd() || state == row.state()) {
                return;
            }
            if (records.became(row, state, said(outcome), Optional.empty())) {
                return;
            }
        }
        log.error("Encumbrance {}: its outcome could not be put on record and is asked for again", id);
    }

    private EncumbranceState state(Row row, ActionOutcome outcome) {
        return switch (outcome) {
            case ActionOutcome.Done _ -> EncumbranceState.DONE;
            case ActionOutcome.Rejected _ -> EncumbranceState.REJECTED;
            // It knew all that came before ours could, and ours may not be carried out any more.
            case ActionOutcome.Unheard(Instant since)
            when isPastItsTime(row) && since.isBefore(row.sentAt().orElseThrow()) -> EncumbranceState.NOT_EXECUTED;
            case ActionOutcome.Unheard _, ActionOutcome.Unknown _, ActionOutcome.NotSent _ -> EncumbranceState.UNKNOWN;
        };
    }

    private ObjectNode said(ActionOutcome outcome) {
        ObjectNode said = json.createObjectNode();
        switch (outcome) {
            case ActionOutcome.Done(String number) -> said.put("registrationNumber", number);
            case ActionOutcome.Rejected(String code) -> said.put("code", code);
            case ActionOutcome.Unknown(String why) -> said.put("why", why);
            case ActionOutcome.Unheard _, ActionOutcome.NotSent _ -> {}
        }
        return said;
    }

    /** Whether its owner may not carry it out any more, by whichever clock. */
    private boolean isPastItsTime(Row row) {
        return row.notAfter()
                .map(end -> clock.instant().isAfter(end.plus(times.clockMargin())))
                .orElse(false);
    }

    /** Looks after all that are not at their end: what a crash, a busy register or a silent one has left behind. */
    void lookAfter() {
        List<Row> open = records.open(BEFORE_ALL, AT_ONCE);
        while (!open.isEmpty()) {
            for (Row row : open) {
                try {
                    lookAfter(row);
                } catch (RuntimeException e) {
                    log.error(
                            "Encumbrance {} can't be looked after: {}",
                            row.id(),
                            e.getClass().getName());
                }
            }
            open = records.open(open.getLast().id(), AT_ONCE);
        }
    }

    private void lookAfter(Row row) {
        Instant now = clock.instant();
        switch (row.state()) {
            case WAITS -> {
                if (now.isAfter(row.confirmBy(times.confirmWithin()))) {
                    records.lapsed(row, Lapse.NOT_CONFIRMED_IN_TIME);
                }
            }
            case CONFIRMED -> {
                if (now.isAfter(row.since().plus(times.sendWithin()))) {
                    records.lapsed(row, Lapse.NOT_SENT_IN_TIME);
                } else {
                    send(row);
                }
            }
            case SENDING -> {
                if (isPastItsTime(row)) {
                    conclude(row.id(), new ActionOutcome.Unknown("no outcome is on record"));
                }
            }
            case UNKNOWN -> inquire(row, now);
            case REFUSED, DONE, REJECTED, NOT_EXECUTED, DECLINED, LAPSED -> inquired.remove(row.id());
        }
    }

    private void inquire(Row row, Instant now) {
        Instant last = inquired.getOrDefault(row.id(), Instant.EPOCH);
        if (last.plus(times.inquireEvery()).isAfter(now)) {
            return;
        }
        inquired.put(row.id(), now);
        conclude(
                row.id(),
                sources.becameOf(
                        action(row, row.message().orElseThrow(), row.notAfter().orElseThrow())));
        records.find(row.id()).filter(after -> after.state().isEnd()).ifPresent(after -> inquired.remove(after.id()));
    }

    /** How many there are of which nobody knows what became. */
    public int unknown() {
        return records.unknown();
    }

    /** One of those, without whom it is about. */
    EncumbranceView.Summary unknown(UUID id, String language) {
        return summary(ofUnknownOutcome(id), language);
    }

    private Row ofUnknownOutcome(UUID id) {
        Row row = records.find(id).orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND));
        if (row.state() != EncumbranceState.UNKNOWN) {
            throw new ProblemException(BrokerProblem.ENCUMBRANCE_NOT_UNKNOWN);
        }
        return row;
    }

    /**
     * Puts on record what an owner's letter says of one that nobody knew of.
     *
     * @param state {@code DONE}, {@code REJECTED} or {@code NOT_EXECUTED}
     */
    EncumbranceView.Summary reconcile(
            UUID id, Caller.User operator, EncumbranceState state, String letter, Optional<String> registrationNumber) {
        Row row = ofUnknownOutcome(id);
        ObjectNode said = json.createObjectNode().put("letter", letter);
        registrationNumber.ifPresent(number -> said.put("registrationNumber", number));
        if (!records.became(row, state, said, Optional.of(operator))) {
            throw new ProblemException(BrokerProblem.ENCUMBRANCE_NOT_UNKNOWN);
        }
        return summary(records.find(id).orElseThrow(), operator.language());
    }

    /** One of them, for whoever may read it; the standing of the reader is read anew. */
    EncumbranceView find(UUID id, Caller.User reader, String language) {
        return view(readable(id, reader), reader, language);
    }

    private static boolean mayRead(Row row, Caller.User reader) {
        return row.account().equals(reader.account())
                || row.officer().equals(reader.account())
                || reader.oversees(row.body(), row.department());
    }

    /** The reader's, the latest first: a system's own, an officer's to confirm, or those of an official's subordinates. */
    List<EncumbranceView.Summary> list(
            Whose whose, Caller.User reader, Optional<UUID> before, int most, String language) {
        return records.list(whose, reader, before, most).stream()
                .map(row -> summary(row, language))
                .toList();
    }

    /** How many wait for an officer's confirmation. */
    public int waiting(Caller.User officer) {
        return records.waiting(officer.account());
    }

    private EncumbranceView.Summary summary(Row row, String language) {
        return new EncumbranceView.Summary(
                row.id(),
                row.receivedAt(),
                row.state().name(),
                row.since(),
                row.service(),
                title(row, language),
                row.action(),
                row.message().orElse(null),
                row.event().userNumber().orElseThrow());
    }

    private String title(Row row, String language) {
        return editions.of(row.edition()).edition().serviceTitle(row.service(), language);
    }

    private EncumbranceView view(Row row, Caller.User reader, String language) {
        requireStanding(row, reader);
        EncumbranceView view = view(row, records.opened(row), reader, language);
        records.shown(row, reader);
        return view;
    }

    private EncumbranceView view(Row row, Opened opened, Caller.User reader, String language) {
        List<StepRow> steps = opened.steps();
        // By the steps that are shown: another one may have come since the row was read.
        EncumbranceState state = steps.getLast().state();
        return new EncumbranceView(
                row.id(),
                row.receivedAt(),
                opened.evidence().signer().commonName(),
                state.name(),
                row.service(),
                title(row, language),
                row.action(),
                row.profile(),
                row.edition(),
                row.footing().orElse(null),
                row.rule().orElse(null),
                row.reason().orElse(null),
                row.reason()
                        .map(reason -> texts.detail(BrokerProblem.valueOf(reason), Locale.of(language)))
                        .orElse(null),
                opened.document().words(),
                opened.document().fields().language(),
                state == EncumbranceState.WAITS && row.officer().equals(reader.account())
                        ? Base64.getEncoder().encodeToString(opened.bytes())
                        : null,
                row.confirmBy(times.confirmWithin()),
                steps.stream()
                        .map(step -> step.said().path("registrationNumber").asString(""))
                        .filter(number -> !number.isEmpty())
                        .findFirst()
                        .orElse(null),
                steps.stream().map(Encumbrances::step).toList(),
                receipts.of(row.event()));
    }

    /** What whoever decided said; why an owner could not be understood is for the log. */
    private static EncumbranceView.StepView step(StepRow step) {
        String letter = step.said().path("letter").asString("");
        String said = switch (step.state()) {
            case REJECTED, DONE, NOT_EXECUTED ->
                letter.isEmpty() ? step.said().path("code").asString("") : letter;
            case DECLINED, LAPSED -> step.said().path("why").asString("");
            case REFUSED, WAITS, CONFIRMED, SENDING, UNKNOWN -> "";
        };
        return new EncumbranceView.StepView(
                step.state().name(),
                step.at(),
                step.account().orElse(null),
                said.isEmpty() ? null : said,
                !letter.isEmpty());
    }

    /**
     * One of them whole, for a copy, by whoever may read it. Nothing has been released yet: {@link #requireStanding} is asked
     * before the copy leaves, and the copy is put on record.
     */
    public EncumbranceInFull inFull(UUID id, Caller.User reader, String language) {
        Row row = readable(id, reader);
        Opened opened = records.opened(row);
        QuestionFields fields = opened.document().fields();
        return new EncumbranceInFull(
                view(row, opened, reader, language),
                material(row, opened.document(), opened.evidence()),
                editions.of(row.edition()).edition().profileName(row.profile(), language),
                fields.purpose(),
                row.account(),
                row.officer(),
                row.order(),
                opened.bytes(),
                opened.signature(),
                opened.evidence(),
                opened.confirmation());
    }

    /** To what material some of them belong, by their ids; those that are not for this reader are left out. */
    public Map<UUID, EncumbranceMaterial> materials(Set<UUID> ids, Caller.User reader) {
        return records.find(ids).stream()
                .filter(row -> mayRead(row, reader))
                .collect(Collectors.toMap(Row::id, row -> material(row, records.document(row), records.evidence(row))));
    }

    private static EncumbranceMaterial material(Row row, EncumbranceDocument document, Evidence evidence) {
        Basis basis = document.fields().basis();
        return new EncumbranceMaterial(
                row.event().userNumber().orElseThrow(),
                evidence.signer().commonName(),
                basis.kind().name(),
                RequestEvents.basisNumber(basis));
    }

    /**
     * Reads the standing of whom one of them would be released to.
     *
     * @throws ProblemException when there is none; that is on record
     */
    public void requireStanding(UUID id, Caller.User reader) {
        requireStanding(readable(id, reader), reader);
    }

    private void requireStanding(Row row, Caller.User reader) {
        if (good(reader.account()).filter(Standing.Good::agreementSigned).isEmpty()) {
            String rule = GeneralRule.REGISTERED.in(row.order());
            records.withheld(row, reader, rule);
            throw new ProblemException(BrokerProblem.STANDING_LOST)
                    .rule(rule)
                    .with("encumbrance", row.id().toString());
        }
    }

    private Row readable(UUID id, Caller.User reader) {
        return records.find(id)
                .filter(row -> mayRead(row, reader))
                .orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND));
    }
}
