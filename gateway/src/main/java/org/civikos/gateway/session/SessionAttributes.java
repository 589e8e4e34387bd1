package org.civikos.gateway.session;

/** Names of what the gateway itself keeps in a session. */
public final class SessionAttributes {

    /** The person's tokens ({@code identity.Tokens}); a session that has them is signed in. */
    public static final String TOKENS = "tokens";
    /** Local address to go to after the sign-in. */
    public static final String RETURN = "return";

    private SessionAttributes() {
    }
}
