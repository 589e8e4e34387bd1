package org.civikos.consultation.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.civikos.consultation.institution.Institutions;
import org.civikos.consultation.plan.PlanSheet.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanSheetTest {

    private static final String HEADER = "title;kind;institution;quarter;fields;reference\n";

    private static PlanSheet csv(String text) {
        return PlanSheet.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> codes(List<Fault> faults) {
        return faults.stream().map(Fault::code).toList();
    }

    private static List<Fault> faultsOf(String row) {
        PlanSheet sheet = csv(HEADER + row);
        List<Fault> faults = new ArrayList<>(sheet.faults());
        new PlanRows(Institutions.load(Clock.systemUTC())).read(2026, sheet.lines(), faults);
        return faults;
    }

    private static PlanEntry.Facts one(String row) {
        PlanSheet sheet = csv(HEADER + row);
        List<Fault> faults = new ArrayList<>(sheet.faults());
        List<PlanRows.Wanted> wanted = new PlanRows(Institutions.load(Clock.systemUTC())).read(2026, sheet.lines(), faults);
        assertThat(faults).isEmpty();
        return wanted.getFirst().facts();
    }

    static byte[] workbook(Object[]... rows) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Sheet sheet = book.createSheet("Plani");
            int number = 0;
            for (Object[] row : rows) {
                var made = sheet.createRow(number++);
                for (int i = 0; i < row.length; i++) {
                    if (row[i] instanceof Number figure) {
                        made.createCell(i).setCellValue(figure.doubleValue());
                    } else if (row[i] instanceof String text && text.startsWith("=")) {
                        made.createCell(i).setCellFormula(text.substring(1));
                    } else if (row[i] != null) {
                        made.createCell(i).setCellValue((String) row[i]);
                    }
                }
            }
            book.write(out);
            return out.toByteArray();
        }
    }

    @Test
    void readsCsvAndWorkbookAlike() throws IOException {
        PlanSheet csv = csv("\uFEFF" + HEADER + "Projektligji për vullnetarizmin;law;MD;3;civil-society;PL-1\n\n;;;;;\n");
        PlanSheet book = PlanSheet.read(workbook(new Object[] {"Title", "kind", "institution", "quarter", "fields", "reference", null},
                new Object[] {"Projektligji për vullnetarizmin", "law", "MD", 3, "civil-society", "PL-1"}, new Object[] {" ", null}));
        for (PlanSheet sheet : List.of(csv, book)) {
            assertThat(sheet.faults()).isEmpty();
            assertThat(sheet.total()).isEqualTo(1);
            assertThat(sheet.lines().getFirst().number()).isEqualTo(2);
            assertThat(sheet.lines().getFirst().cell("title")).isEqualTo("Projektligji për vullnetarizmin");
            assertThat(sheet.lines().getFirst().cell("quarter")).isEqualTo("3");
        }
        assertThat(csv("title,institution,quarter\n\"Ligji, i ri\",md,1\n").lines().getFirst().cell("title")).isEqualTo("Ligji, i ri");
        assertThat(csv("title\tinstitution\tquarter\nLigji\tmd\t1\n").lines()).hasSize(1);
    }

    @Test
    void understandsWhatPeopleWrite() {
        PlanEntry.Facts facts = one("  Projektligji  për shoqatat ; ;Ministria e Drejtësisë;T3;;\n");
        assertThat(facts.title()).isEqualTo("Projektligji për shoqatat");
        assertThat(facts.institution()).isEqualTo("md");
        assertThat(facts.actKind()).isEqualTo("law");
        assertThat(facts.quarter()).isEqualTo(3);
        assertThat(facts.fields()).contains("civil-society");
        assertThat(facts.reference()).isNull();
        assertThat(one("X;Udhëzim administrativ;ministarstvo pravde;iv;youth|media, youth;R\n").fields()).containsExactly("youth", "media");
        assertThat(one("X;Koncept dokument;md;Q1;;R\n").actKind()).isEqualTo("concept-document");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        ";law;md;1;;R | not-blank",
        "X;law;;1;;R | not-blank",
        "X;law;md;;;R | not-blank",
        "X;law;md;5;;R | not-a-quarter",
        "X;law;md;0;;R | not-a-quarter",
        "X;law;md;Q3 2026;;R | not-a-quarter",
        "X;law;nobody;1;;R | unknown-institution",
        "X;poem;md;1;;R | unknown-kind",
        "X;law;md;1;football;R | unknown-field",
        "X;law;md;1;;R;more | cell-count",
        "X;law;md | cell-count",
        "Projektligji pÃ«r;law;md;1;;R | misread-characters",
        "X;law;md;1;;\"R | broken-quotes"})
    void hasAnErrorForEachBadRow(String row, String code) {
        assertThat(codes(faultsOf(row.strip() + "\n"))).containsExactly(code);
    }

    @Test
    void tellsEverythingThatIsWrongWithARow() {
        assertThat(codes(faultsOf(";poem;nobody;9;football;R\n"))).containsExactlyInAnyOrder("not-blank", "unknown-kind", "unknown-institution", "not-a-quarter", "unknown-field");
        assertThat(faultsOf("x".repeat(501) + ";law;md;1;;R\n")).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("longer-than");
            assertThat(fault.row()).isEqualTo(2);
            assertThat(fault.column()).isEqualTo("title");
        });
        assertThat(codes(faultsOf("X;law;md;1;;R\nY;law;md;2;;r\nx;law;md;3;;S\n"))).containsExactly("doubled-reference", "doubled-entry");
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        assertThat(codes(PlanSheet.read(new byte[0]).faults())).containsExactly("empty-file");
        assertThat(codes(csv(" \n\n").faults())).containsExactly("empty-file");
        assertThat(codes(csv(HEADER).faults())).containsExactly("empty-file");
        assertThat(codes(csv("title;institution;quarter;colour;title\n").faults())).containsExactlyInAnyOrder("unknown-column", "doubled-column");
        assertThat(codes(csv("title;kind\nX;law\n").faults())).containsExactlyInAnyOrder("missing-column", "missing-column");
        PlanSheet latin = PlanSheet.read((HEADER + "X;law;md;1;;R\nProjektligji për;law;md;1;;R\n").getBytes(Charset.forName("windows-1252")));
        assertThat(latin.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("not-utf8");
            assertThat(fault.row()).isEqualTo(3);
        });
        assertThat(codes(csv("a\0b").faults())).containsExactly("not-text");
        assertThat(codes(PlanSheet.read(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1}).faults())).containsExactly("old-or-locked-workbook");
        assertThat(codes(PlanSheet.read(new byte[] {'P', 'K', 3, 4, 9, 9, 9}).faults())).isNotEmpty();
        byte[] good = workbook(new Object[] {"title", "institution", "quarter"}, new Object[] {"X", "md", 1});
        assertThat(codes(PlanSheet.read(Arrays.copyOf(good, good.length / 2)).faults())).isNotEmpty();
        StringBuilder many = new StringBuilder(HEADER);
        for (int i = 0; i <= PlanSheet.ROWS; i++) {
            many.append("X").append(i).append(";law;md;1;;\n");
        }
        assertThat(codes(csv(many.toString()).faults())).containsExactly("too-many-rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xl/workbook.xml", "xl/vbaProject.bin", "readme.txt"})
    void unpacksNothingThatCannotBeAPlan(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            byte[] nothing = new byte[1024 * 1024];
            for (int i = 0; i < (name.endsWith(".xml") ? 64 : 1); i++) {
                zip.write(nothing);
            }
            zip.closeEntry();
        }
        assertThat(codes(PlanSheet.read(bytes.toByteArray()).faults()))
                .containsExactly(name.endsWith(".xml") ? "workbook-bomb" : name.endsWith(".bin") ? "workbook-macro" : "no-workbook");
    }

    /** Whatever is done to the parts of a workbook, it is read or refused, and nothing is thrown. */
    @Test
    void bearsAnyDamageToAWorkbook() throws IOException {
        byte[] good = workbook(new Object[] {"title", "institution", "quarter"}, new Object[] {"Ligji", "md", 1}, new Object[] {"Ligji tjetër", "md", "=1+1"});
        Random random = new Random(5);
        int refused = 0;
        for (int round = 0; round < 120; round++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(good)); ZipOutputStream zip = new ZipOutputStream(out)) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    byte[] part = in.readAllBytes();
                    if (random.nextInt(3) == 0) {
                        int at = random.nextInt(part.length);
                        byte[] damaged = random.nextBoolean() ? Arrays.copyOf(part, at) : part.clone();
                        if (damaged.length > 0) {
                            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(32, 127);
                        }
                        part = damaged;
                    }
                    if (random.nextInt(12) > 0) {
                        zip.putNextEntry(new ZipEntry(entry.getName()));
                        zip.write(part);
                        zip.closeEntry();
                    }
                }
            }
            refused += PlanSheet.read(out.toByteArray()).faults().isEmpty() ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(30);
    }

    @Test
    void aFormulaIsWhatItCameToAndNotItsText() throws IOException {
        PlanSheet sheet = PlanSheet.read(workbook(new Object[] {"title", "institution", "quarter"}, new Object[] {"=HYPERLINK(\"https://example.org\")", "md", 1}));
        assertThat(sheet.lines()).allSatisfy(line -> assertThat(String.valueOf(line.cell("title")).toLowerCase(Locale.ROOT)).doesNotContain("hyperlink"));
    }

    @ParameterizedTest
    @CsvSource({
        // the clocks change on 29 March and 25 October 2026
        "2026, 1, 2026-03-31T22:00:00Z",
        "2026, 2, 2026-06-30T22:00:00Z",
        "2026, 3, 2026-09-30T22:00:00Z",
        "2026, 4, 2026-12-31T23:00:00Z"})
    void aQuarterEndsAtMidnightInKosovo(int year, int quarter, Instant end) {
        PlanEntry entry = PlanEntry.of(new PlanEntry.Facts(year, quarter, "X", "law", "md", List.of(), null));
        assertThat(entry.quarterEndsAt()).isEqualTo(end);
        assertThat(entry.overdueAt(end.minusMillis(1))).isFalse();
        assertThat(entry.overdueAt(end)).isTrue();
        assertThat(entry.linked("c", "p").overdueAt(end)).isFalse();
        assertThat(entry.dropped("x").overdueAt(end)).isFalse();
    }

    @Test
    void titlesThatShareTheirWordsAreAlike() {
        assertThat(Plans.likeness(Plans.stems("Projektligji për vullnetarizmin"), Plans.stems("PROJEKTLIGJI PËR VULLNETARIZËM"))).isGreaterThan(0.6);
        assertThat(Plans.likeness(Plans.stems("Projektligji për vullnetarizmin"), Plans.stems("Strategjia e shëndetësisë"))).isLessThan(0.4);
        assertThat(Plans.likeness(Plans.stems(""), Plans.stems("X"))).isZero();
    }
}
