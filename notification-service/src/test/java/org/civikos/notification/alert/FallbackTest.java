package org.civikos.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Dispatch;
import org.civikos.notification.delivery.Lane;
import org.civikos.notification.delivery.MemoryDeliveries;
import org.civikos.notification.delivery.MemoryLanes;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.member.Person;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.subscription.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FallbackTest {

    private static final Instant NOW = SampleAlerts.OPENED_AT.plusSeconds(5);

    private record OnePerson(Map<String, AlertSettings> chosen) implements Directory {
        @Override
        public Map<String, Organisation> organisations() {
            return Map.of();
        }

        @Override
        public void forEachPerson(Consumer<Person> look) {
            throw new UnsupportedOperationException("Not asked for");
        }

        @Override
        public List<Person> people(Collection<String> people) {
            throw new UnsupportedOperationException("Not asked for");
        }

        @Override
        public Map<String, Contact> contacts(Collection<String> people) {
            return people.stream().collect(Collectors.toMap(one -> one, one -> new Contact("Arta", one + "@example.org", "+38343900123", "sq")));
        }

        @Override
        public void forEachChooser(Consumer<Map<String, AlertSettings>> look) {
            throw new UnsupportedOperationException("Not asked for");
        }

        @Override
        public Map<String, AlertSettings> settings(Collection<String> people) {
            return chosen;
        }
    }

    private final MemoryLanes lanes = new MemoryLanes();
    private final MemoryDeliveries deliveries = new MemoryDeliveries();

    private void fails(Channel channel, Map<String, AlertSettings> chosen, boolean smsWanted) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Alert alert = SampleAlerts.of(AlertKind.CONSULTATION_OPENED, "event-1", SampleAlerts.OPENED_AT, "Projektligji", "md", null);
        Dispatch idle = new Dispatch("test", lanes, deliveries, List.of(), (_, _) -> Map.of(), clock,
                new Dispatch.Settings(Duration.ofSeconds(1), Duration.ofSeconds(1), 1), (_, _) -> { }, _ -> { });
        Delivery failed = Delivery.waiting(Alert.idOf("event-1"), "arta", "Arta", channel, channel == Channel.SMS ? "+38343900123" : "arta@example.org", "sq", "Shoqata", NOW);
        deliveries.insertMissing(List.of(failed));
        new Fallback(smsWanted, SampleAlerts.knowing(alert), new OnePerson(chosen), deliveries, lanes, () -> idle, (_, _) -> Map.of(), clock).failed(failed);
    }

    private static AlertSettings takes(boolean email, boolean sms) {
        return new AlertSettings(email, sms, Scope.EVERYTHING, List.of(), List.of(), List.of(), null, null, false);
    }

    /** Whom an SMS failed to reach is told by mail, and by nothing more when that fails too. */
    @Test
    void aMailGoesInThePlaceOfAnSmsAndNothingGoesToAndFro() {
        fails(Channel.SMS, Map.of("arta", takes(true, true)), false);
        assertThat(deliveries.all()).extracting(Delivery::channel, Delivery::address).containsExactlyInAnyOrder(tuple(Channel.SMS, "+38343900123"), tuple(Channel.EMAIL, "arta@example.org"));
        assertThat(lanes.ofAlert(Alert.idOf("event-1"))).extracting(Lane::channel).containsExactly(Channel.EMAIL);
        fails(Channel.EMAIL, Map.of("arta", takes(true, true)), true);
        fails(Channel.SMS, Map.of("arta", takes(true, true)), true);
        assertThat(deliveries.all()).as("told twice, and the mail failed").hasSize(2);
    }

    @Test
    void whoTakesNoMailGetsNoneInThePlaceOfAnSms() {
        fails(Channel.SMS, Map.of("arta", takes(false, true)), true);
        assertThat(deliveries.all()).hasSize(1);
        assertThat(lanes.ofAlert(Alert.idOf("event-1"))).isEmpty();
    }

    @Test
    void anSmsCostsMoneyAndGoesOnlyWhereTheNetworkWantsIt() {
        fails(Channel.EMAIL, Map.of(), false);
        assertThat(deliveries.all()).hasSize(1);
    }

    /** Put forward, the deadline concerns everybody at once; put back, it does not. */
    @ParameterizedTest
    @CsvSource({"2026-12-24T23:59, true", "2026-12-01T23:59, false", ", false"})
    void theSmsOfACriticalAlertGoesBeforeWhatIsNotUrgent(@Nullable String previous, boolean urgent) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Alert alert = SampleAlerts.of(previous == null ? AlertKind.CONSULTATION_OPENED : AlertKind.DEADLINE_MOVED, "event-1", SampleAlerts.OPENED_AT, "Projektligji", "md", previous);
        Dispatch idle = new Dispatch("test", lanes, deliveries, List.of(), (_, _) -> Map.of(), clock,
                new Dispatch.Settings(Duration.ofSeconds(1), Duration.ofSeconds(1), 1), (_, _) -> { }, _ -> { });
        String alertId = Alert.idOf("event-1");
        Delivery mail = Delivery.waiting(alertId, "arta", "Arta", Channel.EMAIL, "arta@example.org", "sq", "Shoqata", NOW);
        new Fallback(true, SampleAlerts.knowing(alert), new OnePerson(Map.of()), deliveries, lanes, () -> idle, (_, _) -> Map.of(), clock).failed(mail);
        assertThat(lanes.ofAlert(alertId)).singleElement().satisfies(lane -> assertThat(lane.channel()).isEqualTo(Channel.SMS)).extracting(Lane::urgent).isEqualTo(urgent);
        assertThat(deliveries.all()).singleElement().extracting(Delivery::address).isEqualTo("+38343900123");
    }
}
