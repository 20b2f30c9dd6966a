package kz.negiz.rules;

/** Rule data that contradict themselves; a service with such data does not start. */
public final class InvalidEditionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidEditionException(String sentence) {
        super(sentence);
    }
}
