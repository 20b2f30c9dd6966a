package kz.negiz.broker.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a SOAP 1.1 message with one element in its Body, whose descendants are in no namespace. */
final class SoapWriter {

    static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final XMLStreamWriter out;

    private SoapWriter(XMLStreamWriter out) {
        this.out = out;
    }

    /** What lies inside an element. */
    @FunctionalInterface
    interface Content {
        void write(SoapWriter to) throws XMLStreamException;
    }

    /** The bytes of a message, not signed yet. */
    static byte[] message(String namespace, String name, Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter out = FACTORY.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            out.writeStartElement("S", "Envelope", SOAP);
            out.writeNamespace("S", SOAP);
            out.writeStartElement("S", "Body", SOAP);
            out.writeStartElement("typ", name, namespace);
            out.writeNamespace("typ", namespace);
            content.write(new SoapWriter(out));
            out.writeEndElement();
            out.writeEndElement();
            out.writeEndElement();
            out.writeEndDocument();
            out.close();
            return bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("The message could not be written", e);
        }
    }

    SoapWriter element(String name, Content content) throws XMLStreamException {
        out.writeStartElement(name);
        content.write(this);
        out.writeEndElement();
        return this;
    }

    SoapWriter element(String name, String text) throws XMLStreamException {
        return element(name, to -> to.out.writeCharacters(text));
    }

    /** Business data in the shape that their owner wants. */
    SoapWriter data(SourcesProperties.DataShape shape, Content payload) throws XMLStreamException {
        switch (shape) {
            case INLINE -> element("data", payload);
            case TEXT -> {
                out.writeStartElement("data");
                out.writeNamespace("xs", "http://www.w3.org/2001/XMLSchema");
                out.writeNamespace("xsi", "http://www.w3.org/2001/XMLSchema-instance");
                out.writeAttribute("xsi", "http://www.w3.org/2001/XMLSchema-instance", "type", "xs:string");
                out.writeCharacters(text(payload));
                out.writeEndElement();
            }
            case NAMESPACED -> {
                out.writeStartElement("n", "data", ShepGateway.SYNC_INTERFACES);
                out.writeNamespace("n", ShepGateway.SYNC_INTERFACES);
                payload.write(this);
                out.writeEndElement();
            }
        }
        return this;
    }

    private static String text(Content payload) throws XMLStreamException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        XMLStreamWriter out = FACTORY.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
        payload.write(new SoapWriter(out));
        out.close();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
