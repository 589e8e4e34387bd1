package org.civikos.consultation.comment;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetsTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+383 44 000", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "|cmd", "%0", "＝1+1", "＋1", "－1", "＠A"})
    void whatCouldBeAFormulaIsMadeHarmless(String cell) {
        assertThat(Sheets.harmless(cell)).isEqualTo("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Neni 5", " =1", "1-2", "„Fjalë“", "а=б"})
    void wordsStayWhatTheyAre(String cell) {
        assertThat(Sheets.harmless(cell)).isEqualTo(cell);
    }

    @Test
    void csvIsReadBackWithItsQuotesAndLineEnds() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<List<String>> rows = List.of(List.of("Neni", "Fjalë"), List.of("a;b,c", "një \"dy\"\ntre"), List.of("=HYPERLINK(\"http://x\")", "Ђ"));
        Sheets.csv(to -> {
            for (List<String> row : rows) {
                to.row(row);
            }
        }, out);
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFFNeni,Fjalë\r\n");
        List<List<String>> read = CsvReader.builder().ofCsvRecord(text.substring(1)).stream().map(record -> record.getFields()).toList();
        assertThat(read.get(1)).containsExactly("a;b,c", "një \"dy\"\ntre");
        assertThat(read.get(2)).containsExactly("'=HYPERLINK(\"http://x\")", "Ђ");
    }

    @Test
    void aSheetOfManyRowsIsTextAllThrough() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Sheets.xlsx("K-2026-0001", to -> {
            to.row(List.of("Neni", "Fjalë"));
            for (int i = 0; i < 500; i++) {
                to.row(List.of("=" + i, i == 7 ? "x".repeat(40_000) : "Fjalë\u0001 " + i));
            }
        }, out);
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(book.getSheetAt(0).getSheetName()).isEqualTo("K-2026-0001");
            assertThat(book.getSheetAt(0).getLastRowNum()).isEqualTo(500);
            for (Row row : book.getSheetAt(0)) {
                row.forEach(cell -> assertThat(cell.getCellType()).isEqualTo(CellType.STRING));
            }
            assertThat(book.getSheetAt(0).getRow(1).getCell(0).getStringCellValue()).isEqualTo("'=0");
            assertThat(book.getSheetAt(0).getRow(8).getCell(1).getStringCellValue()).hasSize(Sheets.LONGEST_CELL).endsWith("…");
        }
    }
}
