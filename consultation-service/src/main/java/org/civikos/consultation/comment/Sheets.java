package org.civikos.consultation.comment;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/** Writes rows as they come. Nothing in a cell is ever a formula, whoever wrote it. */
final class Sheets {

    /** A program for sheets takes no more in one cell. */
    static final int LONGEST_CELL = 32_767;
    private static final int ROWS_IN_MEMORY = 50;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Sheets() {
    }

    /** What gives rows. */
    interface Source {
        void to(CommentExport.Rows out) throws IOException;
    }

    /** UTF-8 with a byte order mark and RFC 4180's line ends, which programs for sheets understand without being asked. */
    static void csv(Source source, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write(BYTE_ORDER_MARK);
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(writer);
        source.to(cells -> csv.writeRecord(cells.stream().map(Sheets::harmless).toList()));
        csv.flush();
        writer.flush();
    }

    /** Office Open XML; rows that are written go to the disk, so that a hundred thousand take no more memory than fifty. */
    static void xlsx(String name, Source source, OutputStream out) throws IOException {
        try (SXSSFWorkbook book = new SXSSFWorkbook(null, ROWS_IN_MEMORY, true, false)) {
            Sheet sheet = book.createSheet(name);
            sheet.createFreezePane(0, 1);
            int[] next = {0};
            source.to(cells -> row(sheet.createRow(next[0]++), cells));
            book.write(out);
        }
    }

    private static void row(Row row, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            // Text by its type, which no program works out; and harmless, should somebody save it as CSV.
            Cell cell = row.createCell(i);
            String text = harmless(cells.get(i));
            cell.setCellValue(text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL - 1) + "…");
        }
    }

    /** What would be taken for a formula, or for what leads to one, gets an apostrophe before it (OWASP, CSV injection). */
    static String harmless(String cell) {
        return !cell.isEmpty() && "=+-@\t\r\n|%＝＋－＠".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
