package org.civikos.notification.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How mails go out, as far as receivers ask the DNS about it.
 *
 * @param from the domain of From, which readers see and DMARC protects
 * @param returnPath the domain of the envelope's sender, which SPF is asked about and bounces come to
 * @param relays hosts through which mails go; empty if not known
 * @param signer the domain that signs by DKIM
 * @param selector under which its key stands; blank if not known, as where the relay signs
 * @param publicKey of the key that we sign with, in base64; null if we do not sign, or it is not known
 */
public record MailSetup(String from, String returnPath, List<String> relays, String signer, String selector, @Nullable String publicKey) {

    /** A domain of which nothing else is known: one name for everything. */
    static MailSetup of(String domain, String selector) {
        return new MailSetup(domain, domain, List.of(), domain, selector, null);
    }
}
