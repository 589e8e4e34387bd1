package org.civikos.localstack.portal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** An invented act with its documents, committed in three formats. */
enum Sample {

    ASSOCIATIONS("associations-sq", "docx", "PROJEKTLIGJ PËR SHOQATAT VENDORE TË QYTETARËVE",
            "Ministria fton organizatat e shoqërisë civile dhe qytetarët që të japin komentet e tyre për këtë projektligj. "
                    + "Dokumenti është i trilluar dhe shërben vetëm për provë.", "Blerta Shembulli", "blerta.shembulli@rks-gov.example"),
    VOLUNTEERING("volunteering-sr", "pdf", "NACRT UREDBE O VOLONTIRANJU U LOKALNIM ZAJEDNICAMA",
            "Ministarstvo poziva organizacije i građane da dostave komentare na ovaj nacrt. Dokument je izmišljen i služi samo za probu.",
            "Milica Primer", "milica.primer@rks-gov.example"),
    PUBLIC_FUNDING("public-funding-en", "html", "DRAFT REGULATION ON PUBLIC FUNDING OF CIVIL SOCIETY ORGANISATIONS",
            "The Office invites organisations and citizens to comment on this draft. The document is invented and serves for trying out only.",
            "Driton Provë", "driton.prove@rks-gov.example");

    private final String id;
    private final String format;
    private final String title;
    private final String description;
    private final String officerName;
    private final String officerEmail;

    Sample(String id, String format, String title, String description, String officerName, String officerEmail) {
        this.id = id;
        this.format = format;
        this.title = title;
        this.description = description;
        this.officerName = officerName;
        this.officerEmail = officerEmail;
    }

    static Sample of(String id) {
        for (Sample sample : values()) {
            if (sample.id.equals(id)) {
                return sample;
            }
        }
        throw new IllegalArgumentException("there is no sample '" + id + "': associations-sq, volunteering-sr or public-funding-en");
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    String officerName() {
        return officerName;
    }

    String officerEmail() {
        return officerEmail;
    }

    String fileName(String asked) {
        return id + "." + (asked == null ? format : asked);
    }

    /** @param asked docx, pdf or html; null for the sample's own format */
    byte[] document(String asked) {
        String name = "/portal/documents/" + fileName(asked);
        try (InputStream in = Sample.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("the format is docx, pdf or html, not '" + asked + "'");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
