package io.muster.match.pool;

import io.muster.contracts.ticket.Player;
import io.muster.contracts.ticket.TicketCancelled;
import io.muster.contracts.ticket.TicketClaimed;
import io.muster.contracts.ticket.TicketCreated;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Events of ticket-service as pools see them. */
final class PoolTestEvents {

    private final String namespace;
    private final String queue;

    PoolTestEvents(String namespace, String queue) {
        this.namespace = namespace;
        this.queue = queue;
    }

    TicketCreated created(String ticketId, double... skills) {
        return created(ticketId, Instant.now(), skills);
    }

    TicketCreated created(String ticketId, Instant at, double... skills) {
        List<Player> players = Arrays.stream(skills)
                .mapToObj(skill -> new Player(ticketId + '-' + skill, Map.of("skill", skill), List.of()))
                .toList();
        Instant createdAt = at.truncatedTo(ChronoUnit.MILLIS);
        return new TicketCreated(
                namespace,
                ticketId,
                1,
                queue,
                Map.of(),
                players,
                players.getFirst().id(),
                createdAt,
                createdAt.plusSeconds(60));
    }

    TicketCancelled cancelled(String ticketId) {
        return new TicketCancelled(namespace, ticketId, 2, queue, "player", Instant.now());
    }

    TicketClaimed claimed(String ticketId, String proposalId) {
        return new TicketClaimed(namespace, ticketId, 2, queue, proposalId, "match-" + proposalId, Instant.now());
    }
}
