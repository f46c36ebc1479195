package io.muster.ticket.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Ids of tickets as the database has them. */
final class TicketIds {

    /** Before every id. */
    static final UUID FIRST = new UUID(0, 0);

    private TicketIds() {}

    /** Tickets that were created before this moment have lower ids (UUID version 7 begins with its milliseconds). */
    static UUID firstOf(Instant moment) {
        return new UUID(moment.toEpochMilli() << 16, 0);
    }

    /** Every id once, without those that no ticket can have. */
    static UUID[] known(Collection<String> ticketIds) {
        return ticketIds.stream()
                .distinct()
                .map(TicketIds::parse)
                .flatMap(Optional::stream)
                .toArray(UUID[]::new);
    }

    /** An id that is no UUID belongs to no ticket. */
    static Optional<UUID> parse(String ticketId) {
        try {
            UUID id = UUID.fromString(Objects.requireNonNull(ticketId));
            return id.toString().equals(ticketId) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
