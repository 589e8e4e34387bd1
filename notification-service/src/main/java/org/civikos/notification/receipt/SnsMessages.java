package org.civikos.notification.receipt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Messages of Amazon SNS to an HTTPS address: whether they are really from it, and the confirmation that it asks for first. By its
 * Developer Guide, "Verifying the signatures of Amazon SNS messages" (versions 1 and 2) and "HTTP/HTTPS subscription confirmation". Nothing
 * is fetched but from the SNS host of a topic's own region, and nothing is believed of topics that are not set.
 */
final class SnsMessages {

    /** Gets what stands at an address. */
    interface Web {

        /** @throws IOException if it cannot be had, or the answer is not 200 */
        byte[] get(URI address) throws IOException;
    }

    private static final List<String> OF_NOTIFICATION = List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> OF_CONFIRMATION = List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
    private static final Pattern TOPIC = Pattern.compile("arn:(aws|aws-cn|aws-us-gov):sns:([a-z]{2}(?:-[a-z]+)+-\\d):\\d{12}:[A-Za-z0-9_-]{1,256}");
    private static final Pattern CERTIFICATE = Pattern.compile("/SimpleNotificationService-[0-9a-f]{16,64}\\.pem");
    private static final Pattern ISSUED_TO = Pattern.compile("(?:^|,\\s*)CN=sns(?:\\.[a-z0-9-]+)?\\.amazonaws\\.com(?:\\.cn)?(?:,|$)", Pattern.CASE_INSENSITIVE);
    private static final int MOST_CERTIFICATES = 16;
    private static final int LONGEST = 64_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Set<String> topics;
    private final Web web;
    private final Clock clock;
    private final Map<URI, X509Certificate> certificates = new ConcurrentHashMap<>();

    /**
     * @param topics ARNs of those that are believed
     * @throws IllegalArgumentException if one is no ARN of a topic
     */
    SnsMessages(List<String> topics, Web web, Clock clock) {
        for (String topic : topics) {
            if (!TOPIC.matcher(topic).matches()) {
                throw new IllegalArgumentException("Not the ARN of an SNS topic: " + topic);
            }
        }
        this.topics = Set.copyOf(topics);
        this.web = web;
        this.clock = clock;
    }

    /** The real one. */
    static Web overHttps() {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NEVER).build();
        return address -> {
            try {
                HttpResponse<InputStream> answer = client.send(HttpRequest.newBuilder(address).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = answer.body()) {
                    if (answer.statusCode() != 200) {
                        throw new IOException(address.getHost() + " answers " + answer.statusCode());
                    }
                    return body.readNBytes(LONGEST);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Stopped while asking " + address.getHost(), e);
            }
        };
    }

    /**
     * Whether a message is of one of the topics and signed by SNS.
     *
     * @throws UncheckedIOException if the certificate cannot be had at present
     */
    boolean authentic(JsonNode message) {
        String topic = text(message, "TopicArn");
        URI from = address(message, "SigningCertURL");
        String signature = text(message, "Signature");
        String algorithm = switch (String.valueOf(text(message, "SignatureVersion"))) {
            case "1" -> "SHA1withRSA";
            case "2" -> "SHA256withRSA";
            default -> null;
        };
        if (topic == null || !topics.contains(topic) || from == null || !ofRegion(from, topic) || !CERTIFICATE.matcher(from.getPath()).matches()
                || signature == null || algorithm == null) {
            return false;
        }
        try {
            X509Certificate certificate = certificate(from);
            certificate.checkValidity(Date.from(clock.instant()));
            Signature check = Signature.getInstance(algorithm);
            check.initVerify(certificate);
            check.update(signed(message).getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private X509Certificate certificate(URI from) throws IOException, CertificateException {
        X509Certificate known = certificates.get(from);
        if (known != null) {
            return known;
        }
        X509Certificate found = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(web.get(from)));
        if (!ISSUED_TO.matcher(found.getSubjectX500Principal().getName()).find()) {
            throw new CertificateException("Not the certificate of SNS: " + found.getSubjectX500Principal());
        }
        if (certificates.size() >= MOST_CERTIFICATES) {
            certificates.clear();
        }
        certificates.put(from, found);
        return found;
    }

    private static String signed(JsonNode message) {
        StringBuilder signed = new StringBuilder();
        for (String name : "Notification".equals(text(message, "Type")) ? OF_NOTIFICATION : OF_CONFIRMATION) {
            String value = text(message, name);
            if (value != null) {
                signed.append(name).append('\n').append(value).append('\n');
            }
        }
        return signed.toString();
    }

    /**
     * Tells SNS that we want what it offers, so that notifications come from then on. Only for a message that is authentic.
     *
     * @throws IllegalArgumentException if the address is not that of SNS
     * @throws UncheckedIOException if SNS cannot be reached at present
     */
    void confirm(JsonNode message) {
        URI address = address(message, "SubscribeURL");
        if (address == null || !ofRegion(address, String.valueOf(text(message, "TopicArn")))) {
            throw new IllegalArgumentException("An address for confirming that is not that of SNS");
        }
        try {
            web.get(address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean ofRegion(URI address, String topic) {
        String region = topic.split(":", 5)[3];
        String host = "sns." + region + ".amazonaws.com" + (topic.startsWith("arn:aws-cn:") ? ".cn" : "");
        return "https".equals(address.getScheme()) && host.equals(address.getHost()) && address.getPort() == -1 && address.getUserInfo() == null;
    }

    private static @Nullable URI address(JsonNode message, String name) {
        try {
            String written = text(message, name);
            return written == null ? null : URI.create(written);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static @Nullable String text(JsonNode node, String name) {
        JsonNode found = node.path(name);
        return found.isString() ? found.stringValue() : null;
    }
}
