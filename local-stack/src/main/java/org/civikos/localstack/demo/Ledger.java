package org.civikos.localstack.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who must receive what about one consultation, computed from the sample network alone and compared with what the
 * catchers took. The rule is the one that members are told: those who speak for an organisation get what touches its
 * fields, or everything if they asked for it; a consultation without a field concerns everyone.
 */
final class Ledger {

    /** One thing that arrived: {@code email} or {@code sms}, and where. */
    record Arrival(String channel, String to) {

        @Override
        public String toString() {
            return channel + " " + to;
        }
    }

    /** @param doubled with how often each came */
    record Result(int expected, Set<Arrival> missing, Map<Arrival, Long> doubled, Set<Arrival> unexpected) {

        boolean exactlyOnce() {
            return missing.isEmpty() && doubled.isEmpty() && unexpected.isEmpty();
        }
    }

    private final List<SampleNetwork.Representative> concerned = new ArrayList<>();
    private final Set<Arrival> expected = new TreeSet<>(java.util.Comparator.comparing(Arrival::toString));

    Ledger(SampleNetwork network, Set<String> consultationFields, LocalDate day) {
        for (SampleNetwork.Representative r : network.representatives()) {
            if (!r.speaksOn(day) || !concerns(r, consultationFields)) {
                continue;
            }
            concerned.add(r);
            if (r.settings() == null || r.settings().email()) {
                expected.add(new Arrival("email", r.email()));
            }
            if (r.settings() != null && r.settings().sms()) {
                expected.add(new Arrival("sms", r.phone()));
            }
        }
    }

    private static boolean concerns(SampleNetwork.Representative r, Set<String> fields) {
        boolean everything = r.settings() != null && r.settings().scope().equals("everything");
        return fields.isEmpty() || everything || !Collections.disjoint(r.organisation().fields(), fields);
    }

    List<SampleNetwork.Representative> concerned() {
        return concerned;
    }

    Set<Arrival> expected() {
        return expected;
    }

    long expected(String channel) {
        return expected.stream().filter(a -> a.channel().equals(channel)).count();
    }

    Result compare(List<Arrival> arrived) {
        Map<Arrival, Long> counts = arrived.stream().collect(Collectors.groupingBy(a -> a,
                () -> new TreeMap<>(java.util.Comparator.comparing(Arrival::toString)), Collectors.counting()));
        Set<Arrival> missing = new TreeSet<>(java.util.Comparator.comparing(Arrival::toString));
        missing.addAll(expected);
        missing.removeAll(counts.keySet());
        Set<Arrival> unexpected = new TreeSet<>(java.util.Comparator.comparing(Arrival::toString));
        unexpected.addAll(counts.keySet());
        unexpected.removeAll(expected);
        Map<Arrival, Long> doubled = new java.util.LinkedHashMap<>(counts);
        doubled.values().removeIf(n -> n == 1);
        return new Result(expected.size(), missing, doubled, unexpected);
    }
}
