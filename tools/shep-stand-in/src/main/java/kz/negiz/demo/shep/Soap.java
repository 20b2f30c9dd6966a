package kz.negiz.demo.shep;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** XML in and out. */
final class Soap {

    static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String SYNC = "http://bip.bee.kz/SyncChannel/v10/Types";
    static final String ASYNC = "http://bip.bee.kz/AsyncChannel/v10/Types";

    private Soap() {}

    static Document read(byte[] bytes) throws SAXException {
        return read(new InputSource(new ByteArrayInputStream(bytes)));
    }

    static Document read(String text) throws SAXException {
        return read(new InputSource(new StringReader(text)));
    }

    private static Document read(InputSource source) throws SAXException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder().parse(source);
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] write(Node node) {
        return text(node).getBytes(StandardCharsets.UTF_8);
    }

    static String text(Node node) {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter out = new StringWriter();
            transformer.transform(new DOMSource(node), new StreamResult(out));
            return out.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
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

    /** The child with this name, wherever it comes from. */
    static Optional<Element> child(Element parent, String name) {
        return children(parent).stream()
                .filter(each -> name.equals(each.getLocalName()))
                .findFirst();
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
        return at.getTextContent().strip();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String element(String name, String text) {
        return "<" + name + ">" + escaped(text) + "</" + name + ">";
    }
}
