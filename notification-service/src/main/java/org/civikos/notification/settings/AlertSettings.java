package org.civikos.notification.settings;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.civikos.notification.subscription.Fact;
import org.civikos.notification.subscription.Frequency;
import org.civikos.notification.subscription.Hours;
import org.civikos.notification.subscription.Plan;
import org.civikos.notification.subscription.Quiet;
import org.civikos.notification.subscription.Scope;
import org.civikos.notification.subscription.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to be told, and how.
 *
 * <p>Before there were several subscriptions, the settings said one scope with fields and institutions. What is stored in
 * that form is read as the one subscription that it was ({@link Subscription#STANDARD}); those members still say what the
 * standard subscription says, for whoever only knows them.
 *
 * @param email whether the person takes e-mails at all, whatever the subscriptions say
 * @param sms the same for SMS
 * @param subscriptions never null; null is taken where it was not stored
 * @param zone the person's time zone; null for Kosovo's
 * @param quiet when not to disturb; null for never
 * @param inherited whether the subscriptions are those that hold for whoever chose none, and follow when these change; null where
 *     it was not stored: then the person chose
 */
public record AlertSettings(
        boolean email, boolean sms, Scope scope, List<String> fields, List<String> institutions,
        List<Subscription> subscriptions, @Nullable String zone, @Nullable Quiet quiet, @Nullable Boolean inherited) {

    /** The zone of whoever has not said another. */
    public static final ZoneId KOSOVO = ZoneId.of("Europe/Belgrade");
    /** How many subscriptions one person may have. */
    public static final int MOST = 20;

    /** Of those who never chose: by e-mail, what concerns the fields of their organisations. */
    public static final AlertSettings DEFAULT = new AlertSettings(true, false, Scope.ORGANISATION_FIELDS, List.of(), List.of());

    public AlertSettings {
        fields = fields == null ? List.of() : fields;
        institutions = institutions == null ? List.of() : institutions;
        subscriptions = subscriptions == null ? List.of(Subscription.standard(scope, fields, institutions)) : List.copyOf(subscriptions);
        for (Subscription one : subscriptions) {
            if (one.id().equals(Subscription.STANDARD)) {
                scope = one.scope();
                fields = one.fields();
                institutions = one.institutions();
            }
        }
    }

    /** Whose subscriptions the person chose. */
    public AlertSettings(
            boolean email, boolean sms, Scope scope, List<String> fields, List<String> institutions, List<Subscription> subscriptions,
            @Nullable String zone, @Nullable Quiet quiet) {
        this(email, sms, scope, fields, institutions, subscriptions, zone, quiet, null);
    }

    /** With the standard subscription alone. */
    public AlertSettings(boolean email, boolean sms, Scope scope, List<String> fields, List<String> institutions) {
        this(email, sms, scope, fields, institutions, List.of(Subscription.standard(scope, fields, institutions)), null, null);
    }

    /**
     * The same without what is subscribed to: which channels, and when not to disturb. Alike for very many people.
     *
     * @param hours in the place of the person's own; null to keep these
     */
    public AlertSettings manner(@Nullable Hours hours) {
        return new AlertSettings(email, sms, Scope.ORGANISATION_FIELDS, List.of(), List.of(), List.of(), hours == null ? zone : hours.zone(),
                hours == null ? quiet : hours.quiet());
    }

    AlertSettings withEmail(boolean on) {
        return new AlertSettings(on, sms, scope, fields, institutions, subscriptions, zone, quiet, inherited);
    }

    /** What is written back as it was read is no choice. */
    AlertSettings with(List<Subscription> others) {
        return others.equals(subscriptions) ? this : new AlertSettings(email, sms, scope, fields, institutions, others, zone, quiet, null);
    }

    AlertSettings with(@Nullable String otherZone, @Nullable Quiet otherQuiet) {
        return new AlertSettings(email, sms, scope, fields, institutions, subscriptions, otherZone, otherQuiet, inherited);
    }

    /** What whoever only knows one scope writes: the standard subscription says it, the others stay. */
    AlertSettings withStandard(boolean takesEmail, boolean takesSms, Scope of, List<String> inFields, List<String> from) {
        if (of == scope && inFields.equals(fields) && from.equals(institutions)) {
            return withChannels(takesEmail, takesSms);
        }
        Subscription fresh = Subscription.standard(of, inFields, from);
        return with(fresh, before -> new Subscription(before.id(), before.name(), of, before.match(), from, before.actKinds(), inFields,
                before.words(), before.consultationId(), before.unsorted(), before.frequency(), before.ways(), before.language(),
                before.regions(), before.campaigns(), before.groups(), before.hours(), before.inText()))
                .withChannels(takesEmail, takesSms);
    }

    AlertSettings withChannels(boolean takesEmail, boolean takesSms) {
        return new AlertSettings(takesEmail, takesSms, scope, fields, institutions, subscriptions, zone, quiet, inherited);
    }

    /** Puts a subscription in the place of the one with its id, or behind all. */
    AlertSettings with(Subscription fresh, UnaryOperator<Subscription> change) {
        List<Subscription> after = new ArrayList<>(subscriptions);
        for (int i = 0; i < after.size(); i++) {
            if (after.get(i).id().equals(fresh.id())) {
                after.set(i, change.apply(after.get(i)));
                return with(after);
            }
        }
        after.add(fresh);
        return with(after);
    }

    AlertSettings without(String subscriptionId) {
        return with(subscriptions.stream().filter(one -> !one.id().equals(subscriptionId)).toList());
    }

    /** Whether somebody who has these chose channels or hours alone, and what they are told is what is set for them. */
    public boolean inheriting() {
        return Boolean.TRUE.equals(inherited);
    }

    /** The same person's channels and hours with what is set for whoever chose no subscription. */
    AlertSettings inheriting(AlertSettings from) {
        return new AlertSettings(email, sms, from.scope(), from.fields(), from.institutions(), from.subscriptions(), zone, quiet, true);
    }

    /** The language that all subscriptions agree on; empty for the person's own. */
    public Optional<String> language() {
        List<String> said = subscriptions.stream().map(Subscription::language).distinct().toList();
        return said.size() == 1 ? Optional.ofNullable(said.getFirst()) : Optional.empty();
    }

    public ZoneId timeZone() {
        return zone == null ? KOSOVO : ZoneId.of(zone);
    }

    /** Until when the person is not to be disturbed by SMS; empty if they may be now. */
    public Optional<Instant> quietForSms(Instant now) {
        return quiet == null ? Optional.empty() : quiet.until(now, timeZone());
    }

    /** The same by e-mail, which few ask for. */
    public Optional<Instant> quietForEmail(Instant now) {
        return quiet == null || !quiet.email() ? Optional.empty() : quiet.until(now, timeZone());
    }

    /** When the next summary after a moment is read: at its hour, or once the quiet hours that hold e-mails back are over. */
    public Instant summaryAt(Frequency frequency, Instant now) {
        Instant due = frequency.next(now, timeZone());
        return quietForEmail(due).orElse(due);
    }

    /**
     * How somebody with these settings is told of a fact; empty if they are not, as who speaks for nobody never is.
     *
     * @param organisationFields the fields of each organisation the person speaks for
     */
    public Optional<Plan> plan(Fact fact, List<List<String>> organisationFields) {
        return organisationFields.isEmpty() ? Optional.empty()
                : Subscription.plan(subscriptions, fact, organisationFields).map(plan -> inheriting() ? plan.setByOrganisations() : plan);
    }

    /**
     * Whether a consultation concerns somebody with these settings. Where the consultation names no field, or an organisation
     * none, nobody can tell whom it leaves cold: everyone is told.
     *
     * @param organisationFields the fields of each organisation the person speaks for
     */
    public boolean concerns(List<String> consultationFields, String institution, List<List<String>> organisationFields) {
        return plan(Fact.of("", institution, null, consultationFields, ""), organisationFields).isPresent();
    }
}
