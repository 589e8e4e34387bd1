package org.civikos.notification.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Keeps webhooks from reaching into our own network: asked when an address is entered and again, for the very addresses that are
 * connected to, at each connection; so a name that leads elsewhere a moment later gains nothing.
 */
final class AddressGuard implements DnsResolver {

    /** The name leads to where nobody outside has any business. */
    static final class Forbidden extends UnknownHostException {
        Forbidden(String host) {
            super(host + " leads to a private or special address");
        }
    }

    private final boolean privateAllowed;
    private final boolean plainAllowed;
    private final DnsResolver names;

    AddressGuard(boolean privateAllowed, boolean plainAllowed) {
        this(privateAllowed, plainAllowed, SystemDefaultDnsResolver.INSTANCE);
    }

    AddressGuard(boolean privateAllowed, boolean plainAllowed, DnsResolver names) {
        this.privateAllowed = privateAllowed;
        this.plainAllowed = plainAllowed;
        this.names = names;
    }

    /** What is wrong with an address, as a word; empty if it may be called. */
    Optional<String> wrong(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return Optional.of("webhook-url");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null || url.length() > 500) {
            return Optional.of("webhook-url");
        }
        if (!"https".equalsIgnoreCase(uri.getScheme()) && !(plainAllowed && "http".equalsIgnoreCase(uri.getScheme()))) {
            return Optional.of("webhook-https");
        }
        try {
            resolve(uri.getHost().replaceAll("^\\[|\\]$", ""));
            return Optional.empty();
        } catch (Forbidden e) {
            return Optional.of("webhook-private");
        } catch (UnknownHostException e) {
            // A name may be set up later; calls will say so until then.
            return Optional.empty();
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        if (addresses == null || addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        if (!privateAllowed) {
            // All of them: a name with one good and one bad address would be a matter of luck.
            for (InetAddress address : addresses) {
                if (special(address)) {
                    throw new Forbidden(host);
                }
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** Whether an address is none of the public internet's (the registries of RFC 6890). */
    static boolean special(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress() || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] b = address.getAddress();
        if (address instanceof Inet4Address) {
            return specialV4(b, 0);
        }
        if (address instanceof Inet6Address) {
            int first = (b[0] & 0xff) << 8 | b[1] & 0xff;
            int second = (b[2] & 0xff) << 8 | b[3] & 0xff;
            boolean global = (b[0] & 0xe0) == 0x20;
            // 6to4, Teredo and documentation are part of 2000::/3; what is not part of it is local or a way to IPv4.
            return !global || first == 0x2002 || first == 0x2001 && (second < 0x0200 || second == 0x0db8) || first == 0x3fff && (b[2] & 0xf0) == 0;
        }
        return true;
    }

    private static boolean specialV4(byte[] b, int from) {
        int a = b[from] & 0xff;
        int second = b[from + 1] & 0xff;
        int third = b[from + 2] & 0xff;
        return a == 0 || a == 10 || a == 127 || a >= 224
                || a == 100 && second >= 64 && second < 128
                || a == 169 && second == 254
                || a == 172 && second >= 16 && second < 32
                || a == 192 && (second == 168 || second == 0 && (third == 0 || third == 2) || second == 88 && third == 99)
                || a == 198 && (second == 18 || second == 19 || second == 51 && third == 100)
                || a == 203 && second == 0 && third == 113;
    }
}
