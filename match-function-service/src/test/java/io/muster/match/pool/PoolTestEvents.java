package io.muster.match.pool;

import io.muster.contracts.backfill.BackfillCreated;
import io.muster.contracts.backfill.BackfillState;
import io.muster.contracts.backfill.OpenTeam;
import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.ticket.Player;
import io.muster.contracts.ticket.TicketCancelled;
import io.muster.contracts.ticket.TicketClaimed;
import io.muster.contracts.ticket.TicketCreated;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Events of ticket-service and backfill-service as pools see them. */
public final class PoolTestEvents {

    private final String namespace;
    private final String queue;

    public PoolTestEvents(String namespace, String queue) {
        this.namespace = namespace;
        this.queue = queue;
    }

    public TicketCreated created(String ticketId, double... skills) {
        return created(ticketId, Instant.now(), skills);
    }

    public TicketCreated created(String ticketId, Instant at, double... skills) {
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

    public TicketCancelled cancelled(String ticketId) {
        return new TicketCancelled(namespace, ticketId, 2, queue, "player", Instant.now());
    }

    public TicketClaimed claimed(String ticketId, String proposalId) {
        return new TicketClaimed(namespace, ticketId, 2, queue, proposalId, "match-" + proposalId, Instant.now());
    }

    /** A running match of two teams of one, with a player of skill 1,000 in the first and an open seat in the second. */
    public BackfillCreated halfADuel(String backfillId, long version) {
        Instant now = Instant.now();
        BackfillState state = new BackfillState(
                backfillId,
                "session",
                queue,
                "server",
                "127.0.0.1:9000",
                List.of(new OpenTeam("team0", "team", 1, List.of("p")), new OpenTeam("team1", "team", 1, List.of())),
                List.of(new Player("p", Map.of("skill", 1000), List.of())),
                Map.of(),
                null,
                new MatchSettings(queue, 1, MatchSettings.HOSTING_ALLOCATE, "default", true, false, List.of()),
                null,
                BackfillState.OPEN,
                now,
                now.plusSeconds(60));
        return new BackfillCreated(namespace, backfillId, version, queue, state, now);
    }
}
