package kz.negiz.log.json;

/** JSON that is not of the expected form. The message names fields and never repeats values. */
public final class JsonFormatException extends IllegalArgumentException {

    public JsonFormatException(String message) {
        super(message);
    }
}
