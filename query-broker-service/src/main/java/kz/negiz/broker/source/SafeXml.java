package kz.negiz.broker.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.negiz.eds.StrictXml;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** XML of strangers, read strictly ({@link StrictXml}); names of elements are looked at without their prefixes. */
final class SafeXml {

    private SafeXml() {}

    /** The root element; nothing where it is no such XML. */
    static Optional<Element> read(byte[] bytes) {
        return read(new InputSource(new ByteArrayInputStream(bytes)));
    }

    /** The root element; nothing where it is no such XML. */
    static Optional<Element> read(String text) {
        return read(new InputSource(new StringReader(text)));
    }

    private static Optional<Element> read(InputSource source) {
        try {
            return Optional.ofNullable(StrictXml.parser().parse(source).getDocumentElement());
        } catch (SAXException | IOException | RuntimeException e) {
            // The parser's own message may repeat parts of what it was given.
            return Optional.empty();
        }
    }

    static boolean is(Element element, String namespace, String name) {
        return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    static List<Element> children(Element parent, String name) {
        return children(parent).stream()
                .filter(each -> name.equals(each.getLocalName()))
                .toList();
    }

    /** The one child with this name; nothing also where there are several. */
    static Optional<Element> child(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** The text at the end of a path of names; empty where there is none. */
    static String text(Element parent, String... path) {
        Element at = parent;
        for (String name : path) {
            Optional<Element> next = child(at, name);
            if (next.isEmpty()) {
                return "";
            }
            at = next.get();
        }
        return children(at).isEmpty() ? at.getTextContent().strip() : "";
    }
}
