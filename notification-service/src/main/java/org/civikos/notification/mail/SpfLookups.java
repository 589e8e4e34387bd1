package org.civikos.notification.mail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How many look-ups in the DNS a receiver has to make for an SPF entry, with all that it includes. RFC 7208, 4.6.4, allows ten, and two
 * that find nothing; beyond that the entry counts as broken, however good it is.
 */
final class SpfLookups {

    static final int MOST = 10;
    static final int MOST_EMPTY = 2;

    private final DomainAdvice.Lookup dns;
    private final Set<String> open = new HashSet<>();
    private final List<String> broken = new ArrayList<>();
    private int asked;
    private int empty;

    private SpfLookups(DomainAdvice.Lookup dns) {
        this.dns = dns;
    }

    /** @param broken what is included and has no entry of its own, or includes itself */
    record Count(int asked, int empty, List<String> broken) {}

    static Count of(String domain, String entry, DomainAdvice.Lookup dns) throws DomainAdvice.Unreachable {
        SpfLookups count = new SpfLookups(dns);
        count.walk(domain, entry);
        return new Count(count.asked, count.empty, List.copyOf(count.broken));
    }

    private void walk(String domain, String entry) throws DomainAdvice.Unreachable {
        open.add(domain);
        for (String term : entry.toLowerCase(Locale.ROOT).split("\\s+")) {
            String plain = term.replaceFirst("^[-+~?]", "");
            String name = plain.replaceFirst("[:=/].*$", "");
            switch (name) {
                case "include", "redirect" -> {
                    asked++;
                    follow(plain.replaceFirst("^(?:include:|redirect=)", ""));
                }
                case "a", "mx", "exists", "ptr" -> {
                    asked++;
                    String of = plain.contains(":") ? plain.substring(plain.indexOf(':') + 1).replaceFirst("/.*$", "") : domain;
                    if (!of.contains("%") && !name.equals("ptr")) {
                        empty += dns.entries(of, name.equals("mx") ? "MX" : "A").isEmpty() && (name.equals("mx") || dns.entries(of, "AAAA").isEmpty()) ? 1 : 0;
                    }
                }
                default -> { }
            }
        }
        open.remove(domain);
    }

    private void follow(String domain) throws DomainAdvice.Unreachable {
        // Far beyond the limit nothing more is learnt; and what a macro (RFC 7208, 7) becomes, only the receiver knows.
        if (asked > 2 * MOST || domain.contains("%")) {
            return;
        }
        List<String> entries = DomainAdvice.starting(dns.entries(domain, "TXT"), "v=spf1");
        if (entries.size() != 1 || open.contains(domain)) {
            empty += entries.isEmpty() ? 1 : 0;
            broken.add(domain);
            return;
        }
        walk(domain, entries.getFirst());
    }
}
