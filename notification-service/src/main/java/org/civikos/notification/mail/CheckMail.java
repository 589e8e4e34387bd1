package org.civikos.notification.mail;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.regex.Pattern;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/** The command {@code check-mail DOMAIN}: what the DNS says of a domain's mail, and what to do. */
public final class CheckMail {

    private static final int GOOD = 0;
    private static final int TO_DO = 1;
    private static final int NO_ANSWER = 2;
    private static final Pattern DOMAIN = Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}", Pattern.CASE_INSENSITIVE);

    private CheckMail() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(arguments, CheckMail::entries, out, err));
    }

    /** @return 0 if nothing has to be done, 1 if something has, 2 if the question makes no sense or the DNS gives no answer */
    static int run(String[] arguments, DomainAdvice.Lookup dns, PrintStream out, PrintStream err) {
        String domain = "";
        String selector = "";
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--selector") && i + 1 < arguments.length) {
                selector = arguments[++i];
            } else {
                domain = arguments[i];
            }
        }
        if (!DOMAIN.matcher(domain).matches()) {
            err.println("Name a domain, such as example.org: ./civikos check-mail DOMAIN [--selector NAME].");
            return NO_ANSWER;
        }
        try {
            boolean good = true;
            for (DomainAdvice.Line line : DomainAdvice.of(domain, selector, dns)) {
                out.println((line.good() ? "good   " : "to do  ") + line.words());
                good &= line.good();
            }
            return good ? GOOD : TO_DO;
        } catch (DomainAdvice.Unreachable e) {
            err.println("The DNS cannot be reached from here (" + e.getMessage() + "), so nothing can be said of " + domain + ".");
            return NO_ANSWER;
        }
    }

    private static List<String> entries(String name, String type) throws DomainAdvice.Unreachable {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put("com.sun.jndi.dns.timeout.initial", "2000");
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
        try {
            InitialDirContext dns = new InitialDirContext(environment);
            try {
                Attribute found = dns.getAttributes(name, new String[] {type}).get(type);
                List<String> entries = new ArrayList<>();
                if (found != null) {
                    NamingEnumeration<?> all = found.getAll();
                    while (all.hasMore()) {
                        // A long entry comes in quoted pieces that belong together.
                        entries.add(String.valueOf(all.next()).replaceAll("\"\\s+\"", "").replace("\"", ""));
                    }
                }
                return entries;
            } finally {
                dns.close();
            }
        } catch (NameNotFoundException e) {
            return List.of();
        } catch (NamingException e) {
            throw new DomainAdvice.Unreachable(String.valueOf(e.getMessage()));
        }
    }
}
