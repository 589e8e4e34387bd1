package org.civikos.membership.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetTest {

    private static final Set<String> REQUIRED = Set.of("name");
    private static final Set<String> ALLOWED = Set.of("name", "municipality", "fields");

    private static Sheet read(String text) {
        return Sheet.read(text.getBytes(StandardCharsets.UTF_8), REQUIRED, ALLOWED);
    }

    private static List<String> codes(Sheet sheet) {
        return sheet.faults().stream().map(fault -> fault.line() + " " + fault.fault().field() + " " + fault.fault().code()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {";", ",", "\t"})
    void any_usual_separator(String separator) {
        Sheet sheet = read("\uFEFFName" + separator + " MUNICIPALITY \r\n\"Ç, ë; š\t\"" + separator + "Pejë\r\n\r\n" + separator + "\r\nB" + separator + "\r\n");
        assertThat(codes(sheet)).isEmpty();
        assertThat(sheet.total()).isEqualTo(2);
        assertThat(sheet.rows()).extracting(Sheet.Row::line).containsExactly(2, 5);
        assertThat(sheet.rows().getFirst().cell("name")).isEqualTo("Ç, ë; š");
        assertThat(sheet.rows().getLast().cell("municipality")).isNull();
    }

    @Test
    void another_encoding_is_named_with_its_line() {
        byte[] latin = "name;municipality\nShoqata A;Prizren\nShoqëria;Pejë\n".getBytes(Charset.forName("windows-1252"));
        Sheet sheet = Sheet.read(latin, REQUIRED, ALLOWED);
        assertThat(sheet.rows()).isEmpty();
        assertThat(sheet.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(3);
            assertThat(fault.fault().code()).isEqualTo("not-utf8");
            assertThat(fault.fault().arguments()).containsExactly(3, "0xEB");
        });
        assertThat(codes(Sheet.read("name\nA\n".getBytes(StandardCharsets.UTF_16), REQUIRED, ALLOWED))).containsExactly("1  not-utf8");
        assertThat(codes(Sheet.read("name\nA\n".getBytes(StandardCharsets.UTF_16LE), REQUIRED, ALLOWED))).containsExactly("1  not-text");
    }

    @Test
    void letters_that_were_misread_once_are_found() {
        String misread = new String("Shoqëria Štrpce".getBytes(StandardCharsets.UTF_8), Charset.forName("windows-1252"));
        assertThat(codes(read("name\n" + misread + "\nShoqëria\n"))).containsExactly("2 name misread-characters");
        assertThat(codes(read("name\nÃngela\nÅse\n"))).isEmpty();
    }

    @Test
    void every_broken_row_has_its_own_error_and_the_others_are_read() {
        Sheet sheet = read("name;municipality\nA;Pejë\nB\nC;Pejë;x\n\"D\nE\";Pejë\nF;Pejë\n");
        assertThat(codes(sheet)).containsExactly("3  cell-count", "4  cell-count");
        assertThat(sheet.rows()).extracting(Sheet.Row::line).containsExactly(2, 5, 7);
        assertThat(sheet.total()).isEqualTo(5);
    }

    @Test
    void quotes_that_do_not_close() {
        assertThat(codes(read("name;municipality\nA;Pejë\n\"B;Pejë\nC;Pejë\n"))).hasSize(1).allMatch(code -> code.endsWith("broken-quotes"));
    }

    @Test
    void the_header_is_checked() {
        assertThat(codes(read("nmae;fields;fields\nA;b;c\n"))).containsExactly("1 nmae unknown-column", "1 fields doubled-column", "1 name missing-column");
        assertThat(codes(read(""))).containsExactly("1  empty-file");
        assertThat(codes(read("name\n"))).containsExactly("1  empty-file");
    }

    @Test
    void too_many_rows() {
        assertThat(codes(read("name\n" + "A\n".repeat(Sheet.ROWS + 1)))).containsExactly((Sheet.ROWS + 2) + "  too-many-rows");
    }
}
