package kz.negiz.log.export;

import static kz.negiz.log.export.Finding.Code.ALTERED;
import static kz.negiz.log.export.Finding.Code.ANSWER_ALTERED;
import static kz.negiz.log.export.Finding.Code.ANSWER_MISSING;
import static kz.negiz.log.export.Finding.Code.ANSWER_NOT_AVAILABLE;
import static kz.negiz.log.export.Finding.Code.ANSWER_NOT_BOUND;
import static kz.negiz.log.export.Finding.Code.CHECKPOINT_NOT_SIGNED;
import static kz.negiz.log.export.Finding.Code.COMMITMENT_BROKEN;
import static kz.negiz.log.export.Finding.Code.EVENT_NOT_IN_LOG;
import static kz.negiz.log.export.Finding.Code.FOREIGN_EVENT;
import static kz.negiz.log.export.Finding.Code.KEPT_NOT_COVERED;
import static kz.negiz.log.export.Finding.Code.LOG_REWRITTEN;
import static kz.negiz.log.export.Finding.Code.MALFORMED;
import static kz.negiz.log.export.Finding.Code.NOT_COSIGNED;
import static kz.negiz.log.export.Finding.Code.NOT_SHOWN;
import static kz.negiz.log.export.Finding.Code.NOT_WHOLE;
import static kz.negiz.log.export.Finding.Code.NO_EVENT;
import static kz.negiz.log.export.Finding.Code.NO_EVENTS;
import static kz.negiz.log.export.Finding.Code.NO_KEPT_CHECKPOINT;
import static kz.negiz.log.export.Finding.Code.NO_LATER_EVENT;
import static kz.negiz.log.export.Finding.Code.NO_LOG_KEY;
import static kz.negiz.log.export.Finding.Code.NUMBER_MISSING;
import static kz.negiz.log.export.Finding.Code.NUMBER_TWICE;
import static kz.negiz.log.export.Finding.Code.OUT_OF_ORDER;
import static kz.negiz.log.export.Finding.Code.SHOWN_TOO_MUCH;
import static kz.negiz.log.export.Finding.Code.YEARS_NOT_CHAINED;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import kz.negiz.log.MerkleHash;
import kz.negiz.log.Proofs;
import kz.negiz.log.checkpoint.Checkpoint;
import kz.negiz.log.checkpoint.Note;
import kz.negiz.log.checkpoint.NoteFormatException;
import kz.negiz.log.checkpoint.VerifierKey;
import kz.negiz.log.event.AuditEvent;
import kz.negiz.log.event.DisclosedValue;
import kz.negiz.log.event.EventFormatException;
import kz.negiz.log.json.JsonFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Checks an export package with nothing but the package, the log's key and a checkpoint that somebody kept; key and checkpoint
 * come from outside, since whoever forges a package forges both in it. It goes on after a fault, so that its report says what
 * is wrong and not only that something is.
 */
public final class ExportVerifier {

    private final Optional<VerifierKey> logKey;
    private final List<Note> kept;
    private final List<VerifierKey> witnesses;

    /**
     * @param logKey the log's key, had by another way than the package
     * @param kept checkpoints kept from before, of which the newest that is not newer than the package counts
     * @param witnesses keys of witnesses whose cosignatures are expected
     */
    public ExportVerifier(Optional<VerifierKey> logKey, List<Note> kept, List<VerifierKey> witnesses) {
        this.logKey = logKey;
        this.kept = List.copyOf(kept);
        this.witnesses = List.copyOf(witnesses);
    }

    public Verification verify(InputStream in) throws IOException {
        Run run = new Run();
        run.read(new BufferedInputStream(in, 1 << 16));
        return run.verification();
    }

    private enum Part {
        HEAD,
        LOGS,
        USERS,
        ANSWERS,
        END
    }

    private final class Run {

        private final List<Finding> findings = new ArrayList<>();
        private final MessageDigest digest = sha256();
        private final SortedMap<Integer, Year> years = new TreeMap<>();
        private final Set<UUID> eventIds = new HashSet<>();
        private final Map<String, SortedMap<Long, Place>> places = new HashMap<>();
        private final Map<UUID, Question> questions = new LinkedHashMap<>();
        private final Map<UUID, Confirmable> encumbrances = new LinkedHashMap<>();
        private final Set<UserAt> usersSeen = new HashSet<>();

        private Optional<ExportLine.Head> head = Optional.empty();
        private Part part = Part.HEAD;
        private long lineNumber;
        private long users;
        private long events;
        private long asked;
        private long answerLines;
        private long answers;
        private long encumbrancesShown;
        private @Nullable UserRun user;

        void read(InputStream in) throws IOException {
            while (true) {
                byte[] bytes = line(in);
                if (bytes == null) {
                    break;
                }
                lineNumber++;
                ExportLine line;
                try {
                    line = ExportLine.parse(bytes);
                } catch (JsonFormatException e) {
                    add(MALFORMED, here(), String.valueOf(e.getMessage()));
                    update(bytes);
                    continue;
                }
                take(line, bytes);
            }
            finish();
        }

        private byte @Nullable [] line(InputStream in) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int next;
            while ((next = in.read()) >= 0) {
                if (next == '\n') {
                    return bytes.toByteArray();
                }
                if (bytes.size() >= ExportLine.MAX_BYTES) {
                    throw new IOException("line " + (lineNumber + 1) + " is too long to be of an export");
                }
                bytes.write(next);
            }
            if (bytes.size() == 0) {
                return null;
            }
            add(NOT_WHOLE, "line " + (lineNumber + 1), "the last line is cut off");
            return bytes.toByteArray();
        }

        private void take(ExportLine line, byte[] bytes) {
            if (part == Part.END) {
                add(OUT_OF_ORDER, here(), "something follows the end");
            }
            if (lineNumber == 1 && !(line instanceof ExportLine.Head)) {
                add(OUT_OF_ORDER, here(), "the package does not begin with its head");
            }
            if (!(line instanceof ExportLine.End)) {
                update(bytes);
            }
            switch (line) {
                case ExportLine.Head one -> head(one);
                case ExportLine.Log one -> {
                    move(Part.LOGS);
                    log(one);
                }
                case ExportLine.User one -> {
                    move(Part.USERS);
                    user(one);
                }
                case ExportLine.Event one -> {
                    move(Part.USERS);
                    event(one);
                }
                case ExportLine.Answers one -> {
                    move(Part.ANSWERS);
                    answers(one);
                }
                case ExportLine.NoAnswers one -> {
                    move(Part.ANSWERS);
                    noAnswers(one);
                }
                case ExportLine.Encumbrance one -> {
                    move(Part.ANSWERS);
                    encumbrance(one);
                }
                case ExportLine.NoEncumbrance one -> {
                    move(Part.ANSWERS);
                    noEncumbrance(one);
                }
                case ExportLine.End one -> end(one);
            }
        }

        private void move(Part to) {
            if (to.compareTo(part) < 0) {
                add(OUT_OF_ORDER, here(), "this line belongs further up");
            } else {
                part = to;
            }
        }

        private void head(ExportLine.Head line) {
            if (head.isPresent() || lineNumber != 1) {
                add(OUT_OF_ORDER, here(), "a second head");
                return;
            }
            head = Optional.of(line);
        }

        private void log(ExportLine.Log line) {
            if (!years.isEmpty() && years.lastKey() >= line.year()) {
                add(OUT_OF_ORDER, here(), "logs stand by year, each once");
                return;
            }
            Checkpoint checkpoint;
            try {
                checkpoint = Checkpoint.parse(line.note().text());
            } catch (NoteFormatException e) {
                add(CHECKPOINT_NOT_SIGNED, here(), "the note is no checkpoint");
                return;
            }
            Optional<Year> before = Optional.ofNullable(years.get(line.year() - 1));
            if (!years.isEmpty() && before.isEmpty()) {
                add(YEARS_NOT_CHAINED, here(), "the log of the year before is not in the package");
            }
            years.put(line.year(), new Year(line, checkpoint));
            logKey.ifPresent(key -> {
                if (!line.note().isSignedBy(key) || !checkpoint.origin().equals(key.name() + "/" + line.year())) {
                    add(
                            CHECKPOINT_NOT_SIGNED,
                            here(),
                            "the checkpoint of " + line.year() + " is not signed by " + key.name());
                }
            });
            for (VerifierKey witness : witnesses) {
                if (line.note().cosignedBy(witness).isEmpty()) {
                    add(NOT_COSIGNED, here(), witness.name() + " has not cosigned the checkpoint of " + line.year());
                }
            }
            firstLeaf(line, checkpoint, before);
        }

        private void firstLeaf(ExportLine.Log line, Checkpoint checkpoint, Optional<Year> before) {
            if (!Proofs.isIncluded(
                    MerkleHash.leaf(line.firstLeaf()), 0, checkpoint.size(), line.firstProof(), checkpoint.root())) {
                add(YEARS_NOT_CHAINED, here(), "the first leaf of " + line.year() + " is not that of its log");
                return;
            }
            byte[] genesis = ("{\"log\":\"" + checkpoint.origin() + "\",\"type\":\"kz.negiz.log\",\"version\":1}")
                    .getBytes(StandardCharsets.UTF_8);
            if (Arrays.equals(genesis, line.firstLeaf())) {
                before.ifPresent(
                        year -> add(YEARS_NOT_CHAINED, here(), line.year() + " begins as if it were the first"));
                return;
            }
            try {
                Note note = Note.parse(line.firstLeaf());
                Checkpoint last = Checkpoint.parse(note.text());
                boolean signed = logKey.map(note::isSignedBy).orElse(true);
                boolean fits = before.map(year -> year.checkpoint.equals(last)).orElse(true);
                if (!signed || !fits) {
                    add(
                            YEARS_NOT_CHAINED,
                            here(),
                            line.year() + " does not begin with the last checkpoint of the log before");
                }
            } catch (NoteFormatException e) {
                add(YEARS_NOT_CHAINED, here(), line.year() + " begins neither as the first log nor after another");
            }
        }

        private void user(ExportLine.User line) {
            finishUser();
            users++;
            if (!usersSeen.add(new UserAt(line.account(), line.producer()))) {
                add(NUMBER_TWICE, here(), "this user's numbers at " + line.producer() + " were listed before");
            }
            boolean inScope = head.filter(known -> known.producers().contains(line.producer()))
                    .filter(known -> !(known.scope() instanceof ExportScope.Accounts accounts)
                            || accounts.accounts().contains(line.account()))
                    .isPresent();
            if (!inScope) {
                add(FOREIGN_EVENT, here(), "a user or service that is not asked for");
            }
            if (line.first() == 0 && line.last() == 0) {
                add(NO_EVENTS, name(line), "the package says that there are none");
            } else if (line.first() < 1 || line.last() < line.first()) {
                add(MALFORMED, here(), "numbers run from first to last");
            }
            user = new UserRun(line);
        }

        private void event(ExportLine.Event line) {
            events++;
            AuditEvent event;
            try {
                event = AuditEvent.parse(line.event());
            } catch (EventFormatException e) {
                add(NO_EVENT, here(), String.valueOf(e.getMessage()));
                return;
            }
            Year year = years.get(line.year());
            if (year == null
                    || !Proofs.isIncluded(
                            MerkleHash.leaf(line.event()),
                            line.index(),
                            year.checkpoint.size(),
                            line.proof(),
                            year.checkpoint.root())) {
                add(EVENT_NOT_IN_LOG, here(), "event " + event.number() + " of " + event.producer());
            }
            if (!eventIds.add(event.id())) {
                add(NUMBER_TWICE, here(), "event " + event.id() + " stands twice");
            }
            if (places.computeIfAbsent(event.producer(), producer -> new TreeMap<>())
                            .put(event.number(), new Place(line.year(), line.index()))
                    != null) {
                add(NUMBER_TWICE, here(), "number " + event.number() + " of " + event.producer() + " stands twice");
            }
            UserRun current = user;
            if (current == null) {
                add(OUT_OF_ORDER, here(), "an event before its user's line");
            } else {
                current.take(event);
            }
            details(event, line.disclosed());
        }

        private void details(AuditEvent event, SortedMap<String, DisclosedValue> disclosed) {
            boolean isAsked = head.filter(known -> known.scope().covers(event)
                            && !event.time().isBefore(known.from())
                            && event.time().isBefore(known.to()))
                    .isPresent();
            if (!isAsked) {
                if (!disclosed.isEmpty()) {
                    add(SHOWN_TOO_MUCH, here(), "values of an event that is not asked for");
                }
                return;
            }
            asked++;
            disclosed.forEach((name, value) -> {
                String commitment = event.commitments().get(name);
                if (commitment == null || !value.keeps(commitment)) {
                    add(COMMITMENT_BROKEN, here(), "the value of " + name + " is not the one committed to");
                }
            });
            for (String name : event.commitments().keySet()) {
                if (!disclosed.containsKey(name)) {
                    add(NOT_SHOWN, here(), "the value of " + name + " is not shown");
                }
            }
            event.reference().ifPresent(reference -> {
                switch (event.action()) {
                    case "QUESTION_DECIDED" -> {
                        Question question = questions.computeIfAbsent(reference, id -> new Question());
                        question.decided = true;
                        question.document = value(disclosed, "documentSha256");
                    }
                    case "ANSWER_STORED" ->
                        questions
                                .computeIfAbsent(reference, id -> new Question())
                                .expected
                                .add(new Bound(
                                        value(disclosed, "service").orElse(""), value(disclosed, "contentSha256")));
                    case "ENCUMBRANCE_DECIDED" ->
                        encumbrances
                                .computeIfAbsent(reference, id -> new Confirmable())
                                .decided(value(disclosed, "documentSha256"));
                    case "ENCUMBRANCE_CONFIRMED" ->
                        encumbrances
                                .computeIfAbsent(reference, id -> new Confirmable())
                                .confirmed(value(disclosed, "documentSha256"), value(disclosed, "confirmationSha256"));
                    default -> {
                        // Other events speak of questions without holding their content.
                    }
                }
            });
        }

        private void answers(ExportLine.Answers line) {
            answerLines++;
            answers++;
            Question question = shown(line.question());
            if (question == null) {
                return;
            }
            if (question.decided) {
                bound("document", question.document, line.document());
            }
            List<Bound> rest = new ArrayList<>();
            for (ExportLine.Answer answer : line.answers()) {
                rest.add(new Bound(answer.service(), Optional.of(base64(sha256().digest(answer.content())))));
            }
            for (Bound expected : question.expected) {
                if (expected.sha256().isEmpty()) {
                    add(
                            ANSWER_NOT_BOUND,
                            here(),
                            "the log has no digest of the answer of service " + expected.service());
                } else if (!rest.remove(expected)) {
                    add(
                            ANSWER_ALTERED,
                            here(),
                            "the answer of service " + expected.service() + " is not the one that was put on record");
                }
            }
            for (Bound more : rest) {
                add(ANSWER_NOT_BOUND, here(), "no event of the package holds the answer of service " + more.service());
            }
        }

        private void noAnswers(ExportLine.NoAnswers line) {
            answerLines++;
            if (shown(line.question()) != null) {
                add(ANSWER_NOT_AVAILABLE, here(), "question " + line.question() + ": " + line.reason());
            }
        }

        private void bound(String what, Optional<String> onRecord, byte[] shown) {
            if (onRecord.isEmpty()) {
                add(ANSWER_NOT_BOUND, here(), "the log has no digest of this " + what);
            } else if (!onRecord.get().equals(base64(sha256().digest(shown)))) {
                add(ANSWER_ALTERED, here(), "the " + what + " is not the one that was put on record");
            }
        }

        private void encumbrance(ExportLine.Encumbrance line) {
            answerLines++;
            encumbrancesShown++;
            Confirmable encumbrance = shownEncumbrance(line.encumbrance());
            if (encumbrance == null) {
                return;
            }
            bound("document", encumbrance.document, line.document());
            if (encumbrance.confirmed) {
                bound("confirmation", encumbrance.confirmation, line.confirmation());
            } else if (line.confirmation().length > 0) {
                add(ANSWER_NOT_BOUND, here(), "no event of the package holds this confirmation");
            }
        }

        private void noEncumbrance(ExportLine.NoEncumbrance line) {
            answerLines++;
            if (shownEncumbrance(line.encumbrance()) != null) {
                add(ANSWER_NOT_AVAILABLE, here(), "encumbrance " + line.encumbrance() + ": " + line.reason());
            }
        }

        private @Nullable Confirmable shownEncumbrance(UUID id) {
            finishUser();
            Confirmable encumbrance = encumbrances.get(id);
            if (encumbrance == null) {
                add(SHOWN_TOO_MUCH, here(), "an encumbrance that is not asked for");
                return null;
            }
            if (encumbrance.shown) {
                add(OUT_OF_ORDER, here(), "encumbrance " + id + " stands twice");
            }
            encumbrance.shown = true;
            return encumbrance;
        }

        private @Nullable Question shown(UUID id) {
            finishUser();
            Question question = questions.get(id);
            if (question == null) {
                add(SHOWN_TOO_MUCH, here(), "answers to a question that is not asked for");
                return null;
            }
            if (question.shown) {
                add(OUT_OF_ORDER, here(), "question " + id + " stands twice");
            }
            question.shown = true;
            return question;
        }

        private void end(ExportLine.End line) {
            finishUser();
            part = Part.END;
            if (line.events() != events || line.answers() != answerLines) {
                add(NOT_WHOLE, here(), "the end counts other events and answers than the package has");
            }
            byte[] seen = digest.digest();
            boolean fits = line.note().text().equals(ExportLine.End.signedText(version(), seen));
            boolean signed = logKey.map(line.note()::isSignedBy).orElse(true);
            if (!fits || !signed) {
                add(ALTERED, here(), "the bytes are not those that the log signed");
            }
        }

        private int version() {
            return head.map(ExportLine.Head::version).orElse(ExportLine.VERSION);
        }

        private void finish() {
            finishUser();
            if (part != Part.END) {
                add(NOT_WHOLE, "package", "the end is missing");
            }
            head.ifPresentOrElse(this::allUsers, () -> add(NOT_WHOLE, "package", "the head is missing"));
            for (Map.Entry<String, SortedMap<Long, Place>> producer : places.entrySet()) {
                inLogOrder(producer.getKey(), producer.getValue());
            }
            questions.forEach((id, question) -> {
                if (!question.shown && question.decided) {
                    add(ANSWER_MISSING, "question " + id, "neither its document nor a reason why it is missing");
                }
            });
            encumbrances.forEach((id, encumbrance) -> {
                if (!encumbrance.shown && version() > 1) {
                    add(ANSWER_MISSING, "encumbrance " + id, "neither its document nor a reason why it is missing");
                } else if (!encumbrance.shown) {
                    // Or who holds one back would only have to call the package an old one.
                    add(ANSWER_NOT_AVAILABLE, "encumbrance " + id, "a package of version 1 holds none");
                }
            });
            keptCheckpoints();
            if (logKey.isEmpty()) {
                add(NO_LOG_KEY, "package", "the log's key has to come from outside of the package");
            }
        }

        private void allUsers(ExportLine.Head known) {
            if (known.scope() instanceof ExportScope.Accounts scope) {
                for (UUID account : scope.accounts()) {
                    for (String producer : known.producers()) {
                        if (!usersSeen.contains(new UserAt(account, producer))) {
                            add(NUMBER_MISSING, "account " + account, "nothing is said of its events at " + producer);
                        }
                    }
                }
            }
        }

        /** Numbers are given and taken in order, so a later number stands further on in the log. */
        private void inLogOrder(String producer, SortedMap<Long, Place> numbers) {
            Place last = new Place(0, -1);
            for (Map.Entry<Long, Place> entry : numbers.entrySet()) {
                if (entry.getValue().compareTo(last) <= 0) {
                    add(
                            OUT_OF_ORDER,
                            "event " + entry.getKey() + " of " + producer,
                            "stands in the log before an earlier number");
                }
                last = entry.getValue();
            }
        }

        private void keptCheckpoints() {
            if (kept.isEmpty()) {
                add(
                        NO_KEPT_CHECKPOINT,
                        "package",
                        "a checkpoint kept from before has to come from outside of the package");
                return;
            }
            boolean covered = false;
            for (Note note : kept) {
                covered |= keptCheckpoint(note);
            }
            if (!covered) {
                add(KEPT_NOT_COVERED, "package", "no proof leads from a kept checkpoint to this package");
            }
        }

        /** True if the package was proved to go on from this checkpoint. */
        private boolean keptCheckpoint(Note note) {
            Checkpoint old;
            try {
                old = Checkpoint.parse(note.text());
            } catch (NoteFormatException e) {
                add(KEPT_NOT_COVERED, "kept checkpoint", "not a checkpoint");
                return false;
            }
            if (logKey.isPresent() && !note.isSignedBy(logKey.get())) {
                add(KEPT_NOT_COVERED, "kept checkpoint", "not signed by this log");
                return false;
            }
            Optional<Year> year = years.values().stream()
                    .filter(one -> one.checkpoint.origin().equals(old.origin()))
                    .findFirst();
            if (year.isEmpty() || old.size() > year.get().checkpoint.size()) {
                return false;
            }
            Checkpoint now = year.get().checkpoint;
            List<byte[]> proof = year.get().line.consistency().get(old.size());
            if (proof == null && old.size() != now.size()) {
                return false;
            }
            if (!Proofs.areConsistent(
                    old.size(), old.root(), now.size(), now.root(), proof == null ? List.of() : proof)) {
                add(
                        LOG_REWRITTEN,
                        "log " + now.origin(),
                        "it does not go on from the checkpoint kept at size " + old.size()
                                + ", which the same key signed: the log was rewritten");
            }
            return true;
        }

        private void finishUser() {
            UserRun current = user;
            user = null;
            if (current != null) {
                current.finish();
            }
        }

        Verification verification() {
            boolean refuted = findings.stream().anyMatch(one -> one.code().weight() == Finding.Weight.REFUTES);
            boolean open = findings.stream().anyMatch(one -> one.code().weight() == Finding.Weight.LEAVES_OPEN);
            Verification.Verdict verdict = refuted
                    ? Verification.Verdict.REFUTED
                    : open ? Verification.Verdict.NOT_PROVED : Verification.Verdict.PROVED;
            return new Verification(verdict, findings, head, users, events, asked, answers, encumbrancesShown);
        }

        private void update(byte[] bytes) {
            digest.update(bytes);
            digest.update((byte) '\n');
        }

        private void add(Finding.Code code, String where, String text) {
            // A package that is wrong all over need not fill the memory with saying so.
            if (findings.size() < 10_000) {
                findings.add(new Finding(code, where, text));
            }
        }

        private String here() {
            return "line " + lineNumber;
        }

        /** Follows the numbers of one user at one producer. */
        private final class UserRun {

            private final ExportLine.User line;
            private long next;
            private @Nullable Instant lastTime;

            UserRun(ExportLine.User line) {
                this.line = line;
                this.next = line.first();
            }

            void take(AuditEvent event) {
                boolean isTheirs =
                        event.account().filter(line.account()::equals).isPresent()
                                && event.producer().equals(line.producer());
                if (!isTheirs) {
                    add(FOREIGN_EVENT, here(), "the event is not of " + name(line));
                    return;
                }
                long number = event.userNumber().orElse(0);
                if (number > next) {
                    add(NUMBER_MISSING, name(line), missing(next, number - 1));
                } else if (number < next) {
                    add(OUT_OF_ORDER, here(), "user number " + number + " after " + (next - 1));
                }
                if (number == line.first() && number > 1 && !isBeforePeriod(event.time())) {
                    add(NUMBER_MISSING, name(line), missing(1, number - 1) + ", which may lie in the period");
                }
                next = Math.max(next, number + 1);
                lastTime = event.time();
            }

            void finish() {
                if (line.first() == 0) {
                    return;
                }
                if (next != line.last() + 1) {
                    add(
                            NUMBER_MISSING,
                            name(line),
                            next <= line.last()
                                    ? missing(next, line.last())
                                    : "numbers run on behind " + line.last() + ", the last one named");
                }
                Instant time = lastTime;
                if (time != null
                        && head.filter(known -> !time.isBefore(known.to())).isEmpty()) {
                    add(NO_LATER_EVENT, name(line), "number " + (next - 1) + " is the last that the log has");
                }
            }

            private boolean isBeforePeriod(Instant time) {
                return head.filter(known -> time.isBefore(known.from())).isPresent();
            }
        }
    }

    private static String missing(long from, long to) {
        return from == to ? "number " + from + " is missing" : "numbers " + from + " to " + to + " are missing";
    }

    private static String name(ExportLine.User line) {
        return "account " + line.account() + " at " + line.producer();
    }

    private static Optional<String> value(SortedMap<String, DisclosedValue> disclosed, String name) {
        return Optional.ofNullable(disclosed.get(name)).map(DisclosedValue::value);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private record Year(ExportLine.Log line, Checkpoint checkpoint) {}

    private record UserAt(UUID account, String producer) {}

    private record Bound(String service, Optional<String> sha256) {}

    private record Place(int year, long index) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            return year != other.year ? Integer.compare(year, other.year) : Long.compare(index, other.index);
        }
    }

    private static final class Question {

        private boolean decided;
        private boolean shown;
        private Optional<String> document = Optional.empty();
        private final List<Bound> expected = new ArrayList<>();
    }

    private static final class Confirmable {

        private boolean confirmed;
        private boolean shown;
        private Optional<String> document = Optional.empty();
        private Optional<String> confirmation = Optional.empty();

        void decided(Optional<String> documentOnRecord) {
            document = documentOnRecord;
        }

        void confirmed(Optional<String> documentOnRecord, Optional<String> confirmationOnRecord) {
            confirmed = true;
            document = document.or(() -> documentOnRecord);
            confirmation = confirmationOnRecord;
        }
    }
}
