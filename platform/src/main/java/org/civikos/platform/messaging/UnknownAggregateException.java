package org.civikos.platform.messaging;

import java.util.NoSuchElementException;

/** The aggregate that a command addresses does not exist; over HTTP this is a 404. */
public class UnknownAggregateException extends NoSuchElementException {

    public UnknownAggregateException(String collection, String id) {
        super("No document " + id + " in " + collection);
    }
}
