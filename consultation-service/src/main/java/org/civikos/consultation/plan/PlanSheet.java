package org.civikos.consultation.plan;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/**
 * A list as rows of named cells, from CSV (UTF-8 with or without byte order mark; semicolon, comma or tabulator, whichever the header has most of) or the first
 * sheet of an XLSX file; at most {@value #ROWS} rows. What is in the file never makes it throw.
 *
 * @param faults what is wrong with the file or a whole row
 * @param total  how many rows of data there are, good and bad
 */
record PlanSheet(List<Line> lines, List<Fault> faults, int total) {

    static final int ROWS = 2_000;
    static final Set<String> REQUIRED = Set.of("title", "institution", "quarter");
    static final Set<String> COLUMNS = Set.of("title", "kind", "institution", "quarter", "fields", "reference");
    /** What a list of this many rows can unpack to, with room to spare. */
    private static final int MOST_UNPACKED = 8 * 1024 * 1024;
    private static final int MOST_PARTS = 500;
    /** What UTF-8 looks like after it was read as Latin-1 or Windows-1252 and saved again. */
    private static final Pattern MISREAD = Pattern.compile("\u00C3[\u00AB\u00A7\u2039\u2021\u00A9]|\u00C5[\u00A1\u00A0\u00BE]|\u00C4[\u2021\u008D\u0091\u2018]|\uFFFD");

    /** @param number the line of the file or row of the sheet; the header's is 1 as a rule */
    record Line(int number, Map<String, String> cells) {

        /** The cell without outer and doubled spaces; {@code null} if it is empty or there is no such column. */
        @Nullable String cell(String column) {
            String value = cells.get(column);
            return value == null || value.isBlank() ? null : value.strip().replaceAll("\\s+", " ");
        }
    }

    /**
     * @param column the column that is meant; {@code null} for the whole row or file
     */
    record Fault(int row, @Nullable String column, String code, List<Object> arguments) {

        static Fault of(int row, @Nullable String column, String code, Object... arguments) {
            return new Fault(row, column, code, List.of(arguments));
        }
    }

    private record Raw(int number, List<String> cells) {
    }

    static PlanSheet read(byte[] file) {
        if (file.length == 0) {
            return broken(1, "empty-file");
        }
        if (begins(file, 'P', 'K', 3, 4)) {
            return workbook(file);
        }
        if (begins(file, 0xD0, 0xCF, 0x11, 0xE0)) {
            return broken(1, "old-or-locked-workbook");
        }
        return csv(file);
    }

    private static boolean begins(byte[] file, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (file.length <= i || (file[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static PlanSheet csv(byte[] file) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(file);
        CharBuffer characters = CharBuffer.allocate(file.length + 1);
        if (decoder.decode(bytes, characters, true).isError()) {
            int line = 1;
            for (int i = 0; i < bytes.position(); i++) {
                line += file[i] == '\n' ? 1 : 0;
            }
            return broken(line, "not-utf8", line);
        }
        String text = characters.flip().toString();
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        if (text.isBlank()) {
            return broken(1, "empty-file");
        }
        if (text.indexOf('\0') >= 0) {
            return broken(1, "not-text");
        }
        List<Raw> rows = new ArrayList<>();
        int line = 1;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().fieldSeparator(separator(text)).extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE).allowExtraCharsAfterClosingQuote(false).allowUnclosedQuote(false).skipEmptyLines(true).ofCsvRecord(text)) {
            for (CsvRecord record : reader) {
                line = (int) record.getStartingLineNumber();
                rows.add(new Raw(line, record.getFields()));
                if (rows.size() > ROWS + 1) {
                    break;
                }
            }
        } catch (CsvParseException unreadable) {
            return broken(line, "broken-quotes");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return of(rows, true);
    }

    private static PlanSheet workbook(byte[] file) {
        String wrong = unpackable(file);
        if (wrong != null) {
            return broken(1, wrong);
        }
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            if (book.getNumberOfSheets() == 0) {
                return broken(1, "empty-file");
            }
            XSSFSheet sheet = book.getSheetAt(0);
            DataFormatter formatter = new DataFormatter(Locale.ROOT);
            // What a formula came to when the file was saved; it is not worked out here.
            formatter.setUseCachedValuesForFormulaCells(true);
            List<Raw> rows = new ArrayList<>();
            for (Row row : sheet) {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < Math.min(Math.max(row.getLastCellNum(), 0), 100); i++) {
                    Cell cell = row.getCell(i, Row.MissingCellPolicy.RETURN_BLANK_AS_NULL);
                    cells.add(cell == null || cell.getCellType() == CellType.ERROR ? "" : formatter.formatCellValue(cell));
                }
                if (!cells.stream().allMatch(String::isBlank)) {
                    rows.add(new Raw(row.getRowNum() + 1, cells));
                }
                if (rows.size() > ROWS + 1) {
                    break;
                }
            }
            return of(rows, false);
        } catch (IOException | RuntimeException damaged) {
            // POI throws whatever it stumbles over in a file that is not as it should be.
            return broken(1, "workbook-damaged");
        }
    }

    /** Why it cannot be a list, before anything is made of its parts. */
    private static @Nullable String unpackable(byte[] file) {
        long sum = 0;
        int parts = 0;
        boolean workbook = false;
        byte[] buffer = new byte[32 * 1024];
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                workbook |= entry.getName().equals("xl/workbook.xml");
                if (entry.getName().endsWith("vbaProject.bin")) {
                    return "workbook-macro";
                }
                if (++parts > MOST_PARTS) {
                    return "workbook-bomb";
                }
                for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
                    sum += n;
                    if (sum > MOST_UNPACKED) {
                        return "workbook-bomb";
                    }
                }
            }
        } catch (IOException | IllegalArgumentException damaged) {
            return "workbook-damaged";
        }
        return workbook ? null : "no-workbook";
    }

    private static PlanSheet of(List<Raw> rows, boolean exactCount) {
        List<Raw> filled = rows.stream().filter(row -> !row.cells().stream().allMatch(String::isBlank)).toList();
        if (filled.isEmpty()) {
            return broken(1, "empty-file");
        }
        Raw header = filled.getFirst();
        List<String> columns = new ArrayList<>(header.cells().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList());
        while (!exactCount && !columns.isEmpty() && columns.getLast().isEmpty()) {
            columns.removeLast();
        }
        List<Fault> faults = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (String column : columns) {
            if (!COLUMNS.contains(column)) {
                faults.add(Fault.of(header.number(), column, "unknown-column", column, String.join(", ", new TreeSet<>(COLUMNS))));
            } else if (!seen.add(column)) {
                faults.add(Fault.of(header.number(), column, "doubled-column", column));
            }
        }
        new TreeSet<>(REQUIRED).stream().filter(column -> !seen.contains(column)).forEach(column -> faults.add(Fault.of(header.number(), column, "missing-column", column)));
        if (!faults.isEmpty()) {
            return new PlanSheet(List.of(), faults, 0);
        }
        if (filled.size() == 1) {
            return broken(header.number(), "empty-file");
        }
        if (filled.size() > ROWS + 1) {
            return broken(filled.getLast().number(), "too-many-rows", ROWS);
        }
        List<Line> lines = new ArrayList<>();
        for (Raw row : filled.subList(1, filled.size())) {
            boolean tooMany = row.cells().size() > columns.size() && !row.cells().subList(columns.size(), row.cells().size()).stream().allMatch(String::isBlank);
            if (tooMany || exactCount && row.cells().size() != columns.size()) {
                faults.add(Fault.of(row.number(), null, "cell-count", columns.size(), row.cells().size()));
                continue;
            }
            Map<String, String> cells = new HashMap<>();
            boolean readable = true;
            for (int i = 0; i < Math.min(columns.size(), row.cells().size()); i++) {
                String cell = row.cells().get(i);
                if (MISREAD.matcher(cell).find()) {
                    faults.add(Fault.of(row.number(), columns.get(i), "misread-characters", cell.strip()));
                    readable = false;
                }
                cells.put(columns.get(i), cell);
            }
            if (readable) {
                lines.add(new Line(row.number(), cells));
            }
        }
        return new PlanSheet(lines, faults, filled.size() - 1);
    }

    private static char separator(String text) {
        String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        char best = ';';
        long most = 0;
        for (char candidate : new char[] {';', ',', '\t'}) {
            long count = header.chars().filter(letter -> letter == candidate).count();
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        return best;
    }

    private static PlanSheet broken(int row, String code, Object... arguments) {
        return new PlanSheet(List.of(), List.of(Fault.of(row, null, code, arguments)), 0);
    }
}
