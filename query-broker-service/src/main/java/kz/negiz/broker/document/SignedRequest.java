package kz.negiz.broker.document;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kz.negiz.rules.Ask;
import kz.negiz.rules.Edition;

/** What is asked of the platform under a signature: information, or an encumbrance. A request is its exact bytes. */
public sealed interface SignedRequest permits QuestionDocument, EncumbranceDocument {

    /** The installation that it is meant for. */
    String audience();

    /** Names the request; made at {@link #issued()}. */
    UUID id();

    Instant issued();

    /** What the asker decides. */
    QuestionFields fields();

    /** The edition of the rules that its words name. */
    int edition();

    /** The sentences that whoever signs is shown. */
    List<String> words();

    /** The exact bytes: RFC 8785 JSON in UTF-8. */
    byte[] encode();

    /** What the rules need to know of it. */
    Ask ask();

    /** The sentences that belong to its fields, with the names of an edition; its own {@link #words()} are not looked at. */
    List<String> wordsBy(Edition edition);
}
