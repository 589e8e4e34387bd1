package org.civikos.consultation.structure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Paragraph styles of a Word file, as far as they tell what a paragraph is. */
final class WordStyles {
    static final class Style {
        @Nullable String basedOn;
        String name = "";
        int outline = -1;
        int list = -1;
        int depth = -1;
        @Nullable Boolean bold;
        @Nullable Boolean centred;
    }

    private final Map<String, Style> styles = new HashMap<>();
    private @Nullable String standard;

    static WordStyles of(byte @Nullable [] part, Deadline deadline) throws UnreadableDocument {
        WordStyles out = new WordStyles();
        if (part != null) {
            Style[] now = new Style[1];
            SafeXml.read(part, deadline, (xml, event) -> {
                if (event == XMLStreamConstants.START_ELEMENT) {
                    now[0] = out.start(xml, now[0]);
                } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("style")) {
                    now[0] = null;
                }
            });
        }
        return out;
    }

    private @Nullable Style start(XMLStreamReader xml, @Nullable Style now) {
        String value = SafeXml.attribute(xml, "val");
        if (xml.getLocalName().equals("style")) {
            Style style = new Style();
            String id = SafeXml.attribute(xml, "styleId");
            if (id != null && "paragraph".equals(SafeXml.attribute(xml, "type"))) {
                styles.put(id, style);
                if ("1".equals(SafeXml.attribute(xml, "default"))) {
                    standard = id;
                }
            }
            return style;
        }
        if (now == null) {
            return null;
        }
        switch (xml.getLocalName()) {
            case "name" -> now.name = value == null ? "" : value.toLowerCase(Locale.ROOT);
            case "basedOn" -> now.basedOn = value;
            case "outlineLvl" -> now.outline = SafeXml.number(value, -1);
            case "numId" -> now.list = SafeXml.number(value, -1);
            case "ilvl" -> now.depth = SafeXml.number(value, -1);
            case "b" -> now.bold = on(value);
            case "jc" -> now.centred = "center".equals(value);
            default -> { }
        }
        return now;
    }

    static boolean on(@Nullable String value) {
        return value == null || !(value.equals("0") || value.equals("false") || value.equals("off") || value.equals("none"));
    }

    /** The style with everything it inherits. */
    Style resolve(@Nullable String id) {
        Style out = new Style();
        Set<String> seen = new HashSet<>();
        for (String s = id == null ? standard : id; s != null && seen.add(s) && styles.containsKey(s); s = styles.get(s).basedOn) {
            Style style = styles.get(s);
            out.name = out.name.isEmpty() ? style.name : out.name;
            out.outline = out.outline < 0 ? style.outline : out.outline;
            out.list = out.list < 0 ? style.list : out.list;
            out.depth = out.depth < 0 ? style.depth : out.depth;
            out.bold = out.bold == null ? style.bold : out.bold;
            out.centred = out.centred == null ? style.centred : out.centred;
        }
        if (out.outline < 0 && out.name.matches("heading [1-9]")) {
            out.outline = out.name.charAt(8) - '1';
        }
        return out;
    }
}
