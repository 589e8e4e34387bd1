package org.civikos.notification.receipt;

/** Reports of mail servers, as they come. */
public final class ReportSamples {

    private ReportSamples() {}

    /** A delivery status notification as postfix writes it. */
    public static String bounce(String deliveryId, String domain, String action, String status, String diagnostic) {
        return """
                From: MAILER-DAEMON@relay.example.org (Mail Delivery System)
                To: alerts@civikos.example.org
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status;
                \tboundary="4F1A2.1700000000/relay.example.org"
                Message-Id: <20261120080000.4F1A2@relay.example.org>

                --4F1A2.1700000000/relay.example.org
                Content-Description: Notification
                Content-Type: text/plain; charset=us-ascii

                I'm sorry to have to inform you that your message could not be delivered.

                --4F1A2.1700000000/relay.example.org
                Content-Description: Delivery report
                Content-Type: message/delivery-status

                Reporting-MTA: dns; relay.example.org
                Arrival-Date: Fri, 20 Nov 2026 08:00:00 +0000 (UTC)

                Final-Recipient: rfc822; reader@example.org
                Action: %s
                Status: %s
                Diagnostic-Code: smtp; %s

                --4F1A2.1700000000/relay.example.org
                Content-Description: Undelivered Message Headers
                Content-Type: text/rfc822-headers

                Message-ID: <%s@%s>
                Subject: =?UTF-8?Q?Projektligji?=
                From: alerts@civikos.example.org

                --4F1A2.1700000000/relay.example.org--
                """.formatted(action, status, diagnostic, deliveryId, domain).replace("\n", "\r\n");
    }

    /** A delivery status notification that returns nothing of the mail; the recipient it names is anybody's. */
    public static String withoutHeaders(String to, String status, String diagnostic) {
        return """
                From: postmaster@mx.example.org
                %s
                Subject: Delivery failure
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="part"

                --part
                Content-Type: text/plain

                Not delivered.

                --part
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.org

                Final-Recipient: rfc822; reader@example.org
                Action: failed
                Status: %s
                Diagnostic-Code: smtp; %s

                --part--
                """.formatted(to, status, diagnostic).replace("\n", "\r\n");
    }

    /** A complaint in the abuse reporting format. */
    public static String complaint(String deliveryId, String domain) {
        return """
                From: abuse@mailbox.example.org
                To: alerts@civikos.example.org
                Subject: FW: Projektligji
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="part"

                --part
                Content-Type: text/plain

                This is an email abuse report.

                --part
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                User-Agent: SomeGenerator/1.0
                Version: 1

                --part
                Content-Type: message/rfc822

                From: alerts@civikos.example.org
                Message-ID: <%s@%s>
                Subject: Projektligji

                Text.
                --part--
                """.formatted(deliveryId, domain).replace("\n", "\r\n");
    }
}
