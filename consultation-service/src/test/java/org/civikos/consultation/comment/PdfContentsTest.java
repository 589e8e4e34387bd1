package org.civikos.consultation.comment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.action.PDDocumentCatalogAdditionalActions;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.civikos.consultation.comment.AttachmentCheck.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a PDF does by itself is found wherever it stands, also where no plain byte shows it. */
@Timeout(60)
class PdfContentsTest {

    private interface Filling {
        void fill(PDDocument document, PDPage page) throws IOException;
    }

    /** Saved with its objects packed, as every newer program does. */
    private static byte[] pdf(Filling filling) throws IOException {
        try (PDDocument document = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            filling.fill(document, page);
            document.save(out);
            return out.toByteArray();
        }
    }

    private static COSDictionary dictionary(Object... members) {
        COSDictionary dictionary = new COSDictionary();
        for (int i = 0; i < members.length; i += 2) {
            Object value = members[i + 1];
            COSName name = COSName.getPDFName((String) members[i]);
            if (value instanceof String text) {
                dictionary.setItem(name, COSName.getPDFName(text));
            } else {
                dictionary.setItem(name, (org.apache.pdfbox.cos.COSBase) value);
            }
        }
        return dictionary;
    }

    private static void refused(String what, String code, Filling filling) throws IOException {
        byte[] file = pdf(filling);
        String plain = new String(file, StandardCharsets.ISO_8859_1);
        assertThat(plain).as(what + ": nothing of it is to be seen").doesNotContain("/JavaScript", "/Launch", "/EmbeddedFile ", "/RichMedia", "/SubmitForm");
        assertThatThrownBy(() -> AttachmentCheck.check("act.pdf", file)).as(what).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.code()).as(what).isEqualTo(code));
    }

    @Test
    void scriptsAndProgramsAreFoundInPackedObjects() throws Exception {
        refused("script at the opening", "attachment-macro", (document, page) -> document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)")));
        refused("script at the printing", "attachment-macro", (document, page) -> {
            PDDocumentCatalogAdditionalActions actions = new PDDocumentCatalogAdditionalActions();
            actions.setWP(new PDActionJavaScript("app.alert(1)"));
            document.getDocumentCatalog().setActions(actions);
        });
        refused("script of the document", "attachment-macro", (document, page) -> document.getDocumentCatalog().getCOSObject().setItem(COSName.NAMES,
                dictionary("JavaScript", dictionary("Names", array(new COSString("a"), dictionary("S", "JavaScript", "JS", new COSString("app.alert(1)")))))));
        refused("script of a page", "attachment-macro", (document, page) -> page.getCOSObject().setItem(COSName.AA, dictionary("O", dictionary("S", "JavaScript", "JS", new COSString("x")))));
        refused("program behind a note", "attachment-macro", (document, page) -> {
            PDAnnotationLink link = new PDAnnotationLink();
            link.setRectangle(new PDRectangle(10, 10, 10, 10));
            link.setAction(new PDActionLaunch());
            page.getAnnotations().add(link);
        });
        refused("script behind a harmless link", "attachment-macro", (document, page) -> {
            PDAnnotationLink link = new PDAnnotationLink();
            link.setRectangle(new PDRectangle(10, 10, 10, 10));
            PDActionURI address = new PDActionURI();
            address.setURI("https://example.org");
            address.getCOSObject().setItem(COSName.NEXT, dictionary("S", "JavaScript", "JS", new COSString("x")));
            link.setAction(address);
            page.getAnnotations().add(link);
        });
        refused("form that is sent", "attachment-macro", (document, page) -> document.getDocumentCatalog().getCOSObject().setItem(COSName.ACRO_FORM,
                dictionary("Fields", array(dictionary("FT", "Btn", "A", dictionary("S", "SubmitForm"))))));
        refused("form with scripts of its own", "attachment-macro", (document, page) -> document.getDocumentCatalog().getCOSObject().setItem(COSName.ACRO_FORM, dictionary("XFA", new COSString("<xdp/>"))));
        refused("media that run", "attachment-macro", (document, page) -> page.getCOSObject().setItem(COSName.ANNOTS, array(dictionary("Type", "Annot", "Subtype", "RichMedia"))));
        refused("address that opens by itself", "attachment-macro", (document, page) -> {
            PDActionURI address = new PDActionURI();
            address.setURI("https://example.org");
            document.getDocumentCatalog().setOpenAction(address);
        });
    }

    private static COSArray array(org.apache.pdfbox.cos.COSBase... items) {
        COSArray array = new COSArray();
        for (org.apache.pdfbox.cos.COSBase item : items) {
            array.add(item);
        }
        return array;
    }

    @Test
    void filesInsideAreFound() throws Exception {
        byte[] file = pdf((document, page) -> {
            PDComplexFileSpecification inside = new PDComplexFileSpecification();
            inside.setFile("x.exe");
            inside.setEmbeddedFile(new PDEmbeddedFile(document, new ByteArrayInputStream(new byte[] {'M', 'Z'})));
            PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
            files.setNames(Map.of("x", inside));
            PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
            names.setEmbeddedFiles(files);
            document.getDocumentCatalog().setNames(names);
        });
        assertThatThrownBy(() -> PdfContents.check(file)).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.code()).isEqualTo("attachment-macro"));
    }

    @Test
    void whatIsThereToBeReadIsTaken() throws Exception {
        byte[] file = pdf((document, page) -> {
            PDPageFitDestination top = new PDPageFitDestination();
            top.setPage(page);
            document.getDocumentCatalog().setOpenAction(top);
            PDDocumentOutline outline = new PDDocumentOutline();
            PDOutlineItem item = new PDOutlineItem();
            item.setTitle("Neni 1");
            item.setDestination(top);
            outline.addLast(item);
            document.getDocumentCatalog().setDocumentOutline(outline);
            PDAnnotationLink link = new PDAnnotationLink();
            link.setRectangle(new PDRectangle(10, 10, 10, 10));
            PDActionURI address = new PDActionURI();
            address.setURI("https://example.org");
            link.setAction(address);
            page.getAnnotations().add(link);
            // Parts of a text and changes of pages bear an S as actions do.
            document.getDocumentCatalog().getCOSObject().setItem(COSName.STRUCT_TREE_ROOT, dictionary("K", array(dictionary("S", "P"), dictionary("S", "Sect"))));
            page.getCOSObject().setItem(COSName.getPDFName("Trans"), dictionary("S", "Dissolve"));
        });
        assertThatCode(() -> AttachmentCheck.check("act.pdf", file)).doesNotThrowAnyException();
    }

    @Test
    void lockedDamagedAndBombs() throws Exception {
        byte[] locked = pdf((document, page) -> document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission())));
        assertThatThrownBy(() -> PdfContents.check(locked)).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.code()).isEqualTo("attachment-locked"));
        assertThatThrownBy(() -> AttachmentCheck.check("a.pdf", "%PDF-1.7\nnothing %%EOF".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.code()).isEqualTo("attachment-damaged"));
        for (String type : new String[] {"/ObjStm", "/Obj#53tm"}) {
            byte[] bomb = packed(type, 200);
            assertThat(bomb.length).isLessThan(1_000_000);
            long start = System.nanoTime();
            assertThatThrownBy(() -> PdfContents.check(bomb)).as(type).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.code()).isEqualTo("attachment-bomb"));
            assertThat((System.nanoTime() - start) / 1_000_000).as("milliseconds").isLessThan(5_000);
        }
        // Deep nesting ends in a sentence, not in a fallen thread.
        byte[] deep = ("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R /X " + "[".repeat(200_000) + "\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF").getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> PdfContents.check(deep)).isInstanceOf(Refused.class);
    }

    private static byte[] packed(String type, int megabytes) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        try (DeflaterOutputStream packing = new DeflaterOutputStream(stream)) {
            byte[] block = new byte[1024 * 1024];
            for (int i = 0; i < megabytes; i++) {
                packing.write(block);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("%PDF-1.5\n1 0 obj\n<< /Type " + type + " /N 1 /First 4 /Filter /FlateDecode /Length " + stream.size() + " >>\nstream\n").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(stream.toByteArray());
        out.writeBytes("\nendstream\nendobj\ntrailer << /Root 2 0 R >>\n%%EOF".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }
}
