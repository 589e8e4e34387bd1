package org.civikos.membership.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.civikos.membership.input.Fault;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file (RFC 4180) as rows of named cells. UTF-8 with or without byte order mark; semicolon, comma or tabulator,
 * whichever the header line has most of; at most {@value #ROWS} rows.
 *
 * @param faults what is wrong with the file or a whole row
 * @param total  how many rows of data the file has, good and bad
 */
record Sheet(List<Row> rows, List<RowFault> faults, int total) {

    static final int ROWS = 20_000;
    /** What UTF-8 looks like after it was read as Latin-1 or Windows-1252 and saved again: Ã« for ë, Å¡ for š. */
    private static final Pattern MISREAD =
            Pattern.compile("\u00C3[\u00AB\u00A7\u2039\u2021\u00A9]|\u00C5[\u00A1\u00A0\u00BE]|\u00C4[\u2021\u008D\u0091\u2018]|\uFFFD");

    /** @param line the line of the file on which the row begins; the header is line 1 */
    record Row(int line, Map<String, String> cells) {

        /** The cell without outer spaces; {@code null} if it is empty or there is no such column. */
        @Nullable String cell(String column) {
            String value = cells.get(column);
            return value == null || value.isBlank() ? null : value.strip();
        }

        /** The parts of a cell between bars. */
        List<String> parts(String column) {
            String value = cell(column);
            return value == null ? List.of()
                    : Pattern.compile("\\|").splitAsStream(value).map(String::strip).filter(part -> !part.isEmpty()).toList();
        }
    }

    /** @param fault its field is the column; empty if the whole row is meant */
    record RowFault(int line, Fault fault) {
    }

    /**
     * Reads a file; never throws for what is in it.
     *
     * @param required columns without which nothing can be done
     * @param allowed  all columns that are understood; another is a fault, since it is most likely a misspelt one
     */
    static Sheet read(byte[] file, Set<String> required, Set<String> allowed) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(file);
        CharBuffer characters = CharBuffer.allocate(file.length + 1);
        CoderResult result = decoder.decode(bytes, characters, true);
        if (result.isError()) {
            int line = 1;
            for (int i = 0; i < bytes.position(); i++) {
                if (file[i] == '\n') {
                    line++;
                }
            }
            return broken(line, "not-utf8", line, String.format("0x%02X", file[bytes.position()]));
        }
        String text = characters.flip().toString();
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        if (text.isBlank()) {
            return broken(1, "empty-file");
        }
        if (text.indexOf('\0') >= 0) {
            return broken(1 + (int) text.substring(0, text.indexOf('\0')).chars().filter(c -> c == '\n').count(), "not-text");
        }
        return parse(text, required, allowed);
    }

    private static Sheet parse(String text, Set<String> required, Set<String> allowed) {
        List<Row> rows = new ArrayList<>();
        List<RowFault> faults = new ArrayList<>();
        List<String> columns = null;
        int total = 0;
        int line = 1;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().fieldSeparator(separator(text))
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowExtraCharsAfterClosingQuote(false).allowUnclosedQuote(false).skipEmptyLines(true).ofCsvRecord(text)) {
            for (CsvRecord record : reader) {
                line = (int) record.getStartingLineNumber();
                if (columns == null) {
                    columns = record.getFields().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
                    List<Fault> wrong = headerFaults(columns, required, allowed);
                    if (!wrong.isEmpty()) {
                        int header = line;
                        return new Sheet(List.of(), wrong.stream().map(fault -> new RowFault(header, fault)).toList(), 0);
                    }
                    continue;
                }
                if (record.getFields().stream().allMatch(String::isBlank)) {
                    // A line of separators alone: what a spreadsheet leaves of a deleted row.
                    continue;
                }
                total++;
                if (total > ROWS) {
                    return broken(line, "too-many-rows", ROWS);
                }
                if (record.getFieldCount() != columns.size()) {
                    faults.add(new RowFault(line, Fault.of("", "cell-count", columns.size(), record.getFieldCount())));
                    continue;
                }
                Map<String, String> cells = new HashMap<>();
                boolean readable = true;
                for (int i = 0; i < columns.size(); i++) {
                    String cell = record.getField(i);
                    if (MISREAD.matcher(cell).find()) {
                        faults.add(new RowFault(line, Fault.of(columns.get(i), "misread-characters", cell.strip())));
                        readable = false;
                    }
                    cells.put(columns.get(i), cell);
                }
                if (readable) {
                    rows.add(new Row(line, cells));
                }
            }
        } catch (CsvParseException unreadable) {
            faults.add(new RowFault(line, Fault.of("", "broken-quotes")));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (columns == null || total == 0 && faults.isEmpty()) {
            return broken(1, "empty-file");
        }
        return new Sheet(rows, faults, total);
    }

    private static List<Fault> headerFaults(List<String> columns, Set<String> required, Set<String> allowed) {
        List<Fault> wrong = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!allowed.contains(column)) {
                wrong.add(Fault.of(column, "unknown-column", column, String.join(", ", allowed.stream().sorted().toList())));
            } else if (!seen.add(column)) {
                wrong.add(Fault.of(column, "doubled-column", column));
            }
        }
        required.stream().sorted().filter(column -> !seen.contains(column))
                .forEach(column -> wrong.add(Fault.of(column, "missing-column", column)));
        return wrong;
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

    private static Sheet broken(int line, String code, Object... arguments) {
        return new Sheet(List.of(), List.of(new RowFault(line, Fault.of("", code, arguments))), 0);
    }
}
