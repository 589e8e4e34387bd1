package org.civikos.notification.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.civikos.notification.delivery.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the deliveries of several alerts person by person, with no more in memory than some pages of each. The ids of deliveries
 * lie in the order in which people stand in the row of all, the same in every alert, so the alerts are read side by side.
 */
final class Walk {

    /** The deliveries of an alert after an id, in the order of ids. */
    interface Rows {
        List<Delivery> after(String alertId, String id, int limit);
    }

    /** Behind which person somebody stopped. */
    record Place(int stretch, String personId) {

        static final Place START = new Place(0, "");

        static Place of(String personId) {
            return new Place(Delivery.stretch(personId), personId);
        }

        /** About how much of the row lies behind it, from 0 to 1: people stand evenly in it. */
        double share() {
            return (double) stretch / Delivery.STRETCHES;
        }
    }

    private static final int LONGEST_STEP = 1_000;

    private final Rows rows;
    private final Place from;
    private final List<Reader> readers = new ArrayList<>();
    private final ArrayDeque<List<Delivery>> people = new ArrayDeque<>();
    private long read;

    /** @param step how many deliveries of each alert are read first; more later */
    Walk(Collection<String> alertIds, Rows rows, Place from, int step) {
        this.rows = rows;
        this.from = from;
        alertIds.forEach(alert -> readers.add(new Reader(alert, Delivery.idBefore(alert, from.stretch()), step)));
    }

    /** How many deliveries have been read. */
    long read() {
        return read;
    }

    /** All deliveries of the next person; null at the end. */
    @Nullable List<Delivery> next() {
        while (people.isEmpty()) {
            int next = Integer.MAX_VALUE;
            for (Reader reader : readers) {
                Delivery head = reader.head();
                next = head == null ? next : Math.min(next, Delivery.stretch(head.personId()));
            }
            if (next == Integer.MAX_VALUE) {
                return null;
            }
            gather(next);
        }
        return people.poll();
    }

    /** Few stand in one stretch: in a network of 100,000 mostly one. */
    private void gather(int stretch) {
        Map<String, List<Delivery>> found = new TreeMap<>();
        for (Reader reader : readers) {
            for (Delivery head = reader.head(); head != null && Delivery.stretch(head.personId()) == stretch; head = reader.head()) {
                found.computeIfAbsent(head.personId(), _ -> new ArrayList<>()).add(head);
                reader.ahead.poll();
            }
        }
        found.forEach((person, theirs) -> {
            if (stretch != from.stretch() || person.compareTo(from.personId()) > 0) {
                people.add(theirs);
            }
        });
    }

    private final class Reader {
        private final String alert;
        private final ArrayDeque<Delivery> ahead = new ArrayDeque<>();
        private String last;
        private int step;
        private boolean end;

        Reader(String alert, String last, int step) {
            this.alert = alert;
            this.last = last;
            this.step = step;
        }

        @Nullable Delivery head() {
            if (ahead.isEmpty() && !end) {
                List<Delivery> page = rows.after(alert, last, step);
                ahead.addAll(page);
                read += page.size();
                end = page.size() < step;
                last = page.isEmpty() ? last : page.getLast().id();
                step = Math.min(LONGEST_STEP, 2 * step);
            }
            return ahead.peek();
        }
    }
}
