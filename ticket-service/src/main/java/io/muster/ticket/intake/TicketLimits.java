package io.muster.ticket.intake;

/** Most of everything a ticket may hold. The published limits of the matchmaker this API follows, where it has one. */
final class TicketLimits {

    static final int PLAYERS = 150;
    static final int ID_LENGTH = 64;
    static final int QUEUE_NAME_LENGTH = 64;
    static final int PROPERTIES = 128;
    static final int PROPERTY_NAME_LENGTH = 64;
    static final int STRING_LENGTH = 200;
    static final int LIST_ITEMS = 100;
    static final int DEPTH = 8;
    static final int QOS_RESULTS = 100;
    static final int SHORTEST_LEASE_SECONDS = 2;
    static final int LONGEST_LEASE_SECONDS = 3600;

    private TicketLimits() {}
}
