package org.civikos.notification.member;

import org.jspecify.annotations.Nullable;

/** Is told the address of a person of the network whenever their contact was written down. May be told more than once. */
public interface ContactListener {

    /** @param email null if the person has none */
    void contact(String personId, @Nullable String email);
}
