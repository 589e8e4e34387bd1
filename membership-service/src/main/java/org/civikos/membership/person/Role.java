package org.civikos.membership.person;

import java.util.List;

/** The roles that hold for the whole network or the installation, as tokens carry them. */
public final class Role {

    public static final String SECRETARIAT = "secretariat";
    public static final String BOARD = "board";
    public static final String ADMINISTRATOR = "administrator";
    public static final List<String> ALL = List.of(SECRETARIAT, BOARD, ADMINISTRATOR);

    private Role() {
    }
}
