package io.muster.ticket;

import io.muster.contracts.match.MatchProposed;
import io.muster.contracts.match.Team;
import io.muster.contracts.match.TicketRef;
import io.muster.contracts.ticket.Player;
import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.lifecycle.TicketContent;
import io.muster.ticket.lifecycle.TicketDetails;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Tickets and proposals for tests of the pure parts. */
public final class Samples {

    public static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    public static final Instant EXPIRES = CREATED.plusSeconds(60);

    private Samples() {}

    public static Ticket ticket(String id) {
        return ticket("game", "duel", id);
    }

    public static Ticket ticket(String namespace, String queue, String id) {
        TicketContent content = TicketContent.of(
                Map.of("mode", 1), Map.of(), List.of(new Player("player-of-" + id, Map.of("skill", 1500), List.of())));
        return Ticket.create(
                new TicketDetails(namespace, id, queue, "player-of-" + id, content, CREATED, EXPIRES, null));
    }

    public static MatchProposed proposal(String proposalId, TicketRef... refs) {
        List<String> ids = Arrays.stream(refs).map(TicketRef::ticketId).toList();
        return new MatchProposed(
                "game",
                proposalId,
                "duel",
                List.of(refs),
                List.of(new Team("team0", "team", ids)),
                null,
                1.0,
                TicketDriver.SETTINGS,
                null,
                CREATED);
    }
}
