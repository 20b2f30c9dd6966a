package kz.negiz.rules;

/**
 * The person who signed a question, as the registry knows them and as their certificate names them.
 *
 * <p>Its text form never shows the IIN.
 */
public record Asker(Order order, String bodyId, String bodyKind, String roleCode, String iin) {

    @Override
    public String toString() {
        return "Asker[" + order + ", " + bodyKind + ", " + roleCode + "]";
    }
}
