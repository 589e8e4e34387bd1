package org.civikos.notification.apikey;

import java.util.Set;
import org.civikos.platform.security.Actor;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A program that has shown a key. It has no role and is no person: its id cannot be one of a person. */
final class KeyAuthentication extends AbstractAuthenticationToken {

    private final transient ApiKey key;

    KeyAuthentication(ApiKey key) {
        super(key.scopes().stream().map(scope -> new SimpleGrantedAuthority(authority(scope))).toList());
        this.key = key;
        setAuthenticated(true);
    }

    static String authority(ApiKey.Scope scope) {
        return "SCOPE_" + scope.code();
    }

    ApiKey key() {
        return key;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return new Actor("key:" + key.id(), Set.of(), key.id());
    }
}
