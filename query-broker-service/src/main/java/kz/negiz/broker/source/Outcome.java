package kz.negiz.broker.source;

/** How asking a source ended. */
public sealed interface Outcome {

    record Answered(SourceAnswer answer) implements Outcome {}

    /** No answer in time, or the source is known to be down. */
    record Silent(String why) implements Outcome {}

    /** An answer that can't be relied on. */
    record Invalid(String fault) implements Outcome {}
}
