package org.civikos.notification.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gathers what is shown one by one and looks at so many at a time. */
final class Pages<T> {

    private final int size;
    private final Consumer<List<T>> look;
    private final List<T> page = new ArrayList<>();

    Pages(int size, Consumer<List<T>> look) {
        this.size = size;
        this.look = look;
    }

    void add(T one) {
        page.add(one);
        if (page.size() == size) {
            end();
        }
    }

    /** Looks at what is left. */
    void end() {
        if (!page.isEmpty()) {
            look.accept(List.copyOf(page));
            page.clear();
        }
    }
}
