package org.civikos.consultation.structure;

import java.util.ArrayList;
import java.util.List;

/** Collects the lines of a file that has paragraphs and tables: DOCX, DOC, ODT, HTML. */
final class Paragraphs {
    private final List<Line> lines = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();

    /** A table while it is read: its rows, their cells, the paragraphs of each. */
    static final class Table {
        final List<List<List<Line>>> rows = new ArrayList<>();

        void row() {
            rows.add(new ArrayList<>());
        }

        void cell() {
            if (rows.isEmpty()) {
                row();
            }
            rows.getLast().add(new ArrayList<>());
        }

        List<Line> current() {
            if (rows.isEmpty() || rows.getLast().isEmpty()) {
                cell();
            }
            return rows.getLast().getLast();
        }
    }

    void add(Line line) {
        add(line, lines);
    }

    /** Adds a paragraph; a line break inside it begins a new line. */
    static void add(Line line, List<Line> to) {
        boolean first = true;
        for (String part : line.text().split("[\\n\\r\\u2028\\u000b]")) {
            String text = Chars.clean(part);
            if (!text.isEmpty()) {
                to.add(line.withText(text).withLook(first ? line.look() : line.look().withGap(false)));
                first = false;
            }
        }
    }

    /** A table of cells, or a page laid out as a table: columns of languages, or one frame around the whole act. */
    void add(Table table, List<Line> to) {
        if (!table.rows.isEmpty() && table.rows.stream().allMatch(Paragraphs::labelled)) {
            table.rows.forEach(row -> labelled(row, to));
            return;
        }
        int columns = table.rows.stream().mapToInt(List::size).max().orElse(0);
        boolean layout = columns == 1;
        int longCells = 0;
        int cells = 0;
        for (List<List<Line>> row : table.rows) {
            layout |= columns <= 4 && articlesIn(row);
            for (List<Line> cell : row) {
                cells++;
                longCells += characters(cell) > 700 ? 1 : 0;
            }
        }
        layout |= columns <= 3 && longCells > 0 && longCells * 2 >= cells;
        for (List<List<Line>> row : table.rows) {
            if (layout) {
                for (int c = 0; c < row.size(); c++) {
                    for (Line line : row.get(c)) {
                        to.add(columns == 1 ? line : new Line(line.text(), line.page(), c, line.type(), line.level(), line.look()));
                    }
                }
                continue;
            }
            StringBuilder text = new StringBuilder();
            int page = 0;
            for (int c = 0; c < row.size(); c++) {
                text.append(c == 0 ? "" : "\t");
                StringBuilder cell = new StringBuilder();
                for (Line line : row.get(c)) {
                    cell.append(cell.isEmpty() ? "" : " ").append(line.text().replace('\t', ' '));
                    page = page == 0 ? line.page() : page;
                }
                text.append(cell);
            }
            if (!text.toString().isBlank()) {
                to.add(new Line(text.toString(), page, -1, Line.Type.TABLE, 0, Look.PARAGRAPH));
            }
        }
    }

    /** Whether a row is a point of a list whose label stands in a cell of its own, as in the Official Journal: "(a) | text". */
    private static boolean labelled(List<List<Line>> row) {
        if (row.size() != 2 || row.getFirst().size() != 1 || row.getLast().isEmpty()) {
            return false;
        }
        String text = row.getFirst().getFirst().text() + " A";
        return Labels.read(text) instanceof Labels.Label label && label.end() == text.length() - 1;
    }

    private static void labelled(List<List<Line>> row, List<Line> to) {
        Line first = row.getLast().getFirst();
        to.add(first.withText(row.getFirst().getFirst().text() + " " + first.text()));
        to.addAll(row.getLast().subList(1, row.getLast().size()));
    }

    /** Whether a row holds articles, and does not only name one among its figures: "2. | Article 6 | 200 euro". */
    private static boolean articlesIn(List<List<Line>> row) {
        int bare = 0;
        int named = 0;
        for (List<Line> cell : row) {
            for (int i = 0; i < cell.size(); i++) {
                Mark m = Grammar.mark(cell.get(i).text());
                if (m != null && m.kind() == Kind.ARTICLE && m.bare()) {
                    if (i + 1 < cell.size()) {
                        return true;
                    }
                    bare++;
                }
            }
            named += !cell.isEmpty() && Grammar.mark(cell.getFirst().text()) instanceof Mark m && m.kind() == Kind.ARTICLE ? 1 : 0;
        }
        return bare >= 2 || Math.max(bare, named) == 1 && row.size() <= 2 && row.stream().allMatch(cell -> cell.isEmpty() || Grammar.mark(cell.getFirst().text()) != null || characters(cell) > 40);
    }

    private static int characters(List<Line> cell) {
        return cell.stream().mapToInt(line -> line.text().length()).sum();
    }

    void add(Table table) {
        add(table, lines);
    }

    void warn(String code, String message) {
        warnings.add(new Warning(code, null, message));
    }

    Source source() {
        List<String> texts = lines.stream().filter(l -> l.type() == Line.Type.BODY).map(Line::text).toList();
        // A text converted from PDF may have a paragraph for every line.
        boolean wrapped = Source.looksWrapped(texts);
        return new Source(wrapped ? PlainTextReader.markFull(lines) : lines, wrapped, warnings);
    }
}
