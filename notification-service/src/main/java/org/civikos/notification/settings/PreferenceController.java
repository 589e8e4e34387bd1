package org.civikos.notification.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.Masked;
import org.civikos.notification.member.Members;
import org.civikos.notification.member.Readers;
import org.civikos.notification.settings.SubscriptionController.QuietBody;
import org.civikos.notification.settings.SubscriptionController.SubscriptionBody;
import org.civikos.notification.settings.SubscriptionController.SubscriptionView;
import org.civikos.notification.subscription.Quiet;
import org.civikos.notification.subscription.Scope;
import org.civikos.notification.subscription.Subscription;
import org.civikos.notification.subscription.Way;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.web.Etags;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What somebody is told, for whoever holds the link of one of their mails: seen by GET, which changes nothing, since mail
 * scanners follow every link, and changed by PUT. Shows nothing about the person that the owner of the mailbox does not know.
 */
@RestController
@RequestMapping("/api/preferences")
class PreferenceController {

    /** One subscription with its id, as it is shown and as it is to be. */
    record Kept(@NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{2,63}") String id, @NotNull @Valid SubscriptionBody wanted) {}

    /**
     * All that is to hold from now on.
     *
     * @param silence whether to be told once a week that there was nothing; as before if it is left out
     * @param subscriptions those that stay; what is left out ends
     */
    record PreferenceBody(
            @NotNull Boolean email, @NotNull Boolean sms, @Nullable Boolean silence, @Nullable @Size(max = 60) String zone, @Nullable @Valid QuietBody quiet,
            @NotNull @Size(max = AlertSettings.MOST) List<@NotNull @Valid Kept> subscriptions) {}

    /**
     * What is told at present.
     *
     * @param address of the mailbox, with its middle left out
     * @param reader {@code public} for who subscribed by e-mail from outside, {@code network} for a person of the network
     * @param silence whether the person is told once a week that there was nothing
     * @param smsPossible whether a telephone number is known
     * @param language in which mails come unless a subscription says another
     * @param setBy names of the person's organisations that set the subscriptions or hours for their people; empty where they are the
     *     person's own, or only the network's
     */
    record PreferenceView(
            String address, String reader, boolean email, boolean sms, boolean smsPossible, boolean silence, String language, String zone, @Nullable QuietBody quiet,
            List<SubscriptionView> subscriptions, List<String> setBy) {}

    private record Holder(String personId, Contact contact) {
        boolean outside() {
            return Readers.isPublic(personId);
        }
    }

    private final Settings settings;
    private final SilenceWishes silence;
    private final Members members;
    private final UnsubscribeLinks links;
    private final Clock clock;

    PreferenceController(Settings settings, SilenceWishes silence, Members members, UnsubscribeLinks links, Clock clock) {
        this.silence = silence;
        this.settings = settings;
        this.members = members;
        this.links = links;
        this.clock = clock;
    }

    @GetMapping("/{token}")
    ResponseEntity<PreferenceView> show(@PathVariable String token) {
        Holder holder = holder(token);
        return answer(holder, settings.of(holder.personId()));
    }

    @PutMapping("/{token}")
    ResponseEntity<PreferenceView> change(
            @PathVariable String token, @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid PreferenceBody body) {
        Holder holder = holder(token);
        Quiet quiet = SubscriptionController.hours(body.zone(), body.quiet(), "");
        List<Subscription> wanted = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < body.subscriptions().size(); i++) {
            Kept one = body.subscriptions().get(i);
            String at = "/subscriptions/" + i;
            if (!ids.add(one.id())) {
                throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "bad-subscription-id").field(at + "/id", "bad-subscription-id");
            }
            Subscription subscription = SubscriptionController.subscription(one.id(), one.wanted(), at + "/wanted");
            if (holder.outside() && (subscription.scope() == Scope.ORGANISATION_FIELDS || subscription.ways().contains(Way.SMS))) {
                throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "not-for-public").field(at, "not-for-public");
            }
            wanted.add(subscription);
        }
        boolean sms = body.sms() && !holder.outside();
        Versioned<AlertSettings> changed = settings.change(holder.personId(), ifMatch, before -> before.with(wanted).withChannels(body.email(), sms)
                .with(body.zone(), quiet));
        if (body.silence() != null) {
            silence.change(holder.personId(), body.silence());
        }
        return answer(holder, changed);
    }

    private Holder holder(String token) {
        return links.preferences().person(token, clock.instant(), person -> members.contact(person).map(Contact::email))
                .flatMap(person -> members.contact(person).map(contact -> new Holder(person, contact)))
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "link-not-good"));
    }

    private ResponseEntity<PreferenceView> answer(Holder holder, Versioned<AlertSettings> current) {
        AlertSettings state = current.state();
        Contact contact = holder.contact();
        boolean phone = !holder.outside() && contact.phone() != null && !contact.phone().isBlank();
        return ResponseEntity.ok().eTag(Etags.of(current.version())).cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", "no-referrer").header("X-Robots-Tag", "noindex")
                .body(new PreferenceView(Masked.email(Optional.ofNullable(contact.email()).orElse("")), holder.outside() ? "public" : "network",
                        state.email(), state.sms(), phone, silence.wanted(holder.personId()), contact.language(), state.timeZone().getId(),
                        SubscriptionController.view(state.quiet()), state.subscriptions().stream().map(SubscriptionController::view).toList(),
                        settings.settingFor(current)));
    }
}
