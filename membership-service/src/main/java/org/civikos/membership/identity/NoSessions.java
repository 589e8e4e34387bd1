package org.civikos.membership.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;

/**
 * Keeps no list of browser sessions. The provider would compare an id token's session with the browser's at logout and
 * refuse if this service was restarted, or the person signed in again, in between: who may end what is decided by the id
 * token's signature and its person instead.
 */
final class NoSessions implements SessionRegistry {

    @Override
    public List<Object> getAllPrincipals() {
        return List.of();
    }

    @Override
    public List<SessionInformation> getAllSessions(Object principal, boolean includeExpiredSessions) {
        return List.of();
    }

    @Override
    public @Nullable SessionInformation getSessionInformation(String sessionId) {
        return null;
    }

    @Override
    public void refreshLastRequest(String sessionId) {
        // No list.
    }

    @Override
    public void registerNewSession(String sessionId, Object principal) {
        // No list.
    }

    @Override
    public void removeSessionInformation(String sessionId) {
        // No list.
    }
}
