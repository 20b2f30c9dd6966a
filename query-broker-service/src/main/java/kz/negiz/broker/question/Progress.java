package kz.negiz.broker.question;

/**
 * How far the sources of a question have come; it tells nothing of what they answered.
 *
 * @param stored how many answers, or silences of sources, stand on record
 * @param asking whether more will come soon
 * @param awaited how many sources may still answer late
 * @param own whether it is the reader who signed the question
 */
public record Progress(int stored, boolean asking, int awaited, boolean own) {}
