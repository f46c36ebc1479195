package io.muster.ticket.api;

/** The answer to an accepted ticket. */
public record CreateTicketResponse(String id) {}
