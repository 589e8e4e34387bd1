package org.civikos.notification.colleague;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.civikos.notification.alert.ConsultationWatch;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.Members;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.notice.Notices;
import org.civikos.notification.reminder.CommentDrafts;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.settings.Settings;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who can act when a comment is given to a colleague or waits for a signature: whoever may comment, or may sign off, for the
 * organisation on that day, save the one who asked. What the comment says stays on the page. The same request is told once.
 */
final class AskedMails implements CommentDrafts {

    private static final Logger log = LoggerFactory.getLogger(AskedMails.class);
    /** After so long it is no news any more. */
    private static final Duration GOOD_FOR = Duration.ofDays(3);
    /** An organisation with more people than this has a list of its own to ask by. */
    private static final int MOST = 25;
    private static final Pattern COMMENT = Pattern.compile("[a-z0-9][a-z0-9-]{2,63}");
    /** By status, what is asked and which right answers it. */
    private static final Map<String, Request> REQUESTS = Map.of("in-review", new Request("comment-review", "comment"), "for-sign-off", new Request("comment-sign-off", "sign-off"));

    private record Request(String what, String right) {}

    private final Members members;
    private final Settings settings;
    private final Notices notices;
    private final Function<String, Optional<ConsultationWatch.Known>> consultation;
    private final Phrases phrases;
    private final MeterRegistry meters;
    private final Clock clock;
    private final String publicUrl;

    /** @param consultation how one stands now, where it is known */
    AskedMails(
            Members members, Settings settings, Notices notices, Function<String, Optional<ConsultationWatch.Known>> consultation, Phrases phrases, MeterRegistry meters,
            Clock clock, String publicUrl) {
        this.members = members;
        this.settings = settings;
        this.notices = notices;
        this.consultation = consultation;
        this.phrases = phrases;
        this.meters = meters;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    private List<String> details(Language language, Optional<String> title, Optional<String> asker) {
        List<String> lines = new ArrayList<>();
        title.ifPresent(lines::add);
        asker.ifPresent(name -> lines.add(phrases.say(language, "asked.by", Map.of("name", name))));
        return lines;
    }

    @Override
    public void changed(Draft draft, String eventId, Instant at) {
        Request request = REQUESTS.get(draft.status());
        Instant now = clock.instant();
        if (request == null || at.isBefore(now.minus(GOOD_FOR)) || !COMMENT.matcher(draft.commentId()).matches()) {
            return;
        }
        if (members.organisation(draft.organisationId()).filter(Organisation::active).isEmpty()) {
            return;
        }
        LocalDate day = LocalDate.ofInstant(now, AlertSettings.KOSOVO);
        List<String> able = new ArrayList<>();
        members.forEachPersonOf(List.of(draft.organisationId()), person -> {
            boolean may = person.mandates().stream().anyMatch(mandate -> mandate.organisationId().equals(draft.organisationId()) && mandate.allows(request.right(), day));
            if (may && !person.id().equals(draft.by()) && able.size() < MOST) {
                able.add(person.id());
            }
        });
        Map<String, AlertSettings> chosen = settings.of(able);
        Map<String, Contact> contacts = members.contacts(able);
        Optional<ConsultationWatch.Known> about = consultation.apply(draft.consultationId());
        String deadline = about.filter(one -> !one.closed() && one.deadlineAt().isAfter(now)).map(ConsultationWatch.Known::deadline).orElse(null);
        Optional<String> asker = Optional.ofNullable(draft.by()).flatMap(members::contact).map(Contact::name);
        int told = 0;
        for (String person : able) {
            Contact contact = contacts.get(person);
            if (contact == null || contact.mailAddress() == null || !chosen.getOrDefault(person, AlertSettings.DEFAULT).email()) {
                continue;
            }
            notices.send("asked\n" + eventId + "\n" + person, new Notices.Notice(person, contact.mailAddress(), contact.language(), request.what(),
                    publicUrl + "/comment-drafts#comment-" + draft.commentId(),
                    details(Language.of(contact.language()), about.map(ConsultationWatch.Known::title), asker), deadline), GOOD_FOR);
            told++;
        }
        if (told == 0) {
            log.info("Nobody of organisation {} could be mailed that a comment is {}", draft.organisationId(), draft.status());
        }
        meters.counter("civikos.colleagues.asked", "for", request.what(), "told", told > 0 ? "somebody" : "nobody").increment();
    }
}
