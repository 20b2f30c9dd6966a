package kz.negiz.video.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.kit.http.PlatformProperties;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.problem.ProblemTexts;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.kit.time.DatabaseClock;
import kz.negiz.kit.vault.RecordVault;
import kz.negiz.video.VideoProblem;
import kz.negiz.video.VideoProperties;
import kz.negiz.video.record.FactIds;
import kz.negiz.video.record.RecordKeys;
import kz.negiz.video.record.Recorded;
import kz.negiz.video.record.RecordingDesk;
import kz.negiz.video.record.Ruling;
import kz.negiz.video.record.Texts;
import kz.negiz.video.request.AccessRequest;
import kz.negiz.video.request.AccessRequests;
import kz.negiz.video.warehouse.Warehouse;
import kz.negiz.video.warehouse.Warehouses;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes what owners hand over: issues the document, checks what comes back signed, seals and keeps it. */
@Component
public class HandOvers {

    private static final String SUBMISSION = "VIDEO_ACCESS_SUBMISSION";
    private static final String CHANGE = "VIDEO_ACCESS_CHANGE";
    private static final Duration OLDEST_CHANGE = Duration.ofDays(366);
    private static final int LONGEST_LETTER = 100;

    private final AccessVersionRepository versions;
    private final ChangeNoticeRepository notices;
    private final Warehouses warehouses;
    private final AccessRequests requests;
    private final Signatures signatures;
    private final RecordKeys keys;
    private final RecordingDesk desk;
    private final DatabaseClock databaseClock;
    private final Clock clock;
    private final String audience;
    private final VideoProperties properties;

    HandOvers(
            AccessVersionRepository versions,
            ChangeNoticeRepository notices,
            Warehouses warehouses,
            AccessRequests requests,
            Signatures signatures,
            RecordKeys keys,
            RecordingDesk desk,
            DatabaseClock databaseClock,
            Clock clock,
            PlatformProperties platform,
            VideoProperties properties) {
        this.versions = versions;
        this.notices = notices;
        this.warehouses = warehouses;
        this.requests = requests;
        this.signatures = signatures;
        this.keys = keys;
        this.desk = desk;
        this.databaseClock = databaseClock;
        this.clock = clock;
        this.audience = platform.audience();
        this.properties = properties;
    }

    /** The document by which an owner answers a request. */
    @Transactional(readOnly = true)
    public IssuedDocument answer(Caller.User owner, UUID requestId, Access access) {
        AccessRequest request =
                requests.find(requestId).orElseThrow(() -> new ProblemException(VideoProblem.REQUEST_UNKNOWN));
        Warehouse warehouse = ownWarehouse(owner, request.warehouse());
        return issue(owner, warehouse, Optional.of(requestId), Optional.empty(), access, Optional.of(request.dueOn()));
    }

    /** The document by which an owner tells of a change. */
    @Transactional(readOnly = true)
    public IssuedDocument change(Caller.User owner, UUID warehouseId, Instant changedAt, Access access) {
        Warehouse warehouse = ownWarehouse(owner, warehouseId);
        requireMoment(changedAt, clock.instant());
        requireHandedOver(warehouseId);
        return issue(
                owner,
                warehouse,
                Optional.empty(),
                Optional.of(changedAt.truncatedTo(ChronoUnit.SECONDS)),
                access,
                Optional.empty());
    }

    private IssuedDocument issue(
            Caller.User owner,
            Warehouse warehouse,
            Optional<UUID> request,
            Optional<Instant> changedAt,
            Access access,
            Optional<LocalDate> dueOn) {
        access.require();
        AccessDocument document = new AccessDocument(
                audience,
                FactIds.next(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                warehouse.getId(),
                warehouse.name(),
                request,
                changedAt,
                access,
                ProblemTexts.nearest(Locale.of(owner.language())).getLanguage());
        return new IssuedDocument(DocumentFormat.write(document), DocumentWords.of(document), access.missing(), dueOn);
    }

    /** What an owner stated in a document that was issued to them, to be corrected or stated anew. */
    @Transactional(readOnly = true)
    public Draft draft(Caller.User owner, byte[] bytes) {
        AccessDocument document = DocumentFormat.read(bytes);
        ownWarehouse(owner, document.warehouse());
        return new Draft(document.warehouse(), document.request(), document.changedAt(), document.access());
    }

    /** What a document says, in the words that its owner reads. */
    public IssuedDocument issued(Caller.User owner, byte[] bytes) {
        AccessDocument document = DocumentFormat.read(bytes);
        ownWarehouse(owner, document.warehouse());
        return new IssuedDocument(
                bytes,
                DocumentWords.of(document),
                document.access().missing(),
                document.request().flatMap(requests::find).map(AccessRequest::dueOn));
    }

    /**
     * Takes a signed document.
     *
     * @param bytes the document as it was issued
     * @param signature CMS, as DER, PEM or base64
     */
    public Recorded<HandedOver> take(Caller.User caller, byte[] bytes, byte[] signature) {
        Checked checked = check(caller, bytes, signature);
        return desk.record(caller, checked.action(), actor -> switch (checked) {
            case Checked.Refused refused ->
                Ruling.refused(refused.refusal(), AuditEventDraft.of(refused.action(), "REFUSED"));
            case Checked.Good good -> keep(caller, actor, good);
        });
    }

    /** Everything that needs no transaction: the form, the time, the signature and who made it. */
    private Checked check(Caller.User caller, byte[] bytes, byte[] signature) {
        String action = SUBMISSION;
        try {
            AccessDocument document = DocumentFormat.read(bytes);
            action = document.changedAt().isPresent() ? CHANGE : SUBMISSION;
            if (!document.audience().equals(audience)) {
                throw new ProblemException(VideoProblem.DOCUMENT_MALFORMED);
            }
            Duration age = Duration.between(document.issued(), clock.instant());
            if (age.isNegative() || age.compareTo(properties.documentLifetime()) > 0) {
                throw new ProblemException(VideoProblem.DOCUMENT_EXPIRED);
            }
            Warehouse warehouse = warehouses
                    .find(document.warehouse())
                    .orElseThrow(() -> new ProblemException(VideoProblem.WAREHOUSE_UNKNOWN));
            if (!warehouse.ownerBody().equals(caller.body())) {
                throw new ProblemException(VideoProblem.NOT_OWNER).rule("R283-4a");
            }
            document.access().require();
            byte[] evidence = signatures.require(caller, warehouse, bytes, signature);
            return new Checked.Good(action, document, warehouse, bytes, signature, evidence);
        } catch (ProblemException refusal) {
            return new Checked.Refused(action, refusal);
        }
    }

    private Ruling<HandedOver> keep(Caller.User caller, RecordingDesk.Actor actor, Checked.Good good) {
        AccessDocument document = good.document();
        AuditEventDraft refused = AuditEventDraft.of(good.action(), "REFUSED").reference(document.id());
        if (!actor.isOwner(good.warehouse().ownerBody())) {
            return Ruling.refused(VideoProblem.NOT_OWNER, "R283-4a", refused);
        }
        warehouses.lock(document.warehouse().toString());
        if (versions.existsById(document.id())) {
            return Ruling.refused(new ProblemException(VideoProblem.DOCUMENT_USED), refused);
        }
        Optional<AccessRequest> request = document.request().flatMap(requests::find);
        if (document.request().isPresent()
                && request.filter(asked -> asked.warehouse().equals(document.warehouse()))
                        .isEmpty()) {
            return Ruling.refused(VideoProblem.REQUEST_UNKNOWN, "R283-4b", refused);
        }
        Optional<AccessVersion> newest = versions.findFirstByWarehouseOrderByVersionDesc(document.warehouse());
        if (document.changedAt().isPresent() && newest.isEmpty()) {
            return Ruling.refused(VideoProblem.NOTHING_HANDED_OVER, "R283-5a", refused);
        }
        Instant now = databaseClock.now();
        AccessVersion version = seal(good, newest.map(AccessVersion::version).orElse(0) + 1, caller.account(), now);
        versions.save(version);
        document.changedAt()
                .ifPresent(changedAt -> notices.save(ChangeNotice.electronic(
                        FactIds.next(), document.warehouse(), document.id(), changedAt, caller.account(), now)));
        HandedOver handedOver = new HandedOver(
                version,
                request.map(AccessRequest::dueOn),
                request.map(asked -> AstanaTime.date(now).isAfter(asked.dueOn()))
                        .orElse(false),
                document.changedAt()
                        .map(changedAt -> ChangeNotice.isBreach(changedAt, now, properties.changeNotice()))
                        .orElse(false));
        return Ruling.made(handedOver, told(good.action(), handedOver));
    }

    private AccessVersion seal(Checked.Good good, int number, UUID account, Instant now) {
        RecordVault.DataKey key = keys.sealing(good.document().id());
        return new AccessVersion(
                good.document(),
                number,
                key.seal(AccessVersion.DOCUMENT, good.bytes()),
                key.seal(AccessVersion.SIGNATURE, good.signature()),
                key.seal(AccessVersion.EVIDENCE, good.evidence()),
                account,
                now);
    }

    private static AuditEventDraft told(String action, HandedOver handedOver) {
        AccessVersion version = handedOver.version();
        String outcome;
        if (version.changedAt().isPresent()) {
            outcome = handedOver.breach() ? "BREACH" : "IN_TIME";
        } else {
            outcome = version.isComplete() ? "COMPLETE" : "INCOMPLETE";
        }
        AuditEventDraft event = AuditEventDraft.of(action, outcome)
                .rule("R283-4a")
                .reference(version.getId())
                .detail("warehouse", version.warehouse().toString())
                .detail("version", Integer.toString(version.version()))
                .detail("missing", version.missing().stream().map(Enum::name).collect(Collectors.joining(",")));
        if (version.request().isPresent()) {
            event = event.rule("R283-4c")
                    .detail("request", version.request().get().toString())
                    .detail("late", Boolean.toString(handedOver.late()));
        }
        if (version.changedAt().isPresent()) {
            event = event.rules("R283-5a", "R283-5b")
                    .detail("changedAt", version.changedAt().get().toString())
                    .detail("channel", ChangeNotice.Channel.ELECTRONIC.name());
        }
        return event;
    }

    /**
     * Enters a notice that came on paper.
     *
     * @param letter number and date of the letter
     */
    public Recorded<ChangeNotice> noteWritten(
            Caller.User caller, UUID warehouseId, Instant changedAt, Instant notifiedAt, String letter) {
        String tidy = Texts.tidy(letter);
        return desk.record(caller, CHANGE, actor -> {
            AuditEventDraft refused = AuditEventDraft.of(CHANGE, "REFUSED").reference(warehouseId);
            Optional<Warehouse> warehouse = warehouses.find(warehouseId);
            if (warehouse.isEmpty()) {
                return Ruling.refused(new ProblemException(VideoProblem.WAREHOUSE_UNKNOWN), refused);
            }
            if (!actor.isOfficerOf(warehouse.get().registerBody())) {
                return Ruling.refused(VideoProblem.NOT_REGISTERING_BODY, "R283-4b", refused);
            }
            Instant now = databaseClock.now();
            try {
                requireMoment(changedAt, now);
            } catch (ProblemException refusal) {
                return Ruling.refused(refusal, refused);
            }
            if (notifiedAt.isBefore(changedAt)
                    || notifiedAt.isAfter(now)
                    || tidy.isEmpty()
                    || tidy.length() > LONGEST_LETTER) {
                return Ruling.refused(VideoProblem.CHANGE_MOMENT, "R283-5a", refused);
            }
            ChangeNotice notice = ChangeNotice.written(
                    FactIds.next(), warehouseId, changedAt, notifiedAt, tidy, caller.account(), now);
            notices.save(notice);
            return Ruling.made(
                    notice,
                    AuditEventDraft.of(CHANGE, notice.isBreach(properties.changeNotice()) ? "BREACH" : "IN_TIME")
                            .rules("R283-5a", "R283-5b")
                            .reference(notice.getId())
                            .detail("warehouse", warehouseId.toString())
                            .detail("changedAt", changedAt.toString())
                            .detail("notifiedAt", notifiedAt.toString())
                            .detail("channel", ChangeNotice.Channel.WRITTEN.name())
                            .detail("letter", tidy));
        });
    }

    private static void requireMoment(Instant changedAt, Instant now) {
        if (changedAt.isAfter(now) || changedAt.isBefore(now.minus(OLDEST_CHANGE))) {
            throw new ProblemException(VideoProblem.CHANGE_MOMENT).rule("R283-5a");
        }
    }

    private void requireHandedOver(UUID warehouse) {
        if (newest(warehouse).isEmpty()) {
            throw new ProblemException(VideoProblem.NOTHING_HANDED_OVER).rule("R283-5a");
        }
    }

    private Warehouse ownWarehouse(Caller.User owner, UUID id) {
        return warehouses
                .find(id)
                .filter(warehouse -> warehouse.ownerBody().equals(owner.body()))
                .orElseThrow(() -> new ProblemException(VideoProblem.WAREHOUSE_UNKNOWN));
    }

    /** The version that holds. */
    public Optional<AccessVersion> newest(UUID warehouse) {
        return versions.findFirstByWarehouseOrderByVersionDesc(warehouse);
    }

    /** All hand-overs of these warehouses, the oldest of each first. */
    public List<AccessVersion> versions(Collection<UUID> warehouseIds) {
        return warehouseIds.isEmpty() ? List.of() : versions.findByWarehouseInOrderByVersionAsc(warehouseIds);
    }

    /** The notices of changes, the newest first. */
    public List<ChangeNotice> notices(Collection<UUID> warehouseIds) {
        return warehouseIds.isEmpty() ? List.of() : notices.findByWarehouseInOrderByRecordedAtDesc(warehouseIds);
    }

    public boolean isBreach(ChangeNotice notice) {
        return notice.isBreach(properties.changeNotice());
    }

    /** How far the requests about these warehouses are answered, those due first at the top. */
    public List<RequestProgress> progress(Collection<UUID> warehouseIds) {
        Map<UUID, List<AccessVersion>> byWarehouse =
                versions(warehouseIds).stream().collect(Collectors.groupingBy(AccessVersion::warehouse));
        LocalDate today = databaseClock.today();
        return requests.about(warehouseIds).stream()
                .map(request ->
                        RequestProgress.of(request, byWarehouse.getOrDefault(request.warehouse(), List.of()), today))
                .toList();
    }

    /** Opens a version. What it holds is for the one answer at hand. */
    public Access open(AccessVersion version) {
        byte[] document = keys.opening(version.getId()).open(AccessVersion.DOCUMENT, version.sealedDocument());
        return DocumentFormat.read(document).access();
    }

    private sealed interface Checked {

        String action();

        record Refused(String action, ProblemException refusal) implements Checked {}

        @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves this class
        record Good(
                String action,
                AccessDocument document,
                Warehouse warehouse,
                byte[] bytes,
                byte[] signature,
                byte[] evidence)
                implements Checked {}
    }

    /**
     * A document for signing.
     *
     * @param words what is shown to the owner, exactly what is signed
     * @param missing what the hand-over would lack
     * @param dueOn the day on which the answer is due; nothing for a change
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record IssuedDocument(
            byte[] bytes, List<String> words, Set<Access.Part> missing, Optional<LocalDate> dueOn) {

        @Override
        public String toString() {
            return "IssuedDocument[missing " + missing + "]";
        }
    }

    /**
     * What an owner stated so far.
     *
     * @param request the request that is answered; nothing for a change
     * @param changedAt the moment of the change; nothing for an answer
     */
    public record Draft(UUID warehouse, Optional<UUID> request, Optional<Instant> changedAt, Access access) {}

    /**
     * What was kept.
     *
     * @param late whether it came after the day on which it was due (R283-4c)
     * @param breach whether the notice of the change came too late (R283-5a)
     */
    public record HandedOver(AccessVersion version, Optional<LocalDate> dueOn, boolean late, boolean breach) {}
}
