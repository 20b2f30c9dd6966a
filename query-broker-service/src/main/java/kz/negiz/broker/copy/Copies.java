package kz.negiz.broker.copy;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.negiz.broker.intake.Sha256;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.eds.CmsSigner;
import kz.negiz.eds.SealedContainer;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.rules.Order;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Copies of records: made for whoever may read the record, put on record before they leave, and followed up until the act of
 * their destruction. The system's own records are never touched by it.
 */
@Component
public class Copies {

    /** Copies that are in memory at once: the largest takes some dozen megabytes and half a minute while it is made. */
    private static final int MOST_AT_ONCE = 2;

    private static final int MOST_OF_A_RECORD = 200;
    private static final int MOST_OF_AN_ACT = 100;

    /** As numbers on paper are written. */
    private static final Pattern ACT = Pattern.compile("(?=.*[\\p{L}\\p{N}])[\\p{L}\\p{N}._/№ -]{1,63}");

    private final CopiedRecords copied;
    private final CopyRecords records;
    private final PaperRecord paper;
    private final PlatformSeal seal;
    private final CopiesProperties properties;
    private final MessageSource texts;
    private final Clock clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
    private final Semaphore making = new Semaphore(MOST_AT_ONCE);

    Copies(
            CopiedRecords copied,
            CopyRecords records,
            PaperRecord paper,
            PlatformSeal seal,
            CopiesProperties properties,
            MessageSource texts,
            Clock clock) {
        this.copied = copied;
        this.records = records;
        this.paper = paper;
        this.seal = seal;
        this.properties = properties;
        this.texts = texts;
        this.clock = clock;
    }

    /** A copy that is on record, to be handed over. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Taken(CopyForm form, UUID id, byte[] bytes) {

        String fileName() {
            return "negiz-" + id + "." + form.ending();
        }

        @Override
        public String toString() {
            return "Taken[" + form + " " + id + "]";
        }
    }

    /**
     * Takes a copy. It is on record, with the digest of its very bytes, when this returns.
     *
     * @param noticeRead whether the taker has said to have read what one takes on
     * @throws ProblemException when the record is not for this reader, nobody stands, there is no seal, or it is too large
     */
    Taken take(RecordKind kind, UUID id, CopyForm form, boolean noticeRead, Caller.User taker, String language) {
        CmsSigner signer = seal.signer();
        if (!making.tryAcquire()) {
            throw new ProblemException(BrokerProblem.TOO_MANY_COPIES).retryAfter(3);
        }
        try {
            CopiedRecord record = copied.whole(kind, id, taker, language);
            if (!noticeRead) {
                throw new ProblemException(BrokerProblem.NOTICE_NOT_READ)
                        .rule(CopyRule.CONFIDENTIAL.in(record.order()));
            }
            UUID copy = ids.generate();
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            Locale locale = Locale.of(language);
            byte[] bytes = PaperSeal.seal(
                    paper.of(record, new PaperRecord.Copy(copy, now, name(record, taker, locale)), locale),
                    signer,
                    now);
            if (form == CopyForm.ASIC_E) {
                bytes = SealedContainer.seal(RecordFiles.of(record, copy, now, taker.account(), bytes), signer)
                        .toBytes();
            }
            CopyRow row = new CopyRow(
                    copy,
                    kind,
                    id,
                    taker.account(),
                    taker.body(),
                    taker.department(),
                    record.order(),
                    form,
                    Sha256.of(bytes).hex(),
                    bytes.length,
                    now,
                    Optional.empty());
            // The last thing before it leaves: a block that was answered meanwhile holds.
            copied.requireStanding(kind, id, taker);
            records.taken(row, taker);
            return new Taken(form, copy, bytes);
        } finally {
            making.release();
        }
    }

    /** Signers' names stand in their certificates; of others only the account is known here. */
    private String name(CopiedRecord record, Caller.User taker, Locale language) {
        return record.nameOf(taker.account())
                .orElseGet(() -> texts.getMessage(
                        "copy.account", new Object[] {taker.account().toString(), taker.body()}, language));
    }

    /** The copies of a record, for whoever may read it, the latest first. */
    List<CopyView> of(RecordKind kind, UUID id, Caller.User reader, String language) {
        Optional<CopyView.Material> material = Optional.of(material(kind, id, reader, language));
        return records.of(id, MOST_OF_A_RECORD).stream()
                .map(row -> view(row, reader, material))
                .toList();
    }

    /** To what material a record belongs, for whoever may read it. */
    CopyView.Material material(RecordKind kind, UUID id, Caller.User reader, String language) {
        return Optional.ofNullable(
                        copied.materials(kind, Set.of(id), reader, language).get(id))
                .orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND));
    }

    /**
     * The reader's own copies, the latest first.
     *
     * @param open only those of which no destruction is on record
     */
    List<CopyView> own(Caller.User reader, boolean open, Optional<UUID> before, int most, String language) {
        return views(records.takenBy(reader.account(), open, before, most), reader, language);
    }

    /** The copies that an official's subordinates took, the latest first (R41-17, R150-32b). */
    List<CopyView> ofSubordinates(
            Caller.User official, boolean open, Optional<UUID> before, int most, String language) {
        if (!official.isOfficialOfBody()) {
            return List.of();
        }
        return views(records.ofBody(official.body(), official.department(), open, before, most), official, language);
    }

    /**
     * Puts on record that copies were destroyed by an act, by whoever took them or the official above.
     *
     * @throws ProblemException when one of them is somebody else's or destroyed before, or the act is none
     */
    void destroyed(List<UUID> ids, String act, LocalDate on, Caller.User confirming) {
        List<CopyRow> copies = new ArrayList<>();
        for (UUID id : new LinkedHashSet<>(ids)) {
            copies.add(records.find(id)
                    .filter(copy -> answersFor(copy, confirming))
                    .orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND)));
        }
        if (copies.isEmpty() || copies.size() > MOST_OF_AN_ACT) {
            throw new ProblemException(CommonProblem.INVALID_INPUT, "copies").with("fields", "copies");
        }
        String number = act.strip();
        Order order = copies.getFirst().order();
        boolean dated = !on.isAfter(AstanaTime.date(clock.instant()))
                && copies.stream().noneMatch(copy -> on.isBefore(AstanaTime.date(copy.takenAt())));
        if (!ACT.matcher(number).matches() || !dated) {
            throw new ProblemException(BrokerProblem.ACT_NOT_ACCEPTED).rule(CopyRule.DESTROYED_WITH_MATERIAL.in(order));
        }
        if (copies.stream().anyMatch(copy -> copy.destruction().isPresent())) {
            throw new ProblemException(BrokerProblem.COPY_DESTROYED_BEFORE);
        }
        records.destroyed(copies, number, on, confirming);
    }

    private static boolean answersFor(CopyRow copy, Caller.User user) {
        return copy.account().equals(user.account()) || user.oversees(copy.body(), copy.department());
    }

    private List<CopyView> views(List<CopyRow> rows, Caller.User reader, String language) {
        Map<RecordKind, Set<UUID>> records = rows.stream()
                .collect(Collectors.groupingBy(CopyRow::kind, Collectors.mapping(CopyRow::record, Collectors.toSet())));
        Map<UUID, CopyView.Material> materials = new HashMap<>();
        records.forEach((kind, ids) -> materials.putAll(copied.materials(kind, ids, reader, language)));
        return rows.stream()
                .map(row -> view(row, reader, Optional.ofNullable(materials.get(row.record()))))
                .toList();
    }

    private CopyView view(CopyRow row, Caller.User reader, Optional<CopyView.Material> material) {
        boolean open = row.destruction().isEmpty();
        Instant due = row.takenAt().plus(properties.remindAfter());
        return new CopyView(
                row.id(),
                row.kind() == RecordKind.QUESTION ? row.record() : null,
                row.kind() == RecordKind.ENCUMBRANCE ? row.record() : null,
                row.account(),
                row.account().equals(reader.account()),
                material.orElse(null),
                row.form(),
                row.sha256(),
                row.bytes(),
                row.takenAt(),
                open ? due : null,
                open && clock.instant().isAfter(due),
                row.destruction()
                        .map(one -> new CopyView.Destroyed(one.act(), one.on(), one.confirmedAt()))
                        .orElse(null));
    }
}
