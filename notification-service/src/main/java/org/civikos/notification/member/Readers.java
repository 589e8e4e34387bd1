package org.civikos.notification.member;

import java.util.Collection;
import java.util.Map;

/**
 * People outside the network who subscribed by e-mail. They are known by an id that no person of the network can have, since
 * theirs have no colon, and hold no mandate.
 */
public interface Readers {

    /** What their ids begin with. */
    String PREFIX = "public:";

    static boolean isPublic(String personId) {
        return personId.startsWith(PREFIX);
    }

    /** The contacts of those of the given ids who have confirmed and not been erased. */
    Map<String, Contact> contacts(Collection<String> ids);
}
