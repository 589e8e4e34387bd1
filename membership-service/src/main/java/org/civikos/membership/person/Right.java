package org.civikos.membership.person;

import java.util.Arrays;
import java.util.Optional;

/** What a mandate lets a person do in the name of an organisation. */
public enum Right {
    /** Draft and submit comments. */
    COMMENT("comment"),
    /** Sign off what others drafted. */
    SIGN_OFF("sign-off"),
    /** Vote. */
    VOTE("vote"),
    /** Manage the organisation's people. */
    MANAGE("manage");

    private final String code;

    Right(String code) {
        this.code = code;
    }

    /** As files, the API and the events write it. */
    public String code() {
        return code;
    }

    static Optional<Right> find(String code) {
        return Arrays.stream(values()).filter(right -> right.code.equals(code.strip())).findFirst();
    }
}
