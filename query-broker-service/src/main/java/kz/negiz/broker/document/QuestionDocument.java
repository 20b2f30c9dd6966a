package kz.negiz.broker.document;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.rules.Ask;
import kz.negiz.rules.Edition;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document that an officer, or an information system for an officer, signs, as {@code docs/question-format.md} specifies it. A document is its exact bytes; this
 * record is a reading of them, and {@link #encode()} gives the same bytes back.
 *
 * @param audience the installation that it is meant for
 * @param id names the question; made at {@link #issued()}
 * @param words the sentences that the officer was shown
 */
public record QuestionDocument(
        String audience, UUID id, Instant issued, QuestionFields fields, int edition, List<String> words)
        implements SignedRequest {

    public static final String TYPE = "kz.negiz.question";

    /** An officer asks. */
    static final int BY_OFFICER = 1;

    /** An information system asks on behalf of an officer. */
    static final int BY_SYSTEM = 2;

    /** Either of them asks, and about something that is named otherwise than by IIN or BIN. */
    static final int OTHER_SUBJECTS = 3;

    /** Longest document in bytes. */
    public static final int MAX_BYTES = RequestHead.MAX_BYTES;

    private static final Set<String> NAMES;

    private static final Set<String> NAMES_BY_SYSTEM;

    static {
        Set<String> names = new HashSet<>(QuestionFields.NAMES);
        names.addAll(RequestHead.NAMES);
        NAMES = Set.copyOf(names);
        names.add(QuestionFields.ON_BEHALF_OF);
        NAMES_BY_SYSTEM = Set.copyOf(names);
    }

    public QuestionDocument {
        words = List.copyOf(words);
    }

    /** A document with its words, ready to be shown and signed. */
    public static QuestionDocument issue(
            String audience, UUID id, Instant issued, QuestionFields fields, int edition, QuestionWords words) {
        QuestionDocument silent = new QuestionDocument(audience, id, issued, fields, edition, List.of());
        return new QuestionDocument(audience, id, issued, fields, edition, words.of(silent));
    }

    /** The version of the format: who asks, and how the subjects are named, tells which. */
    int version() {
        if (!fields.subjects().stream().allMatch(subject -> subject.kind().isNational())) {
            return OTHER_SUBJECTS;
        }
        return fields.onBehalfOf().isPresent() ? BY_SYSTEM : BY_OFFICER;
    }

    @Override
    public Ask ask() {
        return new Ask(fields.profile(), fields.basis(), fields.services(), fields.subjects(), AstanaTime.date(issued));
    }

    /**
     * Reads a document and refuses everything that is not its one canonical form.
     *
     * @throws DocumentRefused with the field that is wrong
     */
    public static QuestionDocument parse(byte[] bytes) throws DocumentRefused {
        QuestionDocument document = read(RequestHead.object(bytes, TYPE));
        if (!Arrays.equals(document.encode(), bytes)) {
            throw new DocumentRefused("document", "not in canonical form");
        }
        return document;
    }

    @Override
    public byte[] encode() {
        return RequestHead.encode(this, TYPE, version(), fields::writeTo);
    }

    @Override
    public List<String> wordsBy(Edition edition) {
        return new QuestionWords(edition).of(this);
    }

    private static QuestionDocument read(ObjectNode json) throws DocumentRefused {
        switch (RequestHead.integer(json, "version")) {
            case BY_OFFICER -> QuestionFields.onlyKnown(json, NAMES, "document");
            case BY_SYSTEM -> {
                QuestionFields.onlyKnown(json, NAMES_BY_SYSTEM, "document");
                if (!json.has(QuestionFields.ON_BEHALF_OF)) {
                    throw new DocumentRefused(QuestionFields.ON_BEHALF_OF, "the officer is needed");
                }
            }
            case OTHER_SUBJECTS -> QuestionFields.onlyKnown(json, NAMES_BY_SYSTEM, "document");
            default -> throw new DocumentRefused("version", "not one from " + BY_OFFICER + " to " + OTHER_SUBJECTS);
        }
        RequestHead head = RequestHead.read(json);
        return new QuestionDocument(
                head.audience(),
                head.id(),
                head.issued(),
                QuestionFields.ofDocument(json),
                head.edition(),
                head.words());
    }

    /** Only what names it; the rest is about persons. */
    @Override
    public String toString() {
        return "QuestionDocument[" + id + "]";
    }
}
