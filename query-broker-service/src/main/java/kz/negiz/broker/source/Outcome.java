package kz.negiz.broker.source;

/** How asking a source ended. The kinds are kept apart to the end: only an answer says anything of the subject. */
public sealed interface Outcome {

    /** There is an answer; without data where the source has no record of the subject. */
    record Answered(SourceAnswer answer) implements Outcome {}

    /**
     * No answer came in time, or the way to the source is known to be down.
     *
     * @param reached whether the connector's other side was there at all
     */
    record Silent(String why, boolean reached) implements Outcome {}

    /** No answer came in the time of the question; the source may still bring one, which is fetched by its ticket. */
    record Awaited() implements Outcome {}

    /** The source said that its own system failed. */
    record Failed(String why) implements Outcome {}

    /** The source refuses: asking again changes nothing until somebody mends the cause. */
    record Refused(Ground ground, String why) implements Outcome {}

    /** An answer that can't be relied on. */
    record Invalid(String fault) implements Outcome {}

    /** An answer of which it is not proved that the owner of the database gave it: its signature is missing or does not stand. */
    record Unproved(String fault) implements Outcome {}

    /** What a source refuses for. */
    enum Ground {
        /** Consent, rights or signature of the one who asks. */
        RIGHTS,
        /** The form or the content of the question. */
        QUESTION
    }
}
