package org.civikos.notification.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
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

    /** The deliveries of an alert between two ids, in the order of ids. */
    interface Rows {
        List<Delivery> between(String alertId, String after, String before, int limit);
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

    /** The most deliveries that are read at a time. */
    static final int MOST = 1_000;
    /** An alert of so few people is read as a whole. */
    private static final int FEW = 1_000;

    private final Rows rows;
    private final Place from;
    private final List<Reader> readers = new ArrayList<>();
    private final ArrayDeque<List<Delivery>> people = new ArrayDeque<>();
    private long read;

    /**
     * @param alerts with about how many people each has
     * @param step how many people of each alert are read at first; more later, so that who wants one page does not pay for ten
     */
    Walk(Map<String, Integer> alerts, Rows rows, Place from, int step) {
        this.rows = rows;
        this.from = from;
        alerts.forEach((alert, people) -> readers.add(new Reader(alert, people, from.stretch(), step)));
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

    /** Reads an alert window by window: bounded on both sides, for the embedded server goes through all that lies between. */
    private final class Reader {
        private final String alert;
        private final int people;
        private final ArrayDeque<Delivery> ahead = new ArrayDeque<>();
        private int step;
        /** Up to which stretch has been read. */
        private int end;
        private String last;

        Reader(String alert, int people, int stretch, int step) {
            this.alert = alert;
            this.people = people;
            this.step = step;
            this.end = stretch;
            this.last = Delivery.idBefore(alert, stretch);
        }

        @Nullable Delivery head() {
            while (ahead.isEmpty() && end < Delivery.STRETCHES) {
                int next = people <= FEW ? Delivery.STRETCHES : (int) Math.min(Delivery.STRETCHES, end + Math.max(1, (long) Delivery.STRETCHES * step / people));
                List<Delivery> page = rows.between(alert, last, Delivery.idBefore(alert, next), MOST);
                ahead.addAll(page);
                read += page.size();
                if (page.size() == MOST) {
                    last = page.getLast().id();
                } else {
                    end = next;
                    last = Delivery.idBefore(alert, next);
                }
                step = Math.min(MOST / 2, 2 * step);
            }
            return ahead.peek();
        }
    }
}
