package org.civikos.notification.mail;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code check-mail [DOMAIN]}: what the DNS says of a domain's mail, and what to do. Without a domain it looks at the mails of
 * this installation, by its settings.
 */
public final class CheckMail {

    private static final int GOOD = 0;
    private static final int TO_DO = 1;
    private static final int NO_ANSWER = 2;
    private static final Pattern DOMAIN = Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}", Pattern.CASE_INSENSITIVE);

    private CheckMail() {}

    /**
     * Runs the command and ends the program.
     *
     * @param settings of this installation, asked for if no domain is named
     */
    public static void run(String[] arguments, Supplier<MailSetup> settings) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(arguments, settings, CheckMail::entries, out, err));
    }

    /**
     * @param settings throws IllegalStateException with a sentence if they are not there
     * @return 0 if nothing has to be done, 1 if something has, 2 if the question makes no sense or the DNS gives no answer
     */
    static int run(String[] arguments, Supplier<MailSetup> settings, DomainAdvice.Lookup dns, PrintStream out, PrintStream err) {
        @Nullable String domain = null;
        String selector = "";
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--selector") && i + 1 < arguments.length) {
                selector = arguments[++i];
            } else {
                domain = arguments[i];
            }
        }
        MailSetup setup;
        try {
            setup = domain == null && selector.isEmpty() ? settings.get() : MailSetup.of(domain == null ? "" : domain, selector);
        } catch (IllegalStateException e) {
            err.println(e.getMessage());
            return NO_ANSWER;
        }
        for (String name : List.of(setup.from(), setup.returnPath(), setup.signer())) {
            if (!DOMAIN.matcher(name).matches()) {
                err.println("Name a domain, such as example.org: ./civikos check-mail [DOMAIN [--selector NAME]]. " + name + " is none.");
                return NO_ANSWER;
            }
        }
        try {
            boolean good = true;
            out.println("From " + setup.from() + ", return path " + setup.returnPath()
                    + (setup.selector().isBlank() ? "" : ", signed by " + setup.signer() + " (" + setup.selector() + ")"));
            for (DomainAdvice.Line line : DomainAdvice.of(setup, dns)) {
                out.println((line.good() ? "good   " : "to do  ") + line.words());
                good &= line.good();
            }
            return good ? GOOD : TO_DO;
        } catch (DomainAdvice.Unreachable e) {
            err.println("The DNS cannot be reached from here (" + e.getMessage() + "), so nothing can be said of " + setup.from() + ".");
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
