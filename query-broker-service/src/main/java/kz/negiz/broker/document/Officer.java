package kz.negiz.broker.document;

/**
 * The officer on whose behalf an information system asks, as that officer's certificate names them.
 *
 * <p>Its text form never shows the numbers.
 *
 * @param bin the body's, where it stands in the officer's certificate; else empty
 */
public record Officer(String iin, String bin) {

    @Override
    public String toString() {
        return "Officer[]";
    }
}
