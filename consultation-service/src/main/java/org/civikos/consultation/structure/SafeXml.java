package org.civikos.consultation.structure;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.civikos.consultation.structure.UnreadableDocument.Reason;
import org.jspecify.annotations.Nullable;

/** The JDK's streaming parser with everything off that reaches out of the file or unfolds. */
final class SafeXml {
    private SafeXml() {}

    /** What to do with each event; may read on. */
    interface Handler {
        void event(XMLStreamReader xml, int event) throws XMLStreamException, UnreadableDocument;
    }

    static void read(byte[] part, Deadline deadline, Handler handler) throws UnreadableDocument {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> InputStream.nullInputStream());
        int depth = 0;
        int events = 0;
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(part));
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw new UnreadableDocument(Reason.CORRUPT, "The file declares XML entities; no Word or OpenDocument program does.");
                }
                depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
                if (depth > 1_000) {
                    throw new UnreadableDocument(Reason.CORRUPT, "The file is nested too deeply.");
                }
                if ((++events & 1023) == 0) {
                    deadline.check();
                }
                handler.event(xml, event);
            }
        } catch (XMLStreamException | IllegalStateException e) {
            throw new UnreadableDocument(Reason.CORRUPT, "The file is damaged: its text is not well-formed.", e);
        }
    }

    /** An attribute by its local name, whatever its namespace. */
    static @Nullable String attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    static int number(@Nullable String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
