package org.civikos.notification.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.SpecialPlan;
import org.civikos.notification.alert.Summaries;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Lane;
import org.civikos.notification.delivery.MemoryDeliveries;
import org.civikos.notification.delivery.MemoryLanes;
import org.civikos.notification.member.Contact;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.subscription.Hours;
import org.civikos.notification.subscription.Quiet;
import org.civikos.notification.subscription.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a subscription asked for holds in the summary that carries it. */
class DigestWishesTest {

    private static final Instant SEVEN = Instant.parse("2026-11-20T06:00:00Z");
    private static final Instant NINE = Instant.parse("2026-11-20T08:00:00Z");
    private static final Quiet MORNING = new Quiet("22:00", "09:00", true);

    private final MemoryItems items = new MemoryItems();
    private final MemoryDeliveries deliveries = new MemoryDeliveries();

    private static Summaries.Item item(String person, String alert, @Nullable String language, @Nullable Hours hours) {
        return new Summaries.Item(person + alert, person, alert, SEVEN, language, hours);
    }

    private static AlertSettings quiet(@Nullable Quiet quiet) {
        return new AlertSettings(true, false, Scope.ORGANISATION_FIELDS, List.of(), List.of(), List.of(), null, quiet);
    }

    /** Plans all that is due at seven. */
    private List<Delivery> summaries(Map<String, AlertSettings> settings) {
        DigestPlan plan = new DigestPlan(items, new MemoryLanes(), deliveries,
                people -> people.stream().collect(Collectors.toMap(one -> one, one -> new Contact(one, one + "@example.org", null, "sq"))),
                _ -> settings, (_, _) -> Map.of(), Clock.fixed(SEVEN, ZoneOffset.UTC));
        for (Items.Slot slot : items.slots(SEVEN)) {
            List<String> fields = slot.language() == null ? List.of() : List.of(DigestPlan.LANGUAGE + slot.language());
            plan.write(DigestRunner.idOf(slot), Alert.of(new Alert.Cause(AlertKind.DIGEST, "digest\n" + slot, "digest", slot.at()),
                    Alert.Subject.noDraft("", "sq", fields, SEVEN.plusSeconds(600)), SEVEN), new SpecialPlan.Tools() {
                        @Override
                        public int parts(int people) {
                            return 1;
                        }

                        @Override
                        public int part(String personId, int parts) {
                            return 0;
                        }

                        @Override
                        public void ready(Lane lane) {
                            assertThat(lane.alertId()).isEqualTo(DigestRunner.idOf(slot));
                        }
                    });
        }
        return new ArrayList<>(deliveries.all());
    }

    @Test
    void whatWasAskedForInALanguageComesInASummaryInIt() {
        items.add(List.of(item("arta", "a", null, null), item("arta", "b", "en", null), item("arta", "c", "en", null)));
        Map<String, List<String>> byLanguage = summaries(Map.of()).stream()
                .collect(Collectors.toMap(Delivery::language, one -> items.summaries.get(one.id()).stream().sorted().toList()));
        assertThat(byLanguage).isEqualTo(Map.of("sq", List.of("a"), "en", List.of("b", "c")));
        assertThat(items.slots(SEVEN)).as("nothing waits any more").isEmpty();
    }

    @Test
    void aSummaryWaitsForTheEndOfQuietHoursThatHoldEmailsBack() {
        items.add(List.of(item("arta", "a", null, null), item("besa", "a", null, null)));
        Map<String, Instant> due = summaries(Map.of("arta", quiet(MORNING), "besa", quiet(new Quiet("22:00", "09:00", false)))).stream()
                .collect(Collectors.toMap(Delivery::personId, Delivery::dueAt));
        assertThat(due).isEqualTo(Map.of("arta", NINE, "besa", SEVEN));
    }

    @Test
    void theHoursThatASubscriptionAskedForTakeThePlaceOfThePersons() {
        items.add(List.of(item("arta", "a", null, new Hours(null, null)), item("besa", "a", null, new Hours(null, MORNING)),
                item("cveta", "a", null, new Hours(null, null)), item("cveta", "b", null, null)));
        Map<String, Instant> due = summaries(Map.of("arta", quiet(MORNING), "cveta", quiet(MORNING))).stream()
                .collect(Collectors.toMap(Delivery::personId, Delivery::dueAt));
        assertThat(due).as("one of two that may come at once waits for the other").isEqualTo(Map.of("arta", SEVEN, "besa", NINE, "cveta", NINE));
    }
}
