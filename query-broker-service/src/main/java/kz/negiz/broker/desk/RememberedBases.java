package kz.negiz.broker.desk;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.broker.desk.DeskItems.Item;
import kz.negiz.broker.desk.DeskItems.Kind;
import kz.negiz.broker.document.QuestionDocument;
import kz.negiz.broker.document.QuestionFields;
import kz.negiz.broker.edition.Editions;
import kz.negiz.broker.intake.Accepted;
import kz.negiz.broker.intake.RequestEvents;
import kz.negiz.broker.question.AskedQuestions;
import kz.negiz.broker.question.BasisPreview;
import kz.negiz.broker.source.Registers;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.rules.Ask;
import kz.negiz.rules.Asker;
import kz.negiz.rules.Basis;
import kz.negiz.rules.BasisKind;
import kz.negiz.rules.Decision;
import kz.negiz.rules.Lookup;
import kz.negiz.rules.RegisterAnswer;
import kz.negiz.rules.Rules;
import kz.negiz.rules.Subject;
import kz.negiz.rules.SubjectReading;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bases that have a register, with what an officer asked under each: the subjects, and the services and purpose of the last
 * question. A list of its own beside the records of questions, because those are sealed one by one and are there for good: what is
 * remembered for comfort ends, and is found without opening years of questions.
 *
 * <p>Nothing is offered unless the register says at this moment that the basis holds for this officer. That the officer's own number
 * stands in the charge of a case is checked by the number that signed the last question under it, since sessions don't tell it.
 */
@Component
public class RememberedBases implements AskedQuestions {

    /** As many as one question may name. */
    private static final int MOST_SUBJECTS = QuestionFields.MAX_SUBJECTS;

    private final DeskItems items;
    private final Editions editions;
    private final Registers registers;
    private final AuditOutbox audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    RememberedBases(
            DeskItems items,
            Editions editions,
            Registers registers,
            AuditOutbox audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.items = items;
        this.editions = editions;
        this.registers = registers;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What is offered under a basis.
     *
     * @param subjects who or what was asked about, the latest first
     * @param services of the last question
     * @param purpose of the last question
     */
    public record Offer(String profile, List<Subject> subjects, List<String> services, String purpose) {

        public Offer {
            subjects = List.copyOf(subjects);
            services = List.copyOf(services);
        }

        @Override
        public String toString() {
            return "Offer[" + profile + ", " + services + "]";
        }
    }

    /**
     * How a basis is kept.
     *
     * @param iin of the officer, as the key said that signed
     */
    private record Remembered(
            String iin,
            String profile,
            BasisKind kind,
            String number,
            Basis.@Nullable Assignment assignment,
            List<String> services,
            String purpose,
            List<Map<String, String>> subjects) {

        boolean is(BasisKind otherKind, String otherNumber) {
            return kind == otherKind && number.equals(otherNumber);
        }

        Basis basis() {
            return kind == BasisKind.INSPECTION_NUMBER
                    ? new Basis.Inspection(number)
                    : new Basis.CriminalCase(number, Optional.ofNullable(assignment));
        }

        List<Subject> asked() {
            return subjects.stream().flatMap(Remembered::subject).toList();
        }

        /** What the rules have come to read otherwise is offered no longer. */
        private static Stream<Subject> subject(Map<String, String> kept) {
            Map<String, String> fields = new LinkedHashMap<>(kept);
            Subject.Kind kind = Subject.Kind.valueOf(String.valueOf(fields.remove("kind")));
            return SubjectReading.of(kind, fields) instanceof SubjectReading.Read(Subject subject)
                    ? Stream.of(subject)
                    : Stream.empty();
        }

        @Override
        public String toString() {
            return "Remembered[" + kind + "]";
        }
    }

    /** Remembers the basis of a question that an officer asked in person, where a register knows such bases. */
    @Override
    public void asked(Accepted<QuestionDocument> accepted) {
        QuestionFields fields = accepted.document().fields();
        if (accepted.signer().kind() != AccountKind.PERSON) {
            return;
        }
        switch (fields.basis()) {
            case Basis.Inspection inspection -> remember(accepted, inspection.number(), null);
            case Basis.CriminalCase named ->
                remember(accepted, named.number(), named.assignment().orElse(null));
            case Basis.OptionalText _, Basis.Chosen _ -> {}
        }
    }

    private void remember(Accepted<QuestionDocument> accepted, String number, Basis.@Nullable Assignment assignment) {
        QuestionFields fields = accepted.document().fields();
        items.keepInView(accepted.signer().accountId(), Kind.BASIS, kept -> {
            Optional<Item> former = kept.stream()
                    .filter(item -> open(item).is(fields.basis().kind(), number))
                    .findFirst();
            SequencedSet<Map<String, String>> subjects = new LinkedHashSet<>();
            fields.subjects().forEach(subject -> subjects.add(written(subject)));
            former.ifPresent(item -> subjects.addAll(open(item).subjects()));
            Remembered remembered = new Remembered(
                    accepted.asker().iin(),
                    fields.profile(),
                    fields.basis().kind(),
                    number,
                    assignment,
                    fields.services(),
                    fields.purpose(),
                    subjects.stream().limit(MOST_SUBJECTS).toList());
            return Item.toKeep(former.map(Item::id).orElseGet(ids::generate), json.writeValueAsBytes(remembered));
        });
    }

    private static Map<String, String> written(Subject subject) {
        Map<String, String> written = new LinkedHashMap<>(subject.fields());
        written.put("kind", subject.kind().name());
        return written;
    }

    /**
     * What was asked under an inspection before.
     *
     * @param preview what the register says of this very inspection; nothing is offered unless it is open and the officer's body's
     */
    public Optional<Offer> ofInspection(String number, Caller.User officer, BasisPreview.Preview preview) {
        return preview.state().equals("open")
                ? find(BasisKind.INSPECTION_NUMBER, number, officer).map(RememberedBases::offer)
                : Optional.empty();
    }

    /**
     * What was asked under a criminal case before, if the register says now that the officer may ask under it. Of a case under which
     * this officer never asked, the register is not asked; the look is on record (R150-19).
     */
    public Optional<Offer> ofCase(String number, Caller.User officer) {
        return find(BasisKind.CRIMINAL_CASE_NUMBER, number, officer)
                .filter(remembered -> holds(remembered, officer))
                .map(RememberedBases::offer);
    }

    private Optional<Remembered> find(BasisKind kind, String number, Caller.User officer) {
        String typed = number.strip();
        return typed.isEmpty()
                ? Optional.empty()
                : items.of(officer.account(), Kind.BASIS).stream()
                        .map(this::open)
                        .filter(remembered -> remembered.is(kind, typed))
                        .findFirst();
    }

    /** By the rules themselves: whether the same question would be permitted now. */
    private boolean holds(Remembered remembered, Caller.User officer) {
        Rules rules = editions.current();
        Asker asker = new Asker(
                rules.edition().orderOf(officer.bodyKind()),
                officer.body(),
                officer.bodyKind(),
                officer.roleCode(),
                remembered.iin());
        Ask ask = new Ask(
                remembered.profile(),
                remembered.basis(),
                remembered.services(),
                remembered.asked(),
                AstanaTime.date(clock.instant()));
        Lookup lookup = rules.lookup(asker, ask);
        if (lookup instanceof Lookup.Nothing) {
            return false;
        }
        RegisterAnswer register = registers.answer(lookup);
        boolean holds =
                rules.decide(asker, ask, register).values().stream().anyMatch(Decision.Permit.class::isInstance);
        transaction.executeWithoutResult(status -> audit.append(
                RequestEvents.about(AuditEventDraft.of("BASIS_LOOKED_UP", holds ? "SHOWN" : "NOT_SHOWN"), officer)
                        .rules(List.of("R150-19"))
                        .detail("basisNumber", remembered.number())));
        return holds;
    }

    private static Offer offer(Remembered remembered) {
        return new Offer(remembered.profile(), remembered.asked(), remembered.services(), remembered.purpose());
    }

    private Remembered open(Item item) {
        return json.readValue(item.content(), Remembered.class);
    }
}
