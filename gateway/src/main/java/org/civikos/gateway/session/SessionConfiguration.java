package org.civikos.gateway.session;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

import org.civikos.gateway.GatewaySettings;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.session.web.server.session.SpringSessionWebSessionStore;
import org.springframework.web.server.session.CookieWebSessionIdResolver;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.WebSessionManager;

@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    BrowserSessions browserSessions(ReactiveMongoOperations store, GatewaySettings settings, Clock clock) {
        return new BrowserSessions(store, settings.sessions(), clock);
    }

    @Bean
    SessionSweep sessionSweep(BrowserSessions sessions) {
        return new SessionSweep(sessions);
    }

    @Bean
    WebSessionManager webSessionManager(BrowserSessions sessions, GatewaySettings settings, Clock clock) {
        var store = new SpringSessionWebSessionStore<>(sessions);
        store.setClock(clock);
        var cookie = new CookieWebSessionIdResolver();
        cookie.setCookieName(SessionCookie.NAME);
        cookie.addCookieInitializer(c -> c.path("/").httpOnly(true).sameSite("Lax").secure(settings.secure()));
        var manager = new DefaultWebSessionManager();
        manager.setSessionStore(store);
        manager.setSessionIdResolver(cookie);
        return manager;
    }

    /** A silent store must not hold a page for the driver's default of 30 s. */
    @Bean
    MongoClientSettingsBuilderCustomizer patience() {
        return settings -> settings.applyToClusterSettings(c -> c.serverSelectionTimeout(2, TimeUnit.SECONDS))
                .applyToSocketSettings(s -> s.connectTimeout(2, TimeUnit.SECONDS).readTimeout(5, TimeUnit.SECONDS));
    }
}
