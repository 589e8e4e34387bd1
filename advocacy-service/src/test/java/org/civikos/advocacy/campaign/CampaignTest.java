package org.civikos.advocacy.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.civikos.advocacy.campaign.Campaign.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CampaignTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    private final Campaign campaign = Campaign.plan("participation", "Kohë e mjaftueshme", "Afate që mbahen", List.of("15 ditë pune"), "zkm",
            Instant.parse("2026-11-20T08:00:00Z"));

    @Test
    void isPlannedAtFirst() {
        assertThat(campaign.status()).isEqualTo(Status.PLANNED);
    }

    @Test
    void runsThenIsWonThenMayRunAgain() {
        var won = campaign.become(Status.RUNNING).become(Status.WON);
        assertThat(won.status()).isEqualTo(Status.WON);
        assertThat(won.become(Status.RUNNING).status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void cannotBeWonBeforeItRuns() {
        assertThatThrownBy(() -> campaign.become(Status.WON)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void neverFollowsItself(Status status) {
        assertThat(status.mayBecome(status)).isFalse();
    }

    @Test
    void linksAConsultationOnce() {
        var linked = campaign.link("one").link("two");
        assertThat(linked.consultations()).containsExactly("one", "two");
        assertThat(linked.link("one")).isSameAs(linked);
        assertThat(linked.unlink("one").consultations()).containsExactly("two");
        assertThat(linked.unlink("three")).isSameAs(linked);
    }

    @Test
    void keepsTheDayOnWhichAMilestoneWasDone() {
        var done = campaign.withMilestone("letter", "Letra", null, true, MONDAY);
        var renamed = done.withMilestone("letter", "Letra e dërguar", null, true, MONDAY.plusDays(3));
        assertThat(renamed.milestones()).singleElement().satisfies(milestone -> {
            assertThat(milestone.title()).isEqualTo("Letra e dërguar");
            assertThat(milestone.doneOn()).isEqualTo(MONDAY);
        });
        assertThat(renamed.withMilestone("letter", "Letra", null, false, MONDAY).milestones()).singleElement()
                .satisfies(milestone -> assertThat(milestone.doneOn()).isNull());
    }
}
