package org.civikos.notification.alert;

import java.time.Instant;
import java.util.List;

/** The alerts that are not completed yet: few, so that a sweep over them costs little whatever has been sent before. */
interface UnfinishedAlerts {

    void add(String alertId);

    /** Into how many parts the alert is planned: the first proposal holds, also after a crash. */
    int parts(String alertId, int proposed);

    /** Keeps other processes from doing the same work for a while; doing it twice would be wasteful, not wrong. */
    boolean claim(String alertId, String owner, Instant now, Instant until);

    List<String> list();

    void remove(String alertId);
}
