package kz.negiz.broker.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * An element of the Body that the gateway has signed.
 *
 * @param element in the Body's canonical form, which is what was signed
 * @param message the whole message as it came
 */
record SignedPart(Element element, String message) {

    /** A verified message is an envelope of two: its header, and the Body. */
    private static final List<Integer> BODY = List.of(0, 1);

    SignedPart of(Element inside) {
        return new SignedPart(inside, message);
    }

    /** The one child with this name; nothing also where there are several. */
    Optional<SignedPart> child(String name) {
        return SafeXml.child(element, name).map(this::of);
    }

    /** The text at the end of a path of names; empty where there is none. */
    String text(String... path) {
        return SafeXml.text(element, path);
    }

    /**
     * The element as it stands in the message. The canonical form leaves out declarations of namespaces that the element needs
     * where it is a document of its own.
     */
    String asItCame() {
        List<Integer> path = new ArrayList<>(BODY);
        for (Element at = element; at.getParentNode() instanceof Element parent; at = parent) {
            path.add(BODY.size(), SafeXml.children(parent).indexOf(at));
        }
        return RawMarkup.cut(message, path);
    }

    /** What came is left out. */
    @Override
    public String toString() {
        return "SignedPart[" + element.getLocalName() + "]";
    }
}
