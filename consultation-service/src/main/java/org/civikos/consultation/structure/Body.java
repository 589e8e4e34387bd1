package org.civikos.consultation.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds paragraphs and points below one article, annex, heading or preamble out of its lines. */
final class Body {
    /** What a number must follow, in Latin letters. */
    private static final Pattern REFERENCE = Pattern.compile("(?iu).*(?:^|[\\s(])(?:(?:nr|br|no|dt|st|čl|pk|tač|al|art|par|para)\\.?|neni[nt]?|nenet|neneve|pik[aëe]s?|pikat|pikave|paragrafi[nt]?|shkronj[aëe]s?|gërm[aë]s?|alinea"
            + "|član(?:a|u|om|ovi|ova|ovima)?|stav(?:a|u|om|ovi|ova|ovima)?|tačk[aeiu]|tačaka|article|articles|paragraph|paragraphs|point|points|number|faqe|datë)$");

    /** The item before ends with "; or". */
    private static final Pattern LINKED = Pattern.compile("(?iu)[;,]\\s*(?:ose|dhe|apo|ili|i|te|или|и|or|and)$");

    private record Open(Labels.Type type, String number, Draft draft) {}

    private final Plan plan;
    private final Joiner joiner;
    private final Draft container;
    private final List<Open> stack = new ArrayList<>();
    private final List<Labels.Type> numbered = new ArrayList<>();
    private int last = -1;

    Body(Plan plan, Joiner joiner, Draft container) {
        this.plan = plan;
        this.joiner = joiner;
        this.container = container;
    }

    /** Whether the next number on the following line belongs to these words: "neni", "član", "nr". */
    static boolean endsInReference(String text) {
        return REFERENCE.matcher(Script.toLatin(text)).matches();
    }

    /** Where a quotation, table or note after the words so far belongs. */
    Draft current() {
        return stack.isEmpty() ? container : stack.getLast().draft;
    }

    void add(int i) {
        add(i, 0);
    }

    void add(int i, int from) {
        String text = plan.text(i).substring(from);
        if (text.isEmpty()) {
            return;
        }
        Labels.Label label = Labels.read(text);
        if (label != null && (last < 0 || accepts(i, text, label))) {
            open(i, text, resolve(label, text));
        } else {
            block(i, text);
        }
        last = i;
    }

    // ---- labels

    private boolean accepts(int i, String text, Labels.Label label) {
        String before = plan.text(last);
        String tail = text.substring(label.end());
        boolean sequence = inSequence(label);
        boolean digits = !label.number().isEmpty() && Character.isDigit(label.number().charAt(0));
        if (digits && label.type() == Labels.Type.NUMBER_DOT && Chars.startsLower(tail) && !sequence) {
            return false;
        }
        if (digits && endsInReference(before) && !(sequence && plan.look(i).gap())) {
            return false;
        }
        if (!plan.wrapped) {
            return label.type() != Labels.Type.CAPITAL || sequence || Labels.isFirst(label.number());
        }
        boolean empty = current().text.isEmpty() && !stack.isEmpty();
        boolean gap = plan.look(i).gap() || plan.role[plan.before(i) < 0 ? i : plan.before(i)] != Role.BODY;
        if (label.type() == Labels.Type.DECIMAL && sequence) {
            return true;
        }
        boolean ended = empty || LINKED.matcher(before).find() || Chars.endsSentence(before) || Chars.endsWithAny(before, ",") && sequence;
        boolean room = gap || !plan.look(last).full();
        return switch (label.type()) {
            case DASH -> ended || gap || room;
            case CAPITAL -> (ended || gap || room) && (sequence || Labels.isFirst(label.number()));
            case LETTER_DOT, ROMAN_DOT -> (ended || room) && (sequence || Labels.isFirst(label.number()) && Chars.endsWithAny(before, ":"));
            default -> sequence || room && skipsFew(label) && !endsInReference(before) ? ended || room || gap : ended && (gap || room || !Chars.startsLower(tail)) || gap && Chars.startsUpper(tail) && !plan.look(last).full();
        };
    }

    private boolean topIs(Labels.Type type) {
        return !stack.isEmpty() && stack.getLast().type == type;
    }

    private boolean inSequence(Labels.Label label) {
        for (int k = stack.size() - 1; k >= 0; k--) {
            Open o = stack.get(k);
            if (o.type == label.type() && (Labels.follows(o.number, label.number()) || Labels.followsRoman(o.number, label.number()))) {
                return true;
            }
            if (label.type() == Labels.Type.DECIMAL && label.number().equals(o.number + ".1")) {
                return true;
            }
            if (isRomanLetter(label) && isRoman(o.type) && Labels.followsRoman(o.number, label.number())) {
                return true;
            }
        }
        return label.type() == Labels.Type.DASH ? topIs(Labels.Type.DASH) : Labels.isFirst(label.number());
    }

    /** A letter some places after the one before it: lists leave out letters, as h and j in Bosnian ones. */
    private boolean skipsFew(Labels.Label label) {
        return stack.stream().anyMatch(o -> o.type == label.type() && Labels.skipsFew(o.number, label.number()));
    }

    private static boolean isRoman(Labels.Type type) {
        return type == Labels.Type.ROMAN_CLOSE || type == Labels.Type.ROMAN_ROUND || type == Labels.Type.ROMAN_DOT;
    }

    private static boolean isRomanLetter(Labels.Label label) {
        return (label.type() == Labels.Type.LETTER_CLOSE || label.type() == Labels.Type.LETTER_ROUND || label.type() == Labels.Type.LETTER_DOT) && Numerals.roman(label.number()) > 0;
    }

    /** One letter i, v, x may be a letter of a list or a Roman numeral. */
    private Labels.Label resolve(Labels.Label label, String text) {
        if (!isRomanLetter(label) || label.number().length() > 1) {
            return label;
        }
        Labels.Type roman = switch (label.type()) {
            case LETTER_CLOSE -> Labels.Type.ROMAN_CLOSE;
            case LETTER_DOT -> Labels.Type.ROMAN_DOT;
            default -> Labels.Type.ROMAN_ROUND;
        };
        boolean colon = Chars.endsWithAny(current().text.toString(), ":");
        for (int k = stack.size() - 1; k >= 0; k--) {
            Open o = stack.get(k);
            if (o.type == roman && Labels.followsRoman(o.number, label.number())) {
                return new Labels.Label(roman, label.number(), label.end());
            }
            if (o.type == label.type() && (Labels.follows(o.number, label.number()) || Labels.skipsFew(o.number, label.number())) && !(colon && label.number().equalsIgnoreCase("i"))) {
                return label;
            }
        }
        return label.number().equalsIgnoreCase("i") ? new Labels.Label(roman, label.number(), label.end()) : label;
    }

    private void open(int i, String text, Labels.Label label) {
        Draft parent = label.type() == Labels.Type.DECIMAL ? decimalParent(label) : parent(label);
        boolean top = parent == container && label.type().rank == 1;
        if (top && label.type() == Labels.Type.NUMBER_DOT && Labels.isFirst(label.number()) && (numbered.contains(label.type()) || plainBlocks() > 1)
                && lastPlain() instanceof Draft plain && Chars.endsWithAny(plain.text.toString(), ":") && container.children.getLast() == plain) {
            // A list under an unnumbered paragraph, beside others of its kind.
            stack.clear();
            stack.add(new Open(Labels.Type.NUMBER_ROUND, "", plain));
            parent = plain;
            top = false;
        }
        if (top) {
            numbered.add(label.type());
        }
        Draft draft = parent.child(top ? Kind.PARAGRAPH : Kind.POINT, label.number(), plan.lines.get(i).page(), 0.95);
        draft.marker.append(text.substring(0, label.end()).replaceFirst(Pattern.quote(label.number()), ""));
        draft.text.append(text.substring(label.end()).strip());
        stack.add(new Open(label.type(), label.number(), draft));
    }

    private Draft decimalParent(Labels.Label label) {
        String number = label.number();
        while (!stack.isEmpty()) {
            Open o = stack.getLast();
            if ((o.type == Labels.Type.DECIMAL || o.type.rank == 1) && number.startsWith(o.number + ".") && !o.number.isEmpty()) {
                return o.draft;
            }
            boolean deeper = o.type.rank > 2 || o.type == Labels.Type.DECIMAL && o.number.split("\\.").length >= number.split("\\.").length
                    || o.type == Labels.Type.DECIMAL || o.type == Labels.Type.NUMBER_CLOSE || o.type == Labels.Type.CAPITAL;
            if (!deeper) {
                return o.draft;
            }
            stack.removeLast();
        }
        return container;
    }

    private Draft parent(Labels.Label label) {
        boolean colon = !stack.isEmpty() && Chars.endsWithAny(stack.getLast().draft.text.toString(), ":");
        int at = -1;
        for (int k = stack.size() - 1; k >= 0; k--) {
            if (stack.get(k).type == label.type() && !stack.get(k).number.equals("") || stack.get(k).type == label.type() && label.type() == Labels.Type.DASH) {
                at = k;
                break;
            }
        }
        if (at >= 0) {
            boolean restart = Labels.isFirst(label.number()) && label.type() != Labels.Type.DASH && !Labels.isFirst(stack.get(at).number) && colon && at < stack.size() - 1;
            if (!restart) {
                while (stack.size() > at) {
                    stack.removeLast();
                }
                return current();
            }
            return current();
        }
        while (!stack.isEmpty() && stack.getLast().type.rank >= label.type().rank && !colon) {
            if (stack.getLast().draft.plain) {
                break;
            }
            stack.removeLast();
        }
        if (label.type().rank == 1 && !stack.isEmpty() && stack.getLast().draft.plain) {
            stack.clear();
        }
        return current();
    }

    // ---- running text

    private void block(int i, String text) {
        Draft now = current();
        boolean starts = last < 0 || startsBlock(i, text);
        if (!starts || !stack.isEmpty() && now.text.isEmpty() && !now.plain) {
            Draft target = now;
            if (stack.isEmpty() && lastPlain() != null) {
                target = lastPlain();
            }
            if (target == container && target.text.isEmpty() && target.children.isEmpty()) {
                plain(i, text);
            } else if (!target.children.isEmpty()) {
                // Words go on after a quotation or a table: a node of their own keeps the reading order.
                text(target, i, text);
            } else {
                joiner.append(target.text, text);
            }
            return;
        }
        if (stack.isEmpty() || stack.getFirst().draft.plain && stack.size() == 1) {
            if (lastPlain() instanceof Draft p && stack.size() == 1 && p.children.isEmpty() && Chars.startsLower(text)) {
                p.text.append('\n').append(text);
                return;
            }
            plain(i, text);
            return;
        }
        Draft top = stack.getLast().draft;
        boolean runsOn = Chars.endsWithAny(top.text.toString(), ",:") || Chars.startsLower(text) || !Chars.endsSentence(top.text.toString());
        if (runsOn && top.children.isEmpty()) {
            top.text.append('\n').append(text);
            return;
        }
        Open first = stack.getFirst();
        if (first.type.rank == 1 && !first.number.isEmpty() && first.draft.kind == Kind.PARAGRAPH) {
            while (stack.size() > 1) {
                stack.removeLast();
            }
            if (first.draft.children.isEmpty()) {
                first.draft.text.append('\n').append(text);
            } else {
                text(first.draft, i, text);
            }
            return;
        }
        plain(i, text);
    }

    private void plain(int i, String text) {
        stack.clear();
        Draft draft = container.child(Kind.PARAGRAPH, null, plan.lines.get(i).page(), plan.wrapped ? 0.85 : 0.9);
        draft.plain = true;
        draft.text.append(text);
        // Points that follow belong to it; its own label is empty.
        stack.add(new Open(Labels.Type.NUMBER_ROUND, "", draft));
    }

    private void text(Draft parent, int i, String text) {
        Draft lastChild = parent.children.isEmpty() ? null : parent.children.getLast();
        boolean starts = last < 0 || startsBlock(i, text);
        if (!starts && lastChild != null && lastChild.kind == Kind.TEXT) {
            joiner.append(lastChild.text, text);
        } else if (lastChild != null && lastChild.kind == Kind.TEXT) {
            lastChild.text.append('\n').append(text);
        } else {
            parent.child(Kind.TEXT, null, plan.lines.get(i).page(), 0.8).text.append(text);
        }
    }

    private @Nullable Draft lastPlain() {
        for (int k = container.children.size() - 1; k >= 0; k--) {
            if (container.children.get(k).plain) {
                return container.children.get(k);
            }
        }
        return null;
    }

    private long plainBlocks() {
        return container.children.stream().filter(c -> c.plain).count();
    }

    private boolean startsBlock(int i, String text) {
        if (!plan.wrapped) {
            return true;
        }
        Look look = plan.look(i);
        String before = plan.text(last);
        boolean ended = Chars.endsSentence(before);
        if (Chars.startsLower(text)) {
            return false;
        }
        if (ended) {
            return look.gap() || look.indented() && !plan.look(last).indented() || !plan.look(last).full();
        }
        // Without an end: only a clear break counts.
        return look.gap() && !plan.look(last).full() && !before.endsWith(",") && !before.endsWith("-");
    }

    // ---- at the end

    /** One unnumbered paragraph is the article's own text; beside numbered ones the first is its introduction and the others are text. */
    void finish() {
        List<Draft> plain = container.children.stream().filter(c -> c.plain).toList();
        if (plain.isEmpty()) {
            return;
        }
        Draft first = plain.getFirst();
        boolean leads = container.children.getFirst() == first && container.text.isEmpty();
        boolean mixed = container.children.stream().anyMatch(c -> c.kind == Kind.PARAGRAPH && !c.plain);
        if (leads && (plain.size() == 1 || mixed)) {
            container.text.append(first.text);
            container.children.removeFirst();
            container.children.addAll(0, first.children);
        }
        if (mixed) {
            plain.stream().filter(p -> container.children.contains(p)).forEach(p -> p.kind = Kind.TEXT);
        }
    }
}
