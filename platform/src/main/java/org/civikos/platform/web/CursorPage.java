package org.civikos.platform.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the cursor of the next page; {@code null} on the last
 */
public record CursorPage<T>(List<T> items, @Nullable String next) {

    public CursorPage {
        items = List.copyOf(items);
    }

    /**
     * Makes a page of what was read with one item more than the limit.
     *
     * @param read   up to {@code limit + 1} items
     * @param cursor makes the cursor that begins behind the page's last item
     */
    public static <T> CursorPage<T> of(List<T> read, int limit, Function<T, String> cursor) {
        if (read.size() <= limit) {
            return new CursorPage<>(read, null);
        }
        List<T> items = read.subList(0, limit);
        return new CursorPage<>(items, cursor.apply(items.getLast()));
    }

    /** The same page with other items. */
    public <R> CursorPage<R> map(Function<? super T, ? extends R> mapping) {
        return new CursorPage<>(items.stream().<R>map(mapping).toList(), next);
    }
}
