package org.civikos.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FallbackTest {

    private static final Instant NOW = SampleAlerts.OPENED_AT.plusSeconds(5);

    private static final class OnePerson implements Directory {
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
            return Map.of();
        }
    }

    /** Put forward, the deadline concerns everybody at once; put back, it does not. */
    @ParameterizedTest
    @CsvSource({"2026-12-24T23:59, true", "2026-12-01T23:59, false", ", false"})
    void theSmsOfACriticalAlertGoesBeforeWhatIsNotUrgent(@Nullable String previous, boolean urgent) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Alert alert = SampleAlerts.of(previous == null ? AlertKind.CONSULTATION_OPENED : AlertKind.DEADLINE_MOVED, "event-1", SampleAlerts.OPENED_AT, "Projektligji", "md", previous);
        MemoryLanes lanes = new MemoryLanes();
        MemoryDeliveries deliveries = new MemoryDeliveries();
        Dispatch idle = new Dispatch("test", lanes, deliveries, List.of(), (_, _) -> Map.of(), clock,
                new Dispatch.Settings(Duration.ofSeconds(1), Duration.ofSeconds(1), 1), (_, _) -> { }, _ -> { });
        String alertId = Alert.idOf("event-1");
        Delivery mail = Delivery.waiting(alertId, "arta", "Arta", Channel.EMAIL, "arta@example.org", "sq", "Shoqata", NOW);
        new Fallback(true, SampleAlerts.knowing(alert), new OnePerson(), deliveries, lanes, () -> idle, (_, _) -> Map.of(), clock).failed(mail);
        assertThat(lanes.ofAlert(alertId)).singleElement().satisfies(lane -> assertThat(lane.channel()).isEqualTo(Channel.SMS)).extracting(Lane::urgent).isEqualTo(urgent);
        assertThat(deliveries.all()).singleElement().extracting(Delivery::address).isEqualTo("+38343900123");
    }
}
