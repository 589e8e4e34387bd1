package org.civikos.consultation.structure;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes an act as plain JSON, kinds in small letters; small enough not to need a library in a command that should start fast. */
public final class ActJson {
    private final StringBuilder out = new StringBuilder();

    public static String of(Act act) {
        ActJson json = new ActJson();
        json.out.append("{\"language\":").append(quote(act.language())).append(",\"script\":").append(quote(act.script())).append(",\"title\":").append(quote(act.title()))
                .append(",\"nodes\":[");
        String comma = "\n";
        for (Node n : act.nodes()) {
            json.out.append(comma).append("{\"id\":").append(quote(n.id())).append(",\"kind\":").append(quote(n.kind().name().toLowerCase(java.util.Locale.ROOT)))
                    .append(",\"number\":").append(quote(n.number())).append(",\"heading\":").append(quote(n.heading())).append(",\"parent\":").append(quote(n.parent()))
                    .append(",\"text\":").append(quote(n.text())).append(",\"page\":").append(n.page()).append(",\"language\":").append(quote(act.languageOf(n)))
                    .append(",\"confidence\":").append(Math.round(n.confidence() * 100) / 100.0).append('}');
            comma = ",\n";
        }
        json.out.append("],\"alignment\":[");
        comma = "\n";
        if (act.languages().size() > 1) {
            for (Alignment.Place place : Alignment.of(act).articles()) {
                json.out.append(comma).append('{');
                comma = "";
                for (Map.Entry<String, String> e : place.nodes().entrySet()) {
                    json.out.append(comma).append(quote(e.getKey())).append(':').append(quote(e.getValue()));
                    comma = ",";
                }
                json.out.append('}');
                comma = ",\n";
            }
        }
        json.out.append("],\"warnings\":[");
        comma = "\n";
        for (Warning w : act.warnings()) {
            json.out.append(comma).append("{\"code\":").append(quote(w.code())).append(",\"node\":").append(quote(w.node())).append(",\"message\":").append(quote(w.message())).append('}');
            comma = ",\n";
        }
        return json.out.append("]}").toString();
    }

    static String quote(@Nullable String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder out = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    // A half of a surrogate pair alone is no text; a reader of JSON would refuse it.
                    if (c < 0x20 || Character.isSurrogate(c) && !paired(text, i)) {
                        out.append("\\u%04x".formatted(Character.isSurrogate(c) ? 0xfffd : c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    private static boolean paired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i)) ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
