package org.civikos.notification.campaign;

import java.util.List;

/**
 * A campaign of a working group.
 *
 * @param consultations the drafts that it has taken up
 */
public record Campaign(String id, String group, String title, List<String> consultations) {

    public Campaign {
        consultations = List.copyOf(consultations);
    }
}
