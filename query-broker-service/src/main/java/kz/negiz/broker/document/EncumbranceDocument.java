package kz.negiz.broker.document;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.rules.Ask;
import kz.negiz.rules.Edition;
import kz.negiz.rules.Subject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document by which an information system asks for an encumbrance and its officer confirms it, each with a signature over the
 * same bytes, as {@code docs/encumbrance-format.md} specifies it.
 *
 * @param fields what it has in common with a question, of one service and one subject
 */
public record EncumbranceDocument(
        String audience,
        UUID id,
        Instant issued,
        QuestionFields fields,
        Encumbrance encumbrance,
        int edition,
        List<String> words)
        implements SignedRequest {

    public static final String TYPE = "kz.negiz.encumbrance";

    static final int VERSION = 1;

    private static final Set<String> NAMES_OF_INPUT = Stream.of(
                    QuestionFields.NAMES, Set.of(QuestionFields.ON_BEHALF_OF), Encumbrance.NAMES)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> NAMES =
            Stream.concat(NAMES_OF_INPUT.stream(), RequestHead.NAMES.stream()).collect(Collectors.toUnmodifiableSet());

    public EncumbranceDocument {
        words = List.copyOf(words);
    }

    /** What the asker decides. */
    public record Wish(QuestionFields fields, Encumbrance encumbrance) {}

    /**
     * Reads what was typed: spaces are tidied and letters composed, so that the document can be strict.
     *
     * @throws DocumentRefused naming the field that is wrong
     */
    public static Wish ofInput(JsonNode input) throws DocumentRefused {
        if (!(input instanceof ObjectNode json)) {
            throw new DocumentRefused("document", "a JSON object is needed");
        }
        QuestionFields.onlyKnown(json, NAMES_OF_INPUT, "document");
        return read(json, QuestionFields::tidy, false);
    }

    /** A document with its words, ready to be shown and signed. */
    public static EncumbranceDocument issue(String audience, UUID id, Instant issued, Wish wish, Edition edition) {
        EncumbranceDocument silent = new EncumbranceDocument(
                audience, id, issued, wish.fields(), wish.encumbrance(), edition.number(), List.of());
        return new EncumbranceDocument(
                audience, id, issued, wish.fields(), wish.encumbrance(), edition.number(), silent.wordsBy(edition));
    }

    /**
     * Reads a document and refuses everything that is not its one canonical form.
     *
     * @throws DocumentRefused with the field that is wrong
     */
    public static EncumbranceDocument parse(byte[] bytes) throws DocumentRefused {
        ObjectNode json = RequestHead.object(bytes, TYPE);
        if (RequestHead.integer(json, "version") != VERSION) {
            throw new DocumentRefused("version", "not " + VERSION);
        }
        QuestionFields.onlyKnown(json, NAMES, "document");
        RequestHead head = RequestHead.read(json);
        Wish wish = read(json, Function.identity(), true);
        EncumbranceDocument document = new EncumbranceDocument(
                head.audience(),
                head.id(),
                head.issued(),
                wish.fields(),
                wish.encumbrance(),
                head.edition(),
                head.words());
        if (!Arrays.equals(document.encode(), bytes)) {
            throw new DocumentRefused("document", "not in canonical form");
        }
        return document;
    }

    private static Wish read(ObjectNode json, Function<String, String> tidy, boolean strict) throws DocumentRefused {
        QuestionFields fields = QuestionFields.read(json, tidy, strict);
        if (fields.services().size() != 1) {
            throw new DocumentRefused("services", "one service");
        }
        if (fields.subjects().size() != 1
                || !fields.subjects().getFirst().kind().isNational()) {
            throw new DocumentRefused("subjects", "one IIN or BIN");
        }
        return new Wish(fields, Encumbrance.read(json, tidy, strict));
    }

    /** What the asker decided. */
    public Wish wish() {
        return new Wish(fields, encumbrance);
    }

    public String service() {
        return fields.services().getFirst();
    }

    public Subject subject() {
        return fields.subjects().getFirst();
    }

    @Override
    public Ask ask() {
        return new Ask(
                Ask.Aim.ENCUMBRANCE,
                fields.profile(),
                fields.basis(),
                fields.services(),
                fields.subjects(),
                AstanaTime.date(issued));
    }

    @Override
    public byte[] encode() {
        return RequestHead.encode(this, TYPE, VERSION, json -> {
            fields.writeTo(json);
            encumbrance.writeTo(json);
        });
    }

    @Override
    public List<String> wordsBy(Edition edition) {
        return EncumbranceWords.of(this, edition);
    }

    /** Only what names it; the rest is about persons. */
    @Override
    public String toString() {
        return "EncumbranceDocument[" + id + "]";
    }
}
