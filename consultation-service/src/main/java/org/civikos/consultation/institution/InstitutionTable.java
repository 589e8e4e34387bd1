package org.civikos.consultation.institution;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.civikos.consultation.text.Letters;
import org.jspecify.annotations.Nullable;

/**
 * All institutions: one aggregate, so that no name is given twice, nobody follows himself, and everything that goes by it has the whole of it by one event.
 *
 * @param institutions those of the whole country, then those of a region, each in the order in which they came, {@link Institutions#OTHER} last
 * @param history      what was done, the oldest first, the latest {@value #KEPT}
 */
record InstitutionTable(List<Institution> institutions, List<Step> history) {

    /** Institutions that may stand in it: the whole of it goes out with each change. */
    static final int MOST = 300;
    /** Steps of the history that are kept: a network writes a few with each cabinet. */
    static final int KEPT = 500;

    /**
     * Something that was done.
     *
     * @param what  added, corrected, renamed, ended, resumed or removed
     * @param names of the institution, as they were afterwards
     */
    record Step(String what, String institution, Map<String, String> names, List<Changed> changes, String by, Instant at) {
        Step {
            names = Map.copyOf(names);
            changes = List.copyOf(changes);
        }
    }

    /** @param what names.sq, names.sr, names.en, initials, fields, validFrom, validTo, region, formerNames, predecessors or successors */
    record Changed(String what, @Nullable String before, @Nullable String after) {
    }

    /** What does not fit, and where in the request. */
    record Fault(String pointer, String code, List<Object> args) {
        Fault(String pointer, String code) {
            this(pointer, code, List.of());
        }
    }

    InstitutionTable {
        institutions = List.copyOf(institutions);
        history = List.copyOf(history);
    }

    Optional<Institution> find(String id) {
        return institutions.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** Whether there was one of this identifier, as far back as the history goes. */
    boolean removed(String id) {
        return find(id).isEmpty() && history.stream().anyMatch(step -> step.institution().equals(id));
    }

    Set<String> successors(String id) {
        return institutions.stream().filter(one -> one.predecessors().contains(id)).map(Institution::id).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What keeps an institution from standing in the table as it is wanted. */
    List<Fault> faults(Institution wanted) {
        List<Fault> faults = new ArrayList<>();
        dates(wanted, faults);
        for (Institution other : institutions) {
            if (!other.id().equals(wanted.id()) && other.besides(wanted)) {
                wanted.names().forEach((language, name) -> {
                    if (other.names().values().stream().anyMatch(one -> same(one, name))) {
                        faults.add(new Fault("/names/" + language, "institution-name-taken", List.of(other.id())));
                    }
                });
                wanted.initials().stream().filter(other.initials()::contains).findFirst()
                        .ifPresent(taken -> faults.add(new Fault("/initials", "institution-initials-taken", List.of(taken, other.id()))));
            }
        }
        for (int at = 0; at < wanted.predecessors().size(); at++) {
            String predecessor = wanted.predecessors().get(at);
            if (find(predecessor).isEmpty() && !predecessor.equals(wanted.id()) || predecessor.equals(Institutions.OTHER)) {
                faults.add(new Fault("/predecessors/" + at, "institution-unknown", List.of(predecessor)));
            } else if (before(predecessor, new HashSet<>()).contains(wanted.id())) {
                faults.add(new Fault("/predecessors/" + at, "institution-follows-itself"));
            }
        }
        return faults;
    }

    private static boolean same(String one, String other) {
        return Letters.words(one).equals(Letters.words(other));
    }

    private static void dates(Institution wanted, List<Fault> faults) {
        if (wanted.validFrom() != null && wanted.validTo() != null && wanted.validTo().compareTo(wanted.validFrom()) < 0) {
            faults.add(new Fault("/validTo", "ends-before-it-begins"));
        }
        String since = wanted.validFrom();
        for (int at = 0; at < wanted.formerNames().size(); at++) {
            FormerName name = wanted.formerNames().get(at);
            if (name.from() != null && (name.until().compareTo(name.from()) < 0 || since != null && name.from().compareTo(since) < 0)
                    || since != null && name.until().compareTo(since) < 0) {
                faults.add(new Fault("/formerNames/" + at + "/until", "former-names-out-of-order"));
            }
            since = LocalDate.parse(name.until()).plusDays(1).toString();
        }
        if (!wanted.formerNames().isEmpty() && wanted.validTo() != null && wanted.validTo().compareTo(Objects.requireNonNull(since)) < 0) {
            faults.add(new Fault("/validTo", "ends-before-its-name"));
        }
    }

    /** It and all whose work it took over. */
    private Set<String> before(String id, Set<String> all) {
        if (all.add(id)) {
            find(id).ifPresent(one -> one.predecessors().forEach(predecessor -> before(predecessor, all)));
        }
        return all;
    }

    /** What keeps others from taking over its work after a day. */
    List<Fault> successionFaults(Institution ended, LocalDate lastDay, List<String> wanted) {
        List<Fault> faults = new ArrayList<>();
        for (int at = 0; at < wanted.size(); at++) {
            String pointer = "/successors/" + at;
            Institution successor = find(wanted.get(at)).orElse(null);
            if (successor == null || successor.id().equals(Institutions.OTHER)) {
                faults.add(new Fault(pointer, "institution-unknown", List.of(wanted.get(at))));
            } else if (before(ended.id(), new HashSet<>()).contains(successor.id())) {
                faults.add(new Fault(pointer, "institution-follows-itself"));
            } else if (successor.endedBefore(lastDay.plusDays(1))) {
                faults.add(new Fault(pointer, "successor-ended", List.of(Objects.requireNonNull(successor.validTo()))));
            }
        }
        return faults;
    }

    /** With the institution in place of what its identifier had said. */
    InstitutionTable put(String what, Institution wanted, String by, Instant at) {
        Institution before = find(wanted.id()).orElse(null);
        Institution written = wanted.written(before == null ? 1 : before.revision() + 1);
        return new InstitutionTable(with(written), and(new Step(what, written.id(), written.names(), changes(before, written), by, at)));
    }

    /** With an end and those that take over its work from then on, and no others; without an end and anybody who took over where the day is {@code null}. */
    InstitutionTable end(String id, @Nullable LocalDate lastDay, Collection<String> successors, String by, Instant at) {
        Institution before = find(id).orElseThrow();
        Set<String> former = successors(id);
        Set<String> wanted = new TreeSet<>(successors);
        Institution ended = before.ended(lastDay);
        if (ended.says(before) && former.equals(wanted)) {
            return this;
        }
        Institution written = ended.written(before.revision() + 1);
        List<Institution> all = with(written).stream().map(one -> {
            if (wanted.contains(one.id()) == one.predecessors().contains(id)) {
                return one;
            }
            List<String> predecessors = new ArrayList<>(one.predecessors());
            if (!predecessors.remove(id)) {
                predecessors.add(id);
            }
            return one.after(predecessors).written(one.revision() + 1);
        }).toList();
        List<Changed> changes = changes(before, written);
        add(changes, "successors", String.join(", ", former), String.join(", ", wanted));
        return new InstitutionTable(all, and(new Step(lastDay == null ? "resumed" : "ended", id, written.names(), changes, by, at)));
    }

    /** Without the institution; the same instance where it is not there. */
    InstitutionTable remove(String id, String by, Instant at) {
        return find(id).map(one -> new InstitutionTable(institutions.stream().filter(other -> other != one).toList(),
                and(new Step("removed", id, one.names(), List.of(), by, at)))).orElse(this);
    }

    private List<Institution> with(Institution written) {
        List<Institution> all = new ArrayList<>(institutions);
        for (int at = 0; at < all.size(); at++) {
            if (all.get(at).id().equals(written.id())) {
                all.set(at, written);
                return all;
            }
        }
        // Lists show them in this order: a ministry would be lost behind the municipalities.
        int place = 0;
        for (int at = 0; at < all.size(); at++) {
            boolean alike = (all.get(at).region() == null) == (written.region() == null);
            place = alike && !all.get(at).id().equals(Institutions.OTHER) ? at + 1 : place;
        }
        all.add(place, written);
        return all;
    }

    private static List<Changed> changes(@Nullable Institution before, Institution after) {
        List<Changed> changes = new ArrayList<>();
        if (before == null) {
            return changes;
        }
        for (String language : List.of("sq", "sr", "en")) {
            add(changes, "names." + language, before.names().get(language), after.names().get(language));
        }
        add(changes, "initials", String.join(", ", before.initials()), String.join(", ", after.initials()));
        add(changes, "fields", String.join(", ", before.fields()), String.join(", ", after.fields()));
        add(changes, "validFrom", before.validFrom(), after.validFrom());
        add(changes, "validTo", before.validTo(), after.validTo());
        add(changes, "region", before.region(), after.region());
        add(changes, "predecessors", String.join(", ", before.predecessors()), String.join(", ", after.predecessors()));
        add(changes, "formerNames", former(before), former(after));
        return changes;
    }

    private static String former(Institution one) {
        return one.formerNames().stream().map(name -> new Institution("", name.names(), List.of(), List.of(), List.of(), null, null, null).name("sq")
                + " (" + Objects.requireNonNullElse(name.from(), "") + "–" + name.until() + ")").collect(Collectors.joining(", "));
    }

    private static void add(List<Changed> changes, String what, @Nullable String before, @Nullable String after) {
        String was = before == null || before.isEmpty() ? null : before;
        String is = after == null || after.isEmpty() ? null : after;
        if (!Objects.equals(was, is)) {
            changes.add(new Changed(what, was, is));
        }
    }

    private List<Step> and(Step step) {
        List<Step> all = new ArrayList<>(history.subList(Math.max(0, history.size() + 1 - KEPT), history.size()));
        all.add(step);
        return all;
    }
}
