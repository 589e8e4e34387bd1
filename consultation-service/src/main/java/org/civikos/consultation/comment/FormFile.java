package org.civikos.consultation.comment;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.jspecify.annotations.Nullable;

/**
 * The form for commenting without a connection: a Word file with one table per article, written here and read back when it has been filled in.
 * Choices are marked between brackets, so that any word processor will do. What cannot be read is said for each part; the rest is taken.
 */
final class FormFile {

    private static final String MARK = "civikos:";
    private static final Pattern BRACKETS = Pattern.compile("\\[([^\\[\\]]{0,20})]");
    private static final Pattern NODE = Pattern.compile("§\\s*(\\S+)");
    private static final int ROWS = 7;
    /** In bytes: a form of some hundred articles unpacks to less than a fifth of it. */
    static final long UNPACKED = 16L * 1024 * 1024;
    private static final int MOST_TABLES = 3_000;

    private FormFile() {
    }

    /** What is printed, in the reader's language; kinds and importances in the order of their enums. */
    record Words(String title, String how, String whole, String current, String kind, List<String> kinds, String importance, List<String> importances, String wording, String text,
            String justification) {
    }

    /** @param node {@code whole} for the draft as a whole */
    record Part(String node, String label, String text) {
    }

    /**
     * One part that somebody has written something into.
     *
     * @param errors codes of what could not be read
     */
    record Filled(String node, String label, String current, Comment.@Nullable Kind kind, Comment.@Nullable Importance importance, @Nullable String wording, @Nullable String text,
            @Nullable String justification, List<String> errors) {
    }

    /** @param damaged labels of tables that are no longer whole */
    record Read(List<Filled> filled, List<String> damaged) {
    }

    /** The file is no form of this consultation. */
    static final class NoForm extends Exception {
        NoForm(String why) {
            super(why);
        }
    }

    static byte[] write(String consultation, String draftTitle, Words words, List<Part> parts) {
        try (XWPFDocument document = new XWPFDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            paragraph(document, words.title(), true, 16, null);
            paragraph(document, draftTitle, true, 13, null);
            paragraph(document, words.how(), false, 11, null);
            paragraph(document, MARK + consultation, false, 7, "808080");
            for (Part part : parts) {
                XWPFTable table = document.createTable(ROWS, 2);
                table.setWidth("100%");
                String[][] rows = {
                        {part.label(), "§ " + part.node()},
                        {words.current(), part.text()},
                        {words.kind(), choices(words.kinds())},
                        {words.importance(), choices(words.importances())},
                        {words.wording(), ""},
                        {words.text(), ""},
                        {words.justification(), ""},
                };
                for (int i = 0; i < ROWS; i++) {
                    fill(table.getRow(i).getCell(0), rows[i][0], true);
                    fill(table.getRow(i).getCell(1), rows[i][1], false);
                }
                document.createParagraph();
            }
            document.write(out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory", impossible);
        }
    }

    private static String choices(List<String> choices) {
        return String.join("\n", choices.stream().map(one -> "[ ] " + one).toList());
    }

    private static void paragraph(XWPFDocument document, String text, boolean bold, int size, @Nullable String colour) {
        XWPFRun run = document.createParagraph().createRun();
        run.setBold(bold);
        run.setFontSize(size);
        if (colour != null) {
            run.setColor(colour);
        }
        run.setText(text);
    }

    private static void fill(XWPFTableCell cell, String text, boolean bold) {
        XWPFParagraph paragraph = cell.getParagraphs().getFirst();
        XWPFRun run = paragraph.createRun();
        run.setBold(bold);
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                run.addBreak();
            }
            run.setText(lines[i], i);
        }
    }

    /**
     * Reads a filled form. The file has been looked at for macros and for what it unpacks to before.
     *
     * @throws NoForm where Word's own rules are broken, or it is the form of another consultation
     */
    static synchronized Read read(String consultation, byte[] content) throws NoForm {
        // One at a time: Word's tree of a form takes many times its bytes.
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(content))) {
            boolean ours = document.getParagraphs().stream().anyMatch(one -> one.getText().strip().equals(MARK + consultation));
            if (!ours || document.getTables().size() > MOST_TABLES) {
                throw new NoForm("It is not the form of this consultation");
            }
            List<Filled> filled = new ArrayList<>();
            List<String> damaged = new ArrayList<>();
            for (XWPFTable table : document.getTables()) {
                read(table, filled, damaged);
            }
            return new Read(filled, damaged);
        } catch (IOException | RuntimeException unreadable) {
            throw new NoForm("It cannot be read: " + unreadable.getClass().getSimpleName());
        }
    }

    private static void read(XWPFTable table, List<Filled> filled, List<String> damaged) {
        String label = table.getRows().isEmpty() ? "" : cell(table, 0, 0);
        Matcher node = NODE.matcher(table.getRows().isEmpty() ? "" : cell(table, 0, 1));
        boolean whole = table.getNumberOfRows() == ROWS && table.getRows().stream().allMatch(row -> row.getTableCells().size() == 2);
        if (!whole || !node.find()) {
            damaged.add(label.length() > 200 ? label.substring(0, 200) : label);
            return;
        }
        List<String> errors = new ArrayList<>();
        int kind = chosen(cell(table, 2, 1), Comment.Kind.values().length, "kind", errors);
        int importance = chosen(cell(table, 3, 1), Comment.Importance.values().length, "importance", errors);
        String wording = words(cell(table, 4, 1), "wording", errors);
        String text = words(cell(table, 5, 1), "text", errors);
        String justification = words(cell(table, 6, 1), "justification", errors);
        if (kind < 0 && importance < 0 && wording == null && text == null && justification == null && errors.isEmpty()) {
            return;
        }
        if (wording == null && text == null && justification == null && errors.isEmpty()) {
            errors.add("no-words");
        }
        if (kind < 0 && errors.stream().noneMatch(one -> one.startsWith("kind"))) {
            errors.add("kind-missing");
        }
        filled.add(new Filled(node.group(1), label, cell(table, 1, 1), kind < 0 ? null : Comment.Kind.values()[kind], importance < 0 ? null : Comment.Importance.values()[importance],
                wording, text, justification, errors));
    }

    /** Which of the brackets is marked; less than zero for none. */
    private static int chosen(String cell, int expected, String name, List<String> errors) {
        Matcher brackets = BRACKETS.matcher(cell);
        List<Integer> marked = new ArrayList<>();
        int count = 0;
        while (brackets.find()) {
            if (!brackets.group(1).isBlank()) {
                marked.add(count);
            }
            count++;
        }
        if (count != expected) {
            errors.add(name + "-unreadable");
            return -1;
        }
        if (marked.size() > 1) {
            errors.add(name + "-twice");
            return -1;
        }
        return marked.isEmpty() ? -1 : marked.getFirst();
    }

    private static @Nullable String words(String cell, String name, List<String> errors) {
        String text = cell.strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.codePointCount(0, text.length()) > CommentController.LONGEST_TEXT) {
            errors.add(name + "-too-long");
            return text.substring(0, text.offsetByCodePoints(0, CommentController.LONGEST_TEXT));
        }
        return text;
    }

    private static String cell(XWPFTable table, int row, int column) {
        XWPFTableRow found = table.getRow(row);
        if (found == null || found.getTableCells().size() <= column) {
            return "";
        }
        return String.join("\n", found.getCell(column).getParagraphs().stream().map(XWPFParagraph::getText).toList());
    }
}
