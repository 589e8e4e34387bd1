package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.civikos.consultation.consultation.Structure;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The form for commenting without a connection, filled in as people fill forms in. */
class CommentFormIT extends ServiceIT {

    private byte[] form(String consultation, String token) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/consultations/" + consultation + "/comment-form"))
                .header("Authorization", token).header("Accept-Language", "sq").build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static byte[] edited(byte[] form, Consumer<XWPFDocument> edit) throws IOException {
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(form)); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            edit.accept(document);
            document.write(out);
            return out.toByteArray();
        }
    }

    private static void write(XWPFTable table, int row, String text) {
        XWPFTableCell cell = table.getRow(row).getCell(1);
        while (cell.getParagraphs().size() > 1) {
            cell.removeParagraph(1);
        }
        cell.getParagraphs().getFirst().getRuns().forEach(run -> run.setText("", 0));
        cell.addParagraph().createRun().setText(text);
    }

    private static void mark(XWPFTable table, int row, int... choices) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < (row == 2 ? 6 : 3); i++) {
            boolean chosen = false;
            for (int choice : choices) {
                chosen |= choice == i;
            }
            text.append(chosen ? "[ X ] " : "[ ] ").append(i).append(' ');
        }
        XWPFTableCell cell = table.getRow(row).getCell(1);
        for (int i = cell.getParagraphs().size() - 1; i > 0; i--) {
            cell.removeParagraph(i);
        }
        cell.removeParagraph(0);
        cell.addParagraph().createRun().setText(text.toString());
    }

    private static Node article(int number, String text) {
        return new Node("art_" + number, Kind.ARTICLE, String.valueOf(number), "Titulli " + number, null, text, null, 1);
    }

    @Test
    void aFilledFormBecomesDraftsAndSaysWhatItCouldNotRead() throws Exception {
        String token = representative("form");
        consultation("c-form", inDays(10).atTime(23, 59));
        List<Node> nodes = List.of(article(1, "Teksti i parë."), article(2, "Teksti i dytë."), article(3, "Teksti i tretë."), article(4, "Teksti i katërt."));
        structures.keep(new Structure("c-form", "sq", "Latn", nodes, List.of()));
        byte[] empty = form("c-form", token);
        String path = "/api/consultations/c-form/comment-form";
        Answer nothing = uploadTo(path, token, empty, "formulari.docx", Map.of("organisation", "org-form"));
        assertThat(nothing.status()).isEqualTo(200);
        assertThat(nothing.json().get("drafts").size()).isZero();
        assertThat(nothing.json().get("errors").size()).isZero();

        byte[] filled = edited(empty, document -> {
            List<XWPFTable> tables = document.getTables();
            assertThat(tables).hasSize(5);
            assertThat(tables.get(1).getRow(0).getCell(0).getText()).isEqualTo("Neni 1 – Titulli 1");
            assertThat(tables.get(1).getRow(1).getCell(1).getText()).isEqualTo("Teksti i parë.");
            write(tables.get(0), 5, "Projektligji është i mirë.");
            mark(tables.get(0), 2, 4);
            mark(tables.get(1), 2, 0);
            mark(tables.get(1), 3, 0);
            write(tables.get(1), 4, "Teksti i parë, i ndryshuar.");
            write(tables.get(1), 6, "Sepse mungon fjala.");
            mark(tables.get(2), 2, 0, 1);
            write(tables.get(2), 5, "Dy dëshira.");
            tables.get(3).removeRow(3);
            write(tables.get(4), 5, "Pa zgjedhje.");
        });
        Answer read = uploadTo(path, token, filled, "formulari.docx", Map.of("organisation", "org-form"), "Accept-Language", "en");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().get("drafts").size()).isEqualTo(4);
        JsonNode change = read.json().get("drafts").get(1);
        assertThat(change.get("node").asString()).isEqualTo("art_1");
        assertThat(change.get("kind").asString()).isEqualTo("change");
        assertThat(change.get("importance").asString()).isEqualTo("red-line");
        assertThat(change.get("proposedWording").asString()).isEqualTo("Teksti i parë, i ndryshuar.");
        assertThat(change.get("status").asString()).isEqualTo("draft");
        assertThat(read.json().get("errors").valueStream().map(error -> error.get("part").asString() + ": " + error.get("code").asString()).toList())
                .containsExactly("Neni 3 – Titulli 3: table-damaged", "Neni 2 – Titulli 2: kind-twice", "Neni 4 – Titulli 4: kind-missing");
        assertThat(read.json().get("errors").get(1).get("message").asString()).startsWith("Two wishes are marked");
        // The same form once more makes nothing new.
        assertThat(uploadTo(path, token, filled, "formulari.docx", Map.of("organisation", "org-form")).json().get("drafts").size()).isEqualTo(4);
        assertThat(get("/api/consultations/c-form/comment-drafts", token).json().get("items").size()).isEqualTo(4);
        // A colleague's work on one of them is not undone by the form, nor is what was thrown away written again.
        JsonNode whole = read.json().get("drafts").get(0);
        assertThat(put(path("c-form", whole.get("id").asString()) + "/draft", token, comment("form", "text", "Projektligji është shumë i mirë.")).status()).isEqualTo(200);
        put(path("c-form", read.json().get("drafts").get(3).get("id").asString()) + "/withdrawal", token, Map.of());
        Answer repeated = uploadTo(path, token, filled, "formulari.docx", Map.of("organisation", "org-form"));
        assertThat(repeated.json().get("drafts").size()).isEqualTo(2);
        assertThat(repeated.json().get("errors").valueStream().map(error -> error.get("code").asString())).contains("draft-edited", "thrown-away");
        assertThat(get(path("c-form", whole.get("id").asString()), token).json().get("text").asString()).isEqualTo("Projektligji është shumë i mirë.");
        assertThat(put(path("c-form", change.get("id").asString()) + "/sign-off", token, Map.of()).json().get("status").asString()).isEqualTo("submitted");
        assertThat(uploadTo(path, token, filled, "formulari.docx", Map.of("organisation", "org-form")).json().get("errors").toString()).contains("sent-already");

        // The draft changed meanwhile: nothing that was written is lost.
        structures.keep(new Structure("c-form", "sq", "Latn", List.of(article(1, "Krejt tjetër tekst."), article(2, "Teksti i dytë.")), List.of()));
        byte[] late = edited(empty, document -> {
            write(document.getTables().get(1), 5, "Për nenin 1.");
            mark(document.getTables().get(1), 2, 3);
            write(document.getTables().get(4), 5, "Për nenin 4.");
            mark(document.getTables().get(4), 2, 3);
        });
        Answer afterwards = uploadTo(path, token, late, "formulari.docx", Map.of("organisation", "org-form"));
        assertThat(afterwards.json().get("drafts").size()).isEqualTo(2);
        assertThat(afterwards.json().get("drafts").get(1).get("node").isNull()).isTrue();
        assertThat(afterwards.json().get("errors").valueStream().map(error -> error.get("code").asString()).toList()).containsExactly("text-changed", "part-gone");
    }

    @Test
    void whatIsNoFormOfThisConsultationIsRefused() throws Exception {
        String token = representative("noform");
        String stranger = representative("noform-stranger");
        consultation("c-noform", inDays(10).atTime(23, 59));
        consultation("c-noform-other", inDays(10).atTime(23, 59));
        byte[] other = form("c-noform-other", token);
        String path = "/api/consultations/c-noform/comment-form";
        Map<String, String> organisation = Map.of("organisation", "org-noform");
        assertThat(uploadTo(path, token, other, "f.docx", organisation).code()).isEqualTo("form-unreadable");
        assertThat(uploadTo(path, token, "PK nonsense".getBytes(StandardCharsets.UTF_8), "f.docx", organisation).code()).isEqualTo("attachment-mismatch");
        assertThat(uploadTo(path, token, new byte[0], "f.docx", organisation).code()).isEqualTo("attachment-empty");
        assertThat(uploadTo(path, stranger, form("c-noform", token), "f.docx", organisation).code()).isEqualTo("no-mandate");
        byte[] cut = form("c-noform", token);
        assertThat(uploadTo(path, token, Arrays.copyOf(cut, cut.length / 2), "f.docx", organisation).status()).isEqualTo(422);
    }
}
