package kz.negiz.eds;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The one way in which XML of strangers is parsed: no document type, so no entities and nothing to be fetched; bounded in depth
 * and in attributes. Its size is bounded by whoever received it.
 */
public final class StrictXml {

    private static final int DEEPEST = 100;
    private static final int MOST_ATTRIBUTES = 200;

    private StrictXml() {}

    /** A new parser, which knows namespaces and takes every warning for an error; it is no thing for two threads. */
    public static DocumentBuilder parser() {
        try {
            // Java's own, whatever else lies on the class path: the limits are its own, too.
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setAttribute("jdk.xml.maxElementDepth", String.valueOf(DEEPEST));
            factory.setAttribute("jdk.xml.elementAttributeLimit", String.valueOf(MOST_ATTRIBUTES));
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Java's own handler writes to the standard error stream. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
