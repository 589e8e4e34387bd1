package org.civikos.notification.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.SpecialPlan;
import org.civikos.notification.apikey.ApiKey;
import org.civikos.notification.delivery.Batch;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Deliveries;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Lane;
import org.civikos.notification.delivery.Lanes;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Screen;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.Members;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.member.PhoneNumbers;
import org.civikos.notification.settings.AlertSettings;
import org.jspecify.annotations.Nullable;

/**
 * Writes down who gets a message. Members are reached as they are by alerts: who stopped the mails gets none, quiet hours hold back
 * what is not critical. A message to many goes out in parts one after the other, so that alerts find the way free in between.
 */
final class MessagePlan implements SpecialPlan {

    /** Pause between two parts of one message. */
    private static final Duration STEP = Duration.ofMillis(500);

    private record Receiver(String personId, String speaksFor) {}

    private final MongoMessages messages;
    private final Lanes lanes;
    private final Deliveries deliveries;
    private final Members members;
    private final Function<Collection<String>, Map<String, AlertSettings>> settings;
    private final Screen gate;
    private final Set<String> secretariat;
    private final Clock clock;

    /**
     * @param gate asked once per part who must not get anything; not for what is only simulated
     * @param secretariat addresses that every key of type TEAM may reach
     */
    MessagePlan(
            MongoMessages messages, Lanes lanes, Deliveries deliveries, Members members,
            Function<Collection<String>, Map<String, AlertSettings>> settings, Screen gate, Collection<String> secretariat, Clock clock) {
        this.messages = messages;
        this.lanes = lanes;
        this.deliveries = deliveries;
        this.members = members;
        this.settings = settings;
        this.gate = gate;
        this.secretariat = secretariat.stream().map(one -> one.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.clock = clock;
    }

    @Override
    public AlertKind kind() {
        return AlertKind.MESSAGE;
    }

    /** Under what a bare address stands in the ledger, and stops further messages: it gives the address away to nobody. */
    static String pseudonym(Recipient to) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest((to.kind() + "\n" + to.value().toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8));
            return "address-" + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public int write(String alertId, Alert alert, Tools tools) {
        Message message = messages.content(alertId).orElseThrow(() -> new IllegalStateException("There is no message " + alertId));
        List<Receiver> receivers = receivers(message);
        int parts = tools.parts(receivers.size());
        List<List<Receiver>> split = new ArrayList<>(parts);
        for (int part = 0; part < parts; part++) {
            split.add(new ArrayList<>());
        }
        receivers.forEach(one -> split.get(tools.part(one.personId(), parts)).add(one));
        int people = 0;
        for (int part = 0; part < parts; part++) {
            people += writePart(alertId, message, part, split.get(part), tools);
        }
        return people;
    }

    private List<Receiver> receivers(Message message) {
        Recipient to = message.to();
        if (to.kind().bare()) {
            return List.of(new Receiver(pseudonym(to), ""));
        }
        if (to.kind() == Recipient.Kind.PERSON) {
            return List.of(new Receiver(to.value(), ""));
        }
        Map<String, Organisation> all = members.organisations();
        Map<String, Organisation> meant = all.entrySet().stream()
                .filter(one -> to.kind() == Recipient.Kind.ORGANISATION ? one.getKey().equals(to.value()) : one.getValue().fields().contains(to.value()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        LocalDate today = clock.instant().atZone(AlertSettings.KOSOVO).toLocalDate();
        List<Receiver> receivers = new ArrayList<>();
        members.forEachPersonOf(meant.keySet(), person -> {
            List<Organisation> speaksFor = person.organisationsAt(Instant.MAX, today, meant);
            if (!speaksFor.isEmpty()) {
                receivers.add(new Receiver(person.id(), speaksFor.stream().map(Organisation::name).distinct().sorted().collect(Collectors.joining(", "))));
            }
        });
        return receivers;
    }

    private int writePart(String alertId, Message message, int part, List<Receiver> receivers, Tools tools) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<String> people = receivers.stream().map(Receiver::personId).toList();
        String batchId = Batch.idOf(alertId, part);
        boolean mail = message.channels().contains(Channel.EMAIL);
        boolean sms = message.channels().contains(Channel.SMS);
        // From here on the batch says who gets it, whoever joins or leaves meanwhile.
        Batch batch = people.isEmpty() ? lanes.batch(batchId).orElse(null)
                : lanes.insertOrFind(new Batch(batchId, mail ? people : List.of(), sms ? people : List.of()));
        if (batch == null) {
            return 0;
        }
        Map<String, String> speaksFor = receivers.stream().collect(Collectors.toMap(Receiver::personId, Receiver::speaksFor));
        Set<String> concerned = new HashSet<>(batch.email());
        concerned.addAll(batch.sms());
        Map<String, Contact> contacts = message.to().kind().bare() ? Map.of(pseudonym(message.to()), bare(message.to())) : members.contacts(concerned);
        Map<String, AlertSettings> chosen = settings.apply(concerned);
        List<Delivery> written = new ArrayList<>(batch.email().size() + batch.sms().size());
        for (String person : batch.email()) {
            written.add(delivery(message, alertId, person, Channel.EMAIL, contacts.get(person), chosen.get(person), speaksFor.getOrDefault(person, ""), now));
        }
        for (String person : batch.sms()) {
            written.add(delivery(message, alertId, person, Channel.SMS, contacts.get(person), chosen.get(person), speaksFor.getOrDefault(person, ""), now));
        }
        if (!message.test()) {
            Map<String, Reason> held = gate.drops(alertId, written.stream().filter(one -> !one.state().ended()).toList());
            written.replaceAll(one -> held.containsKey(one.id()) ? one.dropped(held.get(one.id())) : one);
        }
        deliveries.insertMissing(written);
        // What is critical does not wait for others, so its parts follow each other at once.
        Instant begin = message.critical() ? now : now.plus(STEP.multipliedBy(part));
        List<Lane> ready = new ArrayList<>(2);
        if (!batch.email().isEmpty()) {
            ready.add(Lane.open(batch, alertId, Channel.EMAIL, begin).in(stream(message)).urgent(message.critical()));
        }
        if (!batch.sms().isEmpty()) {
            ready.add(Lane.open(batch, alertId, Channel.SMS, begin).in(stream(message)).urgent(message.critical()));
        }
        lanes.insertMissing(ready);
        ready.forEach(tools::ready);
        return concerned.size();
    }

    /** All that one key sends takes one turn together, whatever others send. */
    private static String stream(Message message) {
        return "key:" + message.keyId();
    }

    private static Contact bare(Recipient to) {
        boolean mail = to.kind() == Recipient.Kind.EMAIL;
        return new Contact("", mail ? to.value() : null, mail ? null : to.value(), "sq");
    }

    private Delivery delivery(
            Message message, String alertId, String person, Channel channel, @Nullable Contact contact, @Nullable AlertSettings chosen, String speaksFor,
            Instant now) {
        String name = contact == null || contact.name().isBlank() ? null : contact.name();
        String language = message.language() != null ? message.language() : contact == null ? "sq" : contact.language();
        String given = contact == null ? null : channel == Channel.EMAIL ? contact.email() : contact.phone();
        String written = given == null || given.isBlank() ? null : given;
        AlertSettings wishes = chosen == null ? AlertSettings.DEFAULT : chosen;
        // Whoever never chose is written to; whoever said no to a channel is not. Critical SMS go to those who only never asked for any.
        boolean wanted = channel == Channel.EMAIL ? wishes.email() : chosen == null || chosen.sms() || message.critical();
        Optional<String> address = written == null || channel == Channel.EMAIL ? Optional.ofNullable(written) : PhoneNumbers.international(written);
        Reason not = !wanted ? Reason.UNSUBSCRIBED : written == null ? Reason.NO_ADDRESS : address.isEmpty() ? Reason.ADDRESS_INVALID
                : !reaches(message, address.get()) ? Reason.TEAM_ONLY : null;
        if (not != null) {
            return Delivery.notSent(alertId, person, name, channel, address.orElse(written), language, speaksFor, not, now);
        }
        Delivery waiting = Delivery.waiting(alertId, person, name, channel, address.orElseThrow(), language, speaksFor, now);
        if (message.critical()) {
            return waiting;
        }
        return (channel == Channel.EMAIL ? wishes.quietForEmail(now) : wishes.quietForSms(now)).map(waiting::notBefore).orElse(waiting);
    }

    private boolean reaches(Message message, String address) {
        String known = address.toLowerCase(Locale.ROOT);
        return message.type() != ApiKey.Type.TEAM || message.people().contains(known) || secretariat.contains(known);
    }
}
