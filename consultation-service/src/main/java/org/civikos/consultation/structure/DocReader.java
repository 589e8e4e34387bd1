package org.civikos.consultation.structure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hwpf.HWPFDocument;
import org.apache.poi.hwpf.OldWordFileFormatException;
import org.apache.poi.hwpf.model.LFOData;
import org.apache.poi.hwpf.model.ListFormatOverrideLevel;
import org.apache.poi.hwpf.model.ListLevel;
import org.apache.poi.hwpf.model.ListTables;
import org.apache.poi.hwpf.model.StyleDescription;
import org.apache.poi.hwpf.usermodel.CharacterRun;
import org.apache.poi.hwpf.usermodel.Notes;
import org.apache.poi.hwpf.usermodel.Paragraph;
import org.apache.poi.hwpf.usermodel.Range;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.DocumentEntry;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.Entry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.civikos.consultation.structure.UnreadableDocument.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of Word 97 to 2003 (.doc, [MS-DOC]): the same format in which some ministries still publish. POI finds the paragraphs, their runs and
 * their lists; what the lists print is counted here as for newer files.
 */
final class DocReader {
    /** Half of what other files may have: the parser keeps a copy. */
    private static final int MOST_BYTES = 25 * 1024 * 1024;
    private static final int DEPTHS = 9;
    private static final int BODY_LEVEL = 9;
    private static final int CENTRED = 1;
    private static final int RAISED = 1;
    /** Twentieths of a point. */
    private static final int INDENT = 200;

    /** [MS-DOC] 2.5.2: the second byte of the flags of FibBase, and fEncrypted in it. */
    private static final int FLAGS = 0x0b;
    private static final int ENCRYPTED = 1;

    // [MS-DOC] 2.4.1 and 2.9.41: characters that stand for something else.
    private static final char PICTURE = 0x01;
    private static final char NOTE = 0x02;
    private static final char CELL_MARK = 0x07;
    private static final char DRAWING = 0x08;
    private static final char LINE_BREAK = 0x0b;
    private static final char FIELD_BEGIN = 0x13;
    private static final char FIELD_MIDDLE = 0x14;
    private static final char FIELD_END = 0x15;
    private static final char HARD_HYPHEN = 0x1e;

    private final HWPFDocument file;
    private final Deadline deadline;
    private final WordNumbering numbering = new WordNumbering();
    private final Set<Integer> lists = new HashSet<>();
    private final Paragraphs out = new Paragraphs();
    /** Instructions of the fields that are open here; a table of contents is one field over many paragraphs. */
    private final Deque<StringBuilder> fields = new ArrayDeque<>();
    private boolean inInstruction;
    private boolean pictures;
    private boolean drawings;
    private boolean tracked;
    private int notes;

    /** A paragraph while it is read. */
    private static final class Words {
        final StringBuilder text = new StringBuilder();
        final List<String> notes = new ArrayList<>();
        int letters;
        int bold;
        boolean contents;
        boolean markDeleted;
    }

    private DocReader(HWPFDocument file, Deadline deadline) {
        this.file = file;
        this.deadline = deadline;
    }

    static Source read(byte[] content, Limits limits, Deadline deadline) throws UnreadableDocument {
        if (content.length > MOST_BYTES) {
            throw new UnreadableDocument(Reason.TOO_LARGE, "A file of Word 97 to 2003 may have %d MB; save it as DOCX.".formatted(MOST_BYTES / 1024 / 1024));
        }
        if (FileType.holds(content, "EncryptedPackage")) {
            throw locked(null);
        }
        mustSayItsSize(content);
        try (POIFSFileSystem parts = new POIFSFileSystem(new ByteArrayInputStream(content))) {
            deadline.check();
            DirectoryNode root = parts.getRoot();
            mustBeWord(root, limits);
            try (HWPFDocument file = new HWPFDocument(root)) {
                return new DocReader(file, deadline).source();
            }
        } catch (EncryptedDocumentException e) {
            throw locked(e);
        } catch (OldWordFileFormatException e) {
            throw new UnreadableDocument(Reason.UNSUPPORTED, "Files of Word 6 and 95 are not read; save the file as DOCX.", e);
        } catch (IOException e) {
            throw new UnreadableDocument(Reason.CORRUPT, "The file is damaged.", e);
        }
    }

    /** The parser takes as much memory as the header promises ([MS-CFB] 2.2): it must not promise more than there is. */
    private static void mustSayItsSize(byte[] content) throws UnreadableDocument {
        if (content.length < 512) {
            throw new UnreadableDocument(Reason.CORRUPT, "The file is damaged.");
        }
        ByteBuffer header = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int shift = header.getShort(0x1e);
        long tables = header.getInt(0x2c);
        if (shift != 9 && shift != 12 || tables < 0 || (tables - 1) * (1L << shift - 2) << shift > content.length) {
            throw new UnreadableDocument(Reason.CORRUPT, "The file is damaged.");
        }
    }

    private static void mustBeWord(DirectoryNode root, Limits limits) throws IOException, UnreadableDocument {
        if (!root.hasEntryCaseInsensitive("WordDocument")) {
            throw new UnreadableDocument(Reason.UNSUPPORTED, "The file is none of PDF, Word, ODT, HTML and plain text.");
        }
        if (hasMacro(root, 0)) {
            throw new UnreadableDocument(Reason.MACRO, "The file carries a macro; save it without macros.");
        }
        try (DocumentInputStream text = root.createDocumentInputStream(root.getEntryCaseInsensitive("WordDocument"))) {
            byte[] head = text.readNBytes(FLAGS + 1);
            if (head.length > FLAGS && (head[FLAGS] & ENCRYPTED) != 0) {
                throw locked(null);
            }
        }
        for (Entry entry : root) {
            if (entry instanceof DocumentEntry part && part.getName().matches("WordDocument|[01]Table") && part.getSize() > limits.text()) {
                throw new UnreadableDocument(Reason.TOO_LARGE, "The text is larger than one act may have.");
            }
        }
        // Pictures, which nobody reads here.
        if (root.hasEntryCaseInsensitive("Data")) {
            root.getEntryCaseInsensitive("Data").delete();
        }
    }

    private static UnreadableDocument locked(@Nullable Throwable cause) {
        return new UnreadableDocument(Reason.PASSWORD, "The file is protected by a password.", cause);
    }

    private static boolean hasMacro(DirectoryEntry directory, int depth) {
        for (Entry entry : directory) {
            String name = entry.getName().toUpperCase(Locale.ROOT);
            if (name.equals("VBA") || name.equals("_VBA_PROJECT") || depth < 4 && entry instanceof DirectoryEntry inner && hasMacro(inner, depth + 1)) {
                return true;
            }
        }
        return false;
    }

    private Source source() throws UnreadableDocument {
        read(file.getRange());
        Range boxes = file.getMainTextboxRange();
        if (boxes != null && boxes.getEndOffset() > boxes.getStartOffset() && !boxes.text().isBlank()) {
            out.warn("text-box-last", "The file holds text in boxes; it stands behind the rest.");
            read(boxes);
        } else {
            pictures |= drawings;
        }
        if (tracked) {
            out.warn("tracked-changes", "The file holds tracked changes; the text is read as if all of them were accepted.");
        }
        if (pictures) {
            out.warn("picture-not-read", "The file holds pictures; text in them is not read.");
        }
        return out.source();
    }

    private void read(Range range) throws UnreadableDocument {
        Paragraphs.@Nullable Table table = null;
        boolean freshCell = true;
        Words carried = null;
        int count = range.numParagraphs();
        for (int i = 0; i < count; i++) {
            deadline.check();
            Paragraph paragraph = range.getParagraph(i);
            if (!paragraph.isInTable() && table != null) {
                out.add(table);
                table = null;
            }
            if (paragraph.isInTable() && table == null) {
                table = new Paragraphs.Table();
                table.row();
                freshCell = true;
            }
            if (table != null && paragraph.isTableRowEnd() && paragraph.getTableLevel() <= 1) {
                table.row();
                freshCell = true;
                continue;
            }
            Words words = words(paragraph, carried);
            carried = null;
            if (words.markDeleted && table == null) {
                carried = words;
                continue;
            }
            if (table == null) {
                emit(words, paragraph);
                continue;
            }
            if (freshCell) {
                table.cell();
                freshCell = false;
            }
            emit(words, paragraph, table.current());
            // A cell of a table within this one ends no cell of ours.
            freshCell = paragraph.getTableLevel() <= 1 && paragraph.text().indexOf(CELL_MARK) >= 0;
        }
        if (carried != null && count > 0) {
            emit(carried, range.getParagraph(count - 1));
        }
        if (table != null) {
            out.add(table);
        }
    }

    private Words words(Paragraph paragraph, @Nullable Words carried) {
        Words words = carried == null ? new Words() : carried;
        words.markDeleted = false;
        words.contents |= inContents();
        for (int i = 0; i < paragraph.numCharacterRuns(); i++) {
            CharacterRun run = paragraph.getCharacterRun(i);
            if (run.isMarkedDeleted()) {
                tracked = true;
                words.markDeleted |= run.text().indexOf('\r') >= 0;
                continue;
            }
            tracked |= run.isMarkedInserted();
            run(run, words);
        }
        words.contents |= inContents();
        return words;
    }

    private void run(CharacterRun run, Words words) {
        if (run.isSymbol()) {
            words.text.append(run.isVanished() ? "" : "•");
            return;
        }
        String text = run.text();
        boolean raised = run.getSubSuperScriptIndex() == RAISED && text.matches("\\d{1,3}");
        boolean bold = run.isBold();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case FIELD_BEGIN -> {
                    fields.push(new StringBuilder());
                    inInstruction = true;
                }
                case FIELD_MIDDLE -> inInstruction = false;
                case FIELD_END -> {
                    fields.poll();
                    inInstruction = false;
                }
                case PICTURE -> pictures |= run.isSpecialCharacter();
                case DRAWING -> drawings |= run.isSpecialCharacter();
                case NOTE -> note(run.getStartOffset() + i, words);
                case LINE_BREAK -> words.text.append('\n');
                case HARD_HYPHEN -> words.text.append('-');
                default -> {
                    if (inInstruction && !fields.isEmpty()) {
                        fields.peek().append(c);
                    } else if ((c >= ' ' || c == '\t') && !run.isVanished()) {
                        words.text.append(raised ? Chars.superscript(String.valueOf(c)) : String.valueOf(c));
                        words.letters += Character.isLetterOrDigit(c) ? 1 : 0;
                        words.bold += bold && Character.isLetterOrDigit(c) ? 1 : 0;
                    }
                }
            }
        }
    }

    private boolean inContents() {
        return fields.stream().anyMatch(field -> field.toString().strip().startsWith("TOC"));
    }

    private void note(int position, Words words) {
        String text = noteAt(file.getFootnotes(), file.getFootnoteRange(), position);
        text = text != null ? text : noteAt(file.getEndnotes(), file.getEndnoteRange(), position);
        if (text != null) {
            notes++;
            words.text.append(Chars.superscript(String.valueOf(notes)));
            words.notes.add(Chars.superscript(String.valueOf(notes)) + " " + text);
        }
    }

    private @Nullable String noteAt(Notes found, Range range, int position) {
        int index = found.getNoteIndexByAnchorPosition(position);
        if (index < 0) {
            return null;
        }
        String text = new Range(range.getStartOffset() + found.getNoteTextStartOffset(index), range.getStartOffset() + found.getNoteTextEndOffset(index), file).text();
        return Chars.clean(Range.stripFields(text).replaceAll("[\\r\\u000b\\u0007]", " "));
    }

    private void emit(Words words, Paragraph paragraph) {
        List<Line> lines = new ArrayList<>();
        emit(words, paragraph, lines);
        lines.forEach(out::add);
    }

    private void emit(Words words, Paragraph paragraph, List<Line> to) {
        int list = list(paragraph);
        int depth = Math.clamp(paragraph.getIlvl(), 0, DEPTHS - 1);
        boolean centred = paragraph.getJustification() == CENTRED;
        String text = words.text.toString();
        if (!text.isBlank()) {
            boolean bold = words.letters > 0 && words.bold * 10 >= words.letters * 9;
            int level = paragraph.getLvl() >= 0 && paragraph.getLvl() < BODY_LEVEL ? paragraph.getLvl() + 1 : 0;
            Line.Type type = words.contents || isContents(paragraph) ? Line.Type.CONTENTS : Line.Type.BODY;
            numbering.add(new Line(text, 0, -1, type, level, new Look(true, paragraph.getIndentFromLeft() > INDENT, centred, bold, false)), list, depth, to);
        } else if (list > 0) {
            numbering.addEmpty(list, depth, 0, centred, to);
        }
        words.notes.forEach(note -> to.add(new Line(note, 0, -1, Line.Type.NOTE, 0, Look.PARAGRAPH)));
    }

    private boolean isContents(Paragraph paragraph) {
        StyleDescription style = file.getStyleSheet().getStyleDescription(paragraph.getStyleIndex());
        return style != null && style.getName() != null && style.getName().toLowerCase(Locale.ROOT).matches("toc ?\\d.*");
    }

    /** The list of a paragraph, made known to the numbering; 0 where it is in none. */
    private int list(Paragraph paragraph) {
        int list = paragraph.getIlfo();
        ListTables tables = file.getListTables();
        if (tables == null || list <= 0 || list > 0x7fe) {
            return 0;
        }
        if (!lists.contains(list)) {
            try {
                define(tables, list);
            } catch (NoSuchElementException e) {
                return 0;
            }
            lists.add(list);
        }
        return list;
    }

    private void define(ListTables tables, int list) {
        int scheme = tables.getLfo(list).getLsid();
        for (int depth = 0; depth < DEPTHS; depth++) {
            ListLevel level = tables.getLevel(scheme, depth);
            if (level != null) {
                numbering.define(scheme, depth, level.getStartAt(), form(level), text(level), level.isLegalNumbering());
            }
        }
        numbering.instance(list, scheme);
        LFOData changes = tables.getLfoData(list);
        for (ListFormatOverrideLevel change : changes == null || changes.getRgLfoLvl() == null ? new ListFormatOverrideLevel[0] : changes.getRgLfoLvl()) {
            int depth = Math.clamp(change.getLevelNum(), 0, DEPTHS - 1);
            ListLevel level = change.getLevel();
            if (change.isFormatting() && level != null) {
                numbering.change(list, depth, level.getStartAt(), form(level), text(level), level.isLegalNumbering());
            }
            if (change.isStartAt()) {
                numbering.startOver(list, depth, change.isFormatting() && level != null ? level.getStartAt() : change.getIStartAt());
            }
        }
    }

    /** [MS-OSHARED] 2.2.1.3 in the words of OOXML. */
    private static String form(ListLevel level) {
        return switch (level.getNumberFormat()) {
            case 1 -> "upperRoman";
            case 2 -> "lowerRoman";
            case 3 -> "upperLetter";
            case 4 -> "lowerLetter";
            case 22 -> "decimalZero";
            case 23 -> "bullet";
            case 58 -> "russianLower";
            case 59 -> "russianUpper";
            case 255 -> "none";
            default -> "decimal";
        };
    }

    /** "%1.%2" for what the file writes with the depths themselves as characters. */
    private static String text(ListLevel level) {
        StringBuilder text = new StringBuilder();
        for (char c : level.getNumberText() == null ? new char[0] : level.getNumberText().toCharArray()) {
            text.append(c < DEPTHS ? "%" + (c + 1) : String.valueOf(c));
        }
        return text.toString();
    }
}
