package org.civikos.consultation.structure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns a recognised plan into drafts of nodes. Every line is consumed once. */
final class TreeBuilder {
    private static final Pattern NOTE_NUMBER = Pattern.compile("^[(\\[]?(\\d{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\\*{1,3})[)\\].]?\\s*");

    private record Division(String type, int rank, Draft draft) {}

    private final Plan plan;
    private final Joiner joiner;
    private final Draft root = new Draft(Kind.TEXT, null, 0, 1);
    private final List<Division> divisions = new ArrayList<>();
    private final Map<Integer, Draft> byMark = new HashMap<>();
    private final Map<Integer, StringBuilder> waiting = new HashMap<>();
    private final List<Body> bodies = new ArrayList<>();
    /** The annex or memorandum that the following nodes belong to. */
    private @Nullable Draft outer;
    private @Nullable Body body;
    private @Nullable Draft run;
    private @Nullable Role runRole;
    private int runEnd = -1;

    private TreeBuilder(Plan plan) {
        this.plan = plan;
        this.joiner = new Joiner(plan.lines);
    }

    /** Root draft, whose children are the top nodes. */
    static Draft build(Plan plan) {
        TreeBuilder b = new TreeBuilder(plan);
        for (int i = 0; i < plan.size(); i++) {
            b.line(i);
        }
        b.bodies.forEach(Body::finish);
        b.byMark.values().forEach(TreeBuilder::withoutBrackets);
        withoutReferences(b.root);
        return b.root;
    }

    /** The reference to a note at the end of a title is no word of it. */
    private static void withoutReferences(Draft draft) {
        StringBuilder title = draft.kind == Kind.TITLE ? draft.text : draft.heading;
        int end = title.length();
        while (end > 0 && (Chars.isSuperscript(title.charAt(end - 1)) || end < title.length() && title.charAt(end - 1) == ' ')) {
            end--;
        }
        if (end > 0 && end < title.length()) {
            draft.marker.append(title, end, title.length());
            title.setLength(end);
        }
        draft.children.forEach(TreeBuilder::withoutReferences);
    }

    /** A title in brackets, on one line or on several. */
    private static void withoutBrackets(Draft draft) {
        String heading = draft.heading.toString();
        if (draft.kind == Kind.ARTICLE && heading.length() > 2 && heading.charAt(0) == '(' && heading.indexOf(')') == heading.length() - 1) {
            draft.marker.append("()");
            draft.heading.setLength(0);
            draft.heading.append(heading.substring(1, heading.length() - 1).strip());
        }
    }

    private void line(int i) {
        switch (plan.role[i]) {
            case MARK -> mark(i);
            case HEADING -> heading(i);
            case GROUP -> group(i);
            case BODY -> bodyLine(i, 0);
            case QUOTE -> quote(i);
            case NOTE -> note(i);
            case TABLE -> rows(i, Kind.TABLE, null);
            case CONTENTS -> rows(i, Kind.TEXT, "contents");
            case FRONT -> rows(i, Kind.TEXT, "front");
            case CLOSING -> closing(i);
            case TITLE -> title(i);
            case PREAMBLE -> preamble(i);
        }
    }

    private int page(int i) {
        return plan.lines.get(i).page();
    }

    private boolean continues(Role role, int i) {
        boolean same = run != null && runRole == role && runEnd >= 0;
        for (int k = runEnd + 1; same && k < i; k++) {
            same = plan.role[k] == Role.NOTE || plan.role[k] == Role.TABLE && role != Role.TABLE;
        }
        return same;
    }

    private void run(Draft draft, Role role, int i) {
        run = draft;
        runRole = role;
        runEnd = i;
    }

    private Draft top() {
        return divisions.isEmpty() ? outer == null ? root : outer : divisions.getLast().draft;
    }

    private Body bodyOf(Draft container) {
        Body made = new Body(plan, joiner, container);
        bodies.add(made);
        return made;
    }

    // ---- marks

    private void mark(int i) {
        Mark m = plan.mark[i];
        String text = plan.text(i);
        Draft draft;
        switch (m.kind()) {
            case ARTICLE -> {
                if (outer != null && outer.kind == Kind.MEMORANDUM) {
                    closeOuter();
                }
                draft = top().child(Kind.ARTICLE, m.number(), page(i), plan.confidence[i]);
            }
            case ANNEX, MEMORANDUM -> {
                closeOuter();
                draft = root.child(m.kind(), m.number(), page(i), plan.confidence[i]);
                outer = draft;
            }
            case HEADING -> {
                int level = plan.level[i] > 0 ? plan.level[i] : m.number().isEmpty() ? 90 : m.number().matches("\\d.*") ? 10 + m.number().split("\\.").length : 5;
                while (!divisions.isEmpty() && divisions.getLast().type.equals("heading") && divisions.getLast().rank >= level) {
                    divisions.removeLast();
                }
                draft = top().child(Kind.HEADING, m.number(), page(i), plan.confidence[i]);
                divisions.add(new Division("heading", level, draft));
            }
            default -> {
                if (outer != null && outer.kind == Kind.MEMORANDUM) {
                    closeOuter();
                }
                String type = m.word().isEmpty() ? Character.isDigit(m.number().charAt(0)) ? "number" : "roman" : m.word();
                // "Chapter 3.1" belongs to chapter 3 where that one is open.
                int below = below(type, m.number());
                type += below > 0 ? "/" + below : "";
                leave(type, rank(m) + below, m.value());
                draft = top().child(m.kind(), m.number(), page(i), plan.confidence[i]);
                divisions.add(new Division(type, rank(m) + below, draft));
            }
        }
        StringBuilder above = waiting.remove(i);
        if (above != null) {
            draft.heading.append(above);
        }
        byMark.put(i, draft);
        body = bodyOf(draft);
        run = null;
        tail(i, m, draft, text);
    }

    private void tail(int i, Mark m, Draft draft, String text) {
        String marker = text.substring(0, m.rest());
        String tail = text.substring(Math.min(m.rest(), text.length())).strip();
        draft.marker.append(m.number().isEmpty() ? marker : without(marker, m.number()));
        if (m.kind() == Kind.MEMORANDUM) {
            draft.heading.append(text);
            return;
        }
        if (tail.isEmpty()) {
            return;
        }
        if (m.bare()) {
            draft.marker.append(tail);
        } else if (m.bracketed() && m.kind() == Kind.ARTICLE) {
            draft.marker.append(tail.charAt(0)).append(tail.charAt(tail.length() - 1));
            joiner.append(draft.heading, tail.substring(1, tail.length() - 1).strip());
        } else if (m.kind() == Kind.ARTICLE && plan.runInTitles && Recogniser.RUN_IN.matcher(tail).find()) {
            var title = Recogniser.RUN_IN.matcher(tail);
            title.find();
            joiner.append(draft.heading, title.group(1).substring(0, title.group(1).length() - 1));
            draft.marker.append('.').append(tail, title.end(1), title.end());
            body.add(i, text.length() - tail.length() + title.end());
        } else if (m.kind() == Kind.ARTICLE && plan.runInTitles && tail.endsWith(".") && tail.length() < 90) {
            joiner.append(draft.heading, tail.substring(0, tail.length() - 1));
            draft.marker.append('.');
        } else if (m.kind() == Kind.ARTICLE && runsIn(i, tail)) {
            body.add(i, text.length() - tail.length());
        } else {
            joiner.append(draft.heading, tail);
        }
    }

    /** Removes the printed number once, blanks between its parts or not. */
    private static String without(String marker, String number) {
        StringBuilder form = new StringBuilder();
        for (char c : number.toCharArray()) {
            form.append(form.isEmpty() ? "" : "\\s*").append(Pattern.quote(String.valueOf(c)));
        }
        // From the end: the number stands last, and an ordinal's particle must not be looked for inside the word.
        var m = Pattern.compile(form.toString()).matcher(marker);
        int from = -1;
        int to = -1;
        while (m.find()) {
            from = m.start();
            to = m.end();
        }
        return from < 0 ? marker : marker.substring(0, from) + marker.substring(to);
    }

    /** Words on the article's own line that are already its text. */
    private boolean runsIn(int i, String tail) {
        int below = plan.after(i);
        if (plan.titled && Grammar.stoppedTitle(tail) && below < plan.size() && plan.role[below] == Role.BODY && (Chars.startsUpper(plan.text(below)) || Labels.starts(plan.text(below)))) {
            return false;
        }
        if (Grammar.endsLikeSentence(tail) || tail.length() > 160 || Labels.starts(tail)) {
            return true;
        }
        int k = i + 1;
        if (tail.startsWith("(") && tail.indexOf(')') < 0 && k < plan.size() && plan.role[k] == Role.HEADING) {
            return false;
        }
        return plan.wrapped && k < plan.size() && plan.role[k] == Role.BODY && Chars.startsLower(plan.text(k)) && !Labels.starts(plan.text(k));
    }

    private void closeOuter() {
        outer = null;
        divisions.clear();
        body = null;
    }

    /** How many levels under the open division of this type a number stands: 1 for 3.1 and 2 for 3.1.2 under 3, 0 under another. */
    private int below(String type, String number) {
        String whole = number.split("\\.", 2)[0];
        boolean open = divisions.stream().anyMatch(division -> division.type.equals(type) && whole.equals(division.draft.number));
        return open ? number.split("\\.").length - 1 : 0;
    }

    private static int rank(Mark m) {
        return switch (m.kind()) {
            case PART -> 1;
            case CHAPTER -> 2;
            case SECTION -> 3;
            default -> 4;
        };
    }

    /**
     * Closes the divisions that a new one of this type does not belong to. Which word stands above which differs from act to act
     * (Albania's road code has Pjesa below Kreu below Kapitulli), so the order in which the words first appear decides.
     */
    private void leave(String type, int rank, int value) {
        while (!divisions.isEmpty() && (divisions.getLast().type.equals("group") || divisions.getLast().type.equals("heading"))) {
            divisions.removeLast();
        }
        for (int k = divisions.size() - 1; k >= 0; k--) {
            if (divisions.get(k).type.equals(type)) {
                while (divisions.size() > k) {
                    divisions.removeLast();
                }
                return;
            }
        }
        if (value != 1) {
            while (!divisions.isEmpty() && divisions.getLast().rank >= rank) {
                divisions.removeLast();
            }
        }
    }

    private void group(int i) {
        if (continues(Role.GROUP, i)) {
            joiner.append(run.heading, plan.text(i));
            runEnd = i;
            return;
        }
        while (!divisions.isEmpty() && divisions.getLast().type.equals("group")) {
            divisions.removeLast();
        }
        Draft draft = top().child(Kind.HEADING, null, page(i), 0.6);
        draft.heading.append(plan.text(i));
        divisions.add(new Division("group", 9, draft));
        body = bodyOf(draft);
        run(draft, Role.GROUP, i);
    }

    private void heading(int i) {
        Draft draft = byMark.get(plan.owner[i]);
        String text = plan.text(i);
        if (draft != null) {
            joiner.append(draft.heading, text);
        } else {
            joiner.append(waiting.computeIfAbsent(plan.owner[i], k -> new StringBuilder()), text);
        }
    }

    // ---- text

    private void bodyLine(int i, int from) {
        if (body == null) {
            Draft draft = root.child(Kind.TEXT, null, page(i), 0.5);
            draft.part = "text";
            body = bodyOf(draft);
        }
        body.add(i, from);
    }

    private Draft place() {
        return body == null ? top() : body.current();
    }

    private void quote(int i) {
        boolean starts = !continues(Role.QUOTE, i);
        if (starts) {
            run(place().child(Kind.QUOTATION, null, page(i), 0.85), Role.QUOTE, i);
        }
        String text = plan.text(i);
        boolean block = starts || !plan.wrapped || Labels.starts(text) || Grammar.mark(text) != null || plan.look(i).gap()
                || Chars.endsSentence(plan.text(i - 1)) || !plan.look(i - 1).full();
        if (block && !starts) {
            run.text.append('\n').append(text);
        } else {
            joiner.append(run.text, text);
        }
        runEnd = i;
    }

    private void note(int i) {
        String text = plan.text(i);
        var m = NOTE_NUMBER.matcher(text);
        boolean starts = m.find() && (m.end() > 0);
        // A note does not end what stands around it.
        if (!starts && i > 0 && plan.role[i - 1] == Role.NOTE && note != null) {
            joiner.append(note.text, text);
            return;
        }
        note = place().child(Kind.NOTE, starts ? m.group(1) : null, page(i), 0.9);
        if (starts) {
            note.marker.append(text.substring(0, m.end()).replaceFirst(Pattern.quote(m.group(1)), ""));
            note.text.append(text.substring(m.end()));
        } else {
            note.text.append(text);
        }
    }

    private @Nullable Draft note;

    private void rows(int i, Kind kind, @Nullable String part) {
        String text = plan.text(i);
        if (continues(plan.role[i], i)) {
            run.text.append(run.text.isEmpty() ? "" : "\n").append(text);
            runEnd = i;
            return;
        }
        Draft draft = (kind == Kind.TABLE ? place() : root).child(kind, null, page(i), kind == Kind.TABLE ? 0.8 : 0.9);
        draft.part = part;
        if (plan.role[i] == Role.CONTENTS && Contents.isHeading(text)) {
            draft.heading.append(text);
        } else {
            draft.text.append(text);
        }
        run(draft, plan.role[i], i);
    }

    private void closing(int i) {
        if (!continues(Role.CLOSING, i)) {
            closeOuter();
            Draft draft = root.child(Kind.TEXT, null, page(i), 0.8);
            draft.part = "closing";
            run(draft, Role.CLOSING, i);
        }
        run.text.append(run.text.isEmpty() ? "" : "\n").append(plan.text(i));
        runEnd = i;
    }

    private void title(int i) {
        int cut = plan.cut[i];
        if (cut > 0) {
            preamblePart(i, plan.text(i).substring(0, cut).strip());
        }
        if (!continues(Role.TITLE, i)) {
            Draft draft = root.child(Kind.TITLE, null, page(i), 0.9);
            run(draft, Role.TITLE, i);
        }
        joiner.append(run.text, plan.text(i).substring(cut));
        runEnd = i;
        body = null;
    }

    private void preamblePart(int i, String text) {
        Draft draft = root.children.isEmpty() || root.children.getLast().kind != Kind.PREAMBLE ? root.child(Kind.PREAMBLE, null, page(i), 0.9) : root.children.getLast();
        draft.text.append(draft.text.isEmpty() ? "" : "\n").append(text);
    }

    private void preamble(int i) {
        if (!continues(Role.PREAMBLE, i)) {
            Draft draft = root.child(Kind.PREAMBLE, null, page(i), 0.9);
            body = bodyOf(draft);
            run(draft, Role.PREAMBLE, i);
        }
        body.add(i);
        runEnd = i;
    }
}
