package org.civikos.notification.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.civikos.notification.member.Mandate;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.member.Person;
import org.civikos.notification.settings.Settings.OrganisationDefault;
import org.civikos.notification.subscription.Frequency;
import org.civikos.notification.subscription.Hours;
import org.civikos.notification.subscription.Match;
import org.civikos.notification.subscription.Quiet;
import org.civikos.notification.subscription.Scope;
import org.civikos.notification.subscription.Subscription;
import org.civikos.notification.subscription.Way;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WishesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T22:30:00Z");
    private static final Quiet NIGHT = new Quiet("22:00", "07:00", true);
    private static final Map<String, Organisation> ORGANISATIONS = Map.of(
            "law", new Organisation("Shoqata", true, List.of()), "youth", new Organisation("Udruženje", true, List.of()),
            "shut", new Organisation("E pezulluar", false, List.of()));

    private static Subscription weekly(String id, String word) {
        return new Subscription(id, "", Scope.CHOSEN, Match.ANY, null, null, null, List.of(word), null, false, Frequency.WEEKLY,
                List.of(Way.EMAIL), null);
    }

    private static Person person(Mandate... mandates) {
        return new Person("arta", List.of(mandates));
    }

    private static Mandate mandate(String organisation, @Nullable String to) {
        return new Mandate(organisation, LocalDate.parse("2026-01-01"), to == null ? null : LocalDate.parse(to), Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static Wishes wishes(Map<String, OrganisationDefault> set) {
        return new Wishes(set, ORGANISATIONS, NOW);
    }

    @Test
    void whatAFormerOrASuspendedOrganisationSetDoesNotHold() {
        OrganisationDefault set = new OrganisationDefault(List.of(weekly("default-1", "zhurm")), null, NIGHT);
        Wishes wishes = wishes(Map.of("law", set, "shut", set));
        assertThat(wishes.of(person(mandate("law", null)), null).subscriptions()).containsExactly(weekly("default-1", "zhurm"));
        assertThat(wishes.of(person(mandate("law", "2026-11-19"), mandate("youth", null)), null).subscriptions())
                .isEqualTo(AlertSettings.DEFAULT.subscriptions());
        assertThat(wishes.of(person(mandate("shut", null), mandate("youth", null)), null).quiet()).isNull();
        assertThat(wishes.settingFor(person(mandate("law", null), mandate("shut", null)))).containsExactly("law");
    }

    @Test
    void anOrganisationThatSetsHoursAloneLeavesWhatTheNetworkTells() {
        AlertSettings found = wishes(Map.of("law", new OrganisationDefault(List.of(), "America/New_York", NIGHT))).of(person(mandate("law", null)), null);
        assertThat(found.subscriptions()).isEqualTo(AlertSettings.DEFAULT.subscriptions());
        assertThat(found.quiet()).isEqualTo(NIGHT);
        assertThat(found.timeZone().getId()).isEqualTo("America/New_York");
    }

    @Test
    void ofSeveralOrganisationsThatSetHoursOneWithQuietOnesCounts() {
        Wishes wishes = wishes(Map.of("law", new OrganisationDefault(List.of(), "America/New_York", null), "youth", new OrganisationDefault(List.of(), null, NIGHT)));
        assertThat(wishes.of(person(mandate("law", null), mandate("youth", null)), null).quiet()).isEqualTo(NIGHT);
        assertThat(new OrganisationDefault(List.of(), "Europe/Belgrade", null)).as("everybody's zone is none of one's own").isEqualTo(new OrganisationDefault(List.of()));
    }

    @Test
    void subscriptionsOfSeveralOrganisationsAddUpUnderIdsOfTheirOwn() {
        Wishes wishes = wishes(Map.of("law", new OrganisationDefault(List.of(weekly("default-1", "zhurm"))),
                "youth", new OrganisationDefault(List.of(weekly("default-1", "rini")))));
        assertThat(wishes.of(person(mandate("law", null), mandate("youth", null)), null).subscriptions()).extracting(Subscription::id)
                .containsExactly("default-1", "default-1-2");
    }

    @Test
    void whoChoseOnlyHoursOrStoppedAndStartedMailsIsStillToldWhatTheOrganisationSetsAndLaterWhatItSetsThen() {
        OrganisationDefault set = new OrganisationDefault(List.of(weekly("default-1", "zhurm")));
        Person arta = person(mandate("law", null));
        AlertSettings before = wishes(Map.of("law", set)).of(arta, null);
        AlertSettings own = before.withEmail(false).withEmail(true).with("America/New_York", NIGHT);
        assertThat(own.inheriting()).isTrue();
        AlertSettings later = wishes(Map.of("law", new OrganisationDefault(List.of(weekly("default-1", "rini"))))).of(arta, own);
        assertThat(later.subscriptions()).containsExactly(weekly("default-1", "rini"));
        assertThat(later.quiet()).isEqualTo(NIGHT);
        assertThat(wishes(Map.of()).of(arta, own).subscriptions()).isEqualTo(AlertSettings.DEFAULT.subscriptions());
    }

    @Test
    void whoAddsOneKeepsWhatTheOrganisationSetAndFromThenOnChoosesForThemselves() {
        AlertSettings before = wishes(Map.of("law", new OrganisationDefault(List.of(weekly("default-1", "zhurm"))))).of(person(mandate("law", null)), null);
        Subscription mine = weekly("mine", "shkoll");
        AlertSettings after = before.with(mine, _ -> mine);
        assertThat(after.subscriptions()).containsExactly(weekly("default-1", "zhurm"), mine);
        assertThat(after.inheriting()).isFalse();
        assertThat(before.with(List.copyOf(before.subscriptions())).inheriting()).as("written back as it was read").isTrue();
    }

    @Test
    void whoeverKnowsOneScopeOnlyAndWritesItBackChoosesNothing() {
        AlertSettings before = wishes(Map.of("law", new OrganisationDefault(List.of(weekly("default-1", "zhurm"))))).of(person(mandate("law", null)), null);
        AlertSettings after = before.withStandard(false, true, before.scope(), before.fields(), before.institutions());
        assertThat(after.subscriptions()).isEqualTo(before.subscriptions());
        assertThat(after.inheriting()).isTrue();
        assertThat(after.email()).isFalse();
        assertThat(after.sms()).isTrue();
    }

    @Test
    void theHoursOfASubscriptionTakeThePlaceOfThePersons() {
        AlertSettings own = AlertSettings.DEFAULT.with(null, NIGHT);
        assertThat(own.manner(null).quietForEmail(NOW)).isPresent();
        assertThat(own.manner(new Hours(null, null)).quietForEmail(NOW)).as("never quiet").isEmpty();
        assertThat(own.manner(new Hours("America/New_York", NIGHT)).quietForSms(NOW)).as("it is half past five there").isEmpty();
        assertThat(AlertSettings.DEFAULT.manner(new Hours(null, NIGHT)).quietForSms(NOW)).isPresent();
    }

    @Test
    void aSummaryIsReadWhenTheQuietHoursAreOver() {
        AlertSettings late = AlertSettings.DEFAULT.with(null, new Quiet("22:00", "09:30", true));
        assertThat(late.summaryAt(Frequency.DAILY, NOW)).isEqualTo(Instant.parse("2026-11-21T08:30:00Z"));
        assertThat(AlertSettings.DEFAULT.summaryAt(Frequency.DAILY, NOW)).isEqualTo(Instant.parse("2026-11-21T06:00:00Z"));
    }
}
