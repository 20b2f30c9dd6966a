package kz.negiz.log.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import kz.negiz.log.Appender;
import kz.negiz.log.MemoryNodes;
import kz.negiz.log.MerkleHash;
import kz.negiz.log.MerkleTree;
import kz.negiz.log.checkpoint.Checkpoint;
import kz.negiz.log.checkpoint.Note;
import kz.negiz.log.checkpoint.SignerKey;
import kz.negiz.log.checkpoint.VerifierKey.Purpose;
import kz.negiz.log.event.AuditEvent;
import kz.negiz.log.event.Commitment;
import kz.negiz.log.event.DisclosedValue;

/** A small log in memory that exports as the real one does; tests forge whatever they like. */
final class TestLog {

    static final SignerKey KEY = SignerKey.generate("negiz.kz/audit", Purpose.NOTE);
    static final String BROKER = "query-broker-service";
    static final String GATEWAY = "gateway-service";
    static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    /** A stored event with what its payload hides. */
    record Entry(int year, long index, AuditEvent event, TreeMap<String, DisclosedValue> details) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<UUID, ExportLine.Answers> answers = new LinkedHashMap<>();
    private final Map<UUID, ExportLine.Encumbrance> encumbrances = new LinkedHashMap<>();
    private final TreeMap<Integer, Tree> trees = new TreeMap<>();
    private final Random random;

    TestLog(long seed) {
        random = new Random(seed);
        turn(2026);
    }

    private static final class Tree {
        private final MemoryNodes nodes = new MemoryNodes();
        private final Appender appender = Appender.at(0, nodes);
        private byte[] first = new byte[0];

        long append(byte[] leaf) {
            long index = appender.size();
            appender.append(MerkleHash.leaf(leaf)).forEach(nodes::put);
            return index;
        }
    }

    void turn(int year) {
        Tree tree = new Tree();
        tree.first = trees.isEmpty()
                ? ("{\"log\":\"negiz.kz/audit/" + year + "\",\"type\":\"kz.negiz.log\",\"version\":1}")
                        .getBytes(StandardCharsets.UTF_8)
                : checkpoint(trees.lastKey()).encode();
        tree.append(tree.first);
        trees.put(year, tree);
    }

    /** An event of an account, so many hours after the start. */
    Entry add(String producer, UUID account, int hour, String action, UUID reference, Map<String, String> details) {
        TreeMap<String, DisclosedValue> salted = new TreeMap<>();
        TreeMap<String, String> commitments = new TreeMap<>();
        details.forEach((name, value) -> {
            byte[] salt = new byte[32];
            random.nextBytes(salt);
            commitments.put(name, Commitment.of(salt, value));
            salted.put(
                    name,
                    new DisclosedValue(Base64.getUrlEncoder().withoutPadding().encodeToString(salt), value));
        });
        AuditEvent event = new AuditEvent(
                new UUID((random.nextLong() & ~0xF000L) | 0x7000L, (random.nextLong() & ~(3L << 62)) | 1L << 63),
                producer,
                numbers.merge(producer, 1L, Long::sum),
                START.plusSeconds(hour * 3600L),
                action,
                Optional.of(account),
                OptionalLong.of(numbers.merge(producer + account, 1L, Long::sum)),
                Optional.of("kgd-almaty"),
                Optional.empty(),
                OptionalLong.empty(),
                List.of(),
                "PERMITTED",
                Optional.of(reference),
                Optional.empty(),
                commitments,
                details.isEmpty() ? Optional.empty() : Optional.of("AAAA"));
        int year = trees.lastKey();
        Entry entry = new Entry(year, tree(year).append(event.encode()), event, salted);
        entries.add(entry);
        return entry;
    }

    /** A question with one answer, as the broker puts it on record. */
    void question(UUID account, int hour) {
        UUID question = new UUID(random.nextLong(), random.nextLong());
        byte[] document = ("question " + question).getBytes(StandardCharsets.UTF_8);
        byte[] content = ("answer to " + question).getBytes(StandardCharsets.UTF_8);
        add(
                BROKER,
                account,
                hour,
                "QUESTION_DECIDED",
                question,
                Map.of("subject", "990101399992", "documentSha256", sha256(document)));
        add(
                BROKER,
                account,
                hour,
                "ANSWER_STORED",
                question,
                Map.of("service", "31", "contentSha256", sha256(content)));
        answers.put(
                question,
                new ExportLine.Answers(
                        question,
                        document,
                        "signature".getBytes(StandardCharsets.UTF_8),
                        new byte[0],
                        List.of(new ExportLine.Answer("31", "ANSWERED", content))));
    }

    /** An encumbrance that a system asked for and an officer confirmed, as the broker puts it on record. */
    void encumbrance(UUID system, UUID officer, int hour) {
        UUID encumbrance = new UUID(random.nextLong(), random.nextLong());
        byte[] document = ("encumbrance " + encumbrance).getBytes(StandardCharsets.UTF_8);
        byte[] confirmation = ("confirmed " + encumbrance).getBytes(StandardCharsets.UTF_8);
        add(BROKER, system, hour, "ENCUMBRANCE_DECIDED", encumbrance, Map.of("documentSha256", sha256(document)));
        add(
                BROKER,
                officer,
                hour,
                "ENCUMBRANCE_CONFIRMED",
                encumbrance,
                Map.of("documentSha256", sha256(document), "confirmationSha256", sha256(confirmation)));
        encumbrances.put(
                encumbrance,
                new ExportLine.Encumbrance(
                        encumbrance,
                        document,
                        "signature".getBytes(StandardCharsets.UTF_8),
                        new byte[0],
                        confirmation,
                        new byte[0]));
    }

    private Tree tree(int year) {
        return Objects.requireNonNull(trees.get(year));
    }

    Note checkpoint(int year) {
        Tree tree = tree(year);
        return KEY.sign(new Checkpoint("negiz.kz/audit/" + year, tree.appender.size(), tree.appender.root()).text());
    }

    /** The lines of an export in the order of the format, before its end. */
    List<ExportLine> lines(List<UUID> accounts, int fromHour, int toHour, long... kept) {
        Instant from = START.plusSeconds(fromHour * 3600L);
        Instant to = START.plusSeconds(toHour * 3600L);
        List<ExportLine> lines = new ArrayList<>();
        lines.add(new ExportLine.Head(
                ExportLine.VERSION,
                START,
                UUID.fromString("019ab5a4-7c00-7abc-8def-0123456789ab"),
                "RESOLUTION",
                "17/ә",
                LocalDate.of(2026, 11, 20),
                sha256(new byte[] {1}),
                UUID.fromString("8b6f0d4e-3c1a-4d57-9f0e-0a1b2c3d4e5f"),
                UUID.fromString("8b6f0d4e-3c1a-4d57-9f0e-0a1b2c3d4e60"),
                new ExportScope.Accounts(new TreeSet<>(accounts)),
                from,
                to,
                List.of(BROKER, GATEWAY)));
        trees.forEach((year, tree) -> {
            MerkleTree merkle = new MerkleTree(tree.nodes);
            long size = tree.appender.size();
            TreeMap<Long, List<byte[]>> consistency = new TreeMap<>();
            for (long old : kept) {
                consistency.put(old, merkle.consistencyProof(old, size));
            }
            lines.add(new ExportLine.Log(
                    year, checkpoint(year), tree.first, merkle.inclusionProof(0, size), consistency));
        });
        List<UUID> questions = new ArrayList<>();
        Set<UUID> asked = new LinkedHashSet<>();
        Set<UUID> confirmed = new HashSet<>();
        for (UUID account : new TreeSet<>(accounts)) {
            for (String producer : List.of(BROKER, GATEWAY)) {
                List<Entry> all = entries.stream()
                        .filter(entry -> entry.event().producer().equals(producer)
                                && entry.event().account().equals(Optional.of(account)))
                        .toList();
                int first = 0;
                while (first + 1 < all.size()
                        && all.get(first + 1).event().time().isBefore(from)) {
                    first++;
                }
                int last = first;
                while (last + 1 < all.size() && all.get(last).event().time().isBefore(to)) {
                    last++;
                }
                if (all.isEmpty()) {
                    lines.add(new ExportLine.User(account, producer, 0, 0));
                    continue;
                }
                lines.add(new ExportLine.User(account, producer, first + 1L, last + 1L));
                for (Entry entry : all.subList(first, last + 1)) {
                    boolean inPeriod = !entry.event().time().isBefore(from)
                            && entry.event().time().isBefore(to);
                    lines.add(line(entry, inPeriod));
                    if (!inPeriod) {
                        continue;
                    }
                    UUID reference = entry.event().reference().orElseThrow();
                    switch (entry.event().action()) {
                        case "QUESTION_DECIDED" -> questions.add(reference);
                        case "ENCUMBRANCE_DECIDED" -> asked.add(reference);
                        case "ENCUMBRANCE_CONFIRMED" -> {
                            asked.add(reference);
                            confirmed.add(reference);
                        }
                        default -> {}
                    }
                }
            }
        }
        questions.forEach(question -> lines.add(answers.get(question)));
        asked.forEach(id -> {
            ExportLine.Encumbrance whole = Objects.requireNonNull(encumbrances.get(id));
            lines.add(
                    confirmed.contains(id)
                            ? whole
                            : new ExportLine.Encumbrance(
                                    id,
                                    whole.document(),
                                    whole.signature(),
                                    whole.evidence(),
                                    new byte[0],
                                    new byte[0]));
        });
        return lines;
    }

    ExportLine.Event line(Entry entry, boolean asked) {
        Tree tree = tree(entry.year());
        return new ExportLine.Event(
                entry.year(),
                entry.index(),
                entry.event().encode(),
                new MerkleTree(tree.nodes).inclusionProof(entry.index(), tree.appender.size()),
                asked ? entry.details() : new TreeMap<>());
    }

    static byte[] sealed(List<ExportLine> lines) {
        return sealed(lines, KEY);
    }

    static byte[] sealed(List<ExportLine> lines, SignerKey key) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ExportWriter writer = new ExportWriter(out);
            for (ExportLine line : lines) {
                writer.write(line);
            }
            writer.close(key);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
