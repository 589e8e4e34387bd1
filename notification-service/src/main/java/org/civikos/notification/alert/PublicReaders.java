package org.civikos.notification.alert;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Those outside the network who subscribed to public facts and have confirmed it. */
public interface PublicReaders {

    /**
     * One of them.
     *
     * @param since from when on they are told; nothing that came about before
     * @param people of the network who have the same address
     */
    record Reader(String id, Instant since, List<String> people) {}

    void forEach(Consumer<Reader> look);
}
