package io.muster.ticket.api;

/** The answer to a cancellation that was in time. Code 0 is what published clients take for success. */
public record CancelTicketResponse(String id, String state, Status status) {

    /** Outcome in the published form. */
    public record Status(int code, String message) {}

    static CancelTicketResponse cancelled(String ticketId) {
        return new CancelTicketResponse(ticketId, "CANCELLED", new Status(0, "cancelled"));
    }
}
