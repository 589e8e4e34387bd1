package org.civikos.notification.stopped;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.Masked;
import org.civikos.notification.member.Members;
import org.civikos.notification.member.PhoneNumbers;
import org.civikos.notification.notice.Notices;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.suppression.Suppression;
import org.civikos.notification.suppression.Suppression.Why;
import org.civikos.notification.suppression.Suppressions;
import org.jspecify.annotations.Nullable;

/** The stopped addresses of people of the network, with what each may do about their own. */
final class Stopped {

    /** How an address comes off the list. */
    enum Lift {
        /** By its owner, here. */
        SELF,
        /** By a link in a mail to it: who reads the mail shows that it works. */
        MAIL,
        /** By an SMS from the number: who has it shows it. */
        SMS,
        SECRETARIAT
    }

    /** @param name of the person; {@code others} whether something else still reaches them */
    record Unreachable(String personId, String name, Suppression stopped, boolean others) {}

    /** How long the link in a mail is good. */
    private static final Duration CONFIRM_WITHIN = Duration.ofDays(7);
    /** What is older is no news: nobody is told of stops from before they were told at all. */
    private static final Duration NEWS = Duration.ofDays(3);
    private static final int TOKEN_BYTES = 24;
    /** One number may be in the hands of a few people of the network; each of them is told. */
    private static final int SHARED = 3;

    private final Suppressions suppressions;
    private final Members members;
    private final Notices notices;
    private final String publicUrl;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Stopped(Suppressions suppressions, Members members, Notices notices, String publicUrl, Clock clock) {
        this.suppressions = suppressions;
        this.members = members;
        this.notices = notices;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** Those of a person's addresses to which nothing is sent. */
    List<Suppression> of(String personId) {
        return members.contact(personId).map(contact -> holding(addresses(contact))).orElse(List.of());
    }

    private List<Suppression> holding(Map<Channel, String> addresses) {
        return suppressions.holding(addresses.entrySet().stream().map(one -> Suppressions.key(one.getKey(), one.getValue())).toList()).values().stream()
                .sorted(Comparator.comparing(Suppression::channel)).toList();
    }

    /** Where messages to somebody would go: what cannot be an address of its channel is not there. */
    static Map<Channel, String> addresses(Contact contact) {
        Map<Channel, String> addresses = new HashMap<>();
        if (contact.mailAddress() != null) {
            addresses.put(Channel.EMAIL, contact.mailAddress());
        }
        if (contact.phone() != null) {
            PhoneNumbers.international(contact.phone()).ifPresent(number -> addresses.put(Channel.SMS, number));
        }
        return addresses;
    }

    Lift lift(Suppression stopped) {
        return switch (stopped.why()) {
            // Anybody can write any number into their profile: who was stopped again after that is let go by the number alone.
            case STOP, SOFT_BOUNCES -> stopped.channel() == Channel.EMAIL ? Lift.MAIL
                    : suppressions.liftedByPage(stopped.channel(), stopped.address()) ? Lift.SMS : Lift.SELF;
            case HARD_BOUNCE -> stopped.channel() == Channel.EMAIL ? Lift.MAIL : Lift.SMS;
            case COMPLAINT, STAFF -> Lift.SECRETARIAT;
        };
    }

    /**
     * Takes a person's address off the list by their own act, or sends the mail by which they do so.
     *
     * @return how; {@link Lift#SMS} and {@link Lift#SECRETARIAT} if nothing was done; empty if it is not on the list
     */
    Optional<Lift> lift(String personId, Channel channel) {
        return of(personId).stream().filter(one -> one.channel() == channel).findFirst().map(stopped -> {
            Lift how = lift(stopped);
            if (how == Lift.SELF) {
                suppressions.release(channel, stopped.address(), "page:" + personId, EnumSet.of(Why.STOP, Why.SOFT_BOUNCES));
            } else if (how == Lift.MAIL) {
                mail(personId, stopped);
            }
            return how;
        });
    }

    private void mail(String personId, Suppression stopped) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        String cause = "address-lift\n" + digest(token);
        // One at a time: who presses ten times gets one mail a week.
        if (suppressions.letOut(stopped.channel(), stopped.address(), Notices.alertOf(cause), digest(token), clock.instant().plus(CONFIRM_WITHIN))) {
            members.contact(personId).ifPresent(contact -> notices.send(cause, new Notices.Notice(personId, stopped.address(), contact.language(),
                    "address-lift", publicUrl + "/my-alerts/address/" + token, List.of()), CONFIRM_WITHIN));
        }
    }

    boolean confirm(String token) {
        return suppressions.lifted(digest(token)).isPresent();
    }

    /** Who of the people with a mandate of an organisation that holds on a day has a stopped address; by name. */
    List<Unreachable> of(String organisationId, LocalDate day) {
        List<String> people = new ArrayList<>();
        members.forEachPersonOf(List.of(organisationId), person -> {
            if (person.mandates().stream().anyMatch(mandate -> mandate.organisationId().equals(organisationId) && mandate.validOn(day))) {
                people.add(person.id());
            }
        });
        List<Unreachable> found = new ArrayList<>();
        members.contacts(people).forEach((id, contact) -> {
            Map<Channel, String> addresses = addresses(contact);
            List<Suppression> stopped = holding(addresses);
            stopped.forEach(one -> found.add(new Unreachable(id, contact.name(), one, stopped.size() < addresses.size())));
        });
        found.sort(Comparator.comparing(Unreachable::name).thenComparing(Unreachable::personId));
        return found;
    }

    /** Mails the people whose number was stopped, or is so no longer: once a day at most for each of the two, however often a program says STOP and START. */
    void tell() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        LocalDate today = now.atZone(AlertSettings.KOSOVO).toLocalDate();
        suppressions.untold(Channel.SMS, now.minus(NEWS)).forEach((key, entry) -> {
            String what = what(entry);
            if (what != null) {
                for (String person : members.byPhone(entry.address(), SHARED)) {
                    members.contact(person).filter(contact -> contact.mailAddress() != null).ifPresent(contact -> notices.send(
                            what + "\n" + person + "\n" + entry.address() + "\n" + today, new Notices.Notice(person, contact.mailAddress(), contact.language(), what,
                                    publicUrl + "/my-alerts", List.of(Masked.phone(entry.address()))), NEWS));
                }
            }
            suppressions.told(key, entry);
        });
    }

    /** @return null where nobody has to be told: what staff do they tell themselves */
    private static @Nullable String what(Suppression entry) {
        return switch (entry.why()) {
            case STOP -> entry.holds() ? "number-stopped" : "number-started";
            case HARD_BOUNCE, SOFT_BOUNCES -> entry.holds() ? "number-failed" : "number-started";
            case COMPLAINT, STAFF -> null;
        };
    }

    private static String digest(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
