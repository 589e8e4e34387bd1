package org.civikos.notification.message;

import java.util.List;

/** Changes that wait to be told to programs. They are forgotten only when whoever tells them has written them down. */
public interface MessageChanges {

    /** In the order of each message's changes. */
    List<MessageChange> untold(int limit);

    /** They are written down elsewhere and need not be given again. */
    void told(MessageChange change);
}
