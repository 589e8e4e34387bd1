package org.civikos.notification.receipt;

import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Receipt;
import org.jspecify.annotations.Nullable;

/** Reads the requests by which one provider tells what became of messages, and what people answer. */
public interface CallbackReader {

    /**
     * One request.
     *
     * @param url as the provider called it, by our public address
     * @param header gives a header's first value
     */
    record Call(URI url, Function<String, @Nullable String> header, byte[] body) {}

    /** What somebody wrote back. @param id the provider's own id of it, or a digest: the same for a repetition */
    record Reply(String id, String from, String text) {}

    /**
     * What a call says.
     *
     * @param unreadable how many reports in it could not be read; the others hold all the same
     */
    record Said(List<Receipt> receipts, List<Reply> replies, int unreadable) {

        /** One in which everything could be read. */
        public Said(List<Receipt> receipts, List<Reply> replies) {
            this(receipts, replies, 0);
        }
    }

    /** The name of the provider, which also stands in the address it calls. */
    String provider();

    Channel channel();

    /** Whether the call is really from the provider: it knows the secret, or its signature is right. */
    boolean authentic(Call call);

    /**
     * What the call says; what it says of things that do not concern us is left out.
     *
     * @throws IllegalArgumentException if nothing of it can be read
     * @throws UncheckedIOException if it can be read only together with something that cannot be had at present: it is to be said again
     */
    Said read(Call call);
}
