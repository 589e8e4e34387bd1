package org.civikos.consultation.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.civikos.consultation.consultation.DraftChange;
import org.junit.jupiter.api.Test;

/** What a draft knows of the early consultation that it has joined. */
class DraftJoiningTest {

    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

    private static Draft.Facts facts(String into) {
        return new Draft.Facts("Projektligji", "", "md", "law", List.of("civil-society"), "2026-12-11T23:59", "sq", null, null, false, false, "someone", into);
    }

    private static Draft waiting() {
        return new Draft(new Draft.Origin("portal", 1, "https://portal.example.org/1", NOW, false), facts(null), List.of(), List.of(), Draft.Reading.NOT_YET, Draft.State.WAITING, null, null,
                null, true, null, null, List.of());
    }

    @Test
    void itsConsultationIsTheEarlyOneOnceItIsOpenedThere() {
        assertThat(waiting().consultation("portal-1")).isEqualTo("portal-1");
        assertThat(waiting().toBeOpenedAs(facts("early-1")).consultation("portal-1")).as("only wished for").isEqualTo("portal-1");
        assertThat(waiting().openedAs(facts("early-1")).consultation("portal-1")).isEqualTo("early-1");
        assertThat(waiting().openedAs(facts(null)).consultation("portal-1")).isEqualTo("portal-1");
    }

    @Test
    void theWordOfTheSourceKeepsWhereItWasOpened() {
        Draft opened = waiting().openedAs(facts("early-1"));
        assertThat(opened.openedAs(opened.facts().until("2026-12-20T23:59")).consultation("portal-1")).isEqualTo("early-1");
        assertThat(facts("early-1").in("sr").into()).isEqualTo("early-1");
    }

    @Test
    void itsChangesGoOnAfterThoseThatTheConsultationKnows() {
        Draft joined = waiting().openedAs(facts("early-1")).numberedFrom(3).noting(DraftChange.Kind.PAGE_GONE, NOW, null, null);
        assertThat(joined.watched().untold()).extracting(Draft.Noted::number).containsExactly(4);
    }

    @Test
    void givenBackItWaitsAgainForAnotherDecision() {
        Draft back = waiting().toBeOpenedAs(facts("early-1")).givenBack();
        assertThat(back.state()).isEqualTo(Draft.State.WAITING);
        assertThat(back.opening()).isNull();
    }
}
