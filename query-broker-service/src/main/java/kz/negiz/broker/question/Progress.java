package kz.negiz.broker.question;

/**
 * How far the sources of a question have come; it tells nothing of what they answered.
 *
 * @param stored how many answers, or silences of sources, stand on record
 * @param asking whether more will come
 * @param own whether it is the reader who signed the question
 */
public record Progress(int stored, boolean asking, boolean own) {}
