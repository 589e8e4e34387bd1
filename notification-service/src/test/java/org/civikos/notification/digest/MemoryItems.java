package org.civikos.notification.digest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Items and summaries in memory. */
final class MemoryItems implements Items {

    private record Row(Item item, Instant dueAt, String state, String summary, @Nullable Instant from) {
        Row(Item item, Instant dueAt, String state, String summary) {
            this(item, dueAt, state, summary, null);
        }

        boolean in(Slot slot) {
            return dueAt.equals(slot.at()) && Objects.equals(item.language(), slot.language());
        }
    }

    private final Map<String, Row> rows = new TreeMap<>();
    final Map<String, List<String>> summaries = new HashMap<>();

    @Override
    public void add(List<Item> items) {
        items.forEach(item -> rows.putIfAbsent(item.id(), new Row(item, item.dueAt(), "open", "")));
    }

    @Override
    public List<Slot> slots(Instant now) {
        return rows.values().stream().filter(row -> row.state().equals("open") && !row.dueAt().isAfter(now)).map(row -> new Slot(row.dueAt(), row.item().language())).distinct()
                .sorted(Comparator.comparing(Slot::at)).toList();
    }

    @Override
    public List<Item> due(Slot slot, String summaryId) {
        return rows.values().stream().filter(row -> row.in(slot) && (row.state().equals("open") || row.summary().equals(summaryId)))
                .map(Row::item).toList();
    }

    @Override
    public void take(Collection<String> ids, Slot slot, String summaryId) {
        ids.forEach(id -> rows.computeIfPresent(id, (_, row) -> row.state().equals("open") && row.in(slot)
                ? new Row(row.item(), slot.at(), "taken", summaryId) : row));
    }

    @Override
    public List<Item> taken(Collection<String> ids, String summaryId) {
        return ids.stream().map(rows::get).filter(row -> row.summary().equals(summaryId)).map(Row::item).toList();
    }

    @Override
    public void fix(Map<String, List<String>> alertsByDelivery) {
        alertsByDelivery.forEach(summaries::putIfAbsent);
    }

    @Override
    public Map<String, List<String>> fixed(Collection<String> deliveryIds) {
        Map<String, List<String>> found = new HashMap<>(summaries);
        found.keySet().retainAll(deliveryIds);
        return found;
    }

    @Override
    public void told(Collection<String> ids) {
        ids.forEach(id -> rows.computeIfPresent(id, (_, row) -> row.state().equals("taken")
                ? new Row(row.item(), row.dueAt(), "told", row.summary()) : row));
    }

    @Override
    public void reopen(Collection<String> ids, Instant dueAt) {
        ids.forEach(id -> rows.computeIfPresent(id, (_, row) -> row.state().equals("taken")
                ? new Row(row.item(), dueAt, "open", "") : row));
    }

    @Override
    public void postpone(Slot slot, Instant to) {
        rows.replaceAll((_, row) -> row.state().equals("open") && row.in(slot) ? new Row(row.item(), to, "open", "") : row);
    }

    @Override
    public void putOff(Collection<String> ids, Slot slot, Instant to) {
        ids.forEach(id -> rows.computeIfPresent(id, (_, row) -> row.state().equals("open") && row.in(slot) ? new Row(row.item(), to, "open", "", slot.at()) : row));
    }

    @Override
    public void hasten(Slot from, Instant to, Instant earlier) {
        rows.replaceAll((_, row) -> row.state().equals("open") && row.in(new Slot(to, from.language())) && from.at().equals(row.from())
                ? new Row(row.item(), earlier, "open", "") : row);
    }

    @Override
    public Map<String, List<Item>> unsettled() {
        Map<String, List<Item>> found = new HashMap<>();
        rows.values().stream().filter(row -> row.state().equals("taken"))
                .forEach(row -> found.computeIfAbsent(row.summary(), _ -> new ArrayList<>()).add(row.item()));
        return found;
    }
}
