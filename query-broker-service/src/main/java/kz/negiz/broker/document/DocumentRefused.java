package kz.negiz.broker.document;

/** A question document that is not of the format. Names the field and never repeats what stands in it. */
public final class DocumentRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;

    DocumentRefused(String field, String sentence) {
        super(field + ": " + sentence);
        this.field = field;
    }

    /** The field that is wrong; {@code document} when it is the whole. */
    public String field() {
        return field;
    }
}
