package org.civikos.notification.mail;

import java.util.Map;
import org.civikos.notification.mail.SmtpSettings.Tls;

/** By the name of each relay, how the way to it is encrypted. */
public record RelayTls(Map<String, Tls> byName) {

    public RelayTls {
        byName = Map.copyOf(byName);
    }
}
