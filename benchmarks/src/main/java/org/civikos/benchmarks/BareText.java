package org.civikos.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;

/** The text of a PDF as PDFBox gives it, without asking what it is: what any splitter has to do at least. */
final class BareText {

    private BareText() {
    }

    public static void main(String[] arguments) throws IOException {
        try (var document = Loader.loadPDF(new File(arguments[0]))) {
            new PrintStream(System.out, true, StandardCharsets.UTF_8).print(new PDFTextStripper().getText(document));
        }
    }
}
