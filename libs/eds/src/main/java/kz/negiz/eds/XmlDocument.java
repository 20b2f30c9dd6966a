package kz.negiz.eds;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import javax.xml.crypto.NodeSetData;
import javax.xml.crypto.dom.DOMCryptoContext;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.TransformException;
import javax.xml.crypto.dsig.TransformService;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A small XML document as strangers send it, and its canonical form. No document type, so no entities and nothing to be
 * fetched; XML 1.0 in UTF-8; bounded in size, depth and in what its canonical form may grow to.
 */
final class XmlDocument {

    static final int MOST_BYTES = 1024 * 1024;

    private static final int MOST_CANONICAL_BYTES = 4 * MOST_BYTES;

    /** The canonical forms that may be named: inclusive and exclusive, with comments and without. */
    static final Set<String> CANONICAL_FORMS = Set.of(
            CanonicalizationMethod.INCLUSIVE,
            CanonicalizationMethod.INCLUSIVE_WITH_COMMENTS,
            CanonicalizationMethod.EXCLUSIVE,
            CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS);

    private final Document document;

    private XmlDocument(Document document) {
        this.document = document;
    }

    static XmlDocument parse(byte[] xml) throws Refusal {
        if (xml.length > MOST_BYTES) {
            throw new Refusal(Reason.TOO_LARGE);
        }
        try {
            InputSource source = new InputSource(new ByteArrayInputStream(xml));
            Document document = StrictXml.parser().parse(source);
            if (document.getDoctype() != null
                    || !"1.0".equals(document.getXmlVersion())
                    || !isUtf8(document.getInputEncoding())
                    || !isUtf8(document.getXmlEncoding())) {
                throw new Refusal(Reason.XML_MALFORMED);
            }
            return new XmlDocument(document);
        } catch (SAXException | IOException | RuntimeException e) {
            throw new Refusal(Reason.XML_MALFORMED);
        }
    }

    /** What the parser has found, and what the document declares; without a word it is UTF-8. */
    private static boolean isUtf8(@Nullable String encoding) {
        return encoding == null || StandardCharsets.UTF_8.name().equalsIgnoreCase(encoding);
    }

    Element root() {
        return document.getDocumentElement();
    }

    /** The whole document in a canonical form. A reference to the document as a whole leaves comments out. */
    byte[] canonical(String form) throws Refusal {
        return canonical(form, List.of(), document);
    }

    /** An element in a canonical form, with the namespaces that it inherits where the form says so. */
    byte[] canonical(String form, Element element) throws Refusal {
        return canonical(form, List.of(), element);
    }

    /**
     * An element in the exclusive form that takes these prefixes as the inclusive form would.
     *
     * @param prefixes as InclusiveNamespaces lists them
     */
    byte[] canonical(String form, List<String> prefixes, Element element) throws Refusal {
        return canonical(form, prefixes, (Node) element);
    }

    private byte[] canonical(String form, List<String> prefixes, Node top) throws Refusal {
        if (!CANONICAL_FORMS.contains(form)) {
            throw new Refusal(Reason.ALGORITHM_NOT_ACCEPTED);
        }
        List<Node> nodes = new ArrayList<>();
        collect(top, nodes);
        Bounded out = new Bounded();
        try {
            TransformService service = TransformService.getInstance(form, "DOM");
            service.init(new DOMStructure(transform(prefixes)), null);
            service.transform(new Nodes(nodes), new Context(), out);
            return out.toByteArray();
        } catch (TransformException e) {
            throw new Refusal(Reason.XML_MALFORMED);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Element transform(List<String> prefixes) {
        Element transform = document.createElement("Transform");
        if (!prefixes.isEmpty()) {
            Element parameters = document.createElementNS(CanonicalizationMethod.EXCLUSIVE, "InclusiveNamespaces");
            parameters.setAttribute("PrefixList", String.join(" ", prefixes));
            transform.appendChild(parameters);
        }
        return transform;
    }

    /** In document order, attributes and namespace declarations right after their element. */
    private static void collect(Node node, List<Node> nodes) {
        if (node.getNodeType() == Node.COMMENT_NODE) {
            return;
        }
        nodes.add(node);
        NamedNodeMap attributes = node.getAttributes();
        for (int i = 0; attributes != null && i < attributes.getLength(); i++) {
            nodes.add(attributes.item(i));
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            collect(child, nodes);
        }
    }

    /** Says nothing; Java's service will have one. */
    private static final class Context extends DOMCryptoContext {}

    private record Nodes(List<Node> nodes) implements NodeSetData<Node> {
        @Override
        public Iterator<Node> iterator() {
            return nodes.iterator();
        }
    }

    /** The exclusive form repeats a namespace at every element that uses it: a long one would fill the memory. */
    private static final class Bounded extends OutputStream {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        @Override
        public void write(int next) throws IOException {
            requireRoom(1);
            out.write(next);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            requireRoom(length);
            out.write(bytes, offset, length);
        }

        private void requireRoom(int length) throws IOException {
            if (out.size() + length > MOST_CANONICAL_BYTES) {
                throw new IOException("The canonical form is too large");
            }
        }

        byte[] toByteArray() {
            return out.toByteArray();
        }
    }
}
