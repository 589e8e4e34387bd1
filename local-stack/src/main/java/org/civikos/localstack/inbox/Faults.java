package org.civikos.localstack.inbox;

/**
 * What the two providers should do wrong, for tests: {@code none}; a status to answer ({@code 451}, {@code 550} for
 * mail, {@code 429}, {@code 500}, … for SMS); {@code slow}, which waits 3 s before each answer.
 */
record Faults(String smtp, String sms) {

    static final Faults NONE = new Faults("none", "none");
    static final long SLOW_MILLIS = 3_000;

    Faults {
        smtp = checked(smtp);
        sms = checked(sms);
    }

    private static String checked(String value) {
        if (value == null) {
            return "none";
        }
        if (!value.matches("none|slow|[45]\\d\\d")) {
            throw new IllegalArgumentException("a fault is none, slow or a status from 400 to 599, not '" + value + "'");
        }
        return value;
    }

    /** Waits where the fault says so, and returns the status to refuse with, or 0. */
    static int apply(String fault) {
        if (fault.equals("slow")) {
            try {
                Thread.sleep(SLOW_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return fault.matches("\\d+") ? Integer.parseInt(fault) : 0;
    }
}
