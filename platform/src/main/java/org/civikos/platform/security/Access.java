package org.civikos.platform.security;

import java.util.Set;

/** To whom a path is open. Where more than one role is named, one of them is enough. */
public record Access(Kind kind, Set<String> roles) {

    /** The three kinds. */
    public enum Kind {
        /** Anyone, signed in or not. */
        PUBLIC,
        /** Anyone with a valid token. */
        SIGNED_IN,
        /** Anyone with a valid token that carries one of the roles. */
        ROLE
    }

    public static final Access PUBLIC = new Access(Kind.PUBLIC, Set.of());
    public static final Access SIGNED_IN = new Access(Kind.SIGNED_IN, Set.of());

    public Access {
        roles = Set.copyOf(roles);
        if ((kind == Kind.ROLE) == roles.isEmpty()) {
            throw new IllegalArgumentException("Roles belong to kind ROLE, and to it alone");
        }
    }

    /** Open to whoever has one of the roles; roles without any prefix. */
    public static Access role(String... roles) {
        return new Access(Kind.ROLE, Set.of(roles));
    }
}
