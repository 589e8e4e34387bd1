package org.civikos.consultation.network;

import org.springframework.data.annotation.Id;

/**
 * An organisation as membership last told of it.
 *
 * @param status active, suspended or ended
 */
public record Organisation(@Id String organisationId, String name, String status) {

    public boolean isActive() {
        return "active".equals(status);
    }

    public boolean isSuspended() {
        return "suspended".equals(status);
    }
}
