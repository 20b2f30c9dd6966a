package kz.negiz.log.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import kz.negiz.log.checkpoint.Note;
import kz.negiz.log.checkpoint.SignerKey;
import kz.negiz.log.checkpoint.VerifierKey.Purpose;
import kz.negiz.log.event.DisclosedValue;
import kz.negiz.log.export.Finding.Code;
import kz.negiz.log.export.Verification.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The offline verifier of exports")
class ExportVerifierTest {

    private static final UUID ASKED = UUID.fromString("8b6f0d4e-3c1a-4d57-9f0e-0a1b2c3d4e5f");
    private static final UUID OTHER = UUID.fromString("1b6f0d4e-3c1a-4d57-9f0e-0a1b2c3d4e5f");
    private static final SignerKey WITNESS = SignerKey.generate("witness.example", Purpose.COSIGNATURE);

    private final TestLog log = new TestLog(41);
    private Note kept = Note.parse("text\n\n— nobody x08go/ZJkuBS9UG/\n");

    @BeforeEach
    void fill() {
        // The period will be from hour 10 to hour 20; numbers of the asked one lie before, in and behind it.
        log.question(ASKED, 5);
        log.question(OTHER, 6);
        log.add(TestLog.GATEWAY, ASKED, 7, "LOGIN", UUID.randomUUID(), Map.of());
        kept = log.checkpoint(2026);
        for (int hour = 10; hour < 14; hour++) {
            log.question(ASKED, hour);
            log.question(OTHER, hour);
            log.add(TestLog.GATEWAY, ASKED, hour, "LOGIN", UUID.randomUUID(), Map.of("address", "10.0.0." + hour));
        }
        log.question(ASKED, 25);
        log.add(TestLog.GATEWAY, OTHER, 26, "LOGIN", UUID.randomUUID(), Map.of());
    }

    private List<ExportLine> lines() {
        return log.lines(List.of(ASKED), 10, 20, 6);
    }

    @Test
    @DisplayName("R41-34b, R150-52: proves a whole and untouched export")
    void proves() throws IOException {
        Verification result = verify(TestLog.sealed(lines()));

        assertThat(result.findings()).extracting(Finding::code).containsExactly(Code.NO_LATER_EVENT);
        assertThat(result.verdict()).isEqualTo(Verdict.PROVED);
        assertThat(result.users()).isEqualTo(2);
        assertThat(result.asked()).isEqualTo(4 * 3);
        assertThat(result.events()).isEqualTo(4 * 3 + 1 + 1 + 1);
        assertThat(result.answers()).isEqualTo(4);
        assertThat(result.head().orElseThrow().groundNumber()).isEqualTo("17/ә");
    }

    @Test
    @DisplayName("R41-34b, R150-52: proves what a system and its officer signed of an encumbrance, of each their own")
    void encumbrances() throws IOException {
        UUID system = UUID.randomUUID();
        UUID officer = UUID.randomUUID();
        log.encumbrance(system, officer, 15);

        for (UUID user : List.of(system, officer)) {
            List<ExportLine> lines = log.lines(List.of(user), 10, 20, 6);
            Verification result = verify(TestLog.sealed(lines));

            assertThat(result.findings()).extracting(Finding::code).containsOnly(Code.NO_EVENTS, Code.NO_LATER_EVENT);
            assertThat(result.verdict()).isEqualTo(Verdict.PROVED);
            assertThat(result.encumbrances()).isEqualTo(1);
            assertThat(lines.stream()
                            .filter(ExportLine.Encumbrance.class::isInstance)
                            .map(line -> ((ExportLine.Encumbrance) line).confirmation().length > 0))
                    .containsExactly(user.equals(officer));
        }
    }

    @Test
    @DisplayName("proves a package of version 1 still, but not where it owes an encumbrance")
    void olderVersion() throws IOException {
        UUID officer = UUID.randomUUID();
        log.encumbrance(OTHER, officer, 15);
        List<ExportLine> owing = new ArrayList<>(log.lines(List.of(officer), 10, 20, 6));
        owing.removeIf(ExportLine.Encumbrance.class::isInstance);

        assertThat(verify(TestLog.sealed(ofVersionOne(lines()))).verdict()).isEqualTo(Verdict.PROVED);
        Verification open = verify(TestLog.sealed(ofVersionOne(owing)));
        assertThat(open.verdict()).isEqualTo(Verdict.NOT_PROVED);
        assertThat(open.findings()).extracting(Finding::code).contains(Code.ANSWER_NOT_AVAILABLE);
    }

    private static List<ExportLine> ofVersionOne(List<ExportLine> lines) {
        List<ExportLine> older = new ArrayList<>(lines);
        ExportLine.Head head = (ExportLine.Head) older.getFirst();
        older.set(
                0,
                new ExportLine.Head(
                        1,
                        head.created(),
                        head.request(),
                        head.ground(),
                        head.groundNumber(),
                        head.groundDate(),
                        head.documentSha256(),
                        head.requestedBy(),
                        head.releasedBy(),
                        head.scope(),
                        head.from(),
                        head.to(),
                        head.producers()));
        return older;
    }

    @Test
    @DisplayName("says of a user without events that there are none, which no proof can show")
    void noEvents() throws IOException {
        Verification result = verify(TestLog.sealed(log.lines(List.of(UUID.randomUUID()), 10, 20, 6)));

        assertThat(result.verdict()).isEqualTo(Verdict.PROVED);
        assertThat(codes(result)).containsExactly(Code.NO_EVENTS, Code.NO_EVENTS);
    }

    @Test
    @DisplayName("calls nothing proved without the log's key, or without a checkpoint kept outside")
    void notProved() throws IOException {
        byte[] export = TestLog.sealed(lines());

        Verification withoutKey =
                new ExportVerifier(Optional.empty(), List.of(kept), List.of()).verify(new ByteArrayInputStream(export));
        assertThat(withoutKey.verdict()).isEqualTo(Verdict.NOT_PROVED);
        assertThat(codes(withoutKey)).contains(Code.NO_LOG_KEY);

        Verification withoutKept = new ExportVerifier(Optional.of(TestLog.KEY.verifier()), List.of(), List.of())
                .verify(new ByteArrayInputStream(export));
        assertThat(withoutKept.verdict()).isEqualTo(Verdict.NOT_PROVED);
        assertThat(codes(withoutKept)).contains(Code.NO_KEPT_CHECKPOINT);
    }

    @Test
    @DisplayName("calls nothing proved when no proof leads from the kept checkpoint to the export")
    void notCovered() throws IOException {
        Verification result = verify(TestLog.sealed(log.lines(List.of(ASKED), 10, 20)));

        assertThat(result.verdict()).isEqualTo(Verdict.NOT_PROVED);
        assertThat(codes(result)).contains(Code.KEPT_NOT_COVERED);
    }

    @Test
    @DisplayName("takes the export's own checkpoint as kept too, when somebody kept exactly that one")
    void keptTheSame() throws IOException {
        Verification result = new ExportVerifier(
                        Optional.of(TestLog.KEY.verifier()), List.of(log.checkpoint(2026)), List.of())
                .verify(new ByteArrayInputStream(TestLog.sealed(lines())));

        assertThat(result.verdict()).isEqualTo(Verdict.PROVED);
    }

    @Test
    @DisplayName("expects the cosignatures of the witnesses it is told of")
    void cosignatures() throws IOException {
        ExportVerifier verifier =
                new ExportVerifier(Optional.of(TestLog.KEY.verifier()), List.of(kept), List.of(WITNESS.verifier()));
        List<ExportLine> cosigned = changed(
                ExportLine.Log.class,
                one -> new ExportLine.Log(
                        one.year(),
                        WITNESS.cosign(one.note(), Instant.parse("2026-11-22T08:00:00Z")),
                        one.firstLeaf(),
                        one.firstProof(),
                        one.consistency()));

        assertThat(codes(verifier.verify(new ByteArrayInputStream(TestLog.sealed(lines())))))
                .contains(Code.NOT_COSIGNED);
        assertThat(verifier.verify(new ByteArrayInputStream(TestLog.sealed(cosigned)))
                        .verdict())
                .isEqualTo(Verdict.PROVED);
    }

    @Test
    @DisplayName("follows the logs of two years from one to the next")
    void twoYears() throws IOException {
        log.turn(2027);
        log.question(ASKED, 26);
        List<ExportLine> lines = log.lines(List.of(ASKED), 10, 30);
        // The kept checkpoint belongs to the first of the two.
        Note closed = log.checkpoint(2026);

        assertThat(new ExportVerifier(Optional.of(TestLog.KEY.verifier()), List.of(closed), List.of())
                        .verify(new ByteArrayInputStream(TestLog.sealed(lines)))
                        .verdict())
                .isEqualTo(Verdict.PROVED);

        log.add(TestLog.GATEWAY, OTHER, 27, "LOGIN", UUID.randomUUID(), Map.of());
        TestLog forged = new TestLog(42);
        forged.question(ASKED, 5);
        List<ExportLine> otherPast = new ArrayList<>(lines);
        otherPast.set(1, forged.lines(List.of(ASKED), 10, 30).get(1));
        assertThat(codes(verify(TestLog.sealed(otherPast)))).contains(Code.YEARS_NOT_CHAINED);
        List<ExportLine> withoutPast = new ArrayList<>(lines);
        withoutPast.remove(1);
        assertThat(verify(TestLog.sealed(withoutPast)).verdict()).isEqualTo(Verdict.REFUTED);
    }

    @Nested
    @DisplayName("when bytes are changed on the way")
    class ChangedBytes {

        @Test
        @DisplayName("refutes the export whatever single bit is flipped")
        void anyBit() throws IOException {
            byte[] export = TestLog.sealed(lines());
            Random random = new Random(150);
            // Every byte of the last line, where signature and counts stand, and a sample of all others.
            int lastLine = lastIndexOfLine(export);
            for (int i = 0; i < export.length; i += i < lastLine ? 1 + random.nextInt(80) : 1) {
                byte[] changed = export.clone();
                changed[i] ^= (byte) (1 << random.nextInt(8));
                assertThat(verify(changed).verdict()).as("byte %s", i).isEqualTo(Verdict.REFUTED);
            }
        }

        @Test
        @DisplayName("refutes the export cut off at any line, or with a line dropped, doubled or moved")
        void anyLine() throws IOException {
            List<byte[]> lines = split(TestLog.sealed(lines()));
            for (int i = 0; i < lines.size(); i++) {
                assertRefuted(lines.subList(0, i));
                List<byte[]> dropped = new ArrayList<>(lines);
                dropped.remove(i);
                assertRefuted(dropped);
                List<byte[]> doubled = new ArrayList<>(lines);
                doubled.add(i, lines.get(i));
                assertRefuted(doubled);
                if (i > 0) {
                    List<byte[]> moved = new ArrayList<>(lines);
                    Collections.swap(moved, i - 1, i);
                    assertRefuted(moved);
                }
            }
        }

        private void assertRefuted(List<byte[]> lines) throws IOException {
            assertThat(verify(joined(lines)).verdict()).isEqualTo(Verdict.REFUTED);
        }
    }

    @Nested
    @DisplayName("when the operator forges an export and signs it with the right key")
    class Forged {

        @Test
        @DisplayName("finds a dropped event")
        void dropped() throws IOException {
            for (ExportLine line : lines()) {
                if (line instanceof ExportLine.Event) {
                    List<ExportLine> rest = new ArrayList<>(lines());
                    rest.removeIf(one -> Arrays.equals(one.encode(), line.encode()));
                    Verification result = verify(TestLog.sealed(rest));
                    assertThat(result.verdict()).isEqualTo(Verdict.REFUTED);
                    assertThat(codes(result)).contains(Code.NUMBER_MISSING);
                }
            }
        }

        @Test
        @DisplayName("finds events cut off at both ends of the period, even if the user's line says so")
        void shortened() throws IOException {
            List<ExportLine> rest = new ArrayList<>(lines());
            int user = indexOf(rest, ExportLine.User.class);
            ExportLine.User line = (ExportLine.User) rest.get(user);
            rest.remove(user + 1);
            rest.remove(user + 1);
            rest.set(user, new ExportLine.User(line.account(), line.producer(), line.first() + 2, line.last()));

            assertThat(codes(verify(TestLog.sealed(rest)))).contains(Code.NUMBER_MISSING);
        }

        @Test
        @DisplayName("finds a changed event, by its place in the log")
        void changedEvent() throws IOException {
            List<ExportLine> forged = changed(
                    ExportLine.Event.class,
                    one -> new ExportLine.Event(
                            one.year(),
                            one.index(),
                            new String(one.event(), StandardCharsets.UTF_8)
                                    .replace("PERMITTED", "REFUSED")
                                    .getBytes(StandardCharsets.UTF_8),
                            one.proof(),
                            one.disclosed()));

            assertThat(codes(verify(TestLog.sealed(forged)))).contains(Code.EVENT_NOT_IN_LOG);
        }

        @Test
        @DisplayName("finds an added event that the log does not have")
        void added() throws IOException {
            List<ExportLine> forged = new ArrayList<>(lines());
            int user = indexOf(forged, ExportLine.User.class);
            ExportLine.User line = (ExportLine.User) forged.get(user);
            TestLog other = new TestLog(7);
            for (int i = 0; i < 40; i++) {
                other.question(ASKED, 12);
            }
            int end = user + 1 + (int) (line.last() - line.first());
            forged.set(user, new ExportLine.User(line.account(), line.producer(), line.first(), line.last() + 1));
            forged.add(
                    end + 1,
                    other.lines(List.of(ASKED), 10, 20).stream()
                            .filter(one -> one instanceof ExportLine.Event)
                            .skip(line.last())
                            .findFirst()
                            .orElseThrow());

            assertThat(codes(verify(TestLog.sealed(forged)))).contains(Code.EVENT_NOT_IN_LOG);
        }

        @Test
        @DisplayName("finds events put into another order")
        void reordered() throws IOException {
            List<ExportLine> forged = new ArrayList<>(lines());
            int user = indexOf(forged, ExportLine.User.class);
            Collections.swap(forged, user + 2, user + 3);

            assertThat(codes(verify(TestLog.sealed(forged)))).contains(Code.OUT_OF_ORDER);
        }

        @Test
        @DisplayName("finds another value in the place of the one committed to, and one that is held back")
        void values() throws IOException {
            List<ExportLine> other = changed(ExportLine.Event.class, one -> {
                TreeMap<String, DisclosedValue> values = new TreeMap<>(one.disclosed());
                values.computeIfPresent("subject", (name, value) -> new DisclosedValue(value.salt(), "990202399993"));
                return new ExportLine.Event(one.year(), one.index(), one.event(), one.proof(), values);
            });
            assertThat(codes(verify(TestLog.sealed(other)))).contains(Code.COMMITMENT_BROKEN);

            List<ExportLine> held = changed(
                    ExportLine.Event.class,
                    one -> new ExportLine.Event(one.year(), one.index(), one.event(), one.proof(), new TreeMap<>()));
            assertThat(codes(verify(TestLog.sealed(held)))).contains(Code.NOT_SHOWN);
            assertThat(verify(TestLog.sealed(held)).verdict()).isNotEqualTo(Verdict.PROVED);
        }

        @Test
        @DisplayName("finds answers and documents that are not those on record, and missing ones")
        void answers() throws IOException {
            byte[] other = "another".getBytes(StandardCharsets.UTF_8);
            assertThat(codes(verify(TestLog.sealed(changed(
                            ExportLine.Answers.class,
                            one -> new ExportLine.Answers(
                                    one.question(),
                                    one.document(),
                                    one.signature(),
                                    one.evidence(),
                                    List.of(new ExportLine.Answer("31", "ANSWERED", other))))))))
                    .contains(Code.ANSWER_ALTERED);
            assertThat(codes(verify(TestLog.sealed(changed(
                            ExportLine.Answers.class,
                            one -> new ExportLine.Answers(
                                    one.question(), other, one.signature(), one.evidence(), one.answers()))))))
                    .contains(Code.ANSWER_ALTERED);
            List<ExportLine> without = new ArrayList<>(lines());
            without.removeIf(ExportLine.Answers.class::isInstance);
            assertThat(codes(verify(TestLog.sealed(without)))).contains(Code.ANSWER_MISSING);
        }

        @Test
        @DisplayName("calls nothing proved when the package says that answers could not be had")
        void answersNotAvailable() throws IOException {
            List<ExportLine> lines = new ArrayList<>(lines());
            lines.replaceAll(line -> line instanceof ExportLine.Answers one
                    ? new ExportLine.NoAnswers(one.question(), "BROKER_SILENT")
                    : line);
            Verification result = verify(TestLog.sealed(lines));

            assertThat(result.verdict()).isEqualTo(Verdict.NOT_PROVED);
            assertThat(codes(result)).contains(Code.ANSWER_NOT_AVAILABLE);
        }

        @Test
        @DisplayName("finds encumbrances and confirmations that are not those on record, and missing ones")
        void encumbrances() throws IOException {
            byte[] other = "another".getBytes(StandardCharsets.UTF_8);
            UUID officer = UUID.randomUUID();
            log.encumbrance(OTHER, officer, 15);
            List<ExportLine> good = log.lines(List.of(officer), 10, 20, 6);
            for (UnaryOperator<ExportLine.Encumbrance> forgery : List.<UnaryOperator<ExportLine.Encumbrance>>of(
                    one -> signed(one, other, one.confirmation()),
                    one -> signed(one, one.document(), other),
                    one -> signed(one, one.document(), new byte[0]))) {
                List<ExportLine> forged = new ArrayList<>(good);
                forged.replaceAll(line -> line instanceof ExportLine.Encumbrance one ? forgery.apply(one) : line);
                assertThat(codes(verify(TestLog.sealed(forged)))).contains(Code.ANSWER_ALTERED);
            }
            List<ExportLine> without = new ArrayList<>(good);
            without.removeIf(ExportLine.Encumbrance.class::isInstance);
            assertThat(codes(verify(TestLog.sealed(without)))).contains(Code.ANSWER_MISSING);
            without.add(new ExportLine.NoEncumbrance(
                    good.stream()
                            .filter(ExportLine.Encumbrance.class::isInstance)
                            .map(ExportLine.Encumbrance.class::cast)
                            .findFirst()
                            .orElseThrow()
                            .encumbrance(),
                    "BROKER_SILENT"));
            Verification silent = verify(TestLog.sealed(without));
            assertThat(silent.verdict()).isEqualTo(Verdict.NOT_PROVED);
            assertThat(codes(silent)).contains(Code.ANSWER_NOT_AVAILABLE);
            List<ExportLine> more = new ArrayList<>(good);
            more.add(new ExportLine.NoEncumbrance(UUID.randomUUID(), "BROKER_SILENT"));
            assertThat(codes(verify(TestLog.sealed(more)))).contains(Code.SHOWN_TOO_MUCH);
        }

        private static ExportLine.Encumbrance signed(ExportLine.Encumbrance one, byte[] document, byte[] confirmation) {
            return new ExportLine.Encumbrance(
                    one.encumbrance(),
                    document,
                    one.signature(),
                    one.evidence(),
                    confirmation,
                    one.confirmationEvidence());
        }

        @Test
        @DisplayName("finds values and users that nobody asked for")
        void tooMuch() throws IOException {
            List<ExportLine> lines = new ArrayList<>(lines());
            ExportLine.Head head = (ExportLine.Head) lines.getFirst();
            lines.set(
                    0,
                    new ExportLine.Head(
                            ExportLine.VERSION,
                            head.created(),
                            head.request(),
                            head.ground(),
                            head.groundNumber(),
                            head.groundDate(),
                            head.documentSha256(),
                            head.requestedBy(),
                            head.releasedBy(),
                            new ExportScope.Body("another-body"),
                            head.from(),
                            head.to(),
                            head.producers()));

            assertThat(codes(verify(TestLog.sealed(lines)))).contains(Code.SHOWN_TOO_MUCH);
            List<ExportLine> foreign = new ArrayList<>(log.lines(List.of(ASKED, OTHER), 10, 20, 6));
            foreign.set(0, head);
            assertThat(codes(verify(TestLog.sealed(foreign)))).contains(Code.FOREIGN_EVENT);
        }

        @Test
        @DisplayName("finds a log that was rewritten as a whole and signed again with the right key")
        void rewritten() throws IOException {
            TestLog rewritten = new TestLog(43);
            rewritten.question(OTHER, 6);
            rewritten.add(TestLog.GATEWAY, ASKED, 7, "LOGIN", UUID.randomUUID(), Map.of());
            for (int hour = 10; hour < 16; hour++) {
                rewritten.question(ASKED, hour);
            }
            List<ExportLine> lines = rewritten.lines(List.of(ASKED), 10, 20, 6);

            Verification result = verify(TestLog.sealed(lines));

            assertThat(result.verdict()).isEqualTo(Verdict.REFUTED);
            assertThat(codes(result)).contains(Code.LOG_REWRITTEN);
            // Nothing but the checkpoint kept outside tells: without it the same package looks whole.
            assertThat(codes(new ExportVerifier(Optional.of(TestLog.KEY.verifier()), List.of(), List.of())
                            .verify(new ByteArrayInputStream(TestLog.sealed(lines)))))
                    .containsOnly(Code.NO_KEPT_CHECKPOINT, Code.NO_LATER_EVENT, Code.NO_LATER_EVENT);
        }

        @Test
        @DisplayName("finds another key than the log's")
        void otherKey() throws IOException {
            SignerKey other = SignerKey.generate("negiz.kz/audit", Purpose.NOTE);

            assertThat(codes(verify(TestLog.sealed(lines(), other)))).contains(Code.ALTERED);
            List<ExportLine> lines = changed(
                    ExportLine.Log.class,
                    one -> new ExportLine.Log(
                            one.year(),
                            other.sign(one.note().text()),
                            one.firstLeaf(),
                            one.firstProof(),
                            one.consistency()));
            assertThat(codes(verify(TestLog.sealed(lines)))).contains(Code.CHECKPOINT_NOT_SIGNED);
        }
    }

    @Test
    @DisplayName("refutes garbage, and holds out against lines that are huge or endless in number")
    void garbage() throws IOException {
        for (String garbage : List.of("", "\n", "{}\n", "null\n", "[".repeat(100_000), "x\n".repeat(20_000))) {
            Verification result = verify(garbage.getBytes(StandardCharsets.UTF_8));
            assertThat(result.verdict()).isEqualTo(Verdict.REFUTED);
            assertThat(result.findings()).hasSizeLessThanOrEqualTo(10_000);
        }
    }

    private Verification verify(byte[] export) throws IOException {
        return new ExportVerifier(Optional.of(TestLog.KEY.verifier()), List.of(kept), List.of())
                .verify(new ByteArrayInputStream(export));
    }

    private <L extends ExportLine> List<ExportLine> changed(Class<L> kind, UnaryOperator<L> change) {
        List<ExportLine> lines = new ArrayList<>(lines());
        lines.replaceAll(line -> kind.isInstance(line) ? change.apply(kind.cast(line)) : line);
        return lines;
    }

    private static int indexOf(List<ExportLine> lines, Class<? extends ExportLine> kind) {
        for (int i = 0; i < lines.size(); i++) {
            if (kind.isInstance(lines.get(i))) {
                return i;
            }
        }
        throw new IllegalArgumentException("no such line");
    }

    private static List<Code> codes(Verification result) {
        return result.findings().stream().map(Finding::code).toList();
    }

    private static int lastIndexOfLine(byte[] export) {
        int at = export.length - 2;
        while (export[at] != '\n') {
            at--;
        }
        return at + 1;
    }

    private static List<byte[]> split(byte[] export) {
        return Arrays.stream(new String(export, StandardCharsets.UTF_8).split("(?<=\n)"))
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] joined(List<byte[]> lines) {
        int length = lines.stream().mapToInt(line -> line.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] line : lines) {
            System.arraycopy(line, 0, all, at, line.length);
            at += line.length;
        }
        return all;
    }
}
