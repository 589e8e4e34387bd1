package org.civikos.notification.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a domain's entries in the DNS say of its mail, and what is missing: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489). */
final class DomainAdvice {

    /** Asks the DNS. */
    interface Lookup {

        /**
         * @param type TXT or MX
         * @return the entries; nothing if the name or the entry is not there
         * @throws Unreachable if nobody answers
         */
        List<String> entries(String name, String type) throws Unreachable;
    }

    /** The DNS gives no answer, which says nothing of the domain. */
    static final class Unreachable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreachable(String words) {
            super(words);
        }
    }

    /** @param good whether nothing has to be done */
    record Line(boolean good, String words) {}

    private static final int MOST_LOOKUPS = 10;

    private DomainAdvice() {}

    /** @param selector the DKIM selector; blank if it is not known */
    static List<Line> of(String domain, String selector, Lookup dns) throws Unreachable {
        List<Line> lines = new ArrayList<>();
        spf(domain, dns, lines);
        dkim(domain, selector, dns, lines);
        dmarc(domain, dns, lines);
        boolean receives = !dns.entries(domain, "MX").isEmpty();
        lines.add(receives ? new Line(true, "MX: the domain receives mail, so reports and bounces can come back.")
                : new Line(false, "MX: the domain receives no mail. Bounces and reports to it are lost; set an MX entry, or another return path."));
        return lines;
    }

    private static void spf(String domain, Lookup dns, List<Line> lines) throws Unreachable {
        List<String> spf = starting(dns.entries(domain, "TXT"), "v=spf1");
        if (spf.isEmpty()) {
            lines.add(new Line(false, "SPF: there is no entry. Set TXT " + domain + " \"v=spf1 include:YOUR-RELAY -all\"."));
            return;
        }
        if (spf.size() > 1) {
            lines.add(new Line(false, "SPF: there are " + spf.size() + " entries, which counts as an error. Make one of them."));
            return;
        }
        String entry = spf.getFirst().toLowerCase(Locale.ROOT);
        long asked = List.of(entry.split("\\s+")).stream().map(term -> term.replaceFirst("^[-+~?]", ""))
                .filter(term -> term.startsWith("include:") || term.equals("a") || term.startsWith("a:") || term.equals("mx")
                        || term.startsWith("mx:") || term.startsWith("exists:") || term.startsWith("redirect=") || term.startsWith("ptr"))
                .count();
        if (entry.contains("+all") || entry.endsWith(" all")) {
            lines.add(new Line(false, "SPF: \"" + entry + "\" lets everybody send in your name. End it with -all or ~all."));
        } else if (!entry.contains("-all") && !entry.contains("~all") && !entry.contains("redirect=")) {
            lines.add(new Line(false, "SPF: \"" + entry + "\" has no end. End it with -all or ~all."));
        } else if (asked > MOST_LOOKUPS) {
            lines.add(new Line(false, "SPF: " + asked + " terms need a further look-up, and 10 are allowed."));
        } else {
            lines.add(new Line(true, "SPF: \"" + entry + "\". See that it names the relay you send through."));
        }
    }

    private static void dkim(String domain, String selector, Lookup dns, List<Line> lines) throws Unreachable {
        if (selector.isBlank()) {
            lines.add(new Line(false, "DKIM: name the selector to have the key looked at (--selector NAME)."));
            return;
        }
        String name = selector + "._domainkey." + domain;
        List<String> keys = dns.entries(name, "TXT").stream().filter(one -> one.replace(" ", "").contains("p=")).toList();
        if (keys.isEmpty()) {
            lines.add(new Line(false, "DKIM: there is no key at " + name + ". Set TXT there with \"v=DKIM1; k=rsa; p=YOUR-PUBLIC-KEY\"."));
            return;
        }
        String key = keys.getFirst().replace(" ", "").replaceFirst(".*p=", "").replaceFirst(";.*", "");
        if (key.isEmpty()) {
            lines.add(new Line(false, "DKIM: the key at " + name + " is withdrawn (p= is empty)."));
        } else if (key.length() < 300 && !keys.getFirst().contains("ed25519")) {
            lines.add(new Line(false, "DKIM: the key at " + name + " is shorter than 2,048 bits. Large receivers want 2,048."));
        } else {
            lines.add(new Line(true, "DKIM: there is a key at " + name + "."));
        }
    }

    private static void dmarc(String domain, Lookup dns, List<Line> lines) throws Unreachable {
        List<String> dmarc = starting(dns.entries("_dmarc." + domain, "TXT"), "v=dmarc1");
        if (dmarc.isEmpty()) {
            lines.add(new Line(false, "DMARC: there is no entry. Set TXT _dmarc." + domain + " \"v=DMARC1; p=none; rua=mailto:YOU@" + domain
                    + "\", read the reports for some weeks, then p=quarantine."));
            return;
        }
        String entry = dmarc.getFirst();
        String policy = entry.toLowerCase(Locale.ROOT).replace(" ", "").replaceFirst(".*?;p=", "").replaceFirst(";.*", "");
        if (!List.of("none", "quarantine", "reject").contains(policy)) {
            lines.add(new Line(false, "DMARC: \"" + entry + "\" has no policy (p=none, quarantine or reject)."));
        } else if (policy.equals("none")) {
            lines.add(new Line(true, "DMARC: p=none. Enough for the large receivers; p=quarantine protects your name."));
        } else {
            lines.add(new Line(true, "DMARC: p=" + policy + "."));
        }
    }

    private static List<String> starting(List<String> entries, String with) {
        return entries.stream().filter(one -> one.toLowerCase(Locale.ROOT).startsWith(with)).toList();
    }
}
