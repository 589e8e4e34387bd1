package org.civikos.notification.ledger;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as a file that spreadsheets open rightly: semicolons, a mark of UTF-8, times of the clock in Kosovo, and no cell that runs
 * as a formula. One line for each message.
 */
final class LedgerCsv {

    private static final List<String> COLUMNS = List.of("person", "organisation", "stands", "channel", "address", "state", "since", "due", "alert", "made",
            "summary", "provider", "attempts", "reason");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.of("Europe/Belgrade"));

    private final CsvWriter csv;
    private final Phrases phrases;
    private final Language language;

    /** Writes the mark and the heads of the columns. */
    LedgerCsv(Writer out, Phrases phrases, Language language) throws IOException {
        this.phrases = phrases;
        this.language = language;
        out.write('\uFEFF');
        this.csv = CsvWriter.builder().fieldSeparator(';').lineDelimiter(LineDelimiter.CRLF).build(out);
        csv.writeRecord(COLUMNS.stream().map(one -> say("column." + one)).toList());
    }

    void write(Listed person) {
        for (Message one : person.messages()) {
            csv.writeRecord(List.of(plain(LedgerView.name(person, phrases, language)), plain(organisations(person)), say("state." + person.verdict().standing().code()),
                    say("channel." + one.sent().channel().code()), plain(LedgerView.masked(one.sent())), say("state." + one.standing().code()), time(one.since()),
                    time(one.dueAt()), say("kind." + one.alert().kind().code()), time(one.alert().createdAt()), one.carried() == null ? "" : say("summary"),
                    plain(one.sent().provider()), String.valueOf(one.sent().attempts()),
                    one.reason() == null ? "" : phrases.say(language, "reason." + one.reason().code())));
        }
    }

    void flush() throws IOException {
        csv.flush();
    }

    private String organisations(Listed person) {
        return person.organisations().isEmpty() ? person.groups().stream().map(one -> say("group." + one.kind().code())).findFirst().orElse("")
                : String.join(", ", person.organisations());
    }

    private String say(String key) {
        return phrases.say(language, "ledger." + key);
    }

    private static String time(@Nullable Instant moment) {
        return moment == null ? "" : TIME.format(moment);
    }

    /** A text that a spreadsheet takes for a text, whatever it begins with. */
    static String plain(@Nullable String text) {
        return text == null || text.isEmpty() ? "" : "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }
}
