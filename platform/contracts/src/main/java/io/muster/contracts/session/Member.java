package io.muster.contracts.session;

import java.time.Instant;

/**
 * A player of a session.
 *
 * @param status INVITED, JOINED, CONNECTED, DISCONNECTED hold a seat; DROPPED, LEFT, KICKED, REJECTED, TIMEOUT,
 *     CANCELLED and TERMINATED have given it back
 * @param ticketId ticket he came with, or null
 */
public record Member(String id, String status, String ticketId, Instant updatedAt) {}
