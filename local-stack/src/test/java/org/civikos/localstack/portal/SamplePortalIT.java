package org.civikos.localstack.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class SamplePortalIT {

    private static final HttpClient HTTP = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    @TempDir
    Path dir;
    private SamplePortal portal;

    @BeforeEach
    void start() {
        portal = SamplePortal.start(dir, 0);
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    @Test
    void publishesTheNextNumberWithTheLabelsOfTheRealPortal() throws Exception {
        assertThat(get("/viewConsult.php?ConsultationID=40601").statusCode()).isEqualTo(404);
        assertThat(publish("{\"sample\":\"associations-sq\",\"endDate\":\"2026-12-11\"}")).isEqualTo(40601);
        assertThat(publish("{\"sample\":\"volunteering-sr\",\"title\":\"NACRT <b>X</b>\",\"endDate\":\"2026-12-11\"}")).isEqualTo(40602);
        String odd = get("/viewConsult.php?ConsultationID=40601").body();
        assertThat(odd).contains("PROJEKTLIGJ PËR SHOQATAT", "Data e fillimit:", "Data e përfundimit:</span> 11.12.2026", "Dokumenti i konsultës");
        String even = get("/viewConsult.php?ConsultationID=40602").body();
        assertThat(even).contains("NACRT &lt;b&gt;X&lt;/b&gt;", "Data e perfundimit:</span> 11.12.2026", "Dokumenti i konsultes");
        assertThat(get("/documents/40601/associations-sq.docx").body()).startsWith("PK");
        assertThat(get("/documents/40602/volunteering-sr.pdf").body()).startsWith("%PDF");
        assertThat(get("/documents/40602/associations-sq.docx").statusCode()).isEqualTo(404);
        assertThat(get("/documents/40602/..%2fstate.json").statusCode()).isEqualTo(404);
    }

    @Test
    void answersConditionalRequestsAndTellsOfAMovedDeadlineAndANewDocument() throws Exception {
        int number = publish("{\"endDate\":\"2026-12-11\"}");
        String page = "/viewConsult.php?ConsultationID=" + number;
        String etag = get(page).headers().firstValue("ETag").orElseThrow();
        assertThat(get(page, "If-None-Match", etag).statusCode()).isEqualTo(304);
        post("/admin/consultations/" + number, "{\"endDate\":\"2026-12-20\",\"sample\":\"associations-sq\",\"format\":\"pdf\"}");
        HttpResponse<String> changed = get(page, "If-None-Match", etag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).contains("20.12.2026", "Versioni i azhurnuar i dokumentit te konsultes", "v2-associations-sq.pdf");
    }

    @Test
    void showsOneLinkForAFileThatWasReplaced() throws Exception {
        int number = publish("{\"title\":\"I imi\",\"fileName\":\"im.html\",\"file\":\"" + base64("<p>Neni 1</p>") + "\"}");
        post("/admin/consultations/" + number, "{\"fileName\":\"tjeter.html\",\"file\":\"" + base64("<p>Shtojca</p>") + "\"}");
        post("/admin/consultations/" + number, "{\"fileName\":\"im.html\",\"file\":\"" + base64("<p>Neni 1 i ri</p>") + "\",\"label\":\"Dokumenti i ri\"}");
        String page = get("/viewConsult.php?ConsultationID=" + number).body();
        assertThat(page.split("<a href=\"/documents/", -1)).as("two files, each linked once").hasSize(3);
        assertThat(page).containsSubsequence("Dokumenti i ri", "im.html", "tjeter.html").doesNotContain("Dokumenti i konsult");
        assertThat(get("/documents/" + number + "/im.html").body()).isEqualTo("<p>Neni 1 i ri</p>");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes());
    }

    @Test
    void publishesAFileOfOnesOwnAndKeepsAllOverARestart() throws Exception {
        String file = Base64.getEncoder().encodeToString("<p>Neni 1</p>".getBytes());
        int number = publish("{\"title\":\"I imi\",\"fileName\":\"im.html\",\"file\":\"" + file + "\"}");
        portal.close();
        start();
        assertThat(get("/documents/" + number + "/im.html").body()).isEqualTo("<p>Neni 1</p>");
        assertThat(publish("{}")).isEqualTo(number + 1);
        assertThat(post("/admin/publish", "{\"fileName\":\"../x\",\"file\":\"" + file + "\"}").statusCode()).isEqualTo(400);
    }

    @Test
    void misbehavesAsAsked() throws Exception {
        publish("{}");
        String page = "/viewConsult.php?ConsultationID=40601";
        fault("500");
        assertThat(get(page).statusCode()).isEqualTo(500);
        fault("garbage");
        assertThat(get(page).body()).doesNotContain("Data e fillimit");
        fault("redirect-loop");
        assertThat(get(page).statusCode()).isEqualTo(302);
        fault("never-ending");
        HttpResponse<InputStream> endless = HTTP.send(HttpRequest.newBuilder(uri(page)).build(), BodyHandlers.ofInputStream());
        assertThat(endless.body().readNBytes(200)).hasSize(200);
        endless.body().close();
        assertThat(post("/admin/faults", "{\"fault\":\"banana\"}").statusCode()).isEqualTo(400);
        fault("none");
        assertThat(get(page).body()).contains("Data e fillimit:");
    }

    private void fault(String fault) throws Exception {
        assertThat(post("/admin/faults", "{\"fault\":\"" + fault + "\"}").statusCode()).isEqualTo(200);
    }

    private int publish(String body) throws Exception {
        return JsonMapper.shared().readTree(post("/admin/publish", body).body()).get("number").asInt();
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + portal.port() + path);
    }
}
