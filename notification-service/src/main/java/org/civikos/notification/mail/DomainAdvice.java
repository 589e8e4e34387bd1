package org.civikos.notification.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a domain's entries in the DNS say of its mail, and what is missing: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489). */
final class DomainAdvice {

    /** Asks the DNS. */
    interface Lookup {

        /**
         * @param type TXT, MX, A or AAAA
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

    private DomainAdvice() {}

    /** What a receiver finds who gets a mail of ours. */
    static List<Line> of(MailSetup setup, Lookup dns) throws Unreachable {
        List<Line> lines = new ArrayList<>();
        boolean spf = spf(setup, dns, lines);
        boolean dkim = dkim(setup, dns, lines);
        dmarc(setup, spf, dkim, dns, lines);
        boolean receives = !dns.entries(setup.returnPath(), "MX").isEmpty();
        lines.add(receives ? new Line(true, "MX: " + setup.returnPath() + " receives mail, so reports and bounces can come back.")
                : new Line(false, "MX: " + setup.returnPath() + " receives no mail. Bounces and reports to it are lost; set an MX entry, or another return path."));
        return lines;
    }

    /** @return whether receivers can go by it */
    private static boolean spf(MailSetup setup, Lookup dns, List<Line> lines) throws Unreachable {
        String domain = setup.returnPath();
        List<String> spf = starting(dns.entries(domain, "TXT"), "v=spf1");
        String relay = setup.relays().isEmpty() ? "the relay you send through" : "what you send through (" + String.join(", ", setup.relays()) + ")";
        if (spf.isEmpty()) {
            lines.add(new Line(false, "SPF: there is no entry. Set TXT " + domain + " \"v=spf1 include:YOUR-RELAY -all\"."));
            return false;
        }
        if (spf.size() > 1) {
            lines.add(new Line(false, "SPF: there are " + spf.size() + " entries, which counts as an error. Make one of them."));
            return false;
        }
        String entry = spf.getFirst().toLowerCase(Locale.ROOT);
        SpfLookups.Count count = SpfLookups.of(domain, entry, dns);
        if (entry.contains("+all") || entry.endsWith(" all")) {
            lines.add(new Line(false, "SPF: \"" + entry + "\" lets everybody send in your name. End it with -all or ~all."));
        } else if (!entry.contains("-all") && !entry.contains("~all") && !entry.contains("redirect=")) {
            lines.add(new Line(false, "SPF: \"" + entry + "\" has no end. End it with -all or ~all."));
        } else if (!count.broken().isEmpty()) {
            lines.add(new Line(false, "SPF: what it includes has no entry, or more than one, or includes itself: " + String.join(", ", count.broken()) + ". The whole entry counts as an error."));
        } else if (count.asked() > SpfLookups.MOST) {
            lines.add(new Line(false, "SPF: " + count.asked() + " look-ups with all that is included, and " + SpfLookups.MOST + " are allowed (RFC 7208, 4.6.4)."));
        } else if (count.empty() > SpfLookups.MOST_EMPTY) {
            lines.add(new Line(false, "SPF: " + count.empty() + " look-ups find nothing, and " + SpfLookups.MOST_EMPTY + " are allowed (RFC 7208, 4.6.4)."));
        } else {
            lines.add(new Line(true, "SPF: \"" + entry + "\", " + count.asked() + " of " + SpfLookups.MOST + " look-ups. See that it names " + relay + "."));
            return true;
        }
        return false;
    }

    /** @return whether receivers can go by it, as far as can be told from here */
    private static boolean dkim(MailSetup setup, Lookup dns, List<Line> lines) throws Unreachable {
        if (setup.selector().isBlank()) {
            lines.add(new Line(false, "DKIM: name the selector to have the key looked at (--selector NAME)."));
            return false;
        }
        String name = setup.selector() + "._domainkey." + setup.signer();
        List<String> keys = dns.entries(name, "TXT").stream().filter(one -> one.replace(" ", "").contains("p=")).toList();
        if (keys.isEmpty()) {
            lines.add(new Line(false, "DKIM: there is no key at " + name + ". Set TXT there with \"v=DKIM1; k=rsa; p="
                    + (setup.publicKey() == null ? "YOUR-PUBLIC-KEY" : setup.publicKey()) + "\"."));
            return false;
        }
        String key = keys.getFirst().replace(" ", "").replaceFirst(".*p=", "").replaceFirst(";.*", "");
        if (key.isEmpty()) {
            lines.add(new Line(false, "DKIM: the key at " + name + " is withdrawn (p= is empty)."));
        } else if (setup.publicKey() != null && !setup.publicKey().equals(key)) {
            lines.add(new Line(false, "DKIM: the key at " + name + " is not the one that we sign with, so every signature is bad. Set p=" + setup.publicKey() + "."));
        } else if (key.length() < 300 && !keys.getFirst().contains("ed25519")) {
            lines.add(new Line(false, "DKIM: the key at " + name + " is shorter than 2,048 bits. Large receivers want 2,048."));
        } else {
            lines.add(new Line(true, setup.publicKey() == null ? "DKIM: there is a key at " + name + "." : "DKIM: the key at " + name + " is the one that we sign with."));
            return true;
        }
        return false;
    }

    private static void dmarc(MailSetup setup, boolean spf, boolean dkim, Lookup dns, List<Line> lines) throws Unreachable {
        String domain = setup.from();
        String at = domain;
        List<String> dmarc = starting(dns.entries("_dmarc." + at, "TXT"), "v=dmarc1");
        // What holds for a whole organisation stands at its own name, above that of the sender.
        while (dmarc.isEmpty() && at.indexOf('.') < at.lastIndexOf('.')) {
            at = at.substring(at.indexOf('.') + 1);
            dmarc = starting(dns.entries("_dmarc." + at, "TXT"), "v=dmarc1");
        }
        if (dmarc.isEmpty()) {
            lines.add(new Line(false, "DMARC: there is no entry. Set TXT _dmarc." + domain + " \"v=DMARC1; p=none; rua=mailto:YOU@" + domain
                    + "\", read the reports for some weeks, then p=quarantine."));
            return;
        }
        String entry = dmarc.getFirst();
        String policy = tag(entry, "p");
        if (!List.of("none", "quarantine", "reject").contains(policy)) {
            lines.add(new Line(false, "DMARC: \"" + entry + "\" has no policy (p=none, quarantine or reject)."));
        } else if (policy.equals("none")) {
            lines.add(new Line(true, "DMARC: p=none. Enough for the large receivers; p=quarantine protects your name."));
        } else {
            lines.add(new Line(true, "DMARC: p=" + policy + "."));
        }
        boolean bySpf = aligned(domain, setup.returnPath(), tag(entry, "aspf").equals("s"), at);
        boolean byDkim = !setup.selector().isBlank() && aligned(domain, setup.signer(), tag(entry, "adkim").equals("s"), at);
        String words = "SPF is asked about " + setup.returnPath() + (bySpf ? ", which fits " : ", which does not fit ") + "From (" + domain + ")"
                + (setup.selector().isBlank() ? "" : "; DKIM signs for " + setup.signer() + (byDkim ? ", which fits" : ", which does not")) + ".";
        boolean passes = bySpf && spf || byDkim && dkim;
        lines.add(new Line(passes, "Alignment: " + words + (passes ? "" : " DMARC wants one of the two to be good and to fit (RFC 7489, 3.1).")));
    }

    /** @param organisation the domain at which the policy stands */
    private static boolean aligned(String from, String other, boolean strict, String organisation) {
        String one = from.toLowerCase(Locale.ROOT);
        String two = other.toLowerCase(Locale.ROOT);
        boolean related = one.endsWith("." + two) || two.endsWith("." + one)
                || one.endsWith("." + organisation) && (two.equals(organisation) || two.endsWith("." + organisation));
        return one.equals(two) || !strict && related;
    }

    private static String tag(String entry, String name) {
        for (String part : entry.toLowerCase(Locale.ROOT).replace(" ", "").split(";")) {
            if (part.startsWith(name + "=")) {
                return part.substring(name.length() + 1);
            }
        }
        return "";
    }

    static List<String> starting(List<String> entries, String with) {
        return entries.stream().filter(one -> one.toLowerCase(Locale.ROOT).startsWith(with)).toList();
    }
}
