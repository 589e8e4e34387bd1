package org.civikos.consultation.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Ties what is published to what was planned. Everything may be repeated. */
@Component
public class PlanLinks {

    private final Plans plans;

    PlanLinks(Plans plans) {
        this.plans = plans;
    }

    /**
     * An entry of the plan that something may have been.
     *
     * @param likeness of what the titles tell, from 0 to 1
     * @param sure     whether it is linked without anybody saying so: the same title, institution and kind of act
     */
    public record Entry(String id, String title, int year, int quarter, String institution, @Nullable String reference, double likeness, boolean sure) {
    }

    /** Entries that it may be, the surest first. */
    public List<Entry> entriesOf(Published published) {
        return plans.entriesOf(published);
    }

    /** It was found, was opened, or is called otherwise now: entries that it surely is are linked once it is opened, those that it may be wait for somebody to say. */
    public void published(Published published) {
        plans.lookAgain(published.id());
        plans.entriesOf(published).forEach(entry -> plans.match(entry.id()));
    }

    /** It is none after all: whatever waited for it waits no more. */
    public void withdrawn(String id) {
        plans.lookAgain(id);
    }

    /**
     * Somebody has said which entry it is, so that it is linked to no other by itself.
     *
     * @param entry {@code null} for none
     */
    public void chosen(Published published, @Nullable String entry) {
        plans.entriesOf(published).stream().filter(one -> !one.id().equals(entry)).forEach(one -> plans.refuse(one.id(), published.id()));
    }

    /** Whether there is such an entry, and it waits for a consultation or has this one. */
    public boolean isFree(String entry, String consultation) {
        return plans.find(entry).map(found -> found.state().waits() || consultation.equals(found.state().consultation())).orElse(false);
    }

    /** Links an entry to a consultation that is there. */
    public void link(String entry, String consultation, String by) {
        plans.link(entry, consultation, by);
    }
}
