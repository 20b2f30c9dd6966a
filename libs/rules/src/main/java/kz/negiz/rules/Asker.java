package kz.negiz.rules;

/**
 * Who asks, as the registry knows them.
 *
 * <p>Its text form never shows the IIN.
 *
 * @param roleCode the person's role; of an information system, the profile that bears its name
 * @param iin of the person who asks, or on whose behalf a system asks
 */
public record Asker(Order order, String bodyId, String bodyKind, String roleCode, String iin) {

    @Override
    public String toString() {
        return "Asker[" + order + ", " + bodyKind + ", " + roleCode + "]";
    }
}
