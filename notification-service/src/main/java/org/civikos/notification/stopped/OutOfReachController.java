package org.civikos.notification.stopped;

import java.text.Collator;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.stopped.OutOfReach.Entry;
import org.civikos.platform.web.Cursor;
import org.civikos.platform.web.CursorPage;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whom nothing reaches, for the secretariat: by organisation, then by person. */
@RestController
class OutOfReachController {

    /** So much of a name tells it apart in a cursor; ids do the rest. */
    private static final int NAME = 100;

    /**
     * @param why       no-address, invalid, country (gets no SMS), off (by the person) or stopped
     * @param address   in part; null where none is known
     * @param stoppedBy hard-bounce, soft-bounces, complaint, stop or staff; null unless stopped, as is {@code since}
     */
    record ObstacleView(String channel, String why, @Nullable String address, @Nullable String stoppedBy, @Nullable Instant since) {}

    /** @param name null where no contact of the person is known */
    record OutOfReachView(String organisationId, String organisationName, String personId, @Nullable String name, List<ObstacleView> obstacles) {}

    record OutOfReachOrganisationView(String id, String name, int people) {}

    /**
     * @param people        how many there are in all that was asked for, each once
     * @param organisations all that have some, whichever was asked for
     */
    record OutOfReachPageView(List<OutOfReachView> items, @Nullable String next, int people, List<OutOfReachOrganisationView> organisations) {}

    /** Where an entry stands in the list. */
    private record Place(String organisation, String organisationId, String name, String personId) {

        static Place of(Entry one) {
            return new Place(shortened(one.organisation()), one.organisationId(), one.name() == null ? "" : shortened(one.name()), one.personId());
        }

        private static String shortened(String name) {
            String line = name.replaceAll("\\p{Cntrl}", " ");
            return line.substring(0, Math.min(line.length(), NAME));
        }

        static Comparator<Place> order(Collator names) {
            return Comparator.comparing(Place::organisation, names).thenComparing(Place::organisationId).thenComparing(Place::name, names).thenComparing(Place::personId);
        }
    }

    private final OutOfReach people;
    private final Clock clock;

    OutOfReachController(OutOfReach people, Clock clock) {
        this.people = people;
        this.clock = clock;
    }

    @GetMapping("/api/suppressions/unreachable")
    OutOfReachPageView unreachable(
            @RequestParam(required = false) @Nullable String organisation, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursor.limit(limit);
        String[] from = Cursor.decode(cursor, 4);
        Comparator<Place> order = Place.order(Collator.getInstance(LocaleContextHolder.getLocale()));
        List<Entry> all = people.on(clock.instant().atZone(AlertSettings.KOSOVO).toLocalDate()).stream().sorted(Comparator.comparing(Place::of, order)).toList();
        List<Entry> asked = organisation == null || organisation.isBlank() ? all : all.stream().filter(one -> one.organisationId().equals(organisation)).toList();
        Place after = from == null ? null : new Place(from[0], from[1], from[2], from[3]);
        CursorPage<Entry> page = CursorPage.of(asked.stream().filter(one -> after == null || order.compare(Place.of(one), after) > 0).limit(size + 1L).toList(), size,
                last -> cursor(Place.of(last)));
        return new OutOfReachPageView(page.items().stream().map(OutOfReachController::view).toList(), page.next(),
                (int) asked.stream().map(Entry::personId).distinct().count(), organisations(all));
    }

    private static String cursor(Place last) {
        return Cursor.encode(last.organisation(), last.organisationId(), last.name(), last.personId());
    }

    /** In the order of the list. */
    private static List<OutOfReachOrganisationView> organisations(List<Entry> all) {
        Map<String, Integer> counts = new HashMap<>();
        all.forEach(one -> counts.merge(one.organisationId(), 1, Integer::sum));
        Map<String, OutOfReachOrganisationView> found = new LinkedHashMap<>();
        all.forEach(one -> found.putIfAbsent(one.organisationId(),
                new OutOfReachOrganisationView(one.organisationId(), one.organisation(), counts.get(one.organisationId()))));
        return List.copyOf(found.values());
    }

    private static OutOfReachView view(Entry one) {
        return new OutOfReachView(one.organisationId(), one.organisation(), one.personId(), one.name(), one.obstacles().stream()
                .map(each -> new ObstacleView(each.channel().code(), each.why().code(), each.address() == null ? null : each.channel().masked(each.address()),
                        each.stopped() == null ? null : each.stopped().why().code(), each.stopped() == null ? null : each.stopped().since())).toList());
    }
}
