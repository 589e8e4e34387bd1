package org.civikos.notification.member;

import org.jspecify.annotations.Nullable;

/** How to reach a person; personal data, gone when the person is erased. @param language sq, sr or en */
public record Contact(String name, @Nullable String email, @Nullable String phone, String language) {

    /** The address that mail can go to; null where none is known. */
    public @Nullable String mailAddress() {
        return email == null || email.isBlank() ? null : email;
    }
}
