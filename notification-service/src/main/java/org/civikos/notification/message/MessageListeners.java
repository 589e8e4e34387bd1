package org.civikos.notification.message;

/** Those who are told of changes. */
public interface MessageListeners {

    /** Whether anybody is told of the messages of a key; may be some seconds behind. */
    boolean listens(String keyId);

    /** There are changes to be told. */
    void wake();
}
