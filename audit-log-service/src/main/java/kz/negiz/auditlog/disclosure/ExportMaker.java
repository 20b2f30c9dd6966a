package kz.negiz.auditlog.disclosure;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import kz.negiz.audit.PayloadOpener;
import kz.negiz.audit.UnreadablePayloadException;
import kz.negiz.auditlog.log.EventReader;
import kz.negiz.auditlog.log.EventReader.Bound;
import kz.negiz.auditlog.log.EventReader.Numbers;
import kz.negiz.auditlog.log.EventReader.Placed;
import kz.negiz.auditlog.log.LogProperties;
import kz.negiz.auditlog.log.LogReader;
import kz.negiz.auditlog.log.SignedCheckpoint;
import kz.negiz.log.MerkleTree;
import kz.negiz.log.checkpoint.SignerKey;
import kz.negiz.log.event.AuditEvent;
import kz.negiz.log.event.DisclosedValue;
import kz.negiz.log.export.ExportLine;
import kz.negiz.log.export.ExportScope;
import kz.negiz.log.export.ExportWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes the export of a request: every event of the period with its proof, and the numbers around it without a gap. */
@Component
class ExportMaker {

    private static final Logger LOG = LoggerFactory.getLogger(ExportMaker.class);

    private final LogReader log;
    private final EventReader events;
    private final LogProperties properties;
    private final PayloadOpener opener;
    private final BrokerRecords broker;
    private final SignerKey key;
    private final Clock clock;

    ExportMaker(
            LogReader log,
            EventReader events,
            LogProperties properties,
            PayloadOpener opener,
            BrokerRecords broker,
            SignerKey key,
            Clock clock) {
        this.log = log;
        this.events = events;
        this.properties = properties;
        this.opener = opener;
        this.broker = broker;
        this.key = key;
        this.clock = clock;
    }

    /** A checkpoint that somebody kept, to which the export is to prove its descent. */
    record Kept(int year, long size) {}

    void write(DisclosureRequest request, List<Kept> kept, OutputStream out) throws IOException {
        new Making(request, kept, new ExportWriter(out)).write();
    }

    private final class Making {

        private final DisclosureRequest request;
        private final List<Kept> kept;
        private final ExportWriter writer;
        private final SortedMap<Integer, SignedCheckpoint> checkpoints = new TreeMap<>();
        private final SortedMap<Integer, MerkleTree> trees = new TreeMap<>();
        private final List<UUID> questions = new ArrayList<>();
        private final Set<UUID> encumbrances = new LinkedHashSet<>();
        private final Set<UUID> confirmed = new HashSet<>();

        Making(DisclosureRequest request, List<Kept> kept, ExportWriter writer) {
            this.request = request;
            this.kept = kept;
            this.writer = writer;
        }

        void write() throws IOException {
            // One checkpoint a year, read once: all that follows is proved against these.
            for (int year : log.years()) {
                checkpoints.put(
                        year,
                        log.latest(year)
                                .orElseThrow(
                                        () -> new IllegalStateException("the log of " + year + " has no checkpoint")));
                trees.put(year, log.tree(year));
            }
            SortedSet<String> producers = new TreeSet<>(properties.producers());
            writer.write(head(producers));
            for (SignedCheckpoint checkpoint : checkpoints.values()) {
                writer.write(log(checkpoint));
            }
            Bound bound = Bound.of(checkpoints.lastEntry().getValue());
            for (UUID account : accounts(bound)) {
                for (String producer : producers) {
                    user(account, producer, bound);
                }
            }
            handOver(questions, batch -> broker.questions(request.id(), batch));
            handOver(List.copyOf(encumbrances), batch -> broker.encumbrances(request.id(), batch, confirmed));
            writer.close(key);
            LOG.info("Handed over {} events for request {}", writer.events(), request.id());
        }

        private void handOver(List<UUID> ids, Function<List<UUID>, List<ExportLine>> broker) throws IOException {
            for (int at = 0; at < ids.size(); at += BrokerRecords.BATCH) {
                for (ExportLine line : broker.apply(ids.subList(at, Math.min(ids.size(), at + BrokerRecords.BATCH)))) {
                    writer.write(line);
                }
            }
        }

        private ExportLine.Head head(SortedSet<String> producers) {
            DisclosureRequest.Release release = request.release().orElseThrow();
            return new ExportLine.Head(
                    ExportLine.VERSION,
                    Instant.ofEpochMilli(clock.instant().toEpochMilli()),
                    request.id(),
                    request.ground().name(),
                    request.groundNumber(),
                    request.groundDate(),
                    request.documentSha256(),
                    request.account(),
                    release.account(),
                    request.scope(),
                    request.from(),
                    request.to(),
                    List.copyOf(producers));
        }

        private ExportLine.Log log(SignedCheckpoint signed) {
            MerkleTree tree = tree(signed.year());
            long size = signed.checkpoint().size();
            SortedMap<Long, List<byte[]>> consistency = new TreeMap<>();
            for (Kept one : kept) {
                if (one.year() == signed.year() && one.size() > 0 && one.size() <= size) {
                    consistency.put(one.size(), tree.consistencyProof(one.size(), size));
                }
            }
            return new ExportLine.Log(
                    signed.year(),
                    signed.note(),
                    ExportMaker.this.log.content(signed.year(), 0).orElseThrow(),
                    tree.inclusionProof(0, size),
                    consistency);
        }

        private List<UUID> accounts(Bound bound) {
            return switch (request.scope()) {
                case ExportScope.Accounts some -> List.copyOf(some.accounts());
                case ExportScope.Body one -> events.accountsOf(one.body(), request.from(), request.to(), bound);
            };
        }

        private void user(UUID account, String producer, Bound bound) throws IOException {
            Optional<Numbers> numbers = events.around(account, producer, request.from(), request.to(), bound);
            if (numbers.isEmpty()) {
                writer.write(new ExportLine.User(account, producer, 0, 0));
                return;
            }
            writer.write(new ExportLine.User(
                    account, producer, numbers.get().first(), numbers.get().last()));
            events.events(account, producer, numbers.get(), placed -> {
                try {
                    writer.write(line(placed));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        private ExportLine.Event line(Placed placed) {
            AuditEvent event = placed.event();
            boolean asked = request.scope().covers(event)
                    && !event.time().isBefore(request.from())
                    && event.time().isBefore(request.to());
            if (asked) {
                event.reference().ifPresent(record -> owed(event.action(), record));
            }
            long size = checkpoint(placed.year()).checkpoint().size();
            return new ExportLine.Event(
                    placed.year(),
                    placed.index(),
                    event.encode(),
                    tree(placed.year()).inclusionProof(placed.index(), size),
                    asked ? opened(event) : new TreeMap<>());
        }

        /** What the broker has to hand over because of an event. */
        private void owed(String action, UUID record) {
            switch (action) {
                case "QUESTION_DECIDED" -> questions.add(record);
                // Asked for by a system, confirmed by an officer: either may be the user that is asked for.
                case "ENCUMBRANCE_DECIDED" -> encumbrances.add(record);
                case "ENCUMBRANCE_CONFIRMED" -> {
                    encumbrances.add(record);
                    confirmed.add(record);
                }
                default -> {
                    // Its own details are all there is of it.
                }
            }
        }

        private SortedMap<String, DisclosedValue> opened(AuditEvent event) {
            if (event.payload().isEmpty()) {
                return new TreeMap<>();
            }
            try {
                return opener.open(event.id(), event.payload().get());
            } catch (UnreadablePayloadException e) {
                // The verifier reports each value that an export owes and does not show.
                LOG.error("{}", e.getMessage());
                return new TreeMap<>();
            }
        }

        private SignedCheckpoint checkpoint(int year) {
            return java.util.Objects.requireNonNull(checkpoints.get(year));
        }

        private MerkleTree tree(int year) {
            return java.util.Objects.requireNonNull(trees.get(year));
        }
    }
}
