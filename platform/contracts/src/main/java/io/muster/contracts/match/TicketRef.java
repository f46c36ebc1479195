package io.muster.contracts.match;

/** A ticket in the version in which a match function saw it; a claim of any other version is refused. */
public record TicketRef(String ticketId, long version) {}
